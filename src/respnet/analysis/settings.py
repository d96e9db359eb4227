"""What an analysis was told: the seed and number of draws, and the units to look at."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.errors import RespnetError
from respnet.words import Text

SEED = 2022
DRAWS = 10_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the caller can choose; printed with the results. `focus` holds names as people write them.

    Raises RespnetError where the draws or the seed cannot be used.
    """

    seed: int = SEED
    draws: int = DRAWS
    focus: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.draws < 1:
            raise RespnetError(
                Text(
                    zh=f"抽签次数是 {self.draws}，至少要 1 次；一般用 {DRAWS} 次。",
                    en=f"The number of draws is {self.draws}; it must be at least 1. {DRAWS} is usual.",
                )
            )
        if self.seed < 0:
            raise RespnetError(
                Text(
                    zh=f"随机种子是 {self.seed}，不能是负数；不填则用 {SEED}。",
                    en=f"The seed is {self.seed}; it cannot be negative. Without one, {SEED} is used.",
                )
            )
