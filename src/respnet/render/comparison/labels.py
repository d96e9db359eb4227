"""Labels of the comparison, in both languages; those it shares with the report are the report's own."""

from __future__ import annotations

from respnet.core.i18n import Text
from respnet.core.messages import FOR_CHECKING
from respnet.render.page.labels import LABELS

_SHARED = "skip rule population limits number unit task tasks comma semicolon document_number issued_on"

COMPARISON_LABELS: dict[str, Text] = {
    **{key: LABELS[key] for key in _SHARED.split()},
    "compared_title": Text(zh="方案比较", en="Two plans compared"),
    "supposed_title": Text(zh="假设推演", en="What if"),
    "foot": Text(
        zh=f"本页由 respnet 根据方案文本自动整理，{FOR_CHECKING.zh}。",
        en=f"Put together by respnet from the texts of the plans, {FOR_CHECKING.en}.",
    ),
    "why": Text(zh="依据", en="Rule and limits"),
    "parts": Text(zh="页面导航", en="Parts of this page"),
    "changes": Text(zh="变化", en="Change"),
    "task_new": Text(zh="新增任务：{units}", en="New task: {units}"),
    "task_gone": Text(zh="取消任务：{units}", en="Task gone: {units}"),
    "new": Text(zh="新增：{units}", en="New: {units}"),
    "gone": Text(zh="取消：{units}", en="Gone: {units}"),
    "role": Text(zh="角色改变：{units}", en="Other role: {units}"),
    "no_units": Text(zh="没有写明单位", en="no unit named"),
    "in_role": Text(zh="{unit}（{role}）", en="{unit} ({role})"),
    "same_units": Text(zh="分工没有变化的 {count} 项：{tasks}。", en="{count} with the same units and roles: {tasks}."),
    "same_leads": Text(zh="牵头单位没有变化的 {count} 项：{tasks}。", en="{count} with the same single lead: {tasks}."),
    "field": Text(zh="{part}：{old} → {new}", en="{part}: {old} → {new}"),
    "earlier": Text(zh="{part}提前", en="{part}, earlier"),
    "later": Text(zh="{part}推后", en="{part}, later"),
    "not_written": Text(zh="没有写明", en="not given"),
    "several": Text(zh="{count} 项任务", en="{count} tasks"),
    "leads": Text(zh="牵头", en="Leads"),
    "of_plan": Text(zh="{plan}{what}", en="{what}, {plan}"),
    "came": Text(zh="新出现", en="new here"),
    "went": Text(zh="不再出现", en="not named any more"),
    "more_rows": Text(
        zh="……另有 {count} 条；用 --output 写出的网页里有全部。",
        en="… and {count} more; the page that --output writes has them all.",
    ),
    "doubtful": Text(zh="请核对：推定对应的任务", en="Please check: tasks matched by their words"),
    "refused": Text(
        zh="请核对：序号相同，没有当作同一任务", en="Please check: the same number, not taken for one task"
    ),
    "alike": Text(
        zh="请核对：名称相近的单位；是同一单位的，在 units.csv 的 also_written 一栏登记",
        en="Please check: similar names, not taken for one unit; if they are, record it in also_written of units.csv",
    ),
    "renamed": Text(zh="按登记统一的单位名称", en="Unit names made common, as recorded"),
    "written": Text(zh="方案写法", en="As written"),
    "common": Text(zh="比较所用名称", en="Compared as"),
}
