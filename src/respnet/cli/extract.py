"""The `extract` command: plan documents into tables."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import argument, option
from respnet.cli.options import usage_error, with_language_option, with_table_options
from respnet.core.i18n import Lang, get_message_lang

if TYPE_CHECKING:
    from respnet.intake.tables.table_roles import TableRoles


@main.command()
@argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@option("-o", "--output", required=True, metavar="PLACE", help="A .csv file, or a folder: tasks, units and plan facts.")
@option("--review", metavar="FILE", help="Also write a page on which every decision can be checked.")
@option("--force", is_flag=True, help="Replace tables that are there already, with any corrections in them.")
@with_language_option
@with_table_options
def extract(
    documents: tuple[str, ...],
    output: str,
    review: str | None,
    force: bool,
    roles: TableRoles | None,
    lang: Lang | None,
) -> None:
    """Read a plan DOCUMENT into tables; many, or a folder, one folder each. Formats: {formats}."""
    from pathlib import Path

    from respnet.cli.extraction import extract_document, extract_documents

    said_in = lang or get_message_lang()
    if len(documents) == 1 and not Path(documents[0]).is_dir():
        told = extract_document(Path(documents[0]), Path(output), review, lang or "zh", force=force, roles=roles)
        click.echo(told.of(said_in))
        return
    if review:
        raise usage_error(
            lang,
            zh="--review 只用于单个文件；多个文件时，每个文件夹里都有自己的 review.html。",
            en="--review is for one DOCUMENT; with several, each folder gets its own review.html.",
        )
    work = extract_documents(documents, output, lang or "zh", force=force, roles=roles)
    with click.progressbar(work, file=sys.stderr) if sys.stderr.isatty() else nullcontext(work) as results:
        outcomes = list(results)
    for one in outcomes:
        click.echo(f"{one.document}: {one.said.of(said_in)}", err=not one.done)
    if not all(one.done for one in outcomes):
        raise SystemExit(1)
