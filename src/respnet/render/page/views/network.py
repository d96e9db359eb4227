"""Assignment chart view: tasks left and right, units between."""

from __future__ import annotations

from collections import namedtuple

from markupsafe import Markup

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.core.problems import Problem
from respnet.findings.display_names import capitalise_first
from respnet.pipeline import Analysis
from respnet.render.assignment_chart.layout import is_folded, lay_out_chart
from respnet.render.assignment_chart.svg import STYLE, format_chart
from respnet.render.network_plot.aggregate import MAX_AGGREGATE_UNITS, aggregate_network, group_tasks
from respnet.render.page.views.base import PageView
from respnet.render.presenter import Presenter

FINDINGS = ("focus-units", "central-units", "position-given-volume")


NetworkView = namedtuple("NetworkView", "chart folded strip roles led lead condensed findings")


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    network = analysis.network
    large = is_folded(network)
    small = aggregate_network(network, large=large)
    layout = lay_out_chart(small, voice.lang)
    tasks_of = network.assignments_by_unit
    drawn = "lead" if network.names_leads else "any" if network.biadjacency().any() else "supervise"
    it = NetworkView(
        chart=Markup(format_chart(small, layout, voice.lang)),  # noqa: S704 - every text in it is escaped there
        folded=tuple((unit, len({one.task for one in tasks_of[unit]})) for unit in layout.folded),
        strip=_count_folded(network, layout.folded, voice),
        roles=tuple(voice.roles_shown()),
        led=network.names_leads,
        lead=voice.t("chart_lead" if network.actors else "chart_empty", role=voice.t(f"role_{drawn}").lower()),
        condensed=voice.t("network_condensed", units=MAX_AGGREGATE_UNITS) if large else "",
        findings=tuple(analysis.finding(name) for name in FINDINGS),
    )
    return PageView("network", "network", it, {"groups": group_tasks(network) if large else {}, "style": STYLE})


def _count_folded(network: ResponsibilityNetwork, folded: tuple[str, ...], voice: Presenter) -> str:
    """Count the units without a box, and apart from them the collectives, of which some may lead."""
    collectives = {unit.id for unit in network.collectives}
    units = [unit for unit in folded if unit not in collectives]
    leads = any(one.role is Role.LEAD for unit in units for one in network.assignments_by_unit[unit])
    key = "others" if leads or not network.names_leads else "without_lead"
    counts = ((key, len(units)), ("collectives", len(folded) - len(units)))
    return capitalise_first(voice.t("semicolon").join(voice.t(f"folded_{key}", n=n) for key, n in counts if n))
