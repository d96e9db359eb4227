"""Catalog of findings: every finding on one plan, in order of presentation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

from respnet.analysis.approximations import Approximation
from respnet.analysis.rebalance.rebalance import MoveReason
from respnet.analysis.run import Focus, Results
from respnet.core.network import ResponsibilityNetwork
from respnet.core.to_json import Wording, to_jsonable
from respnet.findings.centrality import describe_centrality, describe_position_tests
from respnet.findings.clusters import describe_clusters
from respnet.findings.deadlines import describe_due_dates
from respnet.findings.display_names import describe_population
from respnet.findings.drop_outs import describe_drop_outs, describe_lead_cover
from respnet.findings.finding import Finding, describe_approximation
from respnet.findings.focus_units import describe_focus_units
from respnet.findings.leads import (
    describe_co_leads,
    describe_leaderless_tasks,
    describe_never_leading,
    describe_single_leads,
)
from respnet.findings.overload import describe_concentration, describe_overload
from respnet.findings.pairs import describe_significant_pairs
from respnet.findings.plan_size import describe_largest_tasks, describe_plan_size
from respnet.findings.rebalance import describe_move_reason, describe_rebalancing

_WORDING: Wording = {**dict.fromkeys(get_args(Approximation), describe_approximation), MoveReason: describe_move_reason}


def result_to_jsonable(result: object) -> Any:
    """Convert a result; approximations and the reasons of moves become texts in both languages.

    >>> from respnet.analysis.approximations import CoverApproximation
    >>> sorted(result_to_jsonable(CoverApproximation(proved=True)))
    ['en', 'zh']
    """
    return to_jsonable(result, _WORDING)


def build_findings(network: ResponsibilityNetwork, results: Results, focus: Focus) -> tuple[Finding, ...]:
    """Build every finding, in the order of a report; each exists for every plan.

    Args:
        network: Network of the plan.
        results: Results of the analysis.
        focus: Profiles of the units in focus.

    Returns:
        All findings.
    """
    population = describe_population(network)
    findings = (
        describe_plan_size(network),
        describe_overload(network, results.workload, results.lottery),
        describe_concentration(network, results.lottery),
        describe_never_leading(network, results.workload),
        describe_significant_pairs(network, results.ties.leads),
        describe_clusters(network, results.clusters),
        describe_co_leads(network, results.co_leads),
        describe_significant_pairs(network, results.ties.all_roles),
        describe_focus_units(network, results, focus),
        describe_centrality(network, results.centrality, results.standing),
        describe_position_tests(network, results.standing),
        describe_drop_outs(network, results.fragility),
        describe_lead_cover(network, results.fragility),
        describe_single_leads(network, results.lead_gaps),
        describe_leaderless_tasks(network, results.lead_gaps),
        describe_largest_tasks(network, results.fragility),
        describe_rebalancing(network, results.rebalancing),
        describe_due_dates(network, results.timetable),
    )
    return tuple(replace(one, population=population) for one in findings)
