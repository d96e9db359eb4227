"""The `rebalance` command: proposed transfers of leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from respnet.cli.group import main
from respnet.cli.localized_click import option
from respnet.cli.options import spinner, with_language_option, with_plan_arguments
from respnet.core.i18n import Lang, Text, get_message_lang

if TYPE_CHECKING:
    from respnet.cli.plan_source import PlanSource


@main.command()
@with_plan_arguments
@option(
    "--moves",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    metavar="N",
    help="At most so many leads pass on.",
)
@option(
    "--weight",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    metavar="R",
    help="What taking part weighs beside leading.",
)
@option("--keep", "protected", multiple=True, metavar="TASK:UNIT", help="A lead that stays; may be given again.")
@option(
    "--field",
    "field",
    metavar="FILE",
    help="A table of who may lead what: columns task and units. Else: who is on the task and leads in its section.",
)
@option(
    "--sole-leads", is_flag=True, help="A task's only lead may pass on, also to who just takes part in its section."
)
@option("--from-owner", is_flag=True, help="The coordinating unit's leads may pass on, too.")
@option("--format", "form", type=click.Choice(("text", "json")), default="text", help="For people, or for programs.")
@with_language_option
def rebalance(source: PlanSource, field: str | None, form: str, lang: Lang | None, **rules: Any) -> None:
    """Propose how PLAN's leads could be spread more evenly. People decide: nothing is written back."""
    from respnet.analysis.rebalance.rebalance import rebalance as spread
    from respnet.cli.output.proposals import format_rebalance_json, format_rebalance_text
    from respnet.cli.output.terminal import format_problems_text, write_data
    from respnet.cli.rebalance_options import parse_rebalance_options
    from respnet.intake.folder.candidates_file import LeadCandidates, read_lead_candidates

    said_in = lang or get_message_lang()
    network, table = source.network(), read_lead_candidates(field) if field else LeadCandidates()
    if table.remarks:
        click.echo(format_problems_text(table.remarks, said_in), err=True)
    kept_to = parse_rebalance_options(network, field=table, **rules)
    with spinner(Text(zh="试算牵头调整", en="Searching for a more even distribution of leads"), said_in):
        found = spread(network, kept_to)
    if form == "json":
        write_data(format_rebalance_json(found) + "\n")
    else:
        click.echo(format_rebalance_text(network, found, said_in))
