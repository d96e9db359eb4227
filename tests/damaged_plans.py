"""Plans damaged by a seed, and an oracle that knows how they are read undamaged and mends them by hints."""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.plan import ROLE_COLUMNS, Role
from respnet.intake.anchors import DocumentText, fold_quote
from respnet.intake.clauses.extractor import extract
from respnet.intake.documents.text import parse_plain_text
from respnet.intake.hints import Begin, Clause, Grid, Hint, Name, RoleWord, RowKey
from respnet.intake.language.normalize import normalize_text
from respnet.intake.tables.header_rows import match_header
from respnet.intake.tables.text_tables import find_text_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from respnet.intake.builder import TaskRow
    from respnet.intake.documents.document import Document
    from respnet.intake.language.normalize import Span

ASKED_F1 = 0.7
LABELS = {Role.LEAD: "主抓方面", Role.RESPONSIBLE: "承头方面", Role.SUPPORT: "帮衬方面", Role.SUPERVISE: "盯办方面"}
VERBS = {Role.LEAD: "领跑", Role.RESPONSIBLE: "经管", Role.SUPPORT: "帮衬", Role.SUPERVISE: "盯办"}
TAILS = ("2项", "＊", "12")
HEADERS = ("序数", "啥事", "哪家", "帮手", "几时", "别的", "再者", "其三", "其四", "其五")
_TAIL = r"[^、,;:。()]{1,10}?(?=[、,;:。()]|按|牵头|负责|$)"
_NUMBER = re.compile(r"(?P<open>[（(]?)(?P<value>[一二三四五六七八九十]{1,3}|\d{1,3})(?P<mark>[）)]?[.．、]?)")

Edit = tuple[int, int, str]
Lists = dict[Role, tuple[str, ...]]


@dataclass(frozen=True)
class Row:
    """One row as it is wanted or was read: where it begins, what is printed, its units and where its clause stands."""

    start: int
    number: str
    title: str
    units: Lists
    clause: tuple[int, int] | None
    key: RowKey


@dataclass
class Reading:
    """Rows of a document by its folded text."""

    document: Document
    rows: list[Row] = field(default_factory=list)

    @property
    def triples(self) -> Counter[tuple[str, Role, str]]:
        return Counter(
            (one.number, role, name) for one in self.rows for role, names in one.units.items() for name in names
        )


def read(document: Document, hints: list[Hint]) -> Reading:
    """The rows of a document by these hints; none where it is refused."""
    try:
        extraction = extract(document, None, hints)
    except InputError:
        return Reading(document)
    whole = DocumentText(document)
    starts: dict[int, int] = {}
    clauses: dict[int, list[int]] = {}
    for mark in extraction.marks:
        first, end = _fold_span(whole, mark.span)
        if mark.what == "task":
            starts.setdefault(mark.row, first)
        elif mark.what == "clause":
            clauses.setdefault(mark.row, []).extend((first, end))
    for at, row in enumerate(extraction.rows):  # the parts of an item are told apart by their clauses
        if row.part not in ("", "1") and at in clauses:
            starts[at] = min(clauses[at])
    rows = [
        Row(
            starts.get(at, -1),
            _key(row.number),
            fold_quote(row.title).rstrip("…"),
            _lists(row),
            (min(clauses[at]), max(clauses[at])) if at in clauses else None,
            RowKey(row.number, row.part, row.section, row.title),
        )
        for at, row in enumerate(extraction.rows)
    ]
    return Reading(document, rows)


def _key(number: str) -> str:
    return re.sub(r"[().、,]", "", fold_quote(number))


def _lists(row: TaskRow) -> Lists:
    lists: Lists = {}
    for one in row.units:
        lists[one.role] = (*lists.get(one.role, ()), *map(fold_quote, one.names))
    return lists


def _fold_span(whole: DocumentText, span: Span) -> tuple[int, int]:
    begin = whole.starts[span.block, span.row, span.column]
    text = whole.document.blocks[span.block].text  # type: ignore[union-attr]
    first = begin + len(fold_quote(text[: span.start]))
    return first, first + len(fold_quote(text[span.start : span.end]))


