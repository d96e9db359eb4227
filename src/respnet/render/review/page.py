"""Review page: a document beside the rows extracted from it, so that every decision can be checked in minutes."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.i18n import Lang, Localizer, Text, format_count
from respnet.core.lookup import distinct_labels
from respnet.core.plan import ROLE_COLUMNS, Origin, Role
from respnet.intake.builder import build_plan
from respnet.intake.documents.document import format_source
from respnet.render.files import write_files
from respnet.render.jinja_env import read_asset, render_page
from respnet.render.page.labels import LABELS
from respnet.render.presenter import list_plan_facts
from respnet.render.review.highlights import DECISION_LETTER, HighlightedDocument
from respnet.render.review.labels import DECISION_KINDS, MARK_KINDS, REVIEW_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from respnet.intake.builder import TaskRow
    from respnet.intake.language.extraction import Extraction

REVIEW_COLUMNS = ("number", "part", "task", *ROLE_COLUMNS.values(), "inherited_units", "deadline", "targets", "source")
"""The columns of the table; the section stands above its rows."""

_SHARED = (
    "number task lead_units responsible_units supporting_units supervising_units targets deadline "
    "comma and_others document_number issued_on skip"
)
PAGE_LABELS = {**{key: LABELS[key] for key in _SHARED.split()}, **REVIEW_LABELS}
"""Labels of the page: those that it shares with the report, and its own."""

_ROLE_OF = {column: role for role, column in ROLE_COLUMNS.items()}
_ALWAYS = frozenset({"number", "task", "source"})


def write_review(extraction: Extraction, output: str | Path, *, lang: Lang = "zh", force: bool = False) -> Path:
    """Write the review page.

    Args:
        extraction: The extraction.
        output: Path of the page.
        lang: Language of the page.
        force: Replace a file that respnet did not write.

    Returns:
        The path.

    Raises:
        OutputError: The file cannot be written or must not be replaced.
    """
    place = Path(output)
    return write_files(place.parent, {place.name: render_review(extraction, lang)}, force=force)[0]


def render_review(extraction: Extraction, lang: Lang) -> str:
    """Render the page; the same extraction and language give the same bytes.

    Args:
        extraction: The extraction.
        lang: Language of the page.
    """
    view = _Review(extraction, lang)
    return render_page(
        "review.html.j2",
        script=read_asset("review.js"),
        styles=("page.css", "print.css", "review.css"),
        t=view.t,
        say=lambda text: text.of(lang),
        view=view,
        lang=lang,
        marks=view.kinds_of_marks,
        notes=extraction.document.notes,
    )


class _Review(Localizer):
    """View model of the review page."""

    labels = PAGE_LABELS

    def __init__(self, extraction: Extraction, lang: Lang) -> None:
        self.extraction, self.lang = extraction, lang
        self.marked = HighlightedDocument(extraction, lang)
        self.facts = list_plan_facts(self, extraction.facts)
        self.plan = build_plan(extraction.facts, extraction.rows, extraction.records)

    @property
    def summary(self) -> str:
        """Counts of tasks and units, and of tasks without units."""
        tasks, units = len(self.plan.tasks), len(self.plan.units)
        bare = sum(not row.units for row in self.extraction.rows)
        zh = f"{tasks} 项任务，{units} 个单位；" + (f"{bare} 项任务没有写明单位。" if bare else "每项任务都有单位。")
        verb = "task names" if bare == 1 else "tasks name"
        en = f"{format_count(tasks, 'task', 'tasks')}, {format_count(units, 'unit', 'units')}; " + (
            f"{bare} {verb} no unit." if bare else "every task names its units."
        )
        return Text(zh=zh, en=en).of(self.lang)

    @property
    def groups(self) -> Iterator[tuple[Text, int, dict[Text, list[tuple[Text, str, str]]]]]:
        """Decisions by kind in the order of `DECISION_KINDS`: the kind's name, the count, and by reason the entries.

        An entry is its wording, the token on its segments, and the anchor of its link.
        """
        found: dict[str, dict[Text, list[tuple[Text, str, str]]]] = {kind: {} for kind in DECISION_KINDS}
        for place, one in enumerate(self.extraction.decisions):
            entry = (one.what, f"{DECISION_LETTER}{place}", self.marked.find_decision_anchor(place, one.place))
            found[one.kind].setdefault(one.reason, []).append(entry)
        for kind, name in DECISION_KINDS.items():
            if by_reason := found[kind]:
                yield name, sum(map(len, by_reason.values())), by_reason

    @property
    def kinds_of_marks(self) -> list[str]:
        """Kinds of marks in this document, for the legend."""
        there = {mark.what for mark in self.extraction.marks}
        return [*(kind for kind in MARK_KINDS if kind in there), *(["decision"] if self.extraction.decisions else [])]

    @cached_property
    def columns(self) -> list[str]:
        """Columns with at least one value."""
        return [
            one for one in REVIEW_COLUMNS if one in _ALWAYS or any(self.cell(row, one) for row in self.extraction.rows)
        ]

    @property
    def left_out(self) -> str:
        """Sentence on the columns that are not shown."""
        names = [self.t(one) for one in REVIEW_COLUMNS if one not in self.columns]
        return self.t("columns_left_out", names=self.t("comma").join(names)) if names else ""

    @property
    def sections(self) -> list[tuple[tuple[str, ...], list[tuple[int, TaskRow]]]]:
        """The rows with their indices, grouped by section."""
        grouped = groupby(enumerate(self.extraction.rows), key=lambda one: one[1].section)
        return [(section, list(rows)) for section, rows in grouped]

    def number(self, place: int) -> str:
        """Return a row's printed number, or its position in the table if none is printed."""
        return self.extraction.rows[place].number or f"#{place + 1}"

    def label(self, place: int) -> str:
        """Return a row's distinct label."""
        return self._labels[self.plan.tasks[place].id]

    @cached_property
    def _labels(self) -> dict[str, str]:
        return distinct_labels(self.plan.tasks)

    def cell(self, row: TaskRow, column: str) -> str:
        """Return the value of a row in a column."""
        match column:
            case "task":
                return row.title
            case "source":
                return format_source(row.source, self.lang)
            case "targets":
                return ("；" if self.lang == "zh" else "; ").join(row.targets)
            case "number" | "part" | "deadline":
                return str(getattr(row, column))
            case "inherited_units":
                return self._names(row, Role.RESPONSIBLE, inherited=True)
        return self._names(row, _ROLE_OF[column], inherited=False)

    def _names(self, row: TaskRow, role: Role, *, inherited: bool) -> str:
        lists = [one for one in row.units if one.role is role and (one.origin is Origin.INHERITED) is inherited]
        names = self.t("comma").join(name for one in lists for name in one.names)
        return names + (self.t("and_others") if any(one.open for one in lists) else "")

    def by_convention(self, row: TaskRow) -> bool:
        """True if the row's lead follows from the document's convention."""
        return any(one.origin is Origin.CONVENTION and one.role is Role.LEAD for one in row.units)
