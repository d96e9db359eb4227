"""Sentences on approximations made for large plans."""

from __future__ import annotations

from typing import assert_never

from respnet.analysis.approximations import (
    Approximation,
    CandidateLimit,
    ClusterApproximation,
    CoverApproximation,
    FewerDraws,
    PositionApproximation,
    TieApproximation,
)
from respnet.core.i18n import Text


def describe_approximation(found: Approximation | None) -> Text:
    """Describe an approximation; empty where there is none.

    >>> describe_approximation(None).en
    ''
    """
    match found:
        case None:
            said = Text(zh="", en="")
        case FewerDraws(made, asked):
            said = Text(
                zh=f"方案很大，抽签次数由 {asked} 次减为 {made} 次；上限仍可靠，偶然可能性的最小值相应变粗。",
                en=f"The plan is very large, so there were {made} draws instead of {asked}; the limits hold, "
                "but the smallest chance that can be told is coarser.",
            )
        case TieApproximation():
            said = _describe_ties(found)
        case ClusterApproximation():
            said = _describe_clusters(found)
        case PositionApproximation(draws, repetitions):
            said = Text(
                zh=f"方案较大：随机对照抽 {draws} 次，名次区间每种变动试 {repetitions} 次，比小方案少，结果略粗。",
                en=f"The plan is large: {draws} plans were drawn and each change tried {repetitions} times, "
                "fewer than for a small plan, so the results are a little coarser.",
            )
        case CoverApproximation(proved=True):
            said = Text(
                zh="牵头合起来覆盖全部任务的最少单位组合已算出，是否只有这一种没有算完。",
                en="The smallest set of units that leads everything is found; whether it is the only one was not "
                "decided.",
            )
        case CoverApproximation():
            said = Text(
                zh="方案较大，牵头合起来覆盖全部任务的单位组合是逐步选出的，没有证明是最少的。",
                en="The plan is large: the set of units that leads everything was found step by step and is not proved "
                "the smallest.",
            )
        case CandidateLimit(candidates):
            said = Text(
                zh=f"任务很多：每项原任务只与最相似的 {candidates} 项新任务比较。",
                en=f"There are many tasks: each old one was compared with the {candidates} new ones that are most "
                "like it.",
            )
        case _:
            assert_never(found)
    return said


def _describe_ties(found: TieApproximation) -> Text:
    zh, en = [], []
    if found.near_exact:
        zh.append(
            "方案较大，偶然的可能性按近似公式计算：每项任务的单位数严格不变，这一对的任务数严格不变，"
            "其他单位的任务数平均不变。"
        )
        en.append(
            "The plan is large, so the chances come from a formula that is nearly exact: every task keeps its number "
            "of units, the pair its numbers of tasks, and the other units theirs on average."
        )
    if found.pairs > found.listed:
        zh.append(f"有共同任务的共 {found.pairs} 对，只列出最突出的 {found.listed} 对。")
        en.append(f"Of {found.pairs} pairs with joint tasks the {found.listed} most remarkable are listed.")
    return Text(zh="".join(zh), en=" ".join(en))


def _describe_clusters(found: ClusterApproximation) -> Text:
    zh, en = [], []
    if found.draws < found.draws_due:
        zh.append(f"随机对照只抽 {found.draws} 次（原定 {found.draws_due} 次）")
        en.append(f"{found.draws} lotteries instead of {found.draws_due}")
    if found.jackknifes < found.tasks:
        zh.append(f"逐项去掉任务只试了 {found.tasks} 项中的 {found.jackknifes} 项")
        en.append(f"{found.jackknifes} of {found.tasks} tasks left out in turn")
    if found.bootstraps < found.bootstraps_due:
        zh.append(f"任务只重抽 {found.bootstraps} 次（原定 {found.bootstraps_due} 次）")
        en.append(f"the tasks drawn anew {found.bootstraps} times instead of {found.bootstraps_due}")
    return Text(
        zh=f"方案较大，从简计算：{'，'.join(zh)}。", en=f"The plan is large, so less was tried: {', '.join(en)}."
    )
