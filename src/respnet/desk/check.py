"""Page on which a plan is checked: the document beside its rows, and what has changed since a version of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from respnet.core.i18n import EMPTY_TEXT, Lang, Localizer, Text, format_count
from respnet.core.plan import Role
from respnet.core.to_json import to_jsonable
from respnet.desk.check_labels import CHECK_LABELS, KEYS
from respnet.desk.check_pieces import format_place, render_block, render_row
from respnet.render.jinja_env import get_jinja_env, read_asset, render_page
from respnet.workspace.state import Question

if TYPE_CHECKING:
    from respnet.workspace.state import BlockState, RowState, State, Step

FIELDS = ("title", "number", "section", "deadline", "targets", "text")
_SCRIPT_WORDS = (
    *("saved", "saving", "rereading", "unsaved", "refused", "just_now", "elsewhere", "undo", "alike", "alike_yes"),
    *("conflict", "conflict_theirs", "conflict_mine", "conflict_take", "conflict_leave"),
    *("no_rows", "rows_none", "folder_gone"),
)
_MADE_OF = {
    "block": ("blocks",),
    "facts": ("facts", "facts_seen"),
    "question": ("outcomes", "questions"),
    "row": ("rows", "questions"),
    "history": ("history",),
}
"""For each list of the page, the fields of the state that it is made of."""
_HISTORY_SHOWN = 200
_GROUP = 24
"""Rows or paragraphs of a group: a browser watches each group, which costs milliseconds a frame for 6,000 of them."""


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
        **view.macro_words,
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
    for macro, fields in _MADE_OF.items():
        if all(getattr(before, name) == getattr(after, name) for name in fields):
            continue
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


def _dump(value: object) -> str:
    return json.dumps(to_jsonable(value), ensure_ascii=False)


class CheckView(Localizer):
    """View model of the page."""

    labels = CHECK_LABELS

    def __init__(self, state: State, lang: Lang) -> None:
        self.state, self.title, self.lang = state, state.title, lang

    @property
    def status(self) -> str:
        """Counts of tasks and units, and what is still to be looked at."""
        tasks, units, left = len(self.state.rows), len(self.names), len(self.questions)
        zh = f"{tasks} 项任务 · {units} 家单位 · " + (f"还有 {left} 处要看" if left else "没有要问的了")
        en = f"{format_count(tasks, 'task', 'tasks')} · {format_count(units, 'unit', 'units')} · " + (
            f"{left} still to look at" if left else "nothing more to ask"
        )
        checked = self.state.checked
        return Text(zh=zh, en=en).of(self.lang) + (f" · {self.say(checked)}" if checked else "")

    @cached_property
    def names(self) -> list[str]:
        """Names of all units, in the order of the plan."""
        return list(dict.fromkeys(unit.unit or unit.name for row in self.state.rows for unit in row.units))

    @property
    def macro_words(self) -> dict[str, Any]:
        """Functions that the macros of the template take."""
        return {"t": self.t, "say": self.say, "dump": _dump, "format_place": format_place}

    @cached_property
    def blocks(self) -> list[tuple[int, BlockState, int]]:
        """Number and content of each block; for a table also which of those with the same header it is, from 1."""
        seen: Counter[tuple[str, ...]] = Counter()
        found = []
        for number, block in enumerate(self.state.blocks):
            header = tuple("".join(cell.text.split()) for cell in block.cells[0]) if block.cells else ()
            seen[header] += 1
            found.append((number, block, seen[header] if block.cells else 0))
        return found

    @cached_property
    def questions(self) -> list[Question]:
        """Questions, in the order in which they are asked."""
        told = self.state.outcomes
        first = (Question("outcomes", "outcomes", told, EMPTY_TEXT),) if told else ()
        return [*first, *self.state.questions]

    @cached_property
    def rows(self) -> list[tuple[RowState, str, str, bool]]:
        """Each row with its label, its section where a new one begins, and whether something is asked about it."""
        asked = {place.row for question in self.state.questions for place in question.places}
        found = []
        section: tuple[str, ...] = ()
        for order, row in enumerate(self.state.rows, 1):
            label = f"{row.number}.{row.part}" if row.number and row.part else row.number or f"#{order}"
            found.append((row, label, " › ".join(row.section) if row.section != section else "", row.key in asked))
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
                yield from ((f"b-{one[0]}", one) for one in self.blocks)
            case "question":
                yield from ((f"q-{one.key}", one) for one in self.questions)
            case "row":
                yield from ((f"r-{one[0].key}", one) for one in self.rows)
            case "history":
                yield from ((f"h-{one.n}", one) for one in self.history)
            case _:
                yield "facts", (self.state.facts, self.state.facts_seen)

    def render(self, macro: str, content: Any) -> str:
        """Render one element of the page.

        Args:
            macro: The macro of the template, or the function of `check_pieces`, that renders it.
            content: What it shows.
        """
        match macro:
            case "block":
                number, block, nth = content
                html = render_block(number, block, nth, self.lang)
            case "row":
                row, label, heading, asked = content
                html = render_row(row, label, heading, asked=asked, lang=self.lang)
            case _:
                parts: Any = get_jinja_env().get_template("check_parts.html.j2").make_module(self.macro_words)
                html = str(getattr(parts, macro)(self.state if macro == "facts" else content)).strip()
        return html.encode("utf-8", "replace").decode("utf-8")

    def render_all(self, macro: str) -> Markup:
        """Render all blocks or rows, in groups that a browser lays out when they come into view.

        Args:
            macro: "block" or "row".
        """
        html = [self.render(macro, content) for content in self.list_pieces(macro).values()]
        begin = f'<div class="group"{" role=rowgroup" if macro == "row" else ""}>'
        groups = ("\n".join(html[at : at + _GROUP]) for at in range(0, len(html), _GROUP))
        return Markup("\n".join(f"{begin}{one}</div>" for one in groups))  # noqa: S704 - each part is escaped
