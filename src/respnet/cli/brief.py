"""The `brief` command: one page on a plan for a superior."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import option
from respnet.cli.options import FORCE_OPTION, progress_bar, with_language_option, with_plan_arguments
from respnet.core.i18n import Lang, get_message_lang

if TYPE_CHECKING:
    import datetime as dt

    from respnet.cli.plan_source import PlanSource


@main.command()
@with_plan_arguments
@option(
    "--date",
    "day",
    type=click.DateTime(("%Y-%m-%d", "%Y年%m月%d日")),
    metavar="DATE",
    help="The day on the page, as 2026-11-30; it then says what is due. Without it a blank is left.",
)
@option("-o", "--output", default="brief", show_default=True, metavar="FOLDER", help="Where the files go.")
@FORCE_OPTION
@with_language_option
def brief(source: PlanSource, day: dt.datetime | None, output: str, force: bool, lang: Lang | None) -> None:
    """Write one page on PLAN for a superior, as DOCX and HTML: main facts, a chart, points to decide."""
    from respnet.checks import check
    from respnet.render.brief.files import write_brief
    from respnet.result_cache import analyse_cached

    network, plan = source.taken()
    with progress_bar(lang or get_message_lang()) as progress:
        analysis = analyse_cached(network, progress=progress)
    date = day.date() if day else None
    for path in write_brief(analysis, check(plan), output, day=date, lang=lang or "zh", force=force):
        click.echo(path)
