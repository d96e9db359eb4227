"""责任矩阵: units by tasks with a mark a role, under the sections; for A3."""

from __future__ import annotations

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import ROLE_WORDS, Role, Task
from respnet.render.network_plot.plot import unit_label
from respnet.render.workbook.autofit import width
from respnet.render.workbook.headings import HEADINGS, SHEETS
from respnet.render.workbook.labels import MARKS
from respnet.render.workbook.table import Band, Column, Sheet
from respnet.render.workbook.units import strongest_roles

MOST_CELLS = 250_000
MOST_COLUMNS = 16_384 - 2
"""Excel's columns, without those of the unit."""

MOST_LETTERS = 30
"""Chinese characters of a title over its narrow column, or twice as many Latin ones; more would take up the page."""

COLUMN = 6.0
"""Three Chinese characters of a title stand side by side."""

MOST_LEVELS = 3


def fits(rows: int, columns: int) -> bool:
    """Whether a matrix of this size is one that people can open and print."""
    return rows * columns <= MOST_CELLS and columns <= MOST_COLUMNS


def matrix_sheet(network: ResponsibilityNetwork, title: str, lang: Lang) -> Sheet | None:
    """One row a unit, one column a task, both in printed order; None where it would be empty or too large."""
    plan = network.plan
    if not plan.units or not fits(len(plan.units), len(plan.tasks)):
        return None
    column = {task.id: place for place, task in enumerate(plan.tasks)}
    rows = []
    for place, unit in enumerate(plan.units, 1):
        marks: list[str | None] = [None] * len(column)
        for task, role in strongest_roles(network, unit).items():
            marks[column[task]] = MARKS[role]
        rows.append((place, unit_label(unit, lang), *marks))
    return Sheet(
        key="matrix",
        name=SHEETS["matrix"].word.of(lang),
        title=f"{title}{_legend(network, lang)}",
        columns=(*unit_columns(lang), *(Column(task.label, most=COLUMN, least=COLUMN) for task in plan.tasks)),
        rows=tuple(rows),
        bands=(
            *section_bands(plan.tasks, HEADINGS["section"].word.of(lang)),
            Band(("", HEADINGS["title"].word.of(lang), *(shortened(task.title) for task in plan.tasks))),
        ),
        grid=True,
    )


def unit_columns(lang: Lang) -> tuple[Column, Column]:
    """The columns of a matrix that say which unit a row is."""
    return Column(HEADINGS["place"].word.of(lang)), Column(HEADINGS["unit"].word.of(lang), most=34)


def shortened(title: str) -> str:
    r"""A title as it stands over a narrow column.

    >>> shortened("实施\n青少年行动"), len(shortened("长" * 40))
    ('实施青少年行动', 30)
    """
    line = title.replace("\n", "")
    most = MOST_LETTERS if width(line) > 1.5 * len(line) else 2 * MOST_LETTERS
    return line if len(line) <= most else f"{line[: most - 1]}…"


def section_bands(tasks: tuple[Task, ...], heading: str) -> tuple[Band, ...]:
    """A band a level of the sections, each name over the first of its tasks; levels below the third join it."""
    depth = min(MOST_LEVELS, max((len(task.section) for task in tasks), default=0))
    paths = [_levels(task.section, depth) for task in tasks]
    bands = []
    for level in range(depth):
        names: list[str | None] = ["", heading]
        for place, path in enumerate(paths):
            goes_on = place > 0 and paths[place - 1][: level + 1] == path[: level + 1]
            names.append(None if goes_on else path[level])
        bands.append(Band(tuple(names)))
    return tuple(bands)


def _levels(section: tuple[str, ...], depth: int) -> tuple[str, ...]:
    """The section in so many levels: missing ones are empty, those too deep join the last."""
    padded = section + ("",) * (depth - len(section))
    return (*padded[: depth - 1], " > ".join(padded[depth - 1 :]))


def _legend(network: ResponsibilityNetwork, lang: Lang) -> str:
    used = {one.role for one in network.plan.assignments}
    between, opening, closing = (" ", "（", "）") if lang == "zh" else (", ", " (", ")")
    words = (f"{MARKS[role]}{'' if lang == 'zh' else ' '}{ROLE_WORDS[role].of(lang)}" for role in Role if role in used)
    return f"{opening}{between.join(words)}{closing}" if used else ""
