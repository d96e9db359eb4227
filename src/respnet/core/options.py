"""Options of an analysis (seed, numbers of draws, units in focus) and of rebalancing; progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from respnet.core.errors import InputError, RespnetError
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role

SEED = 2022
DRAWS = 10_000
TIE_DRAWS = 20_000
NULL_DRAWS = 200

StepProgress = Callable[[int, int], None]
"""Hears how much of one step is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class AnalysisOptions:
    """Options of an analysis; printed with the results. `focus` holds unit names as people write them.

    `draws` is the number of random assignments (workload); `tie_draws` and `null_draws` are draws from the fixed-margin
    null: for pairs of units, and for clusters and positions.

    Raises:
        RespnetError: A number of draws is below 1, or the seed is negative.
    """

    seed: int = SEED
    draws: int = DRAWS
    tie_draws: int = TIE_DRAWS
    null_draws: int = NULL_DRAWS
    focus: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, usual in (("draws", DRAWS), ("tie_draws", TIE_DRAWS), ("null_draws", NULL_DRAWS)):
            given = getattr(self, name)
            if given < 1:
                raise RespnetError(
                    zh=f"抽签次数（{name}）是 {given}，至少要 1 次；一般用 {usual} 次。",
                    en=f"The number of draws ({name}) is {given}; it must be at least 1. {usual} is usual.",
                )
        if self.seed < 0:
            raise RespnetError(
                zh=f"随机种子是 {self.seed}，不能是负数；不填则用 {SEED}。",
                en=f"The seed is {self.seed}; it cannot be negative. Without one, {SEED} is used.",
            )


@dataclass(frozen=True, slots=True)
class RebalanceOptions:
    """Constraints of rebalancing.

    `ratio` is the weight of a task without the lead, relative to one with it. `moves` is the largest number of moves.
    `protected` holds (task id, unit id) leads that stay. `field` holds (unit id, task id) pairs that may lead, as far
    as the unit takes part in the task; empty: units that take part in the task and lead another task of its section (in
    a plan without sections: lead any). `keep_one`: at least one of a task's present leads stays; without it leads also
    pass to units that take part in another task of the section. `from_owner`: the plan's own coordinating unit passes
    leads on as any other; else its leads stay and its load is left out.

    Raises:
        RespnetError: The ratio is outside 0 to 1, or the number of moves is negative.
    """

    ratio: float = 0.5
    moves: int = 3
    protected: tuple[tuple[str, str], ...] = ()
    field: tuple[tuple[str, str], ...] = ()
    keep_one: bool = True
    from_owner: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.ratio <= 1:
            raise RespnetError(
                zh=f"其他参与的折算是 {self.ratio:g}，应在 0 到 1 之间；一般用 0.5。",
                en=f"Taking part is to weigh {self.ratio:g} of a lead; it must be between 0 and 1. 0.5 is usual.",
            )
        if self.moves < 0:
            raise RespnetError(
                zh=f"调整次数是 {self.moves}，不能是负数；一般用 3。",
                en=f"The number of moves is {self.moves}; it cannot be negative. 3 is usual.",
            )

    def check(self, network: ResponsibilityNetwork) -> None:
        """Check that the plan has the units, tasks and leads that the options name.

        Raises:
            InputError: One of them is missing.
        """
        units, tasks = {unit.id: unit for unit in network.actors}, network.task_by_id
        for unit, task in (*self.field, *((unit, task) for task, unit in self.protected)):
            if unit not in units:
                raise InputError(zh=f"方案中没有单个单位“{unit}”。", en=f"The plan has no single unit “{unit}”.")
            if task not in tasks:
                raise InputError(zh=f"方案中没有任务“{task}”。", en=f"The plan has no task “{task}”.")
        for task, unit in self.protected:
            if not any(one.unit == unit and one.role is Role.LEAD for one in network.assignments_by_task[task]):
                name, label = units[unit].name, tasks[task].label
                raise InputError(
                    zh=f"{name}不是任务 {label} 的牵头单位，没有可保留的牵头，请核对。",
                    en=f"{name} does not lead task {label}, so there is no lead to keep. Please check.",
                )
