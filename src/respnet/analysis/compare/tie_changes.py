"""What became of the validated ties from one plan to another: pairs that stayed, came or went."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.compare.changes import Change
from respnet.analysis.compare.name_alignment import InCommonNames
from respnet.analysis.pairs.backbone import Layer, Ties
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan


@dataclass(frozen=True, slots=True)
class TieChange:
    """A validated tie of either plan (units by canonical name): kept, new or gone, in one layer."""

    layer: Layer
    a: str
    b: str
    change: Change


def tie_changes(ties: tuple[Ties, Ties], plans: tuple[Plan, Plan], common: InCommonNames) -> tuple[TieChange, ...]:
    """The validated ties of either plan; pairs whose names became one are no pair."""
    found = []
    for layer in Layer:
        before, after = (
            _validated(each, layer, plan, network)
            for each, plan, network in zip(ties, plans, (common.old, common.new), strict=True)
        )
        for pair in dict.fromkeys((*after, *before)):
            change = Change.KEPT if pair in before and pair in after else Change.NEW if pair in after else Change.GONE
            found.append(TieChange(layer, *pair, change))
    return tuple(found)


def _validated(ties: Ties, layer: Layer, plan: Plan, network: ResponsibilityNetwork) -> dict[tuple[str, str], None]:
    name_of = {
        written.unit: told.unit for written, told in zip(plan.assignments, network.plan.assignments, strict=True)
    }
    pairs = (ties.leads if layer is Layer.LEADS else ties.all_roles).together()
    named = (sorted((name_of[tie.a], name_of[tie.b])) for tie in pairs)
    return {(a, b): None for a, b in named if a != b}
