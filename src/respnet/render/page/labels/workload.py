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
        zh="各单位任务量，点表头排序，点第三次恢复原顺序；底色不同的三列随上面的设定变化",
        en="Tasks of each unit; follow a heading to sort, a third time to come back. "
        "The three shaded columns follow the setting above.",
    ),
    "owner": Text(zh="方案统筹单位", en="plan owner"),
    "focus_unit": Text(zh="重点单位", en="focus unit"),
    # The weight
    "weights_title": Text(zh="其他参与折算成几成牵头", en="What taking part weighs beside leading"),
    "weights_title_shared": Text(zh="共同任务怎样计", en="How shared tasks count"),
    "weights_lead": Text(
        zh="方案没有写责任、配合一项抵得上几成牵头。拖动滑块，看任务量、名次和是否超过上限怎样变。",
        en="No plan says how much of a lead it is to take part in a task. Move the slider to see what changes. ",
    ),
    "weights_limit": Text(
        zh="上限按同一种算法重新抽签得出：任务和名额不变，只抽由谁承担，95% 的抽签里最忙的单位也不超过它。",
        en="The limit comes from a lottery counted in the same way: tasks and seats stay, only who sits there is "
        "drawn; in 95% of draws even the busiest unit carries no more.",
    ),
    "weight_label": Text(zh="责任、配合一项相当于牵头", en="One task without the lead counts"),
    "weight_value": Text(zh="{ratio} 项", en="{ratio} of a lead"),
    "weight_way": Text(zh="参与按 {ratio} 项计：", en="Taking part at {ratio}:"),
    "sharing_label": Text(zh="几家共同牵头（参与）时", en="Where several lead (or take part)"),
    "sharing_label_no_leads": Text(zh="几家共同承担时", en="Where several take part"),
    "sharing_whole": Text(zh="每家都计一整项", en="each carries the whole"),
    "sharing_parts": Text(zh="几家均摊一项", en="they share one"),
    "weight_not_drawn": Text(
        zh="参与不计、牵头均摊，这种算法没有抽签，不作判断。",
        en="no lots were drawn for shared leads alone, so nothing is said of a limit.",
    ),
    "weight_none_over": Text(zh="上限 {limit} 项，没有单位超过。", en="the limit is {limit}; no unit is above it."),
    "weight_one_over": Text(
        zh="上限 {limit} 项，超过的有 {n} 个单位：{names}。", en="the limit is {limit}; {n} unit is above it: {names}."
    ),
    "weight_some_over": Text(
        zh="上限 {limit} 项，超过的有 {n} 个单位：{names}。",
        en="the limit is {limit}; {n} units are above it: {names}.",
    ),
    "weight_unit": Text(zh="{unit}（{load}）", en="{unit} ({load})"),
    "weight_more": Text(zh="，另有 {n} 个", en=" and {n} more"),
    "over_limit": Text(zh="超过上限", en="above"),
    # The table
    "weighted": Text(zh="加权任务量", en="Weighted workload"),
    "weighted_rank": Text(zh="名次", en="Rank"),
    "against_limit": Text(zh="对照上限", en="Limit"),
    "rank_leads": Text(zh="牵头名次", en="Rank by leads"),
    "judged": Text(zh="判断", en="Judgement"),
    "judged_ways": Text(zh="{ways} 种算法中 {over} 种", en="above in {over} of {ways} ways of counting"),
    "judged_capacity": Text(zh="按承担能力", en="by its capacity"),
    "judged_capacity_ways": Text(
        zh="按承担能力，{ways} 种算法中 {over} 种", en="above its capacity in {over} of {ways} ways of counting"
    ),
    "capacity": Text(zh="承担能力", en="Capacity"),
    "capacity_used": Text(zh="任务量／承担能力", en="Load / capacity"),
    "column_weighted": Text(
        zh="牵头一项计 1，其他参与按所选折算；细线是这种算法的上限。",
        en="A lead counts 1, taking part as chosen above; the thin line is the limit of that way of counting.",
    ),
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
