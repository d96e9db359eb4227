"""Summary measures of two plans: size, lead gaps, lead cover and concentration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from respnet.analysis.compare.changes import CountBasis
from respnet.analysis.risk.lead_gaps import find_lead_gaps
from respnet.analysis.risk.robustness import find_smallest_cover
from respnet.analysis.stats.gini import gini
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Role


@dataclass(frozen=True, slots=True)
class SummaryMeasure:
    """A summary measure of both plans, by name (`what`); None where it does not apply."""

    what: str
    old: float | None
    new: float | None


def summarise_networks(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, counted: CountBasis
) -> tuple[SummaryMeasure, ...]:
    """Compute the summary measures of each plan; collectives are no units here and have no assignments.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        counted: The Gini is of leads, or of tasks in any role; over each plan's own units.

    Returns:
        One row a measure.
    """
    before, after = _summarise(old, counted), _summarise(new, counted)
    return tuple(SummaryMeasure(what, before[what], after[what]) for what in before)


def _summarise(network: ResponsibilityNetwork, counted: CountBasis) -> dict[str, float | None]:
    gaps = find_lead_gaps(network) if network.names_leads else None
    lead, any_role = network.biadjacency(Role.LEAD), network.biadjacency()
    return {
        "tasks": len(network.tasks),
        "units": len(network.actors),
        "assignments": int(any_role.sum()),
        "single-lead": None if gaps is None else len(gaps.single),
        "without-lead": None if gaps is None else len(gaps.none),
        "lead-cover": _compute_cover_size(lead),
        "gini": _compute_gini(lead if counted is CountBasis.LEADS else any_role),
    }


def _compute_cover_size(lead: Matrix) -> int | None:
    """Compute the size of the minimum lead cover; None where nobody leads or the minimum is not proved."""
    if not lead.any():
        return None
    found = find_smallest_cover(lead)
    return len(found.rows) if found.proved else None


def _compute_gini(matrix: Matrix) -> float | None:
    return float(gini(matrix.sum(axis=1, keepdims=True).astype(np.float64))[0]) if matrix.any() else None
