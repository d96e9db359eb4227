"""待核对问题: what should be checked against the document, where it stands and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.problems import LEVEL_WORDS, Problem
from respnet.render.workbook.labels import SAID
from respnet.render.workbook.table import Field, Sheet, sheet_of
from respnet.render.workbook.tasks import labels_of


def problems_sheet(network: ResponsibilityNetwork, problems: Iterable[Problem], title: str, lang: Lang) -> Sheet:
    """One row a problem, in the order given."""
    known = network.task_by_id
    fields: list[Field[tuple[int, Problem]]] = [
        Field("place", lambda row: row[0], kept=True),
        Field("level", lambda row: LEVEL_WORDS[row[1].level].of(lang), kept=True),
        Field("what", lambda row: row[1].what.of(lang), most=48, least=30, kept=True),
        Field("file", lambda row: row[1].file, most=20),
        Field("row", lambda row: row[1].row),
        Field("column", lambda row: row[1].column, most=18),
        Field("value", lambda row: row[1].value, most=36),
        Field(
            "problem_tasks",
            lambda row: labels_of(network, [one for one in row[1].tasks if one in known], lang),
            most=24,
        ),
        Field("remedy", lambda row: row[1].remedy.of(lang), most=48, least=30, kept=True),
    ]
    return sheet_of("problems", title, fields, enumerate(problems, 1), lang, SAID["no_problems"].of(lang))
