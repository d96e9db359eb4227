"""The `atlas` command: tables and one page on all plans of a corpus."""

from __future__ import annotations

import click

from respnet.cli.group import main
from respnet.cli.localized_click import argument, option
from respnet.cli.options import FORCE_OPTION, progress_bar, with_language_option
from respnet.core.i18n import Lang, Text, get_message_lang


@main.command()
@argument("corpus", metavar="CORPUS")
@option(
    "--engine",
    default="duckdb",
    show_default=True,
    metavar="ENGINE",
    help="duckdb (this machine), or the master of a Spark cluster: spark://host:7077, yarn, k8s://…, local.",
)
@option("--area", metavar="AREA", help="Plans of this area alone.")
@option("--memory", metavar="SIZE", help="Memory that DuckDB may take, such as 2GB; the rest goes to the disk.")
@option("-o", "--output", default="atlas", show_default=True, metavar="FOLDER", help="Where the atlas goes.")
@FORCE_OPTION
@with_language_option
def atlas(
    corpus: str, engine: str, area: str | None, memory: str | None, output: str, force: bool, lang: Lang | None
) -> None:
    """Write the atlas of CORPUS (made by gather): load, joint leads, peers and forms of all its plans, and one page."""
    from respnet.atlas.build import build_atlas
    from respnet.atlas.engine import open_engine
    from respnet.core.messages import escape_controls
    from respnet.core.safe_writing import run_and_clear
    from respnet.corpus.schema import read_corpus

    held = read_corpus(corpus)
    opened = open_engine(engine, held, memory or "")
    with progress_bar(lang or get_message_lang()) as progress:
        written = run_and_clear(
            lambda: build_atlas(held, opened, output, area=area, lang=lang, progress=progress, force=force),
            opened.close,
        )
    page = escape_controls(str(written[-1]))
    said = Text(
        zh=f"图集已写好：{page}（用浏览器打开，无须联网）。各表在 {escape_controls(str(written[0].parent))}。",
        en=f"The atlas is written: {page} (open it in a browser; it needs no network). "
        f"Its tables are in {escape_controls(str(written[0].parent))}.",
    )
    click.echo(said.of(lang or get_message_lang()))
