"""Two plans as wholes: how large, how many tasks hang on one lead or have none, how unevenly the work is spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from respnet.analysis.compare.changes import CountBasis
from respnet.analysis.nulls.random_assignment_sampler import Seats, draw_seat_blocks
from respnet.analysis.risk.lead_gaps import find_lead_gaps
from respnet.analysis.risk.set_cover import find_smallest_cover
from respnet.analysis.stats.gini import compute_concentration, gini
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Role

GINI_DRAWS = 500
"""Lotteries that a Gini is set against: their mean and spread are all that is used of them."""


@dataclass(frozen=True, slots=True)
class SummaryMeasure:
    """A measure of the whole in both plans, by name (`what`); None where it does not apply."""

    what: str
    old: float | None
    new: float | None


def summarise_counts(old: ResponsibilityNetwork, new: ResponsibilityNetwork) -> tuple[SummaryMeasure, ...]:
    """What can be counted in each plan by itself; collectives are no units here, and have no assignments."""
    before, after = _counts(old), _counts(new)
    return tuple(SummaryMeasure(what, before[what], after[what]) for what in before)


def _counts(network: ResponsibilityNetwork) -> dict[str, float | None]:
    gaps = find_lead_gaps(network) if network.names_leads else None
    return {
        "tasks": len(network.tasks),
        "units": len(network.actors),
        "assignments": int(network.biadjacency().sum()),
        "single-lead": None if gaps is None else len(gaps.single),
        "without-lead": None if gaps is None else len(gaps.none),
        "lead-cover": _cover(network.biadjacency(Role.LEAD)),
    }


def _cover(lead: Matrix) -> int | None:
    """How many units it takes; None where nobody leads, or where fewer might do."""
    if not lead.any():
        return None
    found = find_smallest_cover(lead)
    return len(found.rows) if found.proved else None


def build_unit_matrix(network: ResponsibilityNetwork, units: Sequence[str], counted: CountBasis) -> Matrix:
    """`units` (by name; also those that this plan does not name) x tasks: True where the unit leads, or takes part."""
    place = {unit: at for at, unit in enumerate(units)}
    matrix = np.zeros((len(units), len(network.tasks)), dtype=np.bool_)
    own = network.biadjacency(Role.LEAD) if counted is CountBasis.LEADS else network.biadjacency()
    matrix[[place[unit.name] for unit in network.actors]] = own
    return matrix


def compare_concentration(old: Matrix, new: Matrix, seed: int) -> tuple[SummaryMeasure, ...]:
    """The Gini of both matrices (the same units x each plan's tasks).

    Where the plans differ in tasks or seats, a Gini is not comparable as it is (few seats are never even), so it also
    stands in standard deviations above the mean of a lottery of the plan's own seats among all these units.
    """
    found = [SummaryMeasure("gini", _gini(old), _gini(new))]
    if sorted(old.sum(axis=0).tolist()) != sorted(new.sum(axis=0).tolist()):
        found.append(SummaryMeasure("gini-standardised", _standardised(old, seed), _standardised(new, seed)))
    return tuple(found)


def _gini(matrix: Matrix) -> float | None:
    return float(gini(matrix.sum(axis=1, keepdims=True).astype(np.float64))[0]) if matrix.any() else None


def _standardised(matrix: Matrix, seed: int) -> float | None:
    if not matrix.any():
        return None
    seats = Seats.of(matrix, np.zeros_like(matrix))
    drawn = [gini(block.leads) for block in draw_seat_blocks(seats, draws=GINI_DRAWS, seed=seed)]
    return compute_concentration("", matrix.sum(axis=1), np.concatenate(drawn)).z
