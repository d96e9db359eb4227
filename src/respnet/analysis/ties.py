"""Who works together more than their loads explain: every pair of units against chance, with both margins fixed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from respnet.network import ResponsibilityNetwork
from respnet.words import Text


class Layer(StrEnum):
    """Which assignments a result speaks of."""

    LEADS = "leads"
    ALL_ROLES = "all-roles"


class Law(StrEnum):
    """How the chances were found."""

    EXACT = "exact"
    NEAR_EXACT = "near-exact"
    SAMPLED = "sampled"


class Verdict(StrEnum):
    """What can be said of a pair."""

    TOGETHER = "together"  # more than their loads explain
    WITHIN_CHANCE = "within-chance"
    TOO_FEW = "too-few-to-judge"  # even the most joint tasks possible would not be remarkable


@dataclass(frozen=True, slots=True)
class Tie:
    """Two units (ids, in printed order), their joint tasks (ids), and what chance would give.

    `expected` joint tasks, `most` joint tasks possible; `p` the chance of at least so many, `p_fewer` of at most so
    many, with every unit's and every task's number of assignments kept; `corrected` is `p` after Benjamini-Hochberg
    over the family. `p_hypergeometric` and `p_bicm` are the same question under nulls that keep less, for comparison.
    """

    a: str
    b: str
    tasks: tuple[str, ...]
    expected: float
    most: int
    p: float
    p_fewer: float
    corrected: float
    verdict: Verdict
    p_hypergeometric: float | None
    p_bicm: float | None


@dataclass(frozen=True, slots=True)
class TieLayer:
    """All pairs of one layer. `pairs` were compared (the family of the correction), `testable` of them could have come
    out as more than chance at all. `ties` holds the pairs with a joint task, validated first, then by p; where there
    are many, the first `MOST_TIES`. `false_alarms` is the share of plans drawn from the null in which any pair is
    flagged by this very rule. `draws`, `rounds`, `burn_in` and `seed` are 0 where nothing was sampled.
    """

    layer: Layer
    law: Law
    units: int
    pairs: int
    testable: int
    with_joint_tasks: int
    draws: int
    rounds: int
    burn_in: int
    seed: int
    level: float
    false_alarms: float
    ties: tuple[Tie, ...]
    approximation: Text | None

    def together(self) -> tuple[Tie, ...]:
        """The validated ties."""
        return tuple(tie for tie in self.ties if tie.verdict is Verdict.TOGETHER)


@dataclass(frozen=True, slots=True)
class Ties:
    """Both layers: leading together, and taking part together in any role."""

    leads: TieLayer
    all_roles: TieLayer


def validated_ties(network: ResponsibilityNetwork, *, draws: int, seed: int) -> Ties:
    """Compare every pair of actors with chance, in both layers."""
    raise NotImplementedError
