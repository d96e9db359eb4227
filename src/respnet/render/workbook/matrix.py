"""责任矩阵: responsibility matrix, units by tasks with a mark for each role, under the sections; for A3."""

from __future__ import annotations

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import ROLE_MARKS, ROLE_WORDS, Role, Task
from respnet.findings.display_names import format_unit_name
from respnet.render.duty_sheet.duties import group_tasks_by_role
from respnet.render.workbook.autofit import measure_text_width
from respnet.render.workbook.headings import HEADINGS, SHEETS
from respnet.render.workbook.table import HeaderBand, SheetColumn, SheetTable

MAX_MATRIX_CELLS = 250_000
MAX_MATRIX_COLUMNS = 16_384 - 2
"""Excel's columns, without those of the unit."""

MAX_TITLE_LETTERS = 30
"""Chinese characters of a title over its narrow column, or twice as many Latin ones; more would take up the page."""

TASK_COLUMN_WIDTH = 6.0
"""Three Chinese characters of a title stand side by side."""

MAX_BAND_LEVELS = 3


def build_matrix_sheet(network: ResponsibilityNetwork, title: str, lang: Lang) -> SheetTable | None:
    """Build the responsibility matrix: one row a unit, one column a task, both in printed order.

    Args:
        network: The network.
        title: Title above the table.
        lang: Language of the sheet.

    Returns:
        The sheet; None if it would be empty or too large.
    """
    plan = network.plan
    if not plan.units or len(plan.units) * len(plan.tasks) > MAX_MATRIX_CELLS or len(plan.tasks) > MAX_MATRIX_COLUMNS:
        return None
    column = {task.id: place for place, task in enumerate(plan.tasks)}
    rows = []
    for place, unit in enumerate(plan.units, 1):
        marks: list[str | None] = [None] * len(column)
        for role, tasks in group_tasks_by_role(network, unit.id).items():
            for task in tasks:
                marks[column[task]] = ROLE_MARKS[role]
        rows.append((place, format_unit_name(network, unit.id, lang), *marks))
    return SheetTable(
        key="matrix",
        name=SHEETS["matrix"].word.of(lang),
        title=f"{title}{_legend(network, lang)}",
        columns=(
            SheetColumn(HEADINGS["place"].word.of(lang)),
            SheetColumn(HEADINGS["unit"].word.of(lang), most=34),
            *(SheetColumn(task.label, most=TASK_COLUMN_WIDTH, least=TASK_COLUMN_WIDTH) for task in plan.tasks),
        ),
        rows=tuple(rows),
        bands=(
            *build_section_bands(plan.tasks, HEADINGS["section"].word.of(lang)),
            HeaderBand(("", HEADINGS["title"].word.of(lang), *(_truncate_title(task.title) for task in plan.tasks))),
        ),
        grid=True,
    )


def _truncate_title(title: str) -> str:
    r"""Truncate a title for a narrow column.

    >>> _truncate_title("实施\n青少年行动"), len(_truncate_title("长" * 40))
    ('实施青少年行动', 30)
    """
    line = title.replace("\n", "")
    most = MAX_TITLE_LETTERS if measure_text_width(line) > 1.5 * len(line) else 2 * MAX_TITLE_LETTERS
    return line if len(line) <= most else f"{line[: most - 1]}…"


def build_section_bands(tasks: tuple[Task, ...], heading: str) -> tuple[HeaderBand, ...]:
    """Build one header band for each level of sections; levels below the third join it.

    Args:
        tasks: The tasks, which are the columns.
        heading: Heading of the bands.
    """
    depth = min(MAX_BAND_LEVELS, max((len(task.section) for task in tasks), default=0))
    paths = [_levels(task.section, depth) for task in tasks]
    bands = []
    for level in range(depth):
        names: list[str | None] = ["", heading]
        for place, path in enumerate(paths):
            goes_on = place > 0 and paths[place - 1][: level + 1] == path[: level + 1]
            names.append(None if goes_on else path[level])
        bands.append(HeaderBand(tuple(names)))
    return tuple(bands)


def _levels(section: tuple[str, ...], depth: int) -> tuple[str, ...]:
    """Pad or truncate a section path to `depth` levels: missing ones are empty, deeper ones join the last."""
    padded = section + ("",) * (depth - len(section))
    return (*padded[: depth - 1], " > ".join(padded[depth - 1 :]))


def _legend(network: ResponsibilityNetwork, lang: Lang) -> str:
    used = {one.role for one in network.plan.assignments}
    between, opening, closing = (" ", "（", "）") if lang == "zh" else (", ", " (", ")")
    words = (
        f"{ROLE_MARKS[role]}{'' if lang == 'zh' else ' '}{ROLE_WORDS[role].of(lang)}" for role in Role if role in used
    )
    return f"{opening}{between.join(words)}{closing}" if used else ""
