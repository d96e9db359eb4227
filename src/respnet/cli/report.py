"""The `report` command: index.html and analysis.json of one plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import option
from respnet.cli.options import (
    FORCE_OPTION,
    progress_bar,
    usage_error,
    with_language_option,
    with_several_plans,
    with_table_options,
)
from respnet.core.i18n import Lang, Text, format_count, format_list, get_message_lang

if TYPE_CHECKING:
    from pathlib import Path

    from respnet.cli.plan_source import PlanChoice, PlanSource
    from respnet.intake.tables.table_roles import TableRoles
    from respnet.pipeline import Analysis


@main.command()
@with_several_plans
@option("-o", "--output", default="report", show_default=True, metavar="FOLDER", help="Where the report goes.")
@option("--focus", multiple=True, metavar="UNIT", help="A unit to look at closely; may be given again.")
@FORCE_OPTION
@with_language_option
@with_table_options
def report(
    source: PlanSource,
    several: PlanChoice | None,
    output: str,
    focus: tuple[str, ...],
    force: bool,
    roles: TableRoles | None,
    lang: Lang | None,
) -> None:
    """Write a report of PLAN (a folder, a table or a document); of several plans one page on all of them."""
    if several is not None:
        if focus:
            raise usage_error(lang, zh="--focus 只用于一个方案的报告。", en="--focus is for the report of one plan.")
        _report_several(several, roles, output, force)
        return
    from respnet.checks import check
    from respnet.render.page.page import write_report
    from respnet.result_cache import analyse_cached

    source.roles = roles
    network, plan = source.taken(into_store=True)
    problems = check(plan)
    with progress_bar(lang or get_message_lang()) as progress:
        analysis = analyse_cached(network, focus=focus, progress=progress)
    if source.write_findings and source.address is not None:
        from respnet.findings.graph_links import list_finding_links
        from respnet.stores import open_store

        with open_store(source.address) as store:
            store.write_findings(network.plan, list_finding_links(network, analysis.results))
    written = write_report(analysis, problems, output, lang=lang or "zh", force=force)
    click.echo(_format_report(analysis, written[-1], len(problems), lang or get_message_lang()))


def _report_several(several: PlanChoice, roles: TableRoles | None, output: str, force: bool) -> None:
    from pathlib import Path

    from respnet.core.messages import escape_controls
    from respnet.core.safe_writing import replace_files
    from respnet.intake.counterparts import format_counterparts, read_counterparts
    from respnet.portfolio import analyse_plans
    from respnet.render.portfolio.page import write_portfolio

    plans, lang = several.take(roles), several.lang
    file = Path(several.counterparts) if several.counterparts else None
    known = read_counterparts(file) if file is not None and file.exists() else ()
    found = analyse_plans(plans, counterparts=known)
    page = escape_controls(str(write_portfolio(found, output, lang=lang or "zh", force=force)[-1]))
    if file is not None and len(found.counterparts) > len(known):
        replace_files({file: format_counterparts(found.counterparts).encode("utf-8")})
    tasks, units = sum(len(plan.tasks) for plan in plans), sum(not one.collective for one in found.results.units)
    said = Text(
        zh=f"报告已写好：{page}（用浏览器打开，可以直接发给别人，无须联网）。\n"
        f"{len(plans)} 个方案，{tasks} 项任务，{units} 个单位。",
        en=f"The report is written: {page} (open it in a browser; it needs no network and can be sent as it is).\n"
        f"{format_count(len(plans), 'plan', 'plans')}, {format_count(tasks, 'task', 'tasks')}, "
        f"{format_count(units, 'unit', 'units')}.",
    )
    click.echo(said.of(lang or get_message_lang()))


def _format_report(analysis: Analysis, page: Path, problems: int, lang: Lang) -> str:
    """Format the path of the report, the plan's size, and the number of points to check."""
    from respnet.core.messages import escape_controls, truncate_text

    plan, missing = analysis.network.plan, [truncate_text(name) for name in analysis.focus.names_missing]
    where, together = escape_controls(str(page)), len(analysis.network.collectives)
    return Text(
        zh=f"报告已写好：{where}（用浏览器打开，可以直接发给别人，无须联网）。\n"
        f"{len(plan.tasks)} 项任务，{len(plan.units) - together} 个单位"
        + (f"，另有 {together} 个统称；" if together else "；")
        + f"{problems} 处请对照原文件核对，见“说明”。"
        + (f"\n方案中没有找到重点单位：{format_list(missing, 'zh')}。" if missing else ""),
        en=f"The report is written: {where} (open it in a browser; it needs no network and can be sent as it is).\n"
        f"{format_count(len(plan.tasks), 'task', 'tasks')}, {format_count(len(plan.units) - together, 'unit', 'units')}"
        + (f" and {format_count(together, 'collective', 'collectives')}; " if together else "; ")
        + f"{format_count(problems, 'point', 'points')} to check, under “About”."
        + (f"\nNot found in the plan: {format_list(missing, 'en')}." if missing else ""),
    ).of(lang)
