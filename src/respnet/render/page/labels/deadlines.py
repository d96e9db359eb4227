"""Labels of the timetable view."""

from __future__ import annotations

from respnet.core.i18n import Text

TIME: dict[str, Text] = {
    "time_lead": Text(
        zh="按方案写的完成时限整理：能读出年份的才排日期，年份没有写的不推定；写了几个日期的，取最后一个。",
        en="From the deadlines as the plan writes them: only a date with its year is placed, a year is never guessed; "
        "of several dates the last one counts.",
    ),
    "due_chart_title": Text(zh="各时段到期的分工", en="What falls due when"),
    "due_chart_note": Text(
        zh="牵头＋其他参与（一家单位在一项任务中计一次），括号里是任务项数；没有到期任务的时段不列。",
        en="Leads ＋ other shares in the work (a unit in a task counts once); the number of tasks is in brackets. "
        "Periods in which nothing is due are left out.",
    ),
    "due_bar": Text(zh="{period}（{n} 项）", en="{period} ({n})"),
    "due_year": Text(zh="{year}年", en="{year}"),
    "due_quarter": Text(zh="{year}年第{quarter}季度", en="{year}, quarter {quarter}"),
    "due_quarter_1": Text(zh="一", en="1"),
    "due_quarter_2": Text(zh="二", en="2"),
    "due_quarter_3": Text(zh="三", en="3"),
    "due_quarter_4": Text(zh="四", en="4"),
    "due_month": Text(zh="{year}年{month}月", en="{year}-{month}"),
    "due_ongoing": Text(zh="持续推进", en="Ongoing"),
    "due_unreadable": Text(zh="读不出日期", en="No date told"),
    "due_none": Text(zh="未写时限", en="No deadline"),
    "due_all": Text(zh="全部时段", en="Any time"),
    "due_caption": Text(zh="按完成时限排列的任务", en="Tasks by when they are due"),
    "due_table_note": Text(
        zh="先按时间，再按方案顺序；没有日期的排在后面，持续推进的排在最后",
        en="By time, then in the plan's order; tasks without a date come after, ongoing ones last",
    ),
    "period": Text(zh="时段", en="When"),
    "due_units_title": Text(zh="各单位什么时候最忙", en="When each unit is busiest"),
    "due_units_caption": Text(
        zh="各单位在各时段到期的任务数，● 后是其中牵头的项数；一个时段到期最多的单位排在前面",
        en="Tasks due in each period by unit, with those it leads after ●; units with most in one period come first",
    ),
    "due_units_no_leads": Text(
        zh="各单位在各时段到期的任务数；一个时段到期最多的单位排在前面",
        en="Tasks due in each period by unit; units with most in one period come first",
    ),
}
