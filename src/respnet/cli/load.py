"""The `load` command: plans into a graph database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import argument, option
from respnet.cli.options import STORE_OPTION, progress_bar, require_store, with_language_option
from respnet.core.i18n import Lang, Text, format_count, get_message_lang

if TYPE_CHECKING:
    from datetime import datetime

    from respnet.pipeline import ProgressCallback
    from respnet.stores.base import Store
    from respnet.stores.protocol import LoadSummary

_LOADING = Text(zh="载入方案", en="Loading the plans")


@main.command()
@argument("plans", nargs=-1, required=True, metavar="PLAN...")
@STORE_OPTION
@option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Date of these versions, such as 2026-03-01; without it that of the file.",
)
@option("--keep", type=click.IntRange(0), metavar="N", help="Keep at most N former versions; without it all.")
@option("--anew", is_flag=True, help="Write also what is stored already: it mends what another program changed.")
@option("--write-findings", "findings", is_flag=True, help="Also write loads, ranks and pairs of the analysis there.")
@with_language_option
def load(
    plans: tuple[str, ...],
    address: str | None,
    date: datetime | None,
    keep: int | None,
    anew: bool,
    findings: bool,
    lang: Lang | None,
) -> None:
    """Load plans into a database and check that everything arrived. Other plans there stay as they are."""
    from respnet.cli.plan_source import check_ids, find_date, read_valid_plan
    from respnet.stores import open_store

    places = tuple(dict.fromkeys(plans))
    said_in = lang or get_message_lang()
    with progress_bar(said_in) as bar, open_store(require_store(address, lang)) as store:
        read = [read_valid_plan(place, lang) for place in places]
        ids = [plan.id for plan in read]
        check_ids(places, ids)

        def show(plan_id: str) -> None:
            if bar and plan_id in ids:
                bar(_LOADING, ids.index(plan_id), len(ids))

        given = date.date().isoformat() if date else ""
        dated = [(plan, given or find_date(place)) for plan, place in zip(read, places, strict=True)]
        loaded = store.load_all(dated, keep, show, anew=anew)
        for plan_id in dict.fromkeys(ids) if findings else ():
            write_findings(store, plan_id, bar)
    for summary in loaded:
        click.echo(format_load_text(summary, said_in))


def write_findings(store: Store, plan_id: str, progress: ProgressCallback | None) -> None:
    """Analyse a stored plan and write the findings on it back.

    Args:
        store: The store.
        plan_id: Id of the plan.
        progress: Hears how far the analysis is.
    """
    from respnet.findings.graph_links import list_finding_links
    from respnet.result_cache import analyse_cached

    network = store.network(plan_id)
    analysis = analyse_cached(network, progress=progress)
    store.write_findings(network.plan, list_finding_links(network, analysis.results))


def format_load_text(loaded: LoadSummary, lang: Lang) -> str:
    """Format the result of a load.

    Args:
        loaded: Counts of the stored plan.
        lang: Language of the text.
    """
    from respnet.core.messages import escape_controls

    plan = escape_controls(loaded.plan)
    if loaded.unchanged:
        return Text(
            zh=f"{plan}：库里已是这个版本，没有重写（load --anew 会重写）。",
            en=f"{plan}: this version is stored already; nothing was written (load --anew writes it again).",
        ).of(lang)
    return Text(
        zh=f"{plan}：{loaded.units} 个单位、{loaded.tasks} 项任务、{loaded.assignments} 条分工，"
        "已载入并核对一致" + ("（替换了原有版本）。" if loaded.replaced else "。"),
        en=f"{plan}: {format_count(loaded.units, 'unit', 'units')}, {format_count(loaded.tasks, 'task', 'tasks')} and "
        f"{format_count(loaded.assignments, 'assignment', 'assignments')} loaded and read back equal"
        + (" (replacing the version there was)." if loaded.replaced else "."),
    ).of(lang)
