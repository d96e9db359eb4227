"""The commands that tell people what to do with a plan: sheet, rebalance, whatif, compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from respnet.cli.group import main
from respnet.cli.localized_click import argument, option
from respnet.cli.options import (
    FORCE_OPTION,
    STORE_OPTION,
    exists,
    get_message_lang,
    get_terminal_width,
    is_store_option_given,
    progress_bar,
    spinner,
    usage_error,
    with_language_option,
    with_plan_arguments,
)
from respnet.core.i18n import Lang, Text

if TYPE_CHECKING:
    from respnet.cli.plan_source import PlanSource
    from respnet.core.network import ResponsibilityNetwork
    from respnet.whatif.edits import Edit

COMPARING_MESSAGE = Text(zh="比较两个方案", en="Comparing the plans")


@main.command()
@argument("units", nargs=-1, metavar="UNIT... | --all")
@with_plan_arguments
@option("--all", "every", is_flag=True, help="The sheets of all units, and one document with all of them.")
@option(
    "--format",
    "form",
    type=click.Choice(("docx", "html")),
    default="docx",
    show_default=True,
    help="A document, or a page that prints on A4.",
)
@option(
    "--profile",
    type=click.Choice(("gb", "chongqing")),
    default="gb",
    show_default=True,
    help="Layout of the DOCX: GB/T 9704-2012, or as Chongqing offices have it.",
)
@option("--template", metavar="FILE", help="A .docx of your own that gives page, styles, header and footer.")
@option("--output", default="sheets", show_default=True, metavar="FOLDER", help="Where the sheets go.")
@FORCE_OPTION
@with_language_option
def sheet(  # noqa: PLR0913, PLR0917 - one parameter an option
    units: tuple[str, ...],
    source: PlanSource,
    every: bool,
    form: Literal["docx", "html"],
    profile: str,
    template: str | None,
    output: str,
    force: bool,
    lang: Lang | None,
) -> None:
    """Write the duty sheets of the units named: what exactly each has to do, to print, check and sign."""
    from respnet.render.duty_sheet.files import write_sheets

    source.path, names = source.split_plan_path(units)
    _check_order(names, source.path, every=every, lang=lang)
    network = source.network()
    with spinner(Text(zh="生成任务清单", en="Making the sheets"), lang or get_message_lang()):
        written = write_sheets(
            network,
            None if every else names,
            output,
            form=form,
            lang=lang or "zh",
            profile=profile,
            template=template,
            force=force,
        )
    for path in written:
        click.echo(path)


def _check_order(names: tuple[str, ...], plan: str | None, *, every: bool, lang: Lang | None) -> None:
    """Raise UsageError unless there are names or --all, and where a plan stands before the names of units."""
    plans = [name for name in names if exists(name)]
    if plan is not None and plans and not exists(plan):
        units = [f'"{name}"' if " " in name else name for name in (*names, plan) if name not in plans]
        turned = " ".join([*units, plans[0]])
        raise usage_error(
            Text(
                zh=f"没有名为“{plan}”的方案；方案放在最后：respnet sheet {turned}",
                en=f"There is no plan “{plan}”. The plan comes last: respnet sheet {turned}",
            ),
            lang,
        )
    if every and names:
        raise usage_error(
            Text(
                zh="--all 表示全部单位：请去掉单位名称，或去掉 --all。",
                en="--all means every unit: leave out the names of units, or leave out --all.",
            ),
            lang,
        )
    if not every and not names:
        raise usage_error(
            Text(
                zh="请写出单位名称，或用 --all 表示全部单位；方案放在最后，例如：respnet sheet 县教委 data。",
                en="Name the units, or give --all; the plan comes last, as in: respnet sheet 县教委 data.",
            ),
            lang,
        )


@main.command()
@with_plan_arguments
@option("--moves", type=click.IntRange(min=0), metavar="N", help="At most so many leads pass on; else as many as help.")
@option(
    "--weight",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    metavar="R",
    help="What taking part weighs beside leading.",
)
@option("--keep", "protected", multiple=True, metavar="TASK:UNIT", help="A lead that stays; may be given again.")
@option(
    "--field",
    "field",
    metavar="FILE",
    help="A table of who may lead what: columns task and units. Else: who is on the task and another of its section.",
)
@option("--format", "form", type=click.Choice(("text", "json")), default="text", help="For people, or for programs.")
@with_language_option
def rebalance(
    source: PlanSource,
    moves: int | None,
    weight: float,
    protected: tuple[str, ...],
    field: str | None,
    form: str,
    lang: Lang | None,
) -> None:
    """Propose how PLAN's leads could be spread more evenly. People decide: nothing is written back."""
    from respnet.analysis.rebalance.rebalance import rebalance as spread
    from respnet.cli.output.proposals import format_rebalance_json, format_rebalance_text
    from respnet.cli.output.terminal import format_problems_text
    from respnet.cli.rebalance_options import parse_rebalance_options
    from respnet.intake.folder.candidates_file import LeadCandidates, read_lead_candidates

    said_in = lang or get_message_lang()
    network, table = source.network(), read_lead_candidates(field) if field else LeadCandidates()
    if table.remarks:
        click.echo(format_problems_text(table.remarks, said_in), err=True)
    rules = parse_rebalance_options(network, moves=moves, weight=weight, protected=protected, field=table)
    with spinner(Text(zh="试算牵头调整", en="Trying to spread the leads"), said_in):
        found = spread(network, rules)
    click.echo(format_rebalance_json(found) if form == "json" else format_rebalance_text(network, found, said_in))


