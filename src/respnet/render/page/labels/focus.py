"""Labels of the focus units view."""

from __future__ import annotations

from respnet.core.i18n import Text

FOCUS: dict[str, Text] = {
    "focus_lead": Text(
        zh="两个单位并列比较：各管什么、与谁一起、在协作关系网里处在什么位置。可以换成任何单位；地址随之改变，可以复制发给别人。",
        en="Two units side by side: what each does, with whom, and where it stands in the network. "
        "Any others can be chosen; the address keeps the choice and can be sent.",
    ),
    "focus_missing": Text(zh="方案中没有找到：", en="Not found in the plan: "),
    "choose_units": Text(zh="选择比较的单位", en="Choose the units to compare"),
    "column_no": Text(zh="单位 {n}", en="Unit {n}"),
    "said_apart": Text(
        zh="下面的句子对每个单位分别写成；两家之间的比较请看表。",
        en="These sentences are written of each unit by itself; the table compares them.",
    ),
    "said_not": Text(
        zh="方案较大，只为重点单位写出句子；其他单位请看表。",
        en="The plan is large: sentences are written of its focus units only; for others see the table.",
    ),
    "focus_caption": Text(
        zh="名次在全部 {n} 个单位（不含集合单位）中计算；图上第 1 名在左。",
        en="Ranks are among all {n} units (without collectives); in the pictures rank 1 is on the left.",
    ),
    "measured": Text(zh="比较的内容", en="What is compared"),
    "meaning": Text(zh="含义", en="What it means"),
    "focus_roles": Text(zh="任务", en="Tasks"),
    "focus_roles_meaning": Text(
        zh="方案写明的任务数，自左至右为牵头、责任、配合；同一比例。",
        en="Tasks by role as the plan has them, from left to right leads, responsible, support; one scale.",
    ),
    "roles_in_words": Text(
        zh="牵头 {leads}，责任 {responsible}，配合 {supports}，共 {n} 项",
        en="{leads} as lead, {responsible} responsible, {supports} supporting; {n} in all",
    ),
    "focus_share": Text(zh="牵头占全部任务", en="Share of all tasks led"),
    "focus_share_meaning": Text(
        zh="牵头任务数 ÷ 方案任务总数；共同牵头的，每家都计。",
        en="Tasks led, out of all tasks of the plan; a joint lead counts for each.",
    ),
    "focus_alone": Text(zh="独家牵头", en="Leads alone"),
    "focus_alone_meaning": Text(zh="只有这一家牵头的任务。", en="Tasks with this unit as the only lead."),
    "focus_co_leads": Text(zh="共同牵头", en="Leads together with"),
    "focus_co_leads_meaning": Text(zh="与谁一起牵头，哪些任务。", en="With whom it leads which tasks."),
    "focus_neighbours": Text(zh="有共同任务的单位", en="Units it shares tasks with"),
    "focus_neighbours_meaning": Text(
        zh="至少在一项任务里一起出现的单位，不论角色。", en="Units on at least one task with it, in any role."
    ),
    "of_so_many": Text(zh="{of} 个中的 {n} 个", en="{n} of {of}"),
    "focus_degree": Text(zh="参与面", en="Degree"),
    "focus_degree_meaning": Text(
        zh="参加的任务占全部任务的比例：就是任务数，换了个写法。",
        en="The share of all tasks it takes part in: its task count, written another way.",
    ),
    "focus_closeness": Text(zh="接近程度", en="Closeness"),
    "focus_closeness_meaning": Text(
        zh="经过共同任务到其他单位和任务平均要走几步；步数越少，名次越前。",
        en="How few steps through shared tasks lead to all others; the fewer, the better the rank.",
    ),
    "focus_unit_betweenness": Text(zh="桥梁作用", en="Bridging"),
    "focus_unit_betweenness_meaning": Text(
        zh="平时不在一起的两家，最短的联系有多少经过它。",
        en="How many of the shortest ways between two other units pass through it.",
    ),
    "focus_harmonic": Text(zh="调和接近程度", en="Harmonic closeness"),
    "focus_betweenness": Text(zh="桥梁作用（全图）", en="Betweenness, whole graph"),
    "focus_volume": Text(zh="位置与任务数", en="Position and number of tasks"),
    "focus_volume_meaning": Text(
        zh="任务数不变、重新抽签作对照；偶然也会有二十分之一的单位被判为高于或低于。",
        en="Held against draws that keep the numbers of tasks; by chance alone one unit in twenty is found above or "
        "below.",
    ),
    "volume_explained": Text(
        zh="按它的任务数，本来就该有这样的位置", en="With so many tasks, it would stand about there anyway"
    ),
    "volume_bridge_above": Text(zh="桥梁作用高于任务数应有的", en="More of a bridge than its tasks explain"),
    "volume_bridge_below": Text(zh="桥梁作用低于任务数应有的", en="Less of a bridge than its tasks explain"),
    "volume_near_above": Text(zh="离其他单位比任务数应有的近", en="Closer to the others than its tasks explain"),
    "volume_near_below": Text(zh="离其他单位比任务数应有的远", en="Farther from the others than its tasks explain"),
    "volume_unknown": Text(zh="没有可比的抽签", en="Nothing to compare it with"),
    "focus_flag": Text(zh="任务量判断", en="Judgement of its load"),
    "focus_flag_meaning": Text(zh="规则见“任务量”。", en="By the rule under Workload."),
    "focus_capacity": Text(zh="承担能力", en="Capacity"),
    "focus_capacity_meaning": Text(
        zh="单位表写明它能承担的任务数，牵头一项计 1。",
        en="Tasks it can carry by the list of units, a lead counting 1.",
    ),
    "semicolon": Text(zh="；", en="; "),
    "rank_note": Text(zh="第 {rank} 名", en="rank {rank}"),
    "rank_shared": Text(zh="并列第 {rank} 名", en="shared rank {rank}"),
    "and_so_many": Text(zh="另有 {n} 家", en="and {n} more"),
    "all_centralities": Text(zh="全部单位的位置", en="The positions of all units"),
    "rank_of": Text(zh="{name}名次", en="{name}: rank"),
    "centrality_caption": Text(
        zh="{units} 个单位（不含集合单位）、{tasks} 项任务、{edges} 条分工连线的双模网络，按双模网络的最大可能值归一。"
        "名次相近的不宜分高下。",
        en="Two-mode network of {units} units (no collectives), {tasks} tasks and {edges} edges, normalised by the "
        "two-mode maximum. Ranks that lie close together should not be told apart.",
    ),
}
