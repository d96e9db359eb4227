"""Finding: one sentence that answers a question, with its rule and evidence; and the sentences on approximations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from respnet.analysis.approximations import (
    Approximation,
    CandidateLimit,
    ClusterApproximation,
    CoverApproximation,
    EnumeratedMoves,
    FewerDraws,
    PivotApproximation,
    PositionApproximation,
    TieApproximation,
)
from respnet.core.i18n import EMPTY_TEXT, Text, get_message_lang, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.core.notebook import NotebookSummary
from respnet.core.plan import WORKING_ROLES, Role
from respnet.core.to_json import to_jsonable


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence of a finding: ids of a unit and a task, the role between them, and a number; any may be missing."""

    unit: str = ""
    task: str = ""
    role: str = ""
    value: float | None = None


def list_task_evidence(network: ResponsibilityNetwork, unit: str, leads: bool = False) -> tuple[Evidence, ...]:
    """List the tasks that a unit takes part in, each once, in printed order.

    Args:
        network: Network of the plan.
        unit: Id of the unit.
        leads: Only the tasks that it leads.
    """
    wanted, role = ((Role.LEAD,), Role.LEAD.value) if leads else (WORKING_ROLES, "")
    tasks = dict.fromkeys(one.task for one in network.assignments_by_unit[unit] if one.role in wanted)
    return tuple(Evidence(unit=unit, task=task, role=role) for task in tasks)


@dataclass(frozen=True, slots=True, repr=False)
class Finding(NotebookSummary):
    """Answer to one question: its `sentence`, `rule`, `population` and `limits` of interpretation.

    The population, the same for all findings on a plan, is added by the function that builds them all.

    `id` is kebab-case and stable: pages link to it. `headline` is the first part of `sentence` and answers by itself;
    it may be empty. `shown` is False where the form of the plan forces the answer or leaves nothing to compare: pages
    leave such a finding out.
    """

    id: str
    title: Text
    sentence: Text
    rule: Text
    population: Text = EMPTY_TEXT
    limits: Text = EMPTY_TEXT
    evidence: tuple[Evidence, ...] = ()
    headline: Text = EMPTY_TEXT
    shown: bool = True

    def _summarize(self) -> dict[str, object]:
        return {"id": self.id, "sentence": self.sentence.of(get_message_lang())}

    def _tabulate(self) -> dict[str, object]:
        parts = ("title", "sentence", "rule", "population", "limits")
        return {part: getattr(self, part).of(get_message_lang()) for part in parts}

    def to_dict(self) -> dict[str, Any]:
        """Convert the finding to JSON values.

        >>> nothing = Text(zh="", en="")
        >>> Finding("x", nothing, nothing, nothing, nothing, nothing, (Evidence(unit="u"),)).to_dict()["evidence"]
        [{'unit': 'u', 'task': '', 'role': '', 'value': None}]
        """
        return {field: to_jsonable(getattr(self, field)) for field in self.__dataclass_fields__}


def describe_approximation(found: Approximation | None) -> Text:
    """Describe an approximation; empty where there is none.

    >>> describe_approximation(None).en
    ''
    """
    return EMPTY_TEXT if found is None else _SENTENCES[type(found)](found)


def _describe_draws(found: FewerDraws) -> Text:
    error = round(100 * 1.96 * (0.05 * 0.95 / found.made) ** 0.5, 1)
    return Text(
        zh=f"方案很大，抽签次数由 {found.asked} 次减为 {found.made} 次；偶然可能性在 5% 左右时，误差有 95% 的把握不超"
        f"过 {error:g} 个百分点。",
        en=f"The plan is very large, so there were {found.made} draws instead of {found.asked}; a chance of about 5 "
        f"% is then off by at most {error:g} points, at 95 % confidence.",
    )


