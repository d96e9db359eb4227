"""The findings: for each question of a coordinator one sentence, true for this plan whatever it holds."""

from __future__ import annotations

from respnet.analysis.position.unit_profile import Focus
from respnet.analysis.run import Results
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.clusters import working_clusters
from respnet.findings.concentration import concentration
from respnet.findings.deadlines import due_dates
from respnet.findings.finding import Finding
from respnet.findings.large_tasks import largest_tasks
from respnet.findings.leads import frequent_co_leads, never_leading, single_leads, tasks_without_lead
from respnet.findings.load import overloaded, plan_size
from respnet.findings.pairs import co_leads_beyond_chance, shared_tasks_beyond_chance
from respnet.findings.position import central, compared
from respnet.findings.position_tests import beyond_volume, rank_ranges
from respnet.findings.rebalance import even_leads
from respnet.findings.risk import drop_outs, leading_group
from respnet.findings.weight_sensitivity import whatever_the_weight

__all__ = ["all_findings"]


def all_findings(network: ResponsibilityNetwork, results: Results, focus: Focus) -> tuple[Finding, ...]:
    """Every finding, in the order in which a report tells them; each is there for every plan."""
    return (
        plan_size(network),
        overloaded(network, results.workload, results.lottery),
        whatever_the_weight(network, results.weighing),
        concentration(network, results.lottery),
        never_leading(network, results.workload),
        co_leads_beyond_chance(network, results.ties.leads),
        working_clusters(network, results.clusters),
        frequent_co_leads(network, results.co_leads),
        shared_tasks_beyond_chance(network, results.ties.all_roles),
        compared(network, focus, results.standing),
        central(network, results.centrality, results.standing),
        beyond_volume(network, results.standing),
        rank_ranges(network, results.standing),
        drop_outs(network, results.fragility),
        leading_group(network, results.fragility),
        single_leads(network, results.lead_gaps),
        tasks_without_lead(network, results.lead_gaps),
        largest_tasks(network, results.fragility),
        even_leads(network, results.rebalancing),
        due_dates(network, results.timetable),
    )