@main.command()
@with_plan_arguments
@option("--drop", multiple=True, metavar="UNIT", help="The unit takes part in nothing.")
@option("--merge", multiple=True, metavar="UNIT=INTO", help="The first unit becomes part of the second.")
@option("--take", multiple=True, metavar="TASK:UNIT", help="The unit leaves the task.")
@option(
    "--give",
    multiple=True,
    metavar="TASK:UNIT:ROLE",
    help="The unit, new or not, gets the role (lead, responsible, support).",
)
@option("--swap", multiple=True, metavar="TASK:FROM:TO", help="The lead passes on.")
@option("--output", metavar="FOLDER", help="Also write the report of the changed plan there, and the comparison.")
@FORCE_OPTION
@with_language_option
def whatif(source: PlanSource, output: str | None, force: bool, lang: Lang | None, **asked: tuple[str, ...]) -> None:
    """Change PLAN in thought and say what would be different. Made in this order: merge, drop, take, give, swap."""
    from respnet.analysis.compare.comparison import compare as compare_plans
    from respnet.checks import check
    from respnet.core.network import ResponsibilityNetwork
    from respnet.findings.comparison import build_comparison_findings
    from respnet.render.comparison.page import build_comparison_files, format_comparison_text
    from respnet.render.comparison.scenario import write_scenario
    from respnet.render.report import build_report_files
    from respnet.result_cache import analyse_cached
    from respnet.whatif.edits import apply_edits, describe_edits, keep_spelling

    said_in = lang or get_message_lang()
    edits = _edits(asked, lang)
    old = source.network()
    after = apply_edits(old.plan, edits)
    new = ResponsibilityNetwork(keep_spelling(after, old.plan))
    with spinner(COMPARING_MESSAGE, said_in):
        comparison = compare_plans(old, new, supposed=describe_edits(edits))
        findings = build_comparison_findings(old, new, comparison)
    click.echo(format_comparison_text(old, new, comparison, findings, said_in, get_terminal_width()), nl=False)
    if output is None:
        return
    with progress_bar(said_in) as progress:
        analysis = analyse_cached(ResponsibilityNetwork(after), progress=progress)
    difference = build_comparison_files(old, new, comparison, findings, lang or "zh")
    report = build_report_files(analysis, check(after), lang or "zh")
    for path in write_scenario(report, difference, output, force=force):
        click.echo(path)


def _edits(asked: dict[str, tuple[str, ...]], lang: Lang | None) -> list[Edit]:
    """The edits asked for, in the order in which they are made. Raises UsageError where there are none."""
    from respnet.whatif.edits import parse_edit

    edits = [parse_edit(kind, text) for kind in ("merge", "drop", "take", "give", "swap") for text in asked[kind]]
    if not edits:
        raise usage_error(
            Text(
                zh="请说明假设什么：--drop、--merge、--take、--give 或 --swap。",
                en="Say what if: --drop, --merge, --take, --give or --swap.",
            ),
            lang,
        )
    return edits


@main.command()
@argument("old", metavar="OLD")
@argument("new", metavar="NEW")
@STORE_OPTION
@option("--output", metavar="FOLDER", help="Also write comparison.json and a page there.")
@FORCE_OPTION
@with_language_option
def compare(old: str, new: str, address: str | None, output: str | None, force: bool, lang: Lang | None) -> None:
    """Say what changed from plan OLD to plan NEW: tasks, assignments, loads, structure. With --store: their ids."""
    from respnet.analysis.compare.comparison import compare as compare_plans
    from respnet.findings.comparison import build_comparison_findings
    from respnet.render.comparison.page import format_comparison_text, write_comparison

    before, after = (_network(one, address, lang) for one in (old, new))
    said_in, width = lang or get_message_lang(), get_terminal_width()
    with spinner(COMPARING_MESSAGE, said_in):
        comparison = compare_plans(before, after)
        findings = build_comparison_findings(before, after, comparison)
    click.echo(format_comparison_text(before, after, comparison, findings, said_in, width), nl=False)
    if output is not None:
        for path in write_comparison(before, after, comparison, findings, output, lang=lang or "zh", force=force):
            click.echo(path)


def _network(named: str, address: str | None, lang: Lang | None) -> ResponsibilityNetwork:
    """The plan at this path, or with --store the stored plan of this id; RESPNET_STORE holds what is no path."""
    from respnet.cli.plan_source import PlanSource

    if address is None or (exists(named) and not is_store_option_given()):
        return PlanSource(named, example=False, address=None, plan_id=None, lang=lang).network()
    return PlanSource(None, example=False, address=address, plan_id=named, lang=lang).network()