def _describe_ties(found: TieApproximation) -> Text:
    near_exact = Text(
        zh="方案较大，偶然的可能性按近似公式计算：每项任务的单位数严格不变，这一对的任务数严格不变，其他单位的任务数"
        "平均不变。",
        en="The plan is large, so the chances come from a formula that is nearly exact: every task keeps its number "
        "of units, the pair its numbers of tasks, and the other units theirs on average.",
    )
    more = Text(
        zh=f"有共同任务的共 {found.pairs} 对，只列出最突出的 {found.listed} 对。",
        en=f"Of {found.pairs} pairs with joint tasks the {found.listed} most remarkable are listed.",
    )
    cut = found.pairs > found.listed
    return join_sentences([near_exact if found.near_exact else EMPTY_TEXT, more if cut else EMPTY_TEXT])


def _describe_clusters(found: ClusterApproximation) -> Text:
    missed = f"{100 * found.gap:.1f}"
    return Text(
        zh=f"方案较大，从简计算：随机对照抽 {found.draws} 次，去掉任务试 {found.jackknifes} 项，重抽任务 "
        f"{found.bootstraps} 次。分组由标签传播法（LPAb+）从 {found.starts} 个起点找出，没有证明是最好的；最差的起点"
        f"比最好的低 {missed}%。",
        en=f"The plan is large, so less was tried: {found.draws} lotteries were drawn, {found.jackknifes} tasks left "
        f"out in turn, and the tasks drawn anew {found.bootstraps} times. The groups come from label propagation "
        f"(LPAb+) from {found.starts} starts and are not proved the best; the worst start fell {missed} % short.",
    )


def _describe_positions(found: PositionApproximation) -> Text:
    draws, repetitions, pivots = found.draws, found.repetitions, found.pivots
    fewer = Text(
        zh=f"方案较大：随机对照抽 {draws} 次，名次区间每种变动试 {repetitions} 次，比小方案少，结果略粗。",
        en=f"The plan is large: {draws} plans were drawn and each change tried {repetitions} times, fewer than for a "
        "small plan, so the results are a little coarser.",
    )
    estimated = Text(
        zh=f"原方案和抽出的方案都只从随机 {pivots} 个单位、{pivots} 项任务估计路径和距离；方法相同，偶然可能性仍成立"
        "，只是较难看出差别。",
        en=f"In the plan and in those drawn alike, paths and distances are estimated from {pivots} units and {pivots}"
        " tasks at random, so the chances hold, but differences are harder to see.",
    )
    return join_sentences([fewer, estimated if pivots else EMPTY_TEXT])


def _describe_cover(found: CoverApproximation) -> Text:
    if found.proved:
        return Text(
            zh="最少的单位组合已算出，是否只有这一种没有算完。",
            en="The smallest set of units that leads everything is found; whether it is the only one was not decided.",
        )
    return Text(
        zh="方案较大，牵头合起来覆盖全部任务的单位组合是逐步选出的，没有证明是最少的。",
        en="The plan is large: the set of units that leads everything was found step by step and is not proved the "
        "smallest.",
    )


_SENTENCES: dict[type, Callable[[Any], Text]] = {
    FewerDraws: _describe_draws,
    TieApproximation: _describe_ties,
    ClusterApproximation: _describe_clusters,
    PivotApproximation: lambda found: Text(
        zh=f"方案很大，最短路径只从随机抽出的 {found.pivots} 个单位、{found.pivots} 项任务算起（Brandes–Pich 抽样）；"
        f"居间性的误差有 95% 的把握不超过 {found.error:.2f}，通常小得多。",
        en=f"The plan is very large, so shortest paths start at {found.pivots} units and {found.pivots} tasks at "
        "random (sampled as by Brandes and Pich); at 95 % confidence no betweenness is off by more than "
        f"{found.error:.2f}, as a rule by far less.",
    ),
    PositionApproximation: _describe_positions,
    CoverApproximation: _describe_cover,
    EnumeratedMoves: lambda found: Text(
        zh=f"方案很大：只穷举至多 {found.moves} 步调整，每一步都证明是最好的；更多步要用的整数规划（HiGHS）没有做。",
        en=f"The plan is very large: at most {found.moves} moves were enumerated, each proved best; the integer "
        "programs (HiGHS) that find more were left out.",
    ),
    CandidateLimit: lambda found: Text(
        zh=f"任务很多：每项原任务只与最相似的 {found.candidates} 项新任务比较。",
        en=f"There are many tasks: each old one was compared with the {found.candidates} new ones that are most like "
        "it.",
    ),
}
