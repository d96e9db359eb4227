"""Units compared."""

from __future__ import annotations

from respnet.words import Text

FOCUS: dict[str, Text] = {
    "focus_missing": Text(zh="方案中没有找到：", en="Not found in the plan: "),
    "focus_caption": Text(
        zh="重点单位并列比较；名次在全部非集合单位中计算。",
        en="Side by side; ranks are among all units but collectives.",
    ),
    "meaning": Text(zh="含义", en="What it means"),
    "focus_leads": Text(zh="牵头任务", en="Tasks led"),
    "focus_others": Text(zh="责任和配合任务", en="Other tasks"),
    "focus_share": Text(zh="牵头占全部任务", en="Share of all tasks led"),
    "focus_flag": Text(zh="任务量判断", en="Judgement of its load"),
    "focus_degree": Text(zh="参与面", en="Degree"),
    "focus_closeness": Text(zh="接近程度", en="Closeness"),
    "focus_harmonic": Text(zh="调和接近程度", en="Harmonic closeness"),
    "focus_betweenness": Text(zh="桥梁作用（全图）", en="Betweenness, whole graph"),
    "focus_unit_betweenness": Text(zh="桥梁作用（单位之间）", en="Betweenness, unit to unit"),
    "focus_leads_meaning": Text(zh="方案写明由它牵头的任务数。", en="Tasks the plan says it leads."),
    "focus_others_meaning": Text(
        zh="不牵头、但列为责任或配合单位的任务数。", en="Tasks it shares in without leading them."
    ),
    "focus_share_meaning": Text(zh="牵头任务数 ÷ 方案任务总数。", en="Tasks led, out of all tasks of the plan."),
    "focus_flag_meaning": Text(zh="见“任务量”中的规则。", en="By the rule under Workload."),
    "focus_degree_meaning": Text(
        zh="参加的任务占全部任务的比例：就是任务数，换了个写法。",
        en="The share of all tasks it takes part in: its task count, written another way.",
    ),
    "focus_closeness_meaning": Text(
        zh="经过共同任务到其他单位和任务平均要走几步；越接近 1，步数越少。",
        en="How few steps through shared tasks lead to all others; 1 is the fewest possible.",
    ),
    "focus_harmonic_meaning": Text(
        zh="同上，但有互不相通的部分时也能比较。", en="The same, but comparable when parts are not connected."
    ),
    "focus_betweenness_meaning": Text(
        zh="处在其他单位、任务之间最短路线上的程度；只靠一家承担的任务会抬高它。",
        en="How often it lies on shortest ways between others; tasks hanging on one unit alone raise it.",
    ),
    "focus_unit_betweenness_meaning": Text(
        zh="只看单位与单位之间：平时不在一起的两家，最短路线有多少经过它。",
        en="Between units only: how many shortest ways between units that share no task pass through it.",
    ),
    "rank_note": Text(zh="第 {rank} 名", en="rank {rank}"),
    "rank_shared": Text(zh="并列第 {rank} 名", en="shared rank {rank}"),
    "leads_alone": Text(zh="独家牵头的任务", en="Leads alone"),
    "leads_alone_meaning": Text(zh="只有这一家牵头的任务。", en="Tasks with this unit as the only lead."),
    "co_leads_with": Text(zh="共同牵头单位", en="Leads together with"),
    "co_leads_with_meaning": Text(zh="共同牵头的任务数和序号。", en="How many tasks, and which."),
    "all_centralities": Text(zh="全部单位的中心程度", en="Centrality of all units"),
    "centrality_caption": Text(
        zh="{units} 个单位（不含集合单位）、{tasks} 项任务、{edges} 条分工连线的双模网络，按双模网络的最大可能值归一。",
        en="Two-mode network of {units} units (no collectives), {tasks} tasks and {edges} edges, "
        "normalised by the two-mode maximum.",
    ),
}
