"""The `export` command: plans for other programs, as tables, or as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import option
from respnet.cli.options import FORCE_OPTION, progress_bar, usage_error, with_language_option, with_plan_arguments
from respnet.cli.plan_source import is_corpus_path
from respnet.core.i18n import Lang, get_message_lang

if TYPE_CHECKING:
    from respnet.cli.plan_source import PlanSource


@main.command()
@with_plan_arguments
@option(
    "--format",
    "formats",
    type=click.Choice(("csv", "graphml", "gexf", "cypher", "json", "folder", "xlsx")),
    multiple=True,
    help="csv (for neo4j-admin's import, with scripts), graphml or gexf: all three without it. cypher: a script that "
    "loads; json; folder: tasks.csv, units.csv and plan.toml of each plan; xlsx: the workbook for people.",
)
@option("--progress", "progress_columns", is_flag=True, help="With xlsx: empty columns for reports on progress.")
@option("--verdicts", is_flag=True, help="With xlsx: clearly many joint tasks or not; each unit beside its kind.")
@option("-o", "--output", default="graph", show_default=True, metavar="FOLDER", help="Where the files go.")
@FORCE_OPTION
@with_language_option
def export(
    source: PlanSource,
    formats: tuple[str, ...],
    progress_columns: bool,
    verdicts: bool,
    output: str,
    force: bool,
    lang: Lang | None,
) -> None:
    """Write PLAN for other programs (Neo4j, Gephi, yEd), as tables or a workbook; with --store alone, all its plans."""
    from respnet.checks import check as check_plan
    from respnet.render.exports import write_exports

    if (progress_columns or verdicts) and "xlsx" not in formats:
        raise usage_error(
            lang,
            zh="--progress 和 --verdicts 只用于工作簿：请加上 --format xlsx。",
            en="--progress and --verdicts are for the workbook: add --format xlsx.",
        )
    if source.path and source.plan_id is None and is_corpus_path(source.path):
        _export_corpus(source.path, formats, output, force, lang)
        return
    networks, read = source.take_all()
    if "xlsx" in formats and len(networks) > 1:
        raise usage_error(
            lang, zh="工作簿一次只写一个方案：请用 --plan 指定。", en="A workbook is of one plan: name it with --plan."
        )
    ties = None
    if verdicts:
        from respnet.result_cache import analyse_cached

        with progress_bar(lang or get_message_lang()) as progress:
            ties = analyse_cached(networks[0], progress=progress).results.ties
    for path in write_exports(
        networks,
        output,
        formats,
        problems=check_plan(read) if "xlsx" in formats else (),
        ties=ties,
        progress_columns=progress_columns,
        lang=lang or "zh",
        force=force,
    ):
        click.echo(path)


def _export_corpus(path: str, formats: tuple[str, ...], output: str, force: bool, lang: Lang | None) -> None:
    from respnet.corpus.plan_reader import iterate_plans
    from respnet.corpus.schema import read_corpus
    from respnet.render.exports import write_import_kit

    if formats not in ((), ("csv",)):
        raise usage_error(
            lang,
            zh="整个语料只能写成 Neo4j 的导入文件（--format csv）；其他格式请用 --plan 指定一个方案。",
            en="A whole corpus is written as csv, for Neo4j's import; for other formats name a plan with --plan.",
        )
    for written in write_import_kit(iterate_plans(read_corpus(path)), output, force=force):
        click.echo(written)
