"""Highlights: the document's text split into segments at the boundaries of marks; every character appears once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from respnet.core.i18n import Lang
from respnet.intake.documents.document import Grid, Paragraph, format_source
from respnet.render.review.labels import MARK_KINDS

if TYPE_CHECKING:
    from respnet.intake.language.extraction import Extraction
    from respnet.intake.language.normalize import Span

_LETTERS = {kind: kind[0] for kind in MARK_KINDS}
DECISION_LETTER = "d"
_CLASSES = {**{letter: kind for kind, letter in _LETTERS.items()}, DECISION_LETTER: "decision"}


def escape_text(text: str) -> str:
    """Escape a text so that a parser gives back as many characters: it would drop a null and change a return."""
    escaped = str(escape(text))
    return escaped if text.isprintable() else escaped.replace("\r", "&#13;").replace("\0", "\u2400")


@dataclass(frozen=True, slots=True)
class TextSegment:
    """Segment of text under the same marks; a token is a letter for the kind and the number of the row or decision.

    `anchor` is its id if something links to it, `row` the row that it links to (or None).
    """

    text: str
    tokens: tuple[str, ...] = ()
    anchor: str = ""
    row: int | None = None

    @property
    def html(self) -> Markup:
        """The text as markup; every character that HTML can hold is kept."""
        return Markup(escape_text(self.text))  # noqa: S704 - escaped

    @property
    def classes(self) -> str:
        """CSS classes of the marks on the segment."""
        return " ".join(name for letter, name in _CLASSES.items() if any(one[0] == letter for one in self.tokens))


def split_at_marks(text: str, marks: Iterable[tuple[int, int, str]]) -> list[tuple[str, tuple[str, ...]]]:
    """Split a text at every start and end of a mark.

    Args:
        text: The text.
        marks: Start, end and token of each mark, in characters.

    Returns:
        The segments, each with the tokens that cover it.

    >>> split_at_marks("县教委牵头", [(0, 5, "c0"), (0, 3, "u0")])
    [('县教委', ('c0', 'u0')), ('牵头', ('c0',))]
    """
    opening: dict[int, list[str]] = defaultdict(list)
    closing: dict[int, list[str]] = defaultdict(list)
    for start, end, token in marks:
        first, last = max(0, start), min(end, len(text))
        if first < last:
            opening[first].append(token)
            closing[last].append(token)
    found: list[tuple[str, tuple[str, ...]]] = []
    active: Counter[str] = Counter()
    before = 0
    for place in sorted({*opening, *closing, len(text)}):
        if place > before:
            found.append((text[before:place], tuple(active)))
        for token in closing[place]:
            active[token] -= 1
            if not active[token]:
                del active[token]
        active.update(opening[place])
        before = place
    return found


@dataclass(frozen=True, slots=True)
class BlockView:
    """Block of the document: a paragraph's `text`, or the `cells` of a table."""

    id: str
    source: str
    number: str = ""
    heading: bool = False
    text: tuple[TextSegment, ...] = ()
    cells: tuple[tuple[CellView, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class CellView:
    """Cell of a table of the document."""

    text: tuple[TextSegment, ...]
    source: str
    rows: int
    columns: int


class HighlightedDocument:
    """The document as segments, and the anchors that links point to."""

    def __init__(self, extraction: Extraction, lang: Lang) -> None:
        self.lang = lang
        self._marks: dict[tuple[int, int, int], list[tuple[int, int, str]]] = defaultdict(list)
        for mark in extraction.marks:
            self._put(mark.span, f"{_LETTERS[mark.what]}{mark.row}")
        for place, decision in enumerate(extraction.decisions):
            self._put(decision.place, f"{DECISION_LETTER}{place}")
        self._first: dict[str, str] = {}
        self._count = 0
        self.lines = tuple(self._line(place, block) for place, block in enumerate(extraction.document.blocks))

    def find_row_anchor(self, row: int, *, part: bool) -> str:
        """Find the anchor of a row; empty if the row has no mark.

        Parts share their item's first words, so a part is found by its clause.

        Args:
            row: Index of the row.
            part: True for a part of an item.
        """
        order = "ctur" if part else "tcur"
        return next((self._first[key] for letter in order if (key := f"{letter}{row}") in self._first), "")

    def find_decision_anchor(self, place: int, span: Span) -> str:
        """Find the anchor of a decision; its whole block if its span is empty.

        Args:
            place: Index of the decision.
            span: Span of the decision in the document.
        """
        return self._first.get(f"{DECISION_LETTER}{place}", f"block-{span.block}")

    def _put(self, span: Span, token: str) -> None:
        self._marks[span.block, span.row, span.column].append((span.start, span.end, token))

    def _line(self, place: int, block: Paragraph | Grid) -> BlockView:
        source = format_source(block.source, self.lang)
        if isinstance(block, Paragraph):
            text = self._cut(block.text, (place, -1, -1))
            return BlockView(f"block-{place}", source, block.number, bool(block.heading), text)
        cells = tuple(
            tuple(
                CellView(
                    self._cut(cell.text, (place, down, across)),
                    format_source(cell.source, self.lang),
                    cell.rows,
                    cell.columns,
                )
                for across, cell in enumerate(row)
            )
            for down, row in enumerate(block.rows)
        )
        return BlockView(f"block-{place}", source, cells=cells)

    def _cut(self, text: str, key: tuple[int, int, int]) -> tuple[TextSegment, ...]:
        return tuple(self._segment(part, tokens) for part, tokens in split_at_marks(text, self._marks.get(key, ())))

    def _segment(self, text: str, tokens: tuple[str, ...]) -> TextSegment:
        """Build a segment: it has an anchor where a mark begins, and links to its row where a task or clause begins."""
        new = [token for token in tokens if token not in self._first]
        if not new:
            return TextSegment(text, tokens)
        self._count += 1
        anchor = f"at-{self._count}"
        self._first.update(dict.fromkeys(new, anchor))
        rows = [int(token[1:]) for letter in "tc" for token in new if token[0] == letter]
        return TextSegment(text, tokens, anchor, rows[0] if rows else None)
