"""待核对问题: problems to check against the document, with location and remedy."""

from __future__ import annotations

from collections.abc import Iterable

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.problems import SEVERITY_WORDS, Problem
from respnet.render.workbook.labels import WORKBOOK_LABELS
from respnet.render.workbook.table import ColumnSpec, SheetTable, build_sheet
from respnet.render.workbook.tasks import join_task_labels


def build_problems_sheet(
    network: ResponsibilityNetwork, problems: Iterable[Problem], title: str, lang: Lang
) -> SheetTable:
    """Build the sheet of problems, in the order given.

    Args:
        network: The network.
        problems: The problems.
        title: Title above the table.
        lang: Language of the sheet.
    """
    known = network.task_by_id
    fields: list[ColumnSpec[tuple[int, Problem]]] = [
        ColumnSpec("place", lambda row: row[0], kept=True),
        ColumnSpec("level", lambda row: SEVERITY_WORDS[row[1].level].of(lang), kept=True),
        ColumnSpec("what", lambda row: row[1].what.of(lang), most=48, least=30, kept=True),
        ColumnSpec("file", lambda row: row[1].file, most=20),
        ColumnSpec("row", lambda row: row[1].row),
        ColumnSpec("column", lambda row: row[1].column, most=18),
        ColumnSpec("value", lambda row: row[1].value, most=36),
        ColumnSpec(
            "problem_tasks",
            lambda row: join_task_labels(network, [one for one in row[1].tasks if one in known], lang),
            most=24,
        ),
        ColumnSpec("remedy", lambda row: row[1].remedy.of(lang), most=48, least=30, kept=True),
    ]
    return build_sheet("problems", title, fields, enumerate(problems, 1), lang, WORKBOOK_LABELS["no_problems"].of(lang))
