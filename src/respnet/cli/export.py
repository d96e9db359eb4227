"""The `export` command: CSV, GraphML, GEXF or a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import option
from respnet.cli.options import (
    FORCE_OPTION,
    with_language_option,
    with_plan_arguments,
)
from respnet.core.i18n import Lang

if TYPE_CHECKING:
    from respnet.cli.plan_source import PlanSource


@main.command()
@with_plan_arguments
@option(
    "--format",
    "formats",
    type=click.Choice(("csv", "graphml", "gexf", "xlsx")),
    multiple=True,
    help="csv (units, tasks and relationships, as neo4j-admin imports them), graphml or gexf: all three without it; "
    "xlsx: the workbook for people.",
)
@option("--output", default="graph", show_default=True, metavar="FOLDER", help="Where the files go.")
@FORCE_OPTION
@with_language_option
def export(source: PlanSource, formats: tuple[str, ...], output: str, force: bool, lang: Lang | None) -> None:
    """Write PLAN as a graph for other programs (Neo4j's import, Gephi, yEd), or as a workbook."""
    from respnet.checks import check as check_plan
    from respnet.render.exports import write_exports

    network, plan = source.taken()
    for path in write_exports(network, output, formats, problems=check_plan(plan), lang=lang or "zh", force=force):
        click.echo(path)
