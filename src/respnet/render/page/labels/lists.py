"""Labels of the lists of tasks and units, their filters, the timetable and the matrix."""

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
        en="Units shown: {shown} of {n}; collectives: {many} of {collectives}",
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
    "filter_due_urgent": Text(zh="已过时限和 30 天内到期", en="Past or within 30 days"),
    "filter_due_later": Text(zh="30 天以后", en="Later"),
    "filter_role_no_lead": Text(zh="没有牵头任务", en="Leads nothing"),
    # The responsibility matrix
    "view_matrix": Text(zh="责任矩阵", en="Matrix"),
    "matrix_lead": Text(
        zh="行是单位，列是任务；一格有两个符号的，是同一单位在这项任务中写了两次。右边的项数每项任务只计一次，按较重的角色；"
        "督促不计入合计，统称不参与排名。",
        en="Rows are units, columns are tasks; two signs in one place are a unit written twice in that task. "
        "The numbers on the right count each task once, in the stronger role; supervision is not in the total. "
        "Collectives are not ranked.",
    ),
    "matrix_lead_cluster": Text(
        zh="按协作组排列时，常一起牵头的单位和它们的任务挨在一起。",
        en=" By cluster, units that often lead together stand side by side with their tasks.",
    ),
    "matrix_caption": Text(
        zh="责任矩阵：● 牵头，○ 责任，△ 配合，◇ 督促", en="Matrix: ● leads, ○ responsible, △ supports, ◇ supervises"
    ),
    "matrix_order": Text(zh="任务排列", en="Order"),
    "matrix_by_section": Text(zh="按章节", en="by section"),
    "matrix_by_print": Text(zh="按方案顺序", en="as printed"),
    "matrix_by_cluster": Text(zh="按协作组", en="by cluster"),
    "matrix_cluster": Text(zh="协作组 {n}：{units}", en="Cluster {n}: {units}"),
    "matrix_no_cluster": Text(zh="不在协作组内", en="In no cluster"),
    "matrix_hint": Text(
        zh="指向或选中一格，这里说明是谁、什么角色、哪项任务；方向键可逐格移动。",
        en="Point at a place, or use the arrow keys: who it is, in which role, and which task are said here.",
    ),
    "matrix_cell": Text(zh="{unit} {role} 任务 {task}", en="{unit}: {role}, task {task}"),
    "matrix_no_part": Text(zh="不参与", en="no part"),
    "matrix_cut": Text(
        zh="方案很大，这里只列出前 {shown} 项任务（共 {n} 项）；右边的项数按全部任务计。",
        en="The plan is large: the first {shown} of its {n} tasks are shown; the numbers on the right count all.",
    ),
    "matrix_wide": Text(
        zh="任务很多，A3 纸上字会很小；打印请用 respnet export --format xlsx 导出的工作簿。",
        en="With so many tasks the print on A3 is very small; the workbook of respnet export --format xlsx prints "
        "better.",
    ),
    # The timetable
    "time_lead": Text(
        zh="按方案写的完成时限整理：能读出年份的才排日期，年份没有写的不推定；写了几个日期的，取最后一个。",
        en="From the deadlines as the plan writes them: only a date with its year is placed, a year is never guessed; "
        "of several dates the last one counts.",
    ),
    "due_chart_title": Text(zh="各时段到期的分工", en="What falls due when"),
    "due_chart_note": Text(
        zh="{what}（一家单位在一项任务中计一次），括号里是任务项数；没有到期任务的时段不列。",
        en="{what} (a unit in a task counts once); the number of tasks is in brackets. "
        "Periods in which nothing is due are left out.",
    ),
    "due_led": Text(zh="牵头＋其他参与", en="Leads ＋ other shares in the work"),
    "due_unled": Text(zh="承担的单位数", en="Shares in the work"),
    "due_bar": Text(zh="{period}（{n} 项）", en="{period} ({n})"),
    "due_ongoing": Text(zh="持续推进", en="Ongoing"),
    "due_unreadable": Text(zh="读不出日期", en="No date told"),
    "due_none": Text(zh="未单列时限", en="No deadline listed"),
    "due_all": Text(zh="全部时段", en="Any time"),
    "due_caption": Text(zh="按完成时限排列的任务", en="Tasks by when they are due"),
    "due_table_note": Text(
        zh="先按时间，再按方案顺序；没有日期的排在后面，持续推进的排在最后",
        en="By time, then in the plan's order; tasks without a date come after, ongoing ones last",
    ),
    "period": Text(zh="时段", en="When"),
    "due_units_title": Text(zh="各单位什么时候最忙", en="When each unit is busiest"),
    "due_units_caption": Text(
        zh="各单位在各时段到期的任务数{led}；一个时段到期最多的单位排在前面",
        en="Tasks due in each period by unit{led}; units with most in one period come first",
    ),
    "due_units_led": Text(zh="，● 后是其中牵头的项数", en=", with those it leads after ●"),
}
