"""What an analysis was told: the seed and the numbers of draws, and the units to look at."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.core.errors import RespnetError
from respnet.core.i18n import Text

SEED = 2022
DRAWS = 10_000
TIE_DRAWS = 20_000
NULL_DRAWS = 200


@dataclass(frozen=True, slots=True)
class AnalysisOptions:
    """Everything the caller can choose; printed with the results. `focus` holds names as people write them.

    `draws` are lotteries of seats (workload); `tie_draws` and `null_draws` plans with every unit's and every task's
    number of assignments kept: for pairs of units, and for clusters and positions.
    Raises RespnetError where a number of draws or the seed cannot be used.
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
                    Text(
                        zh=f"抽签次数（{name}）是 {given}，至少要 1 次；一般用 {usual} 次。",
                        en=f"The number of draws ({name}) is {given}; it must be at least 1. {usual} is usual.",
                    )
                )
        if self.seed < 0:
            raise RespnetError(
                Text(
                    zh=f"随机种子是 {self.seed}，不能是负数；不填则用 {SEED}。",
                    en=f"The seed is {self.seed}; it cannot be negative. Without one, {SEED} is used.",
                )
            )
