"""Changes of significant pairs between two plans: kept, new or gone."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.compare.changes import AssignmentStatus
from respnet.analysis.compare.name_alignment import AlignedPlans
from respnet.analysis.pairs.backbone import Ties, TieScope
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan


@dataclass(frozen=True, slots=True)
class TieChange:
    """Significant pair of either plan (units by canonical name) in one layer: kept, new or gone."""

    layer: TieScope
    a: str
    b: str
    change: AssignmentStatus


def find_tie_changes(ties: tuple[Ties, Ties], plans: tuple[Plan, Plan], common: AlignedPlans) -> tuple[TieChange, ...]:
    """Compare the significant pairs of two plans; pairs whose two names became one are dropped.

    Args:
        ties: Significant pairs of the old and the new plan.
        plans: The two plans, under their own names.
        common: The two plans under common names.

    Returns:
        Pairs of the new plan, then those of the old plan only, layer by layer.
    """
    found = []
    for layer in TieScope:
        before, after = (
            _validated(each, layer, plan, network)
            for each, plan, network in zip(ties, plans, (common.old, common.new), strict=True)
        )
        for pair in dict.fromkeys((*after, *before)):
            change = (
                AssignmentStatus.KEPT
                if pair in before and pair in after
                else AssignmentStatus.NEW
                if pair in after
                else AssignmentStatus.GONE
            )
            found.append(TieChange(layer, *pair, change))
    return tuple(found)


def _validated(ties: Ties, layer: TieScope, plan: Plan, network: ResponsibilityNetwork) -> dict[tuple[str, str], None]:
    name_of = {
        written.unit: told.unit for written, told in zip(plan.assignments, network.plan.assignments, strict=True)
    }
    pairs = (ties.leads if layer is TieScope.LEADS else ties.all_roles).together()
    named = (sorted((name_of[tie.a], name_of[tie.b])) for tie in pairs)
    return {(a, b): None for a, b in named if a != b}
