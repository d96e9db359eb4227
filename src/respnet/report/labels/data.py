"""Data and methods."""

from __future__ import annotations

from respnet.words import Text

DATA: dict[str, Text] = {
    "problems_title": Text(zh="需要核对的问题", en="Points to check"),
    "problems_lead": Text(
        zh="以下各处请对照原文件核对。respnet 不改动原文，也不替人作决定。",
        en="Please check these against the issued document. respnet changes nothing and decides nothing.",
    ),
    "no_problems": Text(zh="没有发现需要核对的问题。", en="Nothing was found that needs checking."),
    "level": Text(zh="级别", en="Level"),
    "where": Text(zh="位置", en="Where"),
    "what": Text(zh="问题", en="What"),
    "remedy": Text(zh="怎么办", en="What to do"),
    "row_no": Text(zh="第 {row} 行", en="row {row}"),
    "column_named": Text(zh="“{column}”列", en="column “{column}”"),
    "methods_title": Text(zh="数字是怎么来的", en="How the numbers are made"),
    "methods_lead": Text(
        zh="方案是完整的名单，不是抽样：下面的随机对照只回答“如果按某种规则抽签，会怎样”，不是误差范围。",
        en="A plan is a complete record, not a sample: the lotteries below only say what drawing by a stated rule "
        "would give; they are no margins of error.",
    ),
    "settings_title": Text(zh="设置与版本", en="Settings and versions"),
    "set_plan": Text(zh="方案标识", en="Plan id"),
    "set_digest": Text(zh="方案内容摘要（SHA-256）", en="Digest of the plan (SHA-256)"),
    "set_seed": Text(zh="随机数种子", en="Random seed"),
    "set_draws": Text(zh="抽签次数", en="Lotteries drawn"),
    "set_versions": Text(zh="软件版本", en="Versions"),
    "set_tie_draws": Text(zh="两两比较的抽签次数", en="Draws for pairs of units"),
    "set_null_draws": Text(zh="组团和位置的抽签次数", en="Draws for clusters and positions"),
}
