"""The `sheet` command: duty sheets of units as DOCX or HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from respnet.cli.group import main
from respnet.cli.localized_click import argument, option
from respnet.cli.options import FORCE_OPTION, exists, spinner, usage_error, with_language_option, with_plan_arguments
from respnet.core.i18n import Lang, Text, get_message_lang

if TYPE_CHECKING:
    from respnet.cli.plan_source import PlanSource


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
@option("--progress", "progress_columns", is_flag=True, help="Empty columns beside each task for reports on progress.")
@option("-o", "--output", default="sheets", show_default=True, metavar="FOLDER", help="Where the sheets go.")
@FORCE_OPTION
@with_language_option
def sheet(  # noqa: PLR0913, PLR0917 - one parameter an option
    units: tuple[str, ...],
    source: PlanSource,
    every: bool,
    form: Literal["docx", "html"],
    profile: str,
    template: str | None,
    progress_columns: bool,
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
            format=form,
            lang=lang or "zh",
            profile=profile,
            template=template,
            progress_columns=progress_columns,
            force=force,
        )
    for path in written:
        click.echo(path)


def _check_order(names: tuple[str, ...], plan: str | None, *, every: bool, lang: Lang | None) -> None:
    """Raise UsageError unless there are names or --all, and if a plan stands before the names of units."""
    plans = [name for name in names if exists(name)]
    if plan is not None and plans and not exists(plan):
        units = [f'"{name}"' if " " in name else name for name in (*names, plan) if name not in plans]
        turned = " ".join([*units, plans[0]])
        raise usage_error(
            lang,
            zh=f"没有名为“{plan}”的方案；方案放在最后：respnet sheet {turned}",
            en=f"There is no plan “{plan}”. The plan comes last: respnet sheet {turned}",
        )
    if every and names:
        raise usage_error(
            lang,
            zh="--all 表示全部单位：请去掉单位名称，或去掉 --all。",
            en="--all means every unit: leave out the names of units, or leave out --all.",
        )
    if not every and not names:
        raise usage_error(
            lang,
            zh="请写出单位名称，或用 --all 表示全部单位；方案放在最后，例如：respnet sheet 县教委 data。",
            en="Name the units, or give --all; the plan comes last, as in: respnet sheet 县教委 data.",
        )
