"""The findings: for each question of a coordinator one sentence, true for this plan whatever it holds."""

from __future__ import annotations

from respnet.analysis.finding import Finding
from respnet.analysis.findings.leads import frequent_co_leads, never_leading, single_leads, tasks_without_lead
from respnet.analysis.findings.load import overloaded, plan_size
from respnet.analysis.findings.position import central, compared
from respnet.analysis.focus import Focus, Results
from respnet.network import ResponsibilityNetwork

__all__ = ["all_findings"]


def all_findings(network: ResponsibilityNetwork, results: Results, focus: Focus) -> tuple[Finding, ...]:
    """Every finding, in the order in which a report tells them; each is there for every plan."""
    return (
        plan_size(network),
        overloaded(network, results.workload, results.lottery),
        frequent_co_leads(network, results.co_leads),
        central(network, results.centrality, results.standing),
        compared(network, focus),
        single_leads(network, results.lead_gaps),
        tasks_without_lead(network, results.lead_gaps),
        never_leading(network, results.workload),
    )
