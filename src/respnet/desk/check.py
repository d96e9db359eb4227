"""Page on which a plan is checked: the document beside its rows, and what has changed since a version of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from respnet.core.i18n import Lang, Text, format_count
from respnet.core.plan import Role
from respnet.core.to_json import to_jsonable
from respnet.desk.check_labels import CHECK_LABELS, KEYS
from respnet.render.jinja_env import get_jinja_env, read_asset, render_page
from respnet.render.localizer import Localizer
from respnet.render.review.highlights import TextSegment, format_source, split_at_marks

if TYPE_CHECKING:
    from respnet.intake.language.normalize import Span
    from respnet.workspace.state import BlockState, Mark, Question, RowState, State, Step

FIELDS = ("title", "number", "section", "deadline", "targets", "text")
_SCRIPT_WORDS = (
    *("saved", "saving", "unsaved", "refused", "just_now", "elsewhere", "undo", "alike", "alike_yes"),
    *("conflict", "conflict_theirs", "conflict_mine", "conflict_take", "conflict_leave"),
)
_HISTORY_SHOWN = 200


def render_check(state: State, lang: Lang) -> str:
    """Render the page.

    Args:
        state: The plan as it stands.
        lang: Language of the page.
    """
    view = CheckView(state, lang)
    return render_page(
        "check.html.j2",
        script=read_asset("check.js"),
        styles=("page.css", "check.css"),
        served=True,
        t=view.t,
        say=view.say,
        view=view,
        lang=lang,
        role_names=[role.value for role in Role],
        fields=FIELDS,
        keys=KEYS,
        words=json.dumps({key: view.t(key) for key in _SCRIPT_WORDS}, ensure_ascii=False),
    )


def describe_changes(before: State, after: State, lang: Lang) -> dict[str, Any]:
    """Describe what a page that shows one state has to change to show another.

    Args:
        before: The state that the page shows.
        after: The state that it shall show.
        lang: Language of the page.

    Returns:
        The version; the ids of elements that go; the elements that are new, moved or changed, each with the id of the
        element that it follows (empty for the first of its list); the words of the page's head; all names of units.
    """
    old, new = CheckView(before, lang), CheckView(after, lang)
    removed: list[str] = []
    pieces: list[dict[str, str]] = []
    for macro in ("block", "facts", "question", "row", "history"):
        shown, wanted = old.list_pieces(macro), new.list_pieces(macro)
        there = [each for each in shown if each in wanted]
        if there != [each for each in wanted if each in shown]:
            removed, there, shown = [*removed, *there], [], {}
        removed += [each for each in shown if each not in wanted]
        previous = ""
        for each, content in wanted.items():
            if shown.get(each) != content:
                pieces.append({"id": each, "list": macro, "after": previous, "html": new.render(macro, content)})
            previous = each
    head = {"version": after.version, "title": new.title, "status": new.status, "names": new.names}
    return {**head, "removed": removed, "pieces": pieces}


@dataclass(frozen=True, slots=True)
class Segment:
    """Stretch of text under the same marks; `row` is the key of the row that they belong to."""

    text: str
    tokens: tuple[str, ...] = ()
    row: str = ""

    @property
    def html(self) -> Markup:
        """The text as markup."""
        return TextSegment(self.text).html

    @property
    def classes(self) -> str:
        """CSS classes of the marks on the segment."""
        return " ".join(dict.fromkeys(self.tokens))


@dataclass(frozen=True, slots=True)
class CellView:
    """Cell of a table of the document."""

    text: tuple[Segment, ...]
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class BlockView:
    """Block of the document, as the template takes it; `nth` counts tables with the same header, from 1."""

    id: int
    state: BlockState
    lang: Lang
    nth: int

    def __getattr__(self, name: str) -> Any:
        return getattr(self.state, name)

    @property
    def source(self) -> str:
        """Where the block stands in the document."""
        return format_source(self.state.source, self.lang)

    @property
    def starts(self) -> bool:
        """True if a task begins here."""
        return any(mark.kind == "task" for mark in self.state.marks)

    @property
    def asked(self) -> bool:
        """True if something is asked about the block."""
        return any(mark.kind == "question" for mark in self.state.marks)

    @property
    def text(self) -> tuple[Segment, ...]:
        """The paragraph, cut at its marks."""
        return _cut(self.state.text, self.state.marks)

    @property
    def cells(self) -> list[list[CellView]]:
        """The rows of a table."""
        return [
            [CellView(_cut(cell.text, cell.marks), cell.rows, cell.columns) for cell in row] for row in self.state.cells
        ]

    @property
    def header(self) -> list[str]:
        """Texts of the first row of a table."""
        return [cell.text for cell in self.state.cells[0]] if self.state.cells else []


def _cut(text: str, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    cut = split_at_marks(text, [(one.start, one.end, f"{one.kind} {one.row}") for one in marks])
    return tuple(_make_segment(part, tokens) for part, tokens in cut)


def _make_segment(text: str, tokens: Iterable[str]) -> Segment:
    pairs = [token.partition(" ") for token in tokens]
    return Segment(text, tuple(kind for kind, _, _ in pairs), next((row for _, _, row in pairs if row), ""))


@dataclass(frozen=True, slots=True)
class RowView:
    """Row of the table of tasks, as the template takes it; `heading` is its section where a new one begins."""

    state: RowState
    order: int
    heading: str
    asked: bool

    def __getattr__(self, name: str) -> Any:
        return getattr(self.state, name)

    @property
    def label(self) -> str:
        """The printed number, or the place among all rows."""
        row = self.state
        return f"{row.number}.{row.part}" if row.number and row.part else row.number or f"#{self.order}"

    @property
    def more(self) -> str:
        """Deadline and targets, in short."""
        return " · ".join(one for one in (self.state.deadline, *self.state.targets) if one)

    @property
    def at(self) -> str:
        """Where the row begins in the document."""
        return _format_place(self.state.place)


@dataclass(frozen=True, slots=True)
class QuestionView:
    """Question, as the template takes it."""

    state: Question

    def __getattr__(self, name: str) -> Any:
        return getattr(self.state, name)

    @property
    def rows(self) -> list[str]:
        """Keys of the rows that it concerns."""
        return list(dict.fromkeys(one.row for one in self.state.places if one.row))

    @property
    def places(self) -> list[dict[str, object]]:
        """The places that it concerns."""
        return [{"what": one.what, "at": _format_place(one.place), "row": one.row} for one in self.state.places]

    @property
    def proposals(self) -> list[dict[str, object]]:
        """Its answers, each with the decision that it makes as JSON."""
        return [
            {"label": one.label, "op": one.op, "parameters": _dump(one.parameters), "anchor": _dump_place(one.anchor)}
            for one in self.state.proposals
        ]

    @property
    def confirm(self) -> str:
        """Parameters of the decision that all is right as it is."""
        return _dump({"question": self.state.key})


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _dump_place(place: Span | None) -> str:
    return "" if place is None else _dump(to_jsonable(place))


def _format_place(place: Span | None) -> str:
    return f"{place.block} {place.row} {place.column} {place.start} {place.end}" if place else ""


class CheckView(Localizer):
    """View model of the page."""

    labels = CHECK_LABELS

    def __init__(self, state: State, lang: Lang) -> None:
        self.state, self.lang = state, lang

    @property
    def title(self) -> str:
        """Title of the plan; its number or area where it has none."""
        return next((one.value for one in self.state.facts if one.value), self.t("check_title"))

    @property
    def status(self) -> str:
        """Counts of tasks and units, and what is still to be looked at."""
        tasks, units, left = len(self.state.rows), len(self.names), len(self.state.questions)
        zh = f"{tasks} 项任务 · {units} 家单位 · " + (f"还有 {left} 处要看" if left else "没有要问的了")
        en = f"{format_count(tasks, 'task', 'tasks')} · {format_count(units, 'unit', 'units')} · " + (
            f"{left} still to look at" if left else "nothing more to ask"
        )
        checked = self.state.checked
        return Text(zh=zh, en=en).of(self.lang) + (f" · {self.say(checked)}" if checked else "")

    @cached_property
    def names(self) -> list[str]:
        """Names of all units, in the order of the plan."""
        return list(dict.fromkeys(unit.name for row in self.state.rows for unit in row.units))

    @property
    def facts(self) -> list[tuple[str, str, str]]:
        """Name and value of each fact, and where the document states it."""
        return [(one.name, one.value, _format_place(one.place)) for one in self.state.facts]

    @property
    def facts_seen(self) -> bool:
        """True if somebody has said that the facts are right."""
        return self.state.facts_seen

    @property
    def facts_confirm(self) -> str:
        """Parameters of the decision that the facts are right."""
        return _dump({"question": "facts"})

    @cached_property
    def blocks(self) -> list[BlockView]:
        """Blocks of the document."""
        seen: Counter[tuple[str, ...]] = Counter()
        found = []
        for place, block in enumerate(self.state.blocks):
            if block.cells:
                header = tuple("".join(cell.text.split()) for cell in block.cells[0])
                seen[header] += 1
                found.append(BlockView(place, block, self.lang, seen[header]))
            else:
                found.append(BlockView(place, block, self.lang, 0))
        return found

    @cached_property
    def questions(self) -> list[QuestionView]:
        """Questions, in the order in which they are asked."""
        return [QuestionView(one) for one in self.state.questions]

    @cached_property
    def rows(self) -> list[RowView]:
        """Rows of the plan, in printed order."""
        asked = {place.row for question in self.state.questions for place in question.places}
        found: list[RowView] = []
        section: tuple[str, ...] = ()
        for order, row in enumerate(self.state.rows, 1):
            heading = " › ".join(row.section) if row.section != section else ""
            found.append(RowView(row, 0 if row.number else order, heading, row.key in asked))
            section = row.section
        return found

    @property
    def history(self) -> list[Step]:
        """The last steps, the latest first."""
        return list(reversed(self.state.history[-_HISTORY_SHOWN:]))

    def list_pieces(self, macro: str) -> dict[str, Any]:
        """List what one list of the page shows.

        Args:
            macro: The list, by the macro of the template that renders one element of it.

        Returns:
            The content of each element by its id, in order; equal contents look the same.
        """
        return dict(self._list_pieces(macro))

    def _list_pieces(self, macro: str) -> Iterator[tuple[str, Any]]:
        match macro:
            case "block":
                yield from ((f"b-{one.id}", one) for one in self.blocks)
            case "question":
                yield from ((f"q-{one.state.key}", one) for one in self.questions)
            case "row":
                yield from ((f"r-{one.state.key}", one) for one in self.rows)
            case "history":
                yield from ((f"h-{one.n}", one) for one in self.history)
            case _:
                yield "facts", (tuple(self.facts), self.facts_seen)

    def render(self, macro: str, content: object) -> str:
        """Render one element of the page.

        Args:
            macro: The macro of the template that renders it.
            content: What it shows.
        """
        parts: Any = get_jinja_env().get_template("check_parts.html.j2").make_module({"t": self.t, "say": self.say})
        html = str(getattr(parts, macro)(self if macro == "facts" else content)).strip()
        return html.encode("utf-8", "replace").decode("utf-8")
