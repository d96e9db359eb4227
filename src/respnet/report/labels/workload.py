"""The workload."""

from __future__ import annotations

from respnet.words import Text

WORKLOAD: dict[str, Text] = {
    "workload_lead": Text(
        zh="按方案写明的分工计数：同一任务中既牵头又列为责任单位的，只按牵头计一次；集合单位不参与排名。"
        "数的是任务项数，不是工作量的大小。",
        en="Counted from the plan as written: a unit that leads a task and is also listed as responsible counts once, "
        "as lead; collectives are not ranked. These are numbers of tasks, not of hours.",
    ),
    "limit_key": Text(
        zh="牵头 {limit} 项：若随机分配，95% 的情形里最忙的单位也不超过此数（只与深色的牵头部分比）",
        en="{limit} leads: in 95% of lotteries even the busiest unit leads no more (compare the dark part only)",
    ),
    "chart_workload": Text(zh="各单位任务量条形图", en="Bar chart of the tasks of each unit"),
    "chart_all": Text(
        zh="全部 {n} 个单位，先按牵头项数、再按合计排序。", en="All {n} units, by tasks led, then by total."
    ),
    "chart_top": Text(
        zh="牵头项数和合计最多的 {shown} 个单位（共 {n} 个，其余见下表）。",
        en="The {shown} busiest of {n} units; the table below has them all.",
    ),
    "workload_caption": Text(
        zh="各单位任务量，单击表头可排序；再次单击恢复原顺序。", en="Tasks of each unit; click a heading to sort."
    ),
    "rank_leads": Text(zh="牵头名次", en="Rank by leads"),
    "judged": Text(zh="判断", en="Judgement"),
    "owner": Text(zh="方案统筹单位", en="plan owner"),
    "rank_range": Text(zh="名次区间", en="Rank range"),
}
