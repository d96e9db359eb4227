"""Labels of the about view, and its glossary: `gloss_X` is the term, `gloss_X_is` its meaning."""

from __future__ import annotations

from respnet.core.i18n import Text

DATA: dict[str, Text] = {
    "on_this_page": Text(zh="本页内容", en="On this page"),
    "problems_title": Text(zh="需要核对的问题", en="Points to check"),
    "problems_lead": Text(
        zh="以下各处请对照原文件核对。respnet 不改动原文，也不替人作决定。",
        en="Please check these against the issued document. respnet changes nothing and decides nothing.",
    ),
    "no_problems": Text(zh="没有发现需要核对的问题。", en="Nothing was found that needs checking."),
    "level": Text(zh="级别", en="Level"),
    "what": Text(zh="问题", en="What"),
    "remedy": Text(zh="怎么办", en="What to do"),
    "more_places": Text(zh="另有 {n} 处", en="Further places: {n}"),
    "row_no": Text(zh="第 {row} 行", en="row {row}"),
    "column_named": Text(zh="“{column}”列", en="column “{column}”"),
    "entry_named": Text(zh="“{column}”项", en="entry “{column}”"),
    "names_title": Text(zh="名称的认定", en="Decisions on names"),
    "names_lead": Text(
        zh="同一单位在方案里有不同写法的，按单位表（units.csv）的记录归到一个名称下；没有记录的，不自动合并，只列为待核对的问题。",
        en="Where the plan writes a unit in several ways, the list of units (units.csv) says so and they are counted "
        "as one. Nothing that is not recorded is merged; it is listed as a point to check.",
    ),
    "names_none": Text(zh="单位表没有记录其他写法。", en="The list of units records no other spellings."),
    "canonical_name": Text(zh="规范名称", en="Canonical name"),
    "methods_title": Text(zh="数字是怎么来的", en="How the numbers are made"),
    "methods_lead": Text(
        zh="方案是完整的名单，不是抽样：下面的随机对照只回答“如果按某种规则抽签，会怎样”，不是误差范围。",
        en="A plan is a complete record, not a sample: the lotteries below only say what drawing by a stated rule "
        "would give; they are no margins of error.",
    ),
    "see_finding": Text(zh="看这条结论", en="See the finding"),
    "glossary_title": Text(zh="用语", en="Words and measures"),
    "glossary_term": Text(zh="用语", en="Word"),
    "glossary_meaning": Text(zh="意思", en="What it means"),
    "approximations_title": Text(zh="哪些地方算得粗一些", en="Where large plans are computed more coarsely"),
    "approximations_none": Text(
        zh="没有：本方案不大，各项都按规则算足，没有少抽或提前停止。",
        en="Nowhere: this plan is small enough for every measure to be computed in full.",
    ),
    "approx_lottery": Text(zh="任务量的抽签", en="The lottery of loads"),
    "approx_ties_leads": Text(zh="共同牵头与偶然比较", en="Joint leads against chance"),
    "approx_ties_all": Text(zh="共同任务与偶然比较", en="Joint tasks against chance"),
    "approx_clusters": Text(zh="协作组", en="Clusters"),
    "approx_centrality": Text(zh="居间性", en="Betweenness"),
    "approx_core": Text(zh="核心与外围", en="Core and periphery"),
    "approx_rebalancing": Text(zh="牵头调整", en="Moves of leads"),
    "approx_standing": Text(zh="位置与名次区间", en="Positions and rank ranges"),
    "approx_fragility": Text(zh="最少的牵头组合", en="The smallest leading group"),
    "settings_title": Text(zh="设置与版本", en="Settings and versions"),
    "set_plan": Text(zh="方案标识", en="Plan id"),
    "set_digest": Text(zh="方案内容摘要（SHA-256）", en="Digest of the plan (SHA-256)"),
    "set_seed": Text(zh="随机数种子", en="Random seed"),
    "set_draws": Text(zh="任务量抽签次数", en="Lotteries of loads drawn"),
    "set_versions": Text(zh="软件版本", en="Versions"),
    "set_tie_draws": Text(zh="两两比较的抽签次数", en="Draws for pairs of units"),
    "set_null_draws": Text(
        zh="协作组的抽签次数（位置按其倍数，见各结论）", en="Draws for clusters (positions: see each finding)"
    ),
    "set_repetitions": Text(zh="名次区间重抽任务的次数", en="Times the tasks were drawn anew for rank ranges"),
    "set_focus": Text(zh="重点单位", en="Focus units"),
    "repeat_title": Text(zh="怎样重做和引用", en="How to repeat and cite this"),
    "repeat_lead": Text(
        zh="同样的方案、设置和版本，每次得到同样的数字和同样的文件。方案内容摘要不同，就不是同一份数据。",
        en="The same plan, settings and versions give the same numbers and the same file every time. Another digest "
        "means other data.",
    ),
    "cite_as": Text(zh="引用写法：", en="Cite as: "),
    "cited": Text(
        zh="《{title}》任务分工分析报告，respnet {version}，方案内容摘要 {digest}。",
        en="Who does what: a report on the division of work in “{title}”, respnet {version}, plan digest {digest}.",
    ),
    # The glossary: `gloss_X` is the term, `gloss_X_is` its meaning
    "gloss_lead": Text(zh="牵头单位", en="lead unit"),
    "gloss_lead_is": Text(zh="负总责、汇总上报的单位。", en="The unit that answers for the task and reports on it."),
    "gloss_co_lead": Text(zh="共同牵头", en="co-lead"),
    "gloss_co_lead_is": Text(zh="同一任务有两个以上牵头单位。", en="One task has two or more lead units."),
    "gloss_responsible": Text(zh="责任单位", en="responsible unit"),
    "gloss_responsible_is": Text(zh="按职责承担的单位。", en="A unit that does its own share of the task."),
    "gloss_support": Text(zh="配合单位", en="supporting unit"),
    "gloss_support_is": Text(zh="协助牵头单位的单位。", en="A unit that helps the lead."),
    "gloss_supervise": Text(zh="督促单位", en="supervising unit"),
    "gloss_supervise_is": Text(
        zh="负责督促的单位；不算承担任务。", en="A unit that follows the task up; not counted as a share in the work."
    ),
    "gloss_no_lead": Text(zh="未明确牵头", en="no lead named"),
    "gloss_no_lead_is": Text(zh="方案未写牵头，不推定。", en="The plan names no lead, and none is assumed."),
    "gloss_collective": Text(zh="统称", en="collective"),
    "gloss_collective_is": Text(
        zh="如“各乡镇（街道）”，代表多家；不参加单位之间的比较。",
        en="A name that stands for many, such as all townships; left out where units are compared.",
    ),
    "gloss_assignment": Text(zh="分工", en="assignment"),
    "gloss_assignment_is": Text(zh="某单位在某任务中的角色。", en="The role of one unit in one task."),
    "gloss_workload": Text(zh="任务量", en="workload"),
    "gloss_workload_is": Text(
        zh="承担的任务数；数的是方案里写到几次，不是工作有多重。",
        en="The number of tasks; it counts mentions in the plan, not how heavy the work is.",
    ),
    "gloss_weighted": Text(zh="加权任务量", en="weighted workload"),
    "gloss_weighted_is": Text(
        zh="牵头按 1 计，其他参与按设定折算。", en="A lead counts 1, other shares in the work a set part of it."
    ),
    "gloss_scheme": Text(zh="折算办法", en="way of counting"),
    "gloss_scheme_is": Text(
        zh="责任、配合一项抵几成牵头，几家的任务各计一项还是均摊，方案没有写，所以各种都算；每种都偏多，才说“任务偏多”。",
        en="No plan says what part of a lead another share is worth, nor how shared tasks count: all ways are tried; "
        "“overload” means too many by each of them.",
    ),
    "gloss_overload": Text(zh="任务偏多", en="overload"),
    "gloss_overload_is": Text(
        zh="比随机分配应有的明显多，或超过写明的承担能力。",
        en="Clearly more than drawing lots would give, or more than a stated capacity.",
    ),
    "gloss_lottery": Text(zh="随机对照", en="null model"),
    "gloss_lottery_is": Text(
        zh="某些数不变（如每项任务的单位数），重新抽签很多次，看会怎样。",
        en="Some numbers are kept (such as the units of each task) and the rest is drawn by lot many times, to see "
        "what chance would give.",
    ),
    "gloss_concentration": Text(zh="任务集中度", en="concentration"),
    "gloss_concentration_is": Text(zh="少数单位承担了多少。", en="How much of the work a few units carry."),
    "gloss_single": Text(zh="单独牵头任务", en="single-lead task"),
    "gloss_single_is": Text(zh="只有一家牵头的任务。", en="A task with one lead only."),
    "gloss_drop_out": Text(zh="缺位影响", en="drop-out effect"),
    "gloss_drop_out_is": Text(zh="假如该单位不参加，剩下什么。", en="What is left if the unit takes no part."),
    "gloss_tie": Text(zh="长期共同牵头的单位", en="validated tie"),
    "gloss_tie_is": Text(
        zh="两家一起的次数超出偶然。", en="Two units are together more often than their numbers of tasks explain."
    ),
    "gloss_cluster": Text(zh="协作组", en="cluster"),
    "gloss_cluster_is": Text(zh="经常一起工作的一组单位。", en="A group of units that often work together."),
    "gloss_network": Text(zh="关系图", en="network"),
    "gloss_network_is": Text(
        zh="单位和任务连成的图：谁和谁一起承担任务。", en="Units and tasks joined by lines: who shares tasks with whom."
    ),
    "gloss_closeness": Text(zh="联系远近", en="closeness"),
    "gloss_closeness_is": Text(
        zh="与其他单位和任务平均隔几步：有共同任务的近，要经过别家的远；近的排在前。",
        en="How few steps through shared tasks lead to the others; 1 is the fewest possible.",
    ),
    "gloss_bridge": Text(zh="衔接作用", en="bridging (betweenness)"),
    "gloss_bridge_is": Text(
        zh="其他两家没有共同任务时，要经过谁才联系得上：它们之间最短的联系有多少经过这家。",
        en="Joining units that share no task: how many of the shortest ways between two others pass it.",
    ),
    "gloss_rank_range": Text(zh="名次区间", en="rank range"),
    "gloss_rank_range_is": Text(
        zh="方案稍有变动时，名次在此之间；不是误差范围。",
        en="Where the rank lies when the plan changes a little; no margin of error.",
    ),
    "gloss_volume": Text(zh="联系与任务数", en="position given volume"),
    "gloss_volume_is": Text(
        zh="任务多的单位，联系本来就广。任务数不变、重新抽签，看这家的联系是不是同样任务数的单位都会有。",
        en="Whether a unit with so many tasks would stand there anyway, by draws that keep the numbers of tasks.",
    ),
    "gloss_rebalancing": Text(zh="分工调整建议", en="rebalancing proposal"),
    "gloss_rebalancing_is": Text(
        zh="把某项任务的牵头换到另一家；供研究，不代替决定。",
        en="The lead of a task passes to another unit; for study, not instead of a decision.",
    ),
}
