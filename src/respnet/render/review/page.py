"""The review page: a document beside the rows read from it, so that a person can check every decision in minutes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from respnet.core.i18n import Lang, Text, counted
from respnet.core.plan import Origin, Role
from respnet.core.task_labels import told_apart
from respnet.intake.builder import assemble
from respnet.render.files import MARK, write_files
from respnet.render.jinja_env import asset, environment, policy
from respnet.render.review.highlights import DECIDED, Marked, source_in
from respnet.render.review.labels import KINDS, MARKS, REVIEW_LABELS

if TYPE_CHECKING:
    from respnet.intake.builder import TaskRow
    from respnet.intake.language.extraction import Extraction

COLUMNS = (
    "number",
    "part",
    "task",
    "lead_units",
    "responsible_units",
    "supporting_units",
    "supervising_units",
    "inherited_units",
    "deadline",
    "targets",
    "source",
)
"""The columns of the table; the section stands above its rows."""

_ROLE_OF = dict(zip(COLUMNS[3:7], Role, strict=True))
_ALWAYS = frozenset({"number", "task", "source"})


def write_review(extraction: Extraction, path: str | Path, *, lang: Lang = "zh", force: bool = False) -> Path:
    """Write the review page to `path` and return it.

    A file that respnet did not write is only replaced with `force`. Raises OutputError.
    """
    place = Path(path)
    return write_files(place.parent, {place.name: render_review(extraction, lang)}, force=force)[0]


def render_review(extraction: Extraction, lang: Lang) -> str:
    """The whole page as text. Same extraction, same language: same bytes."""
    view = _Review(extraction, lang)
    script, style = asset("review.js"), asset("page.css") + asset("print.css") + asset("review.css")
    page = (
        environment()
        .get_template("review.html.j2")
        .render(
            t=view.t,
            say=lambda text: text.of(lang),
            view=view,
            lang=lang,
            mark=MARK,
            version=version("respnet"),
            policy=policy(script, style),
            style=Markup(style),  # noqa: S704 - respnet's own files
            script=Markup(script),  # noqa: S704 - respnet's own file
            marks=view.kinds_of_marks,
            notes=extraction.document.notes,
        )
    )
    # A broken character of the document must not keep the page from being written.
    return page.encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision: what was decided, the token on its stretches, and the id that its link goes to."""

    what: Text
    token: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Group:
    """Decisions of one kind: what they are called, and for each reason its entries."""

    name: Text
    meaning: Text
    count: int
    reasons: tuple[tuple[Text, tuple[Entry, ...]], ...]


class _Review:
    """Everything the template asks for."""

    def __init__(self, extraction: Extraction, lang: Lang) -> None:
        self.extraction, self.lang = extraction, lang
        self.marked = Marked(extraction, lang)
        self.plan = assemble(extraction.facts, extraction.rows, extraction.records)

    def t(self, key: str, **values: object) -> str:
        """The page's own words."""
        return REVIEW_LABELS[key].of(self.lang).format(**values)

    @property
    def summary(self) -> str:
        """How many tasks and units, and how many tasks name none."""
        tasks, units = len(self.plan.tasks), len(self.plan.units)
        bare = sum(not row.units for row in self.extraction.rows)
        zh = f"{tasks} 项任务，{units} 个单位；" + (f"{bare} 项任务没有写明单位。" if bare else "每项任务都有单位。")
        verb = "task names" if bare == 1 else "tasks name"
        en = f"{counted(tasks, 'task', 'tasks')}, {counted(units, 'unit', 'units')}; " + (
            f"{bare} {verb} no unit." if bare else "every task names its units."
        )
        return Text(zh=zh, en=en).of(self.lang)

    @property
    def facts(self) -> list[str]:
        """Area, issuer, number and date, as far as the document says them."""
        facts = self.extraction.facts
        number = f"{self.t('document_number')} {facts.document_number}" if facts.document_number else ""
        issued = f"{self.t('issued_on')} {facts.issued}" if facts.issued else ""
        return [fact for fact in (facts.area, facts.issuer, number, issued) if fact]

    @cached_property
    def groups(self) -> list[Group]:
        """The decisions by kind and reason, in the order of `KINDS`."""
        found: dict[str, dict[Text, list[Entry]]] = {kind: {} for kind in KINDS}
        for place, one in enumerate(self.extraction.decisions):
            entry = Entry(one.what, f"{DECIDED}{place}", self.marked.of_decision(place, one.place))
            found[one.kind].setdefault(one.reason, []).append(entry)
        return [
            Group(name, meaning, sum(map(len, by_reason.values())), tuple((r, tuple(e)) for r, e in by_reason.items()))
            for kind, (name, meaning) in KINDS.items()
            if (by_reason := found[kind])
        ]

    @property
    def kinds_of_marks(self) -> list[str]:
        """The kinds of marks that stand in this document, for the legend."""
        there = {mark.what for mark in self.extraction.marks}
        return [*(kind for kind in MARKS if kind in there), *(["decision"] if self.extraction.decisions else [])]

    @cached_property
    def columns(self) -> list[str]:
        """The columns in which any row has something."""
        return [one for one in COLUMNS if one in _ALWAYS or any(self.cell(row, one) for row in self.extraction.rows)]

    @property
    def left_out(self) -> str:
        """Which columns are not shown, in a sentence."""
        names = [self.t(one) for one in COLUMNS if one not in self.columns]
        return self.t("columns_left_out", names=self.t("comma").join(names)) if names else ""

    @property
    def sections(self) -> list[tuple[tuple[str, ...], list[tuple[int, TaskRow]]]]:
        """The rows with their places, under the section they stand in."""
        grouped = groupby(enumerate(self.extraction.rows), key=lambda one: one[1].section)
        return [(section, list(rows)) for section, rows in grouped]

    def number(self, place: int) -> str:
        """A row's number as printed, or its place in the table where none is printed."""
        return self.extraction.rows[place].number or f"#{place + 1}"

    def label(self, place: int) -> str:
        """A row's number with its part, as no other row has it."""
        return self._labels[self.plan.tasks[place].id]

    @cached_property
    def _labels(self) -> dict[str, str]:
        return told_apart(self.plan.tasks)

    def cell(self, row: TaskRow, column: str) -> str:
        """What the table says of a row in a column."""
        match column:
            case "task":
                return row.title
            case "source":
                return source_in(row.source, self.lang)
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
        """Whether its lead follows from the document's convention."""
        return any(one.origin is Origin.CONVENTION and one.role is Role.LEAD for one in row.units)
