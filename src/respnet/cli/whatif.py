"""The `whatif` command: a plan with edits applied, compared with the plan as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from respnet.cli.compare import tell_comparison
from respnet.cli.group import main
from respnet.cli.localized_click import option
from respnet.cli.options import FORCE_OPTION, progress_bar, usage_error, with_language_option, with_plan_arguments
from respnet.core.i18n import Lang, Text, get_message_lang

if TYPE_CHECKING:
    from respnet.cli.plan_source import PlanSource
    from respnet.whatif.edits import Edit, EditKind

OLD_OPTIONS: dict[EditKind, str] = {"remove": "drop", "unassign": "take", "assign": "give", "transfer-lead": "swap"}
"""What options were called in the first release: hidden, and understood until the next one."""


@main.command()
@with_plan_arguments
@option("--merge", multiple=True, metavar="UNIT=INTO", help="The first unit becomes part of the second.")
@option("--remove", multiple=True, metavar="UNIT", help="The unit takes part in nothing.")
@option("--unassign", multiple=True, metavar="TASK:UNIT", help="The unit leaves the task.")
@option(
    "--assign",
    multiple=True,
    metavar="TASK:UNIT:ROLE",
    help="The unit, new or not, gets the role (lead, responsible, support).",
)
@option("--transfer-lead", multiple=True, metavar="TASK:FROM:TO", help="The lead passes on.")
@option("--drop", multiple=True, hidden=True)
@option("--take", multiple=True, hidden=True)
@option("--give", multiple=True, hidden=True)
@option("--swap", multiple=True, hidden=True)
@option("-o", "--output", metavar="FOLDER", help="Also write the report of the changed plan there, and the comparison.")
@FORCE_OPTION
@with_language_option
def whatif(source: PlanSource, output: str | None, force: bool, lang: Lang | None, **asked: tuple[str, ...]) -> None:
    """Change PLAN in thought and say what would be different.

    Made in this order: merge, remove, unassign, assign, transfer-lead.
    """
    from respnet.checks import check
    from respnet.core.network import ResponsibilityNetwork
    from respnet.render.comparison.page import build_comparison_files
    from respnet.render.files import write_files
    from respnet.render.page.page import build_report_files
    from respnet.result_cache import analyse_cached
    from respnet.whatif.edits import apply_edits, describe_edits, keep_spelling

    edits = _edits(asked, lang)
    old = source.network()
    after = apply_edits(old.plan, edits)
    new = ResponsibilityNetwork(keep_spelling(after, old.plan))
    told = tell_comparison(old, new, lang, describe_edits(edits))
    if output is None:
        return
    with progress_bar(lang or get_message_lang()) as progress:
        analysis = analyse_cached(ResponsibilityNetwork(after), progress=progress)
    difference = build_comparison_files(old, new, *told, lang or "zh")
    report = build_report_files(analysis, check(after), lang or "zh")
    files = {**{f"difference/{name}": content for name, content in difference.items()}, **report}
    for path in write_files(Path(output), files, force=force):
        click.echo(path)


def _edits(asked: dict[str, tuple[str, ...]], lang: Lang | None) -> list[Edit]:
    """Parse the edits, in the order in which they are applied. Raises UsageError if there are none."""
    from respnet.whatif.edits import EDIT_KINDS, parse_edit

    given = {kind: asked[kind.replace("-", "_")] for kind in EDIT_KINDS}
    for kind, old in OLD_OPTIONS.items():
        if asked[old]:
            zh = f"提示：--{old} 已改名为 --{kind}，旧名称在下一版中取消。"
            en = f"Note: --{old} is now called --{kind}; the old name goes with the next release."
            click.echo(Text(zh=zh, en=en).of(lang or get_message_lang()), err=True)
            given[kind] += asked[old]
    edits = [parse_edit(kind, text) for kind in EDIT_KINDS for text in given[kind]]
    if not edits:
        raise usage_error(
            lang,
            zh="请说明假设什么：--merge、--remove、--unassign、--assign 或 --transfer-lead。",
            en="Say what if: --merge, --remove, --unassign, --assign or --transfer-lead.",
        )
    return edits
