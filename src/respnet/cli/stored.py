"""The commands on stored plans: `plans`, `history`, `restore` and `forget`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import argument, option
from respnet.cli.options import STORE_OPTION, require_store, with_language_option
from respnet.core.i18n import Lang, Text, get_message_lang

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.stores.base import Store

_PLANS = Text(zh="方案 标题 任务 日期 旧版本", en="plan title tasks date versions")
_VERSIONS = Text(zh="版本 日期 任务 分工", en="version date tasks assignments")


@main.command()
@STORE_OPTION
@with_language_option
def plans(address: str | None, lang: Lang | None) -> None:
    """List the plans of a store."""
    with _open(address, lang, read_only=True) as store:
        rows = [(one.id, one.title, str(one.tasks), one.loaded, str(one.versions)) for one in store.plans()]
    _print_table(_PLANS, rows, (False, False, True, False, True), lang)


@main.command()
@argument("plan", metavar="PLAN")
@STORE_OPTION
@with_language_option
def history(plan: str, address: str | None, lang: Lang | None) -> None:
    """List the former versions of a stored plan, oldest first; --plan, compare and restore take them by name."""
    with _open(address, lang, read_only=True) as store:
        rows = [(one.id, one.loaded, str(one.tasks), str(one.assignments)) for one in store.history(plan)]
    _print_table(_VERSIONS, rows, (False, False, True, True), lang)


@main.command()
@argument("version", metavar="VERSION")
@STORE_OPTION
@with_language_option
def restore(version: str, address: str | None, lang: Lang | None) -> None:
    """Put a former version (PLAN@DATE, as history names it) in the place of its plan, which becomes a former one."""
    from respnet.cli.load import format_load_text

    with _open(address, lang) as store:
        plan = store.plan(version)
        dates = {one.id: one.loaded for one in store.history(plan.id)}
        summary = store.load(plan, loaded=dates.get(version, ""))
    click.echo(format_load_text(summary, lang or get_message_lang()))


@main.command()
@argument("plan", metavar="PLAN")
@STORE_OPTION
@option("--yes", is_flag=True, help="Do not ask.")
@with_language_option
def forget(plan: str, address: str | None, yes: bool, lang: Lang | None) -> None:
    """Remove a stored plan for good, with its former versions and the units that no other plan names."""
    from respnet.core.messages import escape_controls

    said_in, name = lang or get_message_lang(), escape_controls(plan)
    with _open(address, lang) as store:
        versions = len(store.history(plan))
        tasks = next(one.tasks for one in store.plans() if one.id == plan)
        goes = Text(
            zh=f"将从库中永久移除方案“{name}”：{tasks} 项任务、{versions} 个旧版本，以及没有其他方案提到的单位。",
            en=f"The plan “{name}” goes for good: tasks: {tasks}, former versions: {versions}, "
            "and the units that no other plan names.",
        )
        click.echo(goes.of(said_in))
        if yes or click.confirm(Text(zh="确定移除吗", en="Remove it").of(said_in)):
            store.remove(plan)
            click.echo(Text(zh="已移除。", en="Removed.").of(said_in))


def _open(address: str | None, lang: Lang | None, *, read_only: bool = False) -> Store:
    from respnet.stores import open_store

    return open_store(require_store(address, lang), read_only=read_only)


def _print_table(headings: Text, rows: Sequence[tuple[str, ...]], right: tuple[bool, ...], lang: Lang | None) -> None:
    from respnet.cli.output.terminal import print_table

    said_in = lang or get_message_lang()
    if rows:
        print_table(headings.of(said_in).split(), rows, right)
    else:
        click.echo(Text(zh="没有。", en="None.").of(said_in))
