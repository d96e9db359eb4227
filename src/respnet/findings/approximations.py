"""Sentences on approximations made for large plans."""

from __future__ import annotations

from typing import assert_never

from respnet.analysis.approximations import (
    Approximation,
    CandidateLimit,
    ClusterApproximation,
    CoverApproximation,
    FewerDraws,
    PivotApproximation,
    PositionApproximation,
    TieApproximation,
)
from respnet.core.i18n import EMPTY_TEXT, Text, join_sentences


def describe_approximation(found: Approximation | None) -> Text:
    """Describe an approximation; empty where there is none.

    >>> describe_approximation(None).en
    ''
    """
    match found:
        case None:
            said = EMPTY_TEXT
        case FewerDraws(made, asked):
            error = round(100 * 1.96 * (0.05 * 0.95 / made) ** 0.5, 1)
            said = Text(
                zh=f"方案很大，抽签次数由 {asked} 次减为 {made} 次；偶然可能性在 5% 左右时，误差有 95% 的把握不超过 "
                f"{error:g} 个百分点。",
                en=f"The plan is very large, so there were {made} draws instead of {asked}; a chance of about 5 % is "
                f"then off by at most {error:g} points, at 95 % confidence.",
            )
        case TieApproximation(near_exact, pairs, listed):
            more = Text(
                zh=f"有共同任务的共 {pairs} 对，只列出最突出的 {listed} 对。",
                en=f"Of {pairs} pairs with joint tasks the {listed} most remarkable are listed.",
            )
            said = join_sentences([_NEAR_EXACT if near_exact else EMPTY_TEXT, more if pairs > listed else EMPTY_TEXT])
        case ClusterApproximation(draws, jackknifes, bootstraps):
            said = Text(
                zh=f"方案较大，从简计算：随机对照抽 {draws} 次，去掉任务试 {jackknifes} 项，重抽任务 {bootstraps} 次。",
                en=f"The plan is large, so less was tried: {draws} lotteries were drawn, {jackknifes} tasks left out "
                f"in turn, and the tasks drawn anew {bootstraps} times.",
            )
        case PivotApproximation(pivots, error):
            said = Text(
                zh=f"方案很大，最短路径只从随机抽出的 {pivots} 个单位、{pivots} 项任务算起（Brandes–Pich 抽样）；居间性"
                f"的误差有 95% 的把握不超过 {error:.2f}，通常小得多。",
                en=f"The plan is very large, so shortest paths start at {pivots} units and {pivots} tasks at "
                f"random (sampled as by Brandes and Pich); at 95 % confidence no betweenness is off by more than "
                f"{error:.2f}, as a rule by far less.",
            )
        case PositionApproximation(draws, repetitions, pivots):
            said = Text(
                zh=f"方案较大：随机对照抽 {draws} 次，名次区间每种变动试 {repetitions} 次，比小方案少，结果略粗。",
                en=f"The plan is large: {draws} plans were drawn and each change tried {repetitions} times, "
                "fewer than for a small plan, so the results are a little coarser.",
            )
            estimated = Text(
                zh=f"原方案和抽出的方案都只从随机 {pivots} 个单位、{pivots} 项任务估计路径和距离；"
                "方法相同，偶然可能性仍成立，只是较难看出差别。",
                en=f"In the plan and in those drawn alike, paths and distances are estimated from {pivots} units and "
                f"{pivots} tasks at random, so the chances hold, but differences are harder to see.",
            )
            said = join_sentences([said, estimated if pivots else EMPTY_TEXT])
        case CoverApproximation(proved=True):
            said = Text(
                zh="最少的单位组合已算出，是否只有这一种没有算完。",
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


_NEAR_EXACT = Text(
    zh="方案较大，偶然的可能性按近似公式计算：每项任务的单位数严格不变，这一对的任务数严格不变，其他单位的任务数平均不变。",
    en="The plan is large, so the chances come from a formula that is nearly exact: every task keeps its number of "
    "units, the pair its numbers of tasks, and the other units theirs on average.",
)