def score(wanted: Reading, found: Reading) -> float:
    """F1 over the triples (number, role, unit)."""
    want, have = wanted.triples, found.triples
    return 2 * (want & have).total() / max(1, want.total() + have.total())


def count_cells(wanted: Reading, found: Reading) -> int:
    """Cells of a table that have to be typed or cleared to come from one reading to the other, one by one."""
    have = {row.start: row for row in found.rows}
    want = {row.start: row for row in wanted.rows}
    cells = sum(row.start not in want for row in found.rows)
    for start, row in want.items():
        other = have.get(start)
        if other is None:
            cells += 2 + bool(row.number) + len(row.units)
            continue
        cells += row.number != other.number
        cells += not (row.title.startswith(other.title[:6]) and other.title.startswith(row.title[:6]))
        roles = row.units.keys() | other.units.keys()
        cells += sum(Counter(row.units.get(role, ())) != Counter(other.units.get(role, ())) for role in roles)
    return cells


@dataclass(frozen=True)
class Damaged:
    """A damaged text, what it is to be read as, the role words and headers that nobody knows, and what was done."""

    document: Document
    wanted: Reading
    words: dict[str, Role]
    grid: Grid | None
    damages: int


def damage(text: str, seed: int) -> Damaged:
    """Damage numbers, brackets, role words, names and line ends until the text is read with F1 under .7."""
    lot = random.Random(seed)
    text = text.replace("\r\n", "\n")
    document = parse_plain_text(text, "plan")
    sound = read(document, [])
    sites, words = _find_sites(text, document, lot)
    lot.shuffle(sites)
    grid_edits, grid = _hide_headers(text, document)
    taken = 0
    while True:
        edits = [*grid_edits, *(edit for site in sites[:taken] for edit in site)]
        made, moved = _apply(text, edits)
        other = parse_plain_text(made, "plan")
        wanted = _move(sound, text, made, moved, other)
        if score(wanted, read(other, [])) < ASKED_F1 or taken >= len(sites):
            used = {word: role for word, role in words.items() if word in made}
            return Damaged(other, wanted, used, grid, len(edits))
        taken += max(1, len(sites) // 20)


def _find_sites(text: str, document: Document, lot: random.Random) -> tuple[list[list[Edit]], dict[str, Role]]:
    """The places that can be damaged, each with its edits, and the words that stand for roles after it."""
    extraction = extract(document)
    starts = _line_starts(text, document)
    sites: list[list[Edit]] = []
    words: dict[tuple[str, Role, bool], list[Edit]] = {}
    for mark in extraction.marks:
        if mark.span.row >= 0:
            continue
        first, end = starts[mark.span.block] + mark.span.start, starts[mark.span.block] + mark.span.end
        if mark.what == "role":
            role = _role_of(text[first:end])
            if role is not None:
                words.setdefault((text[first:end], role, text[end : end + 1] in "：:"), []).append((first, end, ""))
        else:
            sites += ([edit] for edit in _damage_mark(text, mark.what, first, end, lot))
    told: dict[str, Role] = {}
    for (_, role, is_label), edits in words.items():
        word = (LABELS if is_label else VERBS)[role]
        told[word] = role
        sites.append([(first, end, word) for first, end, _ in dict.fromkeys(edits)])
    return sites, told


def _damage_mark(text: str, what: str, first: int, end: int, lot: random.Random) -> Iterator[Edit]:
    """The edits that damage the number and line end of a task, the brackets of a clause, or the end of a name."""
    if what == "unit":
        yield end, end, lot.choice(TAILS)
    elif what == "clause" and text[first] in "（([":
        yield (first, first + 1, "") if lot.random() < 0.5 else (end - 1, end, "")
    elif what == "task":
        number = _NUMBER.match(text, first)
        if number and number["mark"]:
            yield number.start("mark"), number.end("mark"), "" if number["open"] else lot.choice(["", "，"])
        if text[first - 1 : first] == "\n":
            yield first - 1, first, ""


def _role_of(word: str) -> Role | None:
    if "牵头" in word and not re.search("负责|责任", word):
        return Role.LEAD
    if re.search("配合|参与|参加|协助|协办", word):
        return Role.SUPPORT
    return Role.RESPONSIBLE if re.search("负责|责任|落实", word) and "牵头" not in word else None


def _hide_headers(text: str, document: Document) -> tuple[list[Edit], Grid | None]:
    """Edits that make the header of the first table of the text unknown, and the hint that says what it means."""
    for table in find_text_tables(document)[0]:
        size, headers = match_header(table.rows, 0)
        if size != 1 or len(headers) > len(HEADERS):
            continue
        starts = _line_starts(text, document)
        uses = {"title": "task", "number": "number", "deadline": "deadline", "section": "section"}
        uses |= {column: role.value for role, column in ROLE_COLUMNS.items()}
        columns = [(word, uses.get(header.name, "none")) for word, header in zip(HEADERS, headers, strict=False)]
        edits = [
            (starts[cell.block] + cell.start, starts[cell.block] + cell.start + len(cell.text), word)
            for cell, word in zip(table.rows[0], HEADERS, strict=False)
        ]
        if all(text[first:end] == cell.text for (first, end, _), cell in zip(edits, table.rows[0], strict=True)):
            return edits, Grid(tuple(HEADERS[: len(headers)]), tuple(columns))  # type: ignore[arg-type]
    return [], None


def _line_starts(text: str, document: Document) -> list[int]:
    """Where each paragraph of a text begins in it."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return [starts[int(block.source.split()[1]) - 1] for block in document.blocks]


def _apply(text: str, edits: list[Edit]) -> tuple[str, list[tuple[int, int]]]:
    """The text with the edits made, those inside others left out, and where its characters went."""
    pieces: list[str] = []
    moved = [(0, 0)]
    reached = length = 0
    for first, end, word in sorted(edits):
        if first < reached:
            continue
        pieces += [text[reached:first], word]
        length += first - reached + len(word)
        reached = end
        moved.append((end, length))
    return "".join([*pieces, text[reached:]]), moved


def _move(sound: Reading, text: str, made: str, moved: list[tuple[int, int]], other: Document) -> Reading:
    """The rows as they are wanted, at their places in the damaged text."""
    old, new = _Places(text), _Places(made)

    def to_new(place: int, behind: int = 0) -> int:
        raw = old.raw[place - behind] + behind
        at = bisect_right(moved, (raw, len(made) + 1)) - 1
        return new.folded(moved[at][1] + raw - moved[at][0])

    rows = [
        Row(
            to_new(row.start) if row.start >= 0 else -1,
            row.number,
            row.title,
            row.units,
            (to_new(row.clause[0]), to_new(row.clause[1], 1)) if row.clause else None,
            row.key,
        )
        for row in sound.rows
    ]
    return Reading(other, rows)


class _Places:
    """Raw places of a text by those in its folded form, and back."""

    def __init__(self, text: str) -> None:
        document = parse_plain_text(text, "plan")
        whole, starts = DocumentText(document), _line_starts(text, document)
        self.raw: list[int] = []
        for (block, _, _), first in whole.starts.items():
            line = document.blocks[block].text  # type: ignore[union-attr]
            folded = normalize_text(line)
            pairs = zip(folded.offsets, folded.text, strict=True)
            self.raw[first:] = [starts[block] + offset for offset, character in pairs if not character.isspace()]
        self.raw.append(len(text))

    def folded(self, raw: int) -> int:
        return min(bisect_right(self.raw, raw - 1), len(self.raw) - 1)


def mend(damaged: Damaged) -> tuple[list[Hint], Reading]:
    """The hints by which the oracle brings a damaged text to what is wanted, each taken for it brings it nearer."""
    hints: list[Hint] = [damaged.grid] if damaged.grid else []
    found = read(damaged.document, hints)
    best = _near(damaged.wanted, found)
    refused: set[Hint] = set()
    while True:
        for hint in _propose(damaged, found):
            if hint in refused:
                continue
            others = [(one, read(damaged.document, [*hints, one])) for one in (hint, *_vary(hint))]
            one, other = max(others, key=lambda pair: _near(damaged.wanted, pair[1]))
            if (nearer := _near(damaged.wanted, other)) > best:
                hints, found, best = [*hints, one], other, nearer
                refused.clear()
                break
            refused.add(hint)
        else:
            return hints, found


def _vary(hint: Hint) -> Iterator[Hint]:
    """The other levels of a beginning; a clause that is one more of its item."""
    if isinstance(hint, Clause) and hint.row is not None:
        yield Clause(None, hint.quote)
    if isinstance(hint, Begin) and hint.level == "same":
        yield from (Begin(hint.quote, level) for level in ("below", "above"))  # type: ignore[arg-type]


def _near(wanted: Reading, found: Reading) -> float:
    """How near a reading has come: triples and beginnings of rows, those too many taken off.

    A name with something on it counts as the names in it, but for a tenth: one step cleans it.
    """
    names = {name for _, _, name in wanted.triples}
    want = wanted.triples
    have: Counter[tuple[str, Role, str]] = Counter()
    tailed = 0
    for (number, role, name), count in found.triples.items():
        inside = _find_inside(names, name) if name not in names else (name,)
        tailed += name not in names
        have.update({(number, role, one): count for one in inside or (name,)})
    begins, seen = Counter(row.start for row in wanted.rows), Counter(row.start for row in found.rows)
    hits = (want & have).total() + (begins & seen).total()
    return hits - (have - want).total() - (seen - begins).total() - tailed / 10


def _propose(damaged: Damaged, found: Reading) -> Iterator[Hint]:
    """What a person would try next: words of roles, beginnings from the top, names, clauses."""
    whole = DocumentText(damaged.document)
    for word, role in damaged.words.items():
        yield RoleWord(word, role.value)  # type: ignore[arg-type]
    want, have = {row.start: row for row in damaged.wanted.rows}, {row.start: row for row in found.rows}
    for start in sorted(want.keys() - have.keys()):
        if want[start].clause and want[start].clause[0] == start:
            yield Clause(None, whole.quote_range(*want[start].clause))
            continue
        yield Begin(whole.quote_range(start, start + 20))
    for start in sorted(have.keys() - want.keys()):
        if start >= 0:
            yield Begin(whole.quote_range(start, start + 20), "none")
    yield from _propose_names(whole, want, have)
    for start in sorted(want.keys() & have.keys()):
        row, other = want[start], have[start]
        if row.clause and row.units != other.units:
            yield Clause(other.key, whole.quote_range(*row.clause))


def _propose_names(whole: DocumentText, want: dict[int, Row], have: dict[int, Row]) -> Iterator[Hint]:
    """The names in what was read, and in what was refused as a name."""
    names = {name for row in want.values() for one in row.units.values() for name in one}
    for start in sorted(want.keys() & have.keys()):
        clause = want[start].clause
        missing = {name for one in want[start].units.values() for name in one}
        missing -= {name for one in have[start].units.values() for name in one}
        for name in sorted(missing) if clause else ():
            tailed = re.search(re.escape(name) + _TAIL, whole.text[slice(*clause)])  # type: ignore[misc]
            if tailed:
                yield Name(tailed[0], _find_inside(names, tailed[0]))
    for name in dict.fromkeys(name for row in have.values() for one in row.units.values() for name in one):
        if name not in names:
            yield Name(name, _find_inside(names, name))


def _find_inside(names: set[str], words: str) -> tuple[str, ...]:
    """The names that stand in these words, in order, the longest of those within one another."""
    inside = [one for one in names if one in words]
    inside = [one for one in inside if not any(one != other and one in other for other in inside)]
    return tuple(sorted(inside, key=words.index))
