"""The `load` command: plans into a graph database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import argument
from respnet.cli.options import STORE_OPTION, usage_error, with_language_option
from respnet.core.errors import InputError
from respnet.core.i18n import Lang, Text, format_count, get_message_lang

if TYPE_CHECKING:
    from respnet.stores.protocol import LoadSummary


@main.command()
@argument("plans", nargs=-1, required=True, metavar="PLAN...")
@STORE_OPTION
@with_language_option
def load(plans: tuple[str, ...], address: str | None, lang: Lang | None) -> None:
    """Load plans into a database and check that everything arrived. Other plans there stay as they are."""
    from respnet.cli.plan_source import read_valid_plan
    from respnet.stores import open_store

    if address is None:
        raise usage_error(
            lang,
            zh="请说明载入哪里：--store plan.lbug，或 --store neo4j://主机",
            en="Say where to load it: --store plan.lbug, or --store neo4j://host",
        )
    read = [read_valid_plan(plan, lang) for plan in plans]
    _check_ids(plans, [plan.id for plan in read])
    with open_store(address) as store:
        for plan in read:
            click.echo(_format_load(store.load(plan), lang or get_message_lang()))


def _check_ids(places: Sequence[str], ids: Sequence[str]) -> None:
    """Raise InputError if two plans have the same id: the second would replace the first."""
    for place, one in zip(places, ids, strict=True):
        first = places[ids.index(one)]
        if ids.count(one) > 1 and place != first:
            raise InputError(
                zh=f"{first} 和 {place} 的方案标识都是“{one}”，后载入的会替换先载入的。"
                "请在 plan.toml 里给其中一个另写 id。",
                en=f"{first} and {place} are both the plan “{one}”, and the second would replace the first. "
                "Give one of them another id in plan.toml.",
            )


def _format_load(loaded: LoadSummary, lang: Lang) -> str:
    """Format the result of a load."""
    from respnet.core.messages import escape_controls

    plan = escape_controls(loaded.plan)
    return Text(
        zh=f"{plan}：{loaded.units} 个单位、{loaded.tasks} 项任务、{loaded.assignments} 条分工，"
        "已载入并核对一致" + ("（替换了原有版本）。" if loaded.replaced else "。"),
        en=f"{plan}: {format_count(loaded.units, 'unit', 'units')}, {format_count(loaded.tasks, 'task', 'tasks')} and "
        f"{format_count(loaded.assignments, 'assignment', 'assignments')} loaded and read back equal"
        + (" (replacing the version there was)." if loaded.replaced else "."),
    ).of(lang)
