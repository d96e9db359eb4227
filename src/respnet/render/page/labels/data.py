"""Labels of the data and methods view."""

from __future__ import annotations

from respnet.core.i18n import Text
from respnet.render.page.labels.glossary import GLOSSARY

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
    "more_places": Text(zh="另有 {n} 处", en="{n} more places"),
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
    **GLOSSARY,
}
