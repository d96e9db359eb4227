"""The `progress` command: how far a plan of the desk's folder is, and forms that units have filled in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import argument, option
from respnet.cli.options import usage_error, with_language_option
from respnet.core.i18n import Lang, Text, get_message_lang

if TYPE_CHECKING:
    from respnet.workspace.progress import Circular

_HEADINGS = (
    *(Text(zh="单位", en="unit"), Text(zh="任务", en="tasks"), Text(zh="已办结", en="done")),
    *(Text(zh="按进度", en="on schedule"), Text(zh="超期", en="overdue"), Text(zh="按期办结率", en="on time")),
    Text(zh="超期的任务", en="overdue tasks"),
)


@main.command()
@argument("folder", metavar="FOLDER")
@argument("forms", nargs=-1, metavar="[FORM]...")
@option("--unit", default="", metavar="UNIT", help="The unit that reports where a FORM has no column of units.")
@option(
    "--date",
    "day",
    type=click.DateTime(("%Y-%m-%d", "%Y年%m月%d日")),
    metavar="DATE",
    help="The day by which dates have passed, as 2026-11-30; today without it.",
)
@with_language_option
def progress(folder: str, forms: tuple[str, ...], unit: str, day: dt.datetime | None, lang: Lang | None) -> None:
    """Say how far the plan in FOLDER, of the desk, is by a day; each FORM that a unit filled in is merged first."""
    from respnet.workspace.plan_folder import PlanFolder
    from respnet.workspace.progress import build_circular
    from respnet.workspace.progress_file import PROGRESS_FILE, merge_form, read_form, read_records

    said_in, place = lang or get_message_lang(), Path(folder)
    if not place.is_dir():
        raise usage_error(
            lang,
            zh=f"没有“{folder}”这个文件夹：请写责任网里一份方案的文件夹。",
            en=f"There is no folder {folder}: name the folder of one plan of the desk.",
        )
    plan = PlanFolder(place).build_plan()
    for form in forms:
        found = merge_form(place, plan, read_form(Path(form)), unit)
        for said in (found.describe(), *found.lost):
            click.echo(f"{Path(form).name}: {said.of(said_in)}")
    today = day.date() if day else dt.datetime.now(dt.UTC).astimezone().date()
    _print_circular(build_circular(plan, read_records(place / PROGRESS_FILE), today), said_in)


def _print_circular(circular: Circular, lang: Lang) -> None:
    from respnet.cli.output.terminal import print_table

    rows = [
        [
            *(unit, str(one.total), str(one.done), str(one.on_schedule), str(one.overdue)),
            *("" if one.on_time is None else f"{one.on_time:.0%}", "、".join(one.late)),
        ]
        for unit, one in circular.units.items()
    ]
    headings, right = [heading.of(lang) for heading in _HEADINGS], [False, True, True, True, True, True, False]
    print_table(headings, rows, right, f"{circular.describe().of(lang)}\n")
