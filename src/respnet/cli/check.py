"""The `check` command: the problems of one plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import option
from respnet.cli.options import with_language_option, with_plan_arguments
from respnet.core.i18n import Lang, get_message_lang

if TYPE_CHECKING:
    from respnet.cli.plan_source import PlanSource


@main.command()
@with_plan_arguments
@option("--format", "form", type=click.Choice(("text", "json")), default="text", help="For people, or for programs.")
@with_language_option
def check(source: PlanSource, form: str, lang: Lang | None) -> None:
    """Say what is wrong with PLAN, or worth a look: where it stands and what to do."""
    from respnet.checks import check as check_plan
    from respnet.checks import select_errors
    from respnet.cli.output.terminal import format_problems_json, format_problems_text

    problems = check_plan(source.plan())
    click.echo(
        format_problems_json(problems) if form == "json" else format_problems_text(problems, lang or get_message_lang())
    )
    if select_errors(problems):
        raise SystemExit(1)
