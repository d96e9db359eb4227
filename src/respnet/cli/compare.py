"""The `compare` command: differences between two plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import argument, option
from respnet.cli.options import (
    COMPARING_MESSAGE,
    FORCE_OPTION,
    STORE_OPTION,
    exists,
    get_terminal_width,
    is_store_option_given,
    spinner,
    with_language_option,
)
from respnet.core.i18n import Lang, Text, get_message_lang

if TYPE_CHECKING:
    from respnet.comparison import Comparison
    from respnet.core.network import ResponsibilityNetwork
    from respnet.findings.finding import Finding


@main.command()
@argument("old", metavar="OLD")
@argument("new", metavar="NEW")
@STORE_OPTION
@option("-o", "--output", metavar="FOLDER", help="Also write comparison.json and a page there.")
@FORCE_OPTION
@with_language_option
def compare(old: str, new: str, address: str | None, output: str | None, force: bool, lang: Lang | None) -> None:
    """Say what changed from plan OLD to plan NEW: tasks, assignments, loads, leads. With --store: their ids."""
    from respnet.render.comparison.page import write_comparison

    before, after = (_network(one, address, lang) for one in (old, new))
    told = tell_comparison(before, after, lang)
    if output is not None:
        for path in write_comparison(before, after, *told, output, lang=lang or "zh", force=force):
            click.echo(path)


def tell_comparison(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, lang: Lang | None, supposed: tuple[Text, ...] = ()
) -> tuple[Comparison, tuple[Finding, ...]]:
    """Compare two plans and print what is different.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        lang: Language of the text; that of messages if None.
        supposed: For a what-if the edits in words.

    Returns:
        The comparison and its findings.
    """
    from respnet.comparison import compare as compare_plans
    from respnet.findings.comparison import build_comparison_findings
    from respnet.render.comparison.page import format_comparison_text

    said_in = lang or get_message_lang()
    with spinner(COMPARING_MESSAGE, said_in):
        found = compare_plans(old, new, supposed=supposed)
        findings = build_comparison_findings(old, new, found)
    click.echo(format_comparison_text(old, new, found, findings, said_in, get_terminal_width()), nl=False)
    return found, findings


def _network(named: str, address: str | None, lang: Lang | None) -> ResponsibilityNetwork:
    """Return the network of the plan at this path, or with --store of the stored plan with this id.

    A path that exists goes before RESPNET_STORE.
    """
    from respnet.cli.plan_source import PlanSource

    if address is None or (exists(named) and not is_store_option_given()):
        return PlanSource(named, example=False, address=None, plan_id=None, lang=lang).network()
    return PlanSource(None, example=False, address=address, plan_id=named, lang=lang).network()
