"""Labels of the lists of tasks and units and their filters."""

from __future__ import annotations

from respnet.core.i18n import Text

LISTS: dict[str, Text] = {
    "tasks_caption": Text(zh="全部任务，按方案顺序", en="All tasks, in the plan's order"),
    # The filters
    "filter_tasks": Text(zh="筛选任务", en="Filter the tasks"),
    "filter_units": Text(zh="筛选单位", en="Filter the units"),
    "filter_text": Text(zh="包含文字", en="Words"),
    "filter_clear": Text(zh="清除筛选", en="Clear"),
    "filter_nothing": Text(
        zh="没有符合条件的内容，请放宽筛选条件。", en="Nothing matches; try fewer words or choices."
    ),
    "rows_in_data": Text(
        zh="没有脚本时只列出前 {shown} 行，共 {n} 行。",
        en="Without scripts only the first {shown} of {n} rows are listed.",
    ),
    "filter_cut": Text(zh="（列出前 {n} 行）", en=" (the first {n} are listed)"),
    "filter_more": Text(zh="再列出 500 行", en="List 500 more"),
    "shown_tasks": Text(zh="显示 {shown} / {n} 项", en="{shown} of {n} tasks shown"),
    "shown_units": Text(zh="显示 {shown} / {n} 个单位", en="{shown} of {n} units shown"),
    "shown_with_collectives": Text(
        zh="显示 {shown} / {n} 个单位、{many} / {collectives} 个统称",
        en="{shown} of {n} units and {many} of {collectives} collectives shown",
    ),
    "list_save": Text(zh="下载 CSV", en="Download CSV"),
    "filter_role": Text(zh="角色", en="Role"),
    "filter_leads": Text(zh="牵头单位数", en="Number of leads"),
    "filter_all_sections": Text(zh="全部章节", en="All sections"),
    "filter_all_units": Text(zh="全部单位", en="All units"),
    "filter_all_roles": Text(zh="全部角色", en="Any role"),
    "filter_all_kinds": Text(zh="全部类别", en="All kinds"),
    "filter_all_tasks": Text(zh="不限", en="Any"),
    "filter_leads_single": Text(zh="只有一家牵头", en="A single lead"),
    "filter_leads_several": Text(zh="多家牵头", en="Several leads"),
    "filter_leads_none": Text(zh="未写明牵头", en="No lead named"),
    "filter_due_past": Text(zh="已过时限", en="Past"),
    "filter_due_soon": Text(zh="30 天内到期", en="Within 30 days"),
    "filter_due_later": Text(zh="30 天以后", en="Later"),
    "filter_role_no_lead": Text(zh="没有牵头任务", en="Leads nothing"),
}
