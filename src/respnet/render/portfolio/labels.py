"""Labels of the page on several plans; those it shares with the report are the report's own."""

from __future__ import annotations

from respnet.core.i18n import Text
from respnet.render.comparison.labels import COMPARISON_LABELS
from respnet.render.page.labels import LABELS

_SHARED = "skip rule population limits unit task tasks level comma no_scripts"

PORTFOLIO_LABELS: dict[str, Text] = {
    **{key: LABELS[key] for key in _SHARED.split()},
    **{key: COMPARISON_LABELS[key] for key in ("foot", "why", "parts")},
    "title": Text(zh="{area}{plans} 个方案的分工", en="Who does what in {plans} plans{area}"),
    "facts": Text(zh="{tasks} 项任务，{units} 个单位", en="Tasks: {tasks}. Units: {units}"),
    "press": Text(zh="点数字，看是哪些方案的哪些任务。", en="Press a number to see its tasks, plan by plan."),
    "loads-over-plans": Text(zh="各单位的任务", en="Tasks of each unit"),
    "collectives": Text(zh="统称的任务", en="Tasks of the collectives"),
    "due-over-plans": Text(zh="各单位到期的任务", en="What is due from each unit"),
    "joint-leads-over-plans": Text(zh="共同牵头的单位", en="Units that lead together"),
    "without-lead-over-plans": Text(zh="各方案", en="The plans"),
    "counterparts": Text(
        zh="请核对：上下级和各地的对应单位", en="Please check: counterparts at other levels and places"
    ),
    "counterparts_note": Text(
        zh="按名称推定，各自计数，没有合并；另有 {n} 个单位看不出对应。"
        "用 --counterparts 文件 写出推定，改正后再用同一选项读入。",
        en="Told by their names, counted apart and never merged; of {n} units nothing can be told. --counterparts FILE "
        "writes what was told; correct it there, and the same option reads it.",
    ),
    "counterpart": Text(zh="对应", en="Counterpart"),
    "by": Text(zh="依据", en="By"),
    "by_rule": Text(zh="推定", en="the rule"),
    "by_person": Text(zh="人工核定", en="a person"),
    "level_national": Text(zh="国家", en="national"),
    "level_province": Text(zh="省级", en="province"),
    "level_city": Text(zh="市级", en="city"),
    "level_county": Text(zh="县级", en="county"),
    "level_town": Text(zh="乡镇", en="town"),
    "alike": Text(zh="请核对：各方案里名称相近的单位", en="Please check: similar names in the plans"),
    "alike_note": Text(
        zh="没有当作同一单位。是同一单位的，在其中一个方案的 units.csv 的 also_written 一栏登记。",
        en="These were not taken for one unit; if they are, record it in also_written of one plan's units.csv.",
    ),
    "plans": Text(zh="方案数", en="Plans"),
    "plan": Text(zh="方案", en="Plan"),
    "area": Text(zh="地区", en="Area"),
    "issued": Text(zh="日期", en="Date"),
    "lead": Text(zh="牵头", en="Leads"),
    "responsible": Text(zh="责任", en="Responsible"),
    "support": Text(zh="配合", en="Supports"),
    "total": Text(zh="合计", en="All"),
    "dated": Text(zh="有期限", en="Dated"),
    "units": Text(zh="单位", en="Units"),
    "without": Text(zh="没有牵头", en="No lead"),
    "no_leads": Text(zh="不分牵头", en="names no leads"),
    "pair": Text(zh="单位", en="Units"),
    "joint": Text(zh="共同牵头", en="Joint leads"),
    "expected": Text(zh="抽签平均", en="By lot"),
    "p": Text(zh="碰巧的机会", en="Chance"),
    "ratio": Text(zh="是抽签的几倍", en="Times as likely"),
    "no_end": Text(zh="没有上限", en="no upper end"),
    "verdict": Text(zh="判断", en="Verdict"),
    "clear": Text(zh="明显多", en="clearly more"),
    "few": Text(zh="明显少", en="clearly few"),
    "tiny": Text(zh="不到 0.0001", en="below 0.0001"),
    "other": Text(zh="相近的名称", en="Similar name"),
    "pairs_note": Text(
        zh="列出共同牵头两项以上的和明显的，共 {shown} 对；另有 {left} 对只共同牵头过一项。",
        en="Shown are the pairs that stand out or share two leads or more: {shown}; {left} more share one lead.",
    ),
    "count": Text(zh="（{n} 项）", en=" ({n})"),
    "opens": Text(zh="{name}，{column}：{n} 项，看任务", en="{name}, {column}: {n}, see the tasks"),
}
