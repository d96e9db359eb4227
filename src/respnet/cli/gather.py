"""The `gather` command: folders of documents into one corpus."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import argument, option
from respnet.cli.options import with_language_option
from respnet.core.i18n import Lang, Text, format_count, get_message_lang
from respnet.core.messages import escape_controls

if TYPE_CHECKING:
    from respnet.corpus.schema import Corpus

SHOWN = 20
"""Files that were not read which are shown; all are in the table not_read."""


@main.command()
@argument("folders", nargs=-1, metavar="[FOLDER]...")
@option("-o", "--output", required=True, metavar="FOLDER", help="Folder of the corpus; what it holds is kept.")
@option(
    "--engine",
    default="local",
    metavar="ENGINE",
    help="local, or a Spark: spark://HOST:PORT, yarn, k8s://HOST:PORT.",
)
@option(
    "--workers",
    type=click.IntRange(1, 512),
    metavar="N",
    help="Documents read at the same time; by default as many as there are processors.",
)
@with_language_option
def gather(folders: tuple[str, ...], output: str, engine: str, workers: int | None, lang: Lang | None) -> None:
    """Read all documents, tables and plan folders in FOLDERs into one corpus, many at once; go on where it ended."""
    from respnet.corpus.gather import gather as gather_plans

    said_in = lang or get_message_lang()
    doing = Text(zh="读取", en="Reading").of(said_in)
    with click.progressbar(length=1, label=doing, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def show(done: int, whole: int) -> None:
            bar.length = whole
            bar.update(done - bar.pos)

        corpus = gather_plans(folders, output, engine=engine, workers=workers, progress=show)
    click.echo(describe_corpus(corpus).of(said_in))
    for line in _list_not_read(corpus, said_in):
        click.echo(line, err=True)


def describe_corpus(corpus: Corpus) -> Text:
    """Say what a corpus holds and where it is."""
    counts, place = corpus.info["counts"], corpus.folder
    plans, tasks, units, same, left = (counts[name] for name in ("plans", "tasks", "units", "same", "not_read"))
    others = format_count(same, "file is like another", "files are like others")
    return Text(
        zh=f"{place}：{plans:,} 份方案，{tasks:,} 项任务，{units:,} 个单位；"
        f"另有 {same:,} 个文件与别的相同，{left:,} 个没有读成。"
        f"单位的归属和对应关系可在其中的 areas.csv、counterparts.csv 改正，再运行 respnet gather -o {place} 生效。",
        en=f"{place}: {format_count(plans, 'plan', 'plans')}, {format_count(tasks, 'task', 'tasks')} and "
        f"{format_count(units, 'unit', 'units')}; {others}, "
        f"{format_count(left, 'was not read', 'were not read')}. Correct areas.csv and counterparts.csv there; "
        f"respnet gather -o {place} takes them over.",
    )


def _list_not_read(corpus: Corpus, lang: Lang) -> list[str]:
    """Lines on files that were not read: with reasons, but those of other formats as one number."""
    from pyarrow import parquet

    rows = parquet.read_table(corpus.folder / "not_read" / "part-0.parquet").to_pylist()
    told = [row for row in rows if row["kind"] != "format"]
    said = ((row["file"], row[f"reason_{lang}"].removeprefix(row["file"]).lstrip()) for row in told[:SHOWN])
    lines = [": ".join(map(escape_controls, one)) for one in said]
    others, more = len(rows) - len(told), max(0, len(told) - SHOWN)
    rest = (
        (more, Text(zh=f"另有 {more} 个没有读成，原因见 not_read 表。", en=f"{more} more are in the table not_read.")),
        (others, Text(zh=f"{others} 个文件的格式不能读取。", en=f"{others} in formats that are not read.")),
    )
    return lines + [line.of(lang) for several, line in rest if several]
