"""The `report` command: index.html and analysis.json of one plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import option
from respnet.cli.options import (
    FORCE_OPTION,
    progress_bar,
    with_language_option,
    with_plan_arguments,
    with_table_options,
)
from respnet.core.i18n import Lang, get_message_lang

if TYPE_CHECKING:
    from respnet.cli.plan_source import PlanSource
    from respnet.intake.tables.table_roles import TableRoles


@main.command()
@with_plan_arguments
@option("--output", default="report", show_default=True, metavar="FOLDER", help="Where the report goes.")
@option("--focus", multiple=True, metavar="UNIT", help="A unit to look at closely; may be given again.")
@FORCE_OPTION
@with_language_option
@with_table_options
def report(
    source: PlanSource, output: str, focus: tuple[str, ...], force: bool, roles: TableRoles | None, lang: Lang | None
) -> None:
    """Write a report of PLAN (a folder, a table or a document): index.html and analysis.json."""
    from respnet.checks import check
    from respnet.cli.output.terminal import format_report_text
    from respnet.render.report import write_report
    from respnet.result_cache import analyse_cached

    source.roles = roles
    network, plan = source.taken(into_store=True)
    problems = check(plan)
    with progress_bar(lang or get_message_lang()) as progress:
        analysis = analyse_cached(network, focus=focus, progress=progress)
    written = write_report(analysis, problems, output, lang=lang or "zh", force=force)
    click.echo(format_report_text(analysis, written[-1], len(problems), lang or get_message_lang()))
