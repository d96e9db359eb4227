"""The hints of one reading, and what has become of each so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from respnet.core.i18n import Text
from respnet.intake.anchors import DocumentText, fold_quote
from respnet.intake.hints import HintOutcome, HintState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from respnet.intake.documents.document import Document
    from respnet.intake.hints import Hint, Quote, RowKey

_H = TypeVar("_H")
_REASONS: dict[str, tuple[HintState, Text]] = {
    "taken": ("taken", Text(zh="已按它读取。", en="The document was read by it.")),
    "moved": (
        "moved",
        Text(
            zh="文字还在，前后的文字变了。已按它读取，请看一眼位置。",
            en="The words are there, the text beside them has changed. It was read by it; please look at the place.",
        ),
    ),
    "already": ("already", Text(zh="不用它，读出来也一样。", en="The reading says the same without it.")),
    "several": (
        "contradicted",
        Text(
            zh="这段文字在文件里不止一处，看不出是哪一处。请在文件里重新指一次。",
            en="The words stand in several places, and nothing says which is meant. Please point to the place again.",
        ),
    ),
    "no row": (
        "contradicted",
        Text(
            zh="没有找到它所说的那一项，或者有几项都像。请在文件里重新指一次。",
            en="The row that it speaks of is not there, or several look like it. Please point to it again.",
        ),
    ),
    "no units": (
        "contradicted",
        Text(
            zh="这段文字里没有读出单位。请改选一段，或直接给这一项添加单位。",
            en="No unit was read in these words. Choose another stretch, or add the unit to the row.",
        ),
    ),
    "later": (
        "contradicted",
        Text(zh="后来的一步另有说法，以后来的为准。", en="A later step says otherwise; the later one counts."),
    ),
    "no text": (
        "contradicted",
        Text(
            zh="这段文字在表格或英文清单里，不能这样更正。请指明表格各列是什么，或直接改这一行。",
            en="These words stand in a table or an English list, where this says nothing. Say what the columns of the "
            "table hold, or correct the row itself.",
        ),
    ),
    "gone": ("orphaned", Text(zh="文件里已经没有这段文字。", en="The words are no longer in the document.")),
    "no table": (
        "orphaned",
        Text(zh="文件里没有这样表头的表格。", en="No table of the document has this header."),
    ),
    "unused": ("idle", Text(zh="文件里现在没有用到它。", en="Nothing in the document bears this name or word.")),
}


class HintBook:
    """The hints by their place in the list, the text in which they are looked for, and a reason for each state."""

    def __init__(
        self, document: Document, hints: Sequence[Hint], former: tuple[HintBook, Sequence[int]] | None = None
    ) -> None:
        self.hints = tuple(hints)
        book, places = former or (None, ())
        self.text: DocumentText = book.text if book else DocumentText(document)
        self._reasons: dict[int, str] = {places[at]: reason for at, reason in book._reasons.items()} if book else {}
        self._starts: dict[int, int] = {places[at]: start for at, start in book._starts.items()} if book else {}

    def each(self, kind: type[_H]) -> Iterator[tuple[int, _H]]:
        """The hints of one kind, each with its place in the list."""
        return ((at, hint) for at, hint in enumerate(self.hints) if isinstance(hint, kind))

    def note(self, at: int, reason: str) -> None:
        """Note what became of a hint; what was said first stands, but for `unused`."""
        if self._reasons.get(at, "unused") == "unused":
            self._reasons[at] = reason

    def forget(self) -> None:
        """Forget what was noted: the text is read again, in papers."""
        self._reasons.clear()
        self._starts.clear()

    def find(self, at: int, quote: Quote, agreed: Sequence[int] = ()) -> tuple[int, int] | None:
        """The place of a hint's quote in the folded text, None where it has none, which is noted."""
        found = self.text.find(quote, agreed)
        if found.start < 0:
            self.note(at, found.state)
            return None
        self._starts[at] = found.start
        if found.state == "moved":
            self.note(at, "moved")
        return found.start, found.end

    @property
    def outcomes(self) -> tuple[HintOutcome, ...]:
        """The outcome of each hint; one of which nothing was noted found nothing to change."""
        for at, hint in enumerate(self.hints):
            if at in self._starts and hint.kind in ("begin", "clause"):
                self.note(at, "no text")
        told = (_REASONS[self._reasons.get(at, "unused")] for at in range(len(self.hints)))
        return tuple(
            HintOutcome(hint, *reason, self._starts.get(at, -1))
            for at, (hint, reason) in enumerate(zip(self.hints, told, strict=True))
        )


def is_row(key: RowKey, number: str, title: str, part: str = "", section: Sequence[str] = ()) -> int:
    """Say how well a row is the one that is meant: 0 not at all, 1 by number and beginning of the title, 2 to 4 wholly.

    Args:
        key: The row that is meant.
        number: The printed number of a row.
        title: Its title.
        part: Its part.
        section: Its sections.
    """
    if fold_quote(key.number) != fold_quote(number):
        return 0
    one, other = (fold_quote(text).rstrip("….") for text in (key.title, title))
    if one != other:
        return int(len(min(one, other, key=len)) > 1 and (one.startswith(other) or other.startswith(one)))
    return 2 + (key.part == part) + (tuple(map(fold_quote, key.section)) == tuple(map(fold_quote, section)))


def find_row(key: RowKey, rows: Sequence[tuple[str, str, str, Sequence[str]]]) -> int:
    """The one row that a key means best, -1 where none or several do.

    Args:
        key: The row that is meant.
        rows: Number, title, part and sections of each row.
    """
    ranks = [is_row(key, *row) for row in rows]
    best = max(ranks, default=0)
    return ranks.index(best) if best and ranks.count(best) == 1 else -1
