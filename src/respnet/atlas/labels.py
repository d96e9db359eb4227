"""Labels of the atlas's page; those it shares with the pages on one and on several plans are theirs."""

from __future__ import annotations

from respnet.atlas.engine import MAX_EVIDENCE_PLANS
from respnet.core.i18n import Text
from respnet.render.page.labels import LABELS
from respnet.render.portfolio.labels import PORTFOLIO_LABELS

_SHARED = (
    "skip foot rule limits why parts area unit plans plan tasks units level counterpart verdict joint "
    "lead responsible support total no_end "
    "level_national level_province level_city level_county level_town"
)

ATLAS_LABELS: dict[str, Text] = {
    **{key: PORTFOLIO_LABELS[key] if key in PORTFOLIO_LABELS else LABELS[key] for key in _SHARED.split()},
    "title": Text(zh="{area}{plans} 个方案的分工总览", en="Who does what{area}: {plans} plans"),
    "facts": Text(
        zh="{years}{areas} 个地区，{units} 个单位，{tasks} 项任务，{assignments} 条分工",
        en="{years}areas: {areas}, units: {units}, tasks: {tasks}, assignments: {assignments}",
    ),
    "years": Text(zh="{first}—{last} 年，", en="{first}–{last}; "),
    "no_scripts": Text(
        zh="浏览器没有运行脚本：各表只列出前 {n} 行，不能查找、排序和展开；全部内容在 {folder} 文件夹的各表里。",
        en="Scripts are off: each table shows its first {n} rows and cannot be searched, sorted or opened; everything "
        "is in the tables of the folder {folder}.",
    ),
    "find": Text(zh="查地区、单位、方案（各表一起筛）", en="Find an area, unit or plan (in all tables)"),
    "overview": Text(zh="一览", en="Overview"),
    "left_out": Text(zh="没有算进来的", en="What was left out"),
    "all_in": Text(
        zh="收到的文件都读成了，没有因为规模而略过的任务和方案。",
        en="Every file was read, and no task or plan was left out for its size.",
    ),
    "crowded": Text(
        zh="{tasks} 项任务的牵头单位超过 {max} 个（共 {leads} 个），只在“共同牵头”里不算，别处照算。",
        en="Tasks with more than {max} leads: {tasks} ({leads} leads); left out of joint leads alone.",
    ),
    "vast": Text(
        zh="{plans} 个方案的牵头单位超过 {max} 个，没有算进“共同牵头”，请看各自的报告：{names}。",
        en="Plans with more than {max} leading units: {plans}, left out of joint leads; see their own reports: "
        "{names}.",
    ),
    "near_exact": Text(
        zh="{n} 个方案太大，“共同牵头”里的偶然可能性按近似公式算，一般差 1%—4%。",
        en="Plans too large to count out: {n}; in joint leads their chances come from a formula, 1–4% off as a rule.",
    ),
    "cut_evidence": Text(
        zh="{n} 个数由 {max} 个以上的方案得来：方案全部计入，{folder} 里只列任务最多的 {max} 个。",
        en="Numbers made of more than {max} plans: {n}; all are counted, {folder} lists the {max} with most tasks.",
    ),
    "of_all_areas": Text(zh="所有地区合计：", en="Of all areas together. "),
    "unread": Text(
        zh="{n} 个文件没有读成，列在最后一张表里。", en="Files that could not be read: {n}, listed in the last table."
    ),
    "same": Text(zh="{n} 个文件与别的文件内容相同，只算一次。", en="Files with the same content as another: {n}."),
    "former": Text(
        zh="{n} 个方案后来有新的版本，只算最新的。",
        en="Plans of which a later version is there: {n}; only the last counts.",
    ),
    "undated": Text(
        zh="{n} 个方案没有写明年份，不在逐年的数里。", en="Plans without a year: {n}; they are in no count by year."
    ),
    "arealess": Text(
        zh="{n} 个方案没有写明地区，归在“未写明地区”。", en="Plans without an area: {n}, under “no area given”."
    ),
    "no_area": Text(zh="未写明地区", en="no area given"),
    "areas": Text(zh="各地", en="Areas"),
    "units_table": Text(zh="各单位", en="Units"),
    "overcommitted": Text(zh="任务偏多的单位", en="Over-committed units"),
    "joint_leads": Text(zh="共同牵头明显多或少的单位", en="Units that lead together clearly often or seldom"),
    "peers": Text(zh="与各地同类单位不同", en="Unlike their peers elsewhere"),
    "silent": Text(zh="不写牵头单位的方案", en="Plans that name no leads"),
    "not_read": Text(zh="没有读成的文件", en="Files that could not be read"),
    "by_year": Text(zh="历年任务", en="Tasks by year"),
    "leads_by_year": Text(zh="历年牵头", en="Leads by year"),
    "by_month": Text(zh="到期月份", en="Due by month"),
    "multiples": Text(zh="历年任务和到期月份", en="Tasks by year and due by month"),
    "multiples_note": Text(
        zh="左边一格一年，右边一格一个月（1—12 月，各年合计）；每格高度只在本图内可比。",
        en="Left a bar a year, right a bar a month (January to December, all years); heights compare within one chart.",
    ),
    "multiples_most": Text(zh="列出任务最多的 {n} 个地区。", en="Shown are the {n} areas with most tasks."),
    "whole": Text(zh="全部", en="All areas"),
    "year": Text(zh="年份", en="Year"),
    "silent_plans": Text(zh="不写牵头", en="Name no leads"),
    "without": Text(zh="没有牵头的任务", en="Tasks without a lead"),
    "single": Text(zh="单独牵头的任务", en="Tasks with one lead"),
    "over": Text(zh="任务偏多", en="Over-committed"),
    "ties": Text(zh="共同牵头", en="Lead together"),
    "odd": Text(zh="与同类不同", en="Unlike peers"),
    "expected": Text(zh="按方案平均", en="On average"),
    "limit": Text(zh="最忙的也不过", en="The busiest at most"),
    "largest_plan": Text(zh="任务最多的方案", en="Largest plan"),
    "leads_without": Text(zh="不算该方案", en="Without it"),
    "limit_without": Text(zh="不算时最忙的", en="The busiest then"),
    "busiest_month": Text(zh="到期最多的月份", en="Busiest month"),
    "ratio": Text(zh="每次一起的可能（倍）", en="Times likelier"),
    "ratio_low": Text(zh="至少（倍）", en="At least"),
    "years_above": Text(zh="高于平均的年数", en="Years above average"),
    "met": Text(zh="碰到的方案", en="Plans where they meet"),
    "rate": Text(zh="占本地任务", en="Share here"),
    "usual_rate": Text(zh="同类一般", en="Usual share"),
    "count": Text(zh="项数", en="Tasks"),
    "usual": Text(zh="按同类一般", en="Usually"),
    "counted": Text(zh="按什么数", en="Counted"),
    "counted_leads": Text(zh="牵头", en="leads"),
    "counted_tasks": Text(zh="任务", en="tasks"),
    "counted_capacity": Text(zh="能力", en="capacity"),
    "question": Text(zh="比什么", en="Compared"),
    "question_named": Text(zh="参与任务", en="named on tasks"),
    "question_leads": Text(zh="牵头任务", en="leads"),
    "more": Text(zh="明显偏多", en="clearly more"),
    "fewer": Text(zh="明显偏少", en="clearly fewer"),
    "numbers": Text(zh="任务序号", en="Task numbers"),
    "command": Text(zh="打开它自己的报告", en="Opens its own report"),
    "file": Text(zh="文件", en="File"),
    "reason": Text(zh="原因", en="Reason"),
    "opens": Text(zh="{name}，{column}：{n}，展开", en="{name}, {column}: {n}, open"),
    "shown": Text(zh="{n} 行", en="rows: {n}"),
    "fits": Text(zh="{n} 行，共 {all} 行", en="rows: {n} of {all}"),
    "further": Text(zh="再列 {n} 行", en="Show {n} more"),
    "elsewhere": Text(
        zh="本页放下 {n} 行，其余 {left} 行在 {folder} 里。",
        en="This page holds {n} rows; {left} more are in {folder}.",
    ),
    "plans_elsewhere": Text(
        zh=f"另有 {{n}} 个方案，见 {{folder}}（每个数至多 {MAX_EVIDENCE_PLANS} 个）。",
        en=f"{{n}} more plans: see {{folder}} (at most {MAX_EVIDENCE_PLANS} for a number).",
    ),
    "nothing": Text(zh="没有相符的行。", en="No row fits."),
}
