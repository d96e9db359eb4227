"""Labels of the workload view."""

from __future__ import annotations

from respnet.core.i18n import Text

WORKLOAD: dict[str, Text] = {
    "workload_lead": Text(
        zh="按方案写明的分工计数：同一任务中既牵头又列为责任单位的，只按牵头计一次；集合单位不参与排名。"
        "数的是任务项数，不是工作量的大小。",
        en="Counted from the plan as written: a unit that leads a task and is also listed as responsible counts once, "
        "as lead; collectives are not ranked. These are numbers of tasks, not of hours.",
    ),
    "limit_key": Text(
        zh="牵头 {limit} 项：若随机分配，95% 的情形里最忙的单位也不超过此数（只与牵头的部分比）",
        en="{limit} leads: in 95% of lotteries even the busiest unit leads no more (compare the part for leads only)",
    ),
    "limit_short": Text(zh="牵头上限 {limit}", en="limit for leads: {limit}"),
    "chart_workload": Text(zh="各单位任务量条形图", en="Bar chart of the tasks of each unit"),
    "bar_said": Text(zh="{unit}：{counts}，合计 {total}", en="{unit}: {counts}, {total} in all"),
    "chart_all": Text(
        zh="全部 {n} 个单位，先按牵头项数、再按合计排序。", en="All {n} units, by tasks led, then by total."
    ),
    "chart_top": Text(
        zh="牵头项数和合计最多的 {shown} 个单位（共 {n} 个，其余见下表）。",
        en="The {shown} busiest of {n} units; the table below has them all.",
    ),
    "workload_caption": Text(
        zh="各单位任务量，点表头排序，点第三次恢复原顺序",
        en="Tasks of each unit; follow a heading to sort, a third time to come back.",
    ),
    "owner": Text(zh="方案统筹单位", en="plan owner"),
    "focus_unit": Text(zh="重点单位", en="focus unit"),
    "schemes_title": Text(zh="各种算法的上限和超过上限的单位", en="Each way of counting: its limit, and who is above"),
    "schemes_lead": Text(
        zh="方案没有写责任、配合一项抵得上几成牵头，也没有写共同任务怎样分摊，所以各种算法都试。"
        "上限按同一种算法重新抽签得出：任务和名额不变，只抽由谁承担，95% 的抽签里最忙的单位也不超过它。",
        en="No plan says how much of a lead it is to take part in a task, nor how shared tasks count, so all of these "
        "are tried. The limit comes from a lottery counted in the same way: tasks and seats stay, only who sits there "
        "is drawn; in 95% of draws even the busiest unit carries no more.",
    ),
    "weight_label": Text(zh="责任、配合一项相当于牵头几项", en="One task without the lead counts"),
    "sharing_label": Text(zh="几家共同牵头（参与）时", en="Where several lead (or take part)"),
    "sharing_whole": Text(zh="每家都计一整项", en="each carries the whole"),
    "sharing_parts": Text(zh="几家均摊一项", en="they share one"),
    "scheme_limit": Text(zh="上限", en="Limit"),
    "scheme_over": Text(zh="超过的单位", en="Units above it"),
    "weight_more": Text(zh="，另有 {n} 个", en=" and {n} more"),
    # The table
    "rank_leads": Text(zh="牵头名次", en="Rank by leads"),
    "judged": Text(zh="判断", en="Judgement"),
    "judged_ways": Text(zh="{ways} 种算法中 {over} 种", en="above in {over} of {ways} ways of counting"),
    "judged_capacity": Text(zh="按承担能力", en="by its capacity"),
    "judged_capacity_ways": Text(
        zh="按承担能力，{ways} 种算法中 {over} 种", en="above its capacity in {over} of {ways} ways of counting"
    ),
    "capacity": Text(zh="承担能力", en="Capacity"),
    "capacity_used": Text(zh="任务量／承担能力", en="Load / capacity"),
    "column_judged": Text(
        zh="每种算法都超过上限的，才说任务偏多；小字是超过的算法有几种；给出了承担能力的单位，改按承担能力判断。",
        en="Overload is said only of a unit above the limit in every way of counting; where a capacity is given, it "
        "decides instead.",
    ),
    "column_capacity_used": Text(
        zh="大于 1 即超过给定的承担能力；两个数是各种算法中的最小和最大。",
        en="Above 1 is more than the given capacity; two numbers are the least and the most over all ways of counting.",
    ),
}
