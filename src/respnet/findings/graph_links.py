"""Findings on one plan as rows for a graph database: loads and ranks, overload, joint leads beyond chance."""

from __future__ import annotations

from respnet.analysis.position.centrality import MEASURES
from respnet.analysis.run import Results
from respnet.analysis.workload.workload import Flag
from respnet.core.network import ResponsibilityNetwork

LinkRow = dict[str, str | int | float | bool | list[str] | list[int] | list[float] | None]
_LOADS = ("leads", "total", "rank_leads", "rank_total")


def list_finding_links(network: ResponsibilityNetwork, results: Results) -> dict[str, list[LinkRow]]:
    """List the rows by relationship type, for `Store.write_findings`.

    Args:
        network: Network of the plan.
        results: Results of its analysis.

    Returns:
        `RANKED_IN` with a row for every single unit, `OVERLOADED_IN` for the flagged ones, `LEADS_TOGETHER` for the
        pairs that stand out.
    """
    plan = network.plan.id
    places = {one.unit: one for one in results.centrality.units}
    measures = (*MEASURES, *(f"rank_{measure}" for measure in MEASURES))
    return {
        "RANKED_IN": [
            {
                "unit": one.unit,
                "plan": plan,
                **{name: getattr(one, name) for name in _LOADS},
                **{name: getattr(places[one.unit], name) for name in measures},
            }
            for one in results.workload.loads
        ],
        "OVERLOADED_IN": [
            {
                "unit": one.unit,
                "plan": plan,
                "flag": one.flag.value,
                "ways": one.over_in,
                "excess": one.excess,
                "p": one.p,
            }
            for one in results.lottery.flags
            if one.flag is not Flag.NONE
        ],
        "LEADS_TOGETHER": [
            {
                "a": one.a,
                "b": one.b,
                "plan": plan,
                "tasks": len(one.tasks),
                "expected": one.expected,
                "p": one.p,
                "adjusted": one.corrected,
            }
            for one in results.ties.leads.together()
        ],
    }
