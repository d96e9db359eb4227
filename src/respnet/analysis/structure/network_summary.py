"""Summary measures of two plans: size, lead gaps, lead cover and concentration."""

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
"""Random assignments for the mean and standard deviation of a Gini."""


@dataclass(frozen=True, slots=True)
class SummaryMeasure:
    """A summary measure of both plans, by name (`what`); None where it does not apply."""

    what: str
    old: float | None
    new: float | None


def summarise_counts(old: ResponsibilityNetwork, new: ResponsibilityNetwork) -> tuple[SummaryMeasure, ...]:
    """Compute the counts of each plan; collectives are no units here and have no assignments.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.

    Returns:
        One measure a count.
    """
    before, after = _compute_counts(old), _compute_counts(new)
    return tuple(SummaryMeasure(what, before[what], after[what]) for what in before)


def _compute_counts(network: ResponsibilityNetwork) -> dict[str, float | None]:
    gaps = find_lead_gaps(network) if network.names_leads else None
    return {
        "tasks": len(network.tasks),
        "units": len(network.actors),
        "assignments": int(network.biadjacency().sum()),
        "single-lead": None if gaps is None else len(gaps.single),
        "without-lead": None if gaps is None else len(gaps.none),
        "lead-cover": _compute_cover_size(network.biadjacency(Role.LEAD)),
    }


def _compute_cover_size(lead: Matrix) -> int | None:
    """Compute the size of the minimum lead cover; None where nobody leads or the minimum is not proved."""
    if not lead.any():
        return None
    found = find_smallest_cover(lead)
    return len(found.rows) if found.proved else None


def build_unit_matrix(network: ResponsibilityNetwork, units: Sequence[str], counted: CountBasis) -> Matrix:
    """Build the matrix of leads, or of all assignments, with rows in a given order of units.

    Args:
        network: Network of a plan.
        units: Unit names of the rows; units that this plan does not name get an empty row.
        counted: Leads, or all tasks.

    Returns:
        Boolean matrix, units x tasks.
    """
    place = {unit: at for at, unit in enumerate(units)}
    matrix = np.zeros((len(units), len(network.tasks)), dtype=np.bool_)
    own = network.biadjacency(Role.LEAD) if counted is CountBasis.LEADS else network.biadjacency()
    matrix[[place[unit.name] for unit in network.actors]] = own
    return matrix


def compare_concentration(old: Matrix, new: Matrix, seed: int) -> tuple[SummaryMeasure, ...]:
    """Compare the Gini coefficients of two matrices over the same units.

    Where the plans differ in tasks or seats their Ginis are not comparable (few seats are never even), so each is also
    given in standard deviations above its mean under random assignment of the plan's own seats.

    Args:
        old: Matrix of the old plan, units x tasks.
        new: Matrix of the new plan, units x tasks.
        seed: Seed of the random assignments.

    Returns:
        The Gini, and its z-score where the seats differ.
    """
    found = [SummaryMeasure("gini", _gini(old), _gini(new))]
    if sorted(old.sum(axis=0).tolist()) != sorted(new.sum(axis=0).tolist()):
        found.append(SummaryMeasure("gini-standardised", _standardise_gini(old, seed), _standardise_gini(new, seed)))
    return tuple(found)


def _gini(matrix: Matrix) -> float | None:
    return float(gini(matrix.sum(axis=1, keepdims=True).astype(np.float64))[0]) if matrix.any() else None


def _standardise_gini(matrix: Matrix, seed: int) -> float | None:
    if not matrix.any():
        return None
    seats = Seats.of(matrix, np.zeros_like(matrix))
    drawn = [gini(block.leads) for block in draw_seat_blocks(seats, draws=GINI_DRAWS, seed=seed)]
    return compute_concentration("", matrix.sum(axis=1), np.concatenate(drawn)).z
