"""The commands that take a plan in and put it out again: report, check, extract, load, export."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import argument, option
from respnet.cli.options import (
    FORCE_OPTION,
    STORE_OPTION,
    get_message_lang,
    progress_bar,
    usage_error,
    with_language_option,
    with_plan_arguments,
)
from respnet.core.errors import InputError
from respnet.core.i18n import Lang, Text

if TYPE_CHECKING:
    from respnet.cli.plan_source import PlanSource


@main.command()
@with_plan_arguments
@option("--output", default="report", show_default=True, metavar="FOLDER", help="Where the report goes.")
@option("--focus", multiple=True, metavar="UNIT", help="A unit to look at closely; may be given again.")
@FORCE_OPTION
@with_language_option
def report(source: PlanSource, output: str, focus: tuple[str, ...], force: bool, lang: Lang | None) -> None:
    """Write a report of PLAN (a folder, tasks.csv or .xlsx): index.html and analysis.json."""
    from respnet.checks import check
    from respnet.cli.output.terminal import format_report_text
    from respnet.render.report import write_report
    from respnet.result_cache import analyse_cached

    network, plan = source.taken(into_store=True)
    problems = check(plan)
    with progress_bar(lang or get_message_lang()) as progress:
        analysis = analyse_cached(network, focus=focus, progress=progress)
    written = write_report(analysis, problems, output, lang=lang or "zh", force=force)
    click.echo(format_report_text(analysis, written[-1], len(problems), lang or get_message_lang()))


@main.command()
@with_plan_arguments
@option("--format", "form", type=click.Choice(("text", "json")), default="text", help="For people, or for programs.")
@with_language_option
def check(source: PlanSource, form: str, lang: Lang | None) -> None:
    """Say what is wrong with PLAN, or worth a look: where it stands and what to do."""
    from respnet.checks import check as check_plan
    from respnet.cli.output.terminal import format_problems_json, format_problems_text
    from respnet.core.problems import select_errors

    problems = check_plan(source.plan())
    click.echo(
        format_problems_json(problems) if form == "json" else format_problems_text(problems, lang or get_message_lang())
    )
    if select_errors(problems):
        raise SystemExit(1)


@main.command()
@argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@option("--output", required=True, metavar="PLACE", help="A .csv file, or a folder: tasks, units and plan facts.")
@option("--review", metavar="FILE", help="Also write a page on which every decision can be checked.")
@option("--force", is_flag=True, help="Replace tables that are there already, with any corrections in them.")
@with_language_option
def extract(documents: tuple[str, ...], output: str, review: str | None, force: bool, lang: Lang | None) -> None:
    """Read a plan DOCUMENT (.docx, .pdf, .html, .txt, .md, .xlsx) into tables; many, or a folder, one folder each."""
    from pathlib import Path

    from respnet.cli.extraction import extract_document, extract_documents

    said_in = lang or get_message_lang()
    if len(documents) == 1 and not Path(documents[0]).is_dir():
        click.echo(extract_document(Path(documents[0]), Path(output), review, lang or "zh", force=force).of(said_in))
        return
    if review:
        raise usage_error(
            Text(
                zh="--review 只用于单个文件；多个文件时，每个文件夹里都有自己的 review.html。",
                en="--review is for one DOCUMENT; with several, each folder gets its own review.html.",
            ),
            lang,
        )
    work = extract_documents(documents, output, lang or "zh", force=force)
    with click.progressbar(work, file=sys.stderr) if sys.stderr.isatty() else nullcontext(work) as results:
        told = list(results)
    for one in told:
        click.echo(f"{one.document}: {one.said.of(said_in)}", err=not one.done)
    if not all(one.done for one in told):
        raise SystemExit(1)


@main.command()
@argument("plans", nargs=-1, required=True, metavar="PLAN...")
@STORE_OPTION
@with_language_option
def load(plans: tuple[str, ...], address: str | None, lang: Lang | None) -> None:
    """Load plans into a database and check that everything arrived. Other plans there stay as they are."""
    from respnet.cli.output.terminal import format_load_text
    from respnet.cli.plan_source import read_valid_plan
    from respnet.stores import open_store

    if address is None:
        raise usage_error(
            Text(
                zh="请说明载入哪里：--store plan.lbug，或 --store neo4j://主机",
                en="Say where to load it: --store plan.lbug, or --store neo4j://host",
            ),
            lang,
        )
    read = [read_valid_plan(plan, lang) for plan in plans]
    _check_ids(plans, [plan.id for plan in read])
    with open_store(address) as store:
        for plan in read:
            click.echo(format_load_text(store.load(plan), lang or get_message_lang()))


def _check_ids(places: Sequence[str], ids: Sequence[str]) -> None:
    """Raise InputError where two plans have one id: the second would take the place of the first."""
    for place, one in zip(places, ids, strict=True):
        first = places[ids.index(one)]
        if ids.count(one) > 1 and place != first:
            raise InputError(
                Text(
                    zh=f"{first} 和 {place} 的方案标识都是“{one}”，后载入的会替换先载入的。"
                    "请在 plan.toml 里给其中一个另写 id。",
                    en=f"{first} and {place} are both the plan “{one}”, and the second would replace the first. "
                    "Give one of them another id in plan.toml.",
                )
            )


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
