"""Random decisions on the text of a plan, and the same text in other forms: what is found again, and where."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory

import docx

from respnet.intake.anchors import DocumentText, fold_quote
from respnet.intake.clauses.extractor import extract
from respnet.intake.documents.document import Document
from respnet.intake.documents.formats import read_document
from respnet.intake.documents.text import parse_plain_text
from respnet.intake.hints import Begin, Clause, Hint, LeadRule, Name, RoleWord, RowKey
from respnet.intake.language.extraction import Extraction
from respnet.intake.language.lexicon import match_final_verb, parse_label

DECISIONS = 30
APPLIED = ("taken", "already", "moved")
MIN_PARAGRAPHS = 4
ADDED = "本段为另行增补的说明，不涉及任何任务与分工。"
FORMS = ("same text", "line ends and blanks", ".docx", "paragraph put in", "paragraph struck", "paragraph twice")
SAME_TEXT = FORMS[:3]


@dataclass(slots=True)
class Count:
    """Decisions that held when they were made, and of these what was applied, listed, and attached elsewhere."""

    made: int = 0
    applied: int = 0
    listed: int = 0
    wrong: int = 0
    changed: int = 0
    """Forms of the same text in which the rows came out otherwise."""

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def key_of(row: object) -> RowKey:
    return RowKey(*(getattr(row, name) for name in ("number", "part", "section", "title")))


def decide(extraction: Extraction, seed: int) -> list[Hint]:
    """Random decisions of six kinds, each at a place that a person could point at; not all of them make sense."""
    lot, whole = random.Random(seed), DocumentText(extraction.document)
    rows = list(enumerate(extraction.rows))
    marks = {
        what: [one for one in extraction.marks if one.what == what and one.span.row < 0]
        for what in ("task", "clause", "role")
    }
    names = sorted({name for row in extraction.rows for one in row.units for name in one.names})
    words = sorted({word for mark in marks["role"] if is_whole(word := _words(extraction.document, mark))})
    hints: list[Hint] = []
    while len(hints) < DECISIONS:
        kind = lot.choice(("begin", "begin", "split", "none", "clause", "clause", "name", "name", "role", "rule"))
        number, row = lot.choice(rows)
        if kind in ("begin", "none") and marks["task"]:
            span = lot.choice(marks["task"]).span
            hints.append(
                Begin(whole.quote(span.block, span.start, span.start + 24), "same" if kind == "begin" else "none")
            )
        elif kind == "split":
            block = lot.randrange(len(extraction.document.blocks))
            text = getattr(extraction.document.blocks[block], "text", "")
            if ends := [one.end() for one in re.finditer("[。；;]", text[:-8])]:
                at = lot.choice(ends)
                hints.append(Begin(whole.quote(block, at, at + 16), lot.choice(("same", "below"))))
        elif kind == "clause" and (own := [one.span for one in marks["clause"] if one.row == number]):
            span = lot.choice(own)
            quote = whole.quote(span.block, span.start, span.end)
            hints.append(Clause(lot.choice((None, key_of(row))), quote))
        elif kind == "name":
            name = lot.choice(names)
            hints.append(
                Name(name, lot.choice(((), (f"{name}甲",), (name, f"{name}乙"))), lot.choice((None, key_of(row))))
            )
        elif kind == "role" and words:
            hints.append(RoleWord(lot.choice(words), lot.choice(("lead", "support"))))
        elif kind == "rule" and not any(isinstance(one, LeadRule) for one in hints):
            hints.append(LeadRule(first=lot.random() < 0.5))
    return hints


def is_whole(word: str) -> bool:
    """True if a word is all of a label or verb, and no half of one that a line end cuts."""
    name = "县教委"
    return bool(parse_label(word)) or (match_final_verb(name + word) or (0,))[0] == len(name)


def _words(document: Document, mark: object) -> str:
    span = mark.span  # type: ignore[attr-defined]
    return str(document.blocks[span.block].text[span.start : span.end])  # type: ignore[union-attr]


def to_form(text: str, form: str, lot: random.Random, folder: Path) -> tuple[Document, tuple[int, int]]:
    """The document of a text in one of the forms, and where what was struck, doubled or moved down began and ended.

    A sentence stands for a paragraph where the text is one line: it would be the whole of it.
    """
    lines, end = text.split("\n"), "\n"
    if sum(map(bool, map(str.strip, lines))) < MIN_PARAGRAPHS:
        lines, end = re.split("(?<=。)", text), ""
    at = lot.choice([number for number, line in enumerate(lines) if len(line) > 12])
    first = len(fold_quote("".join(lines[:at])))
    if form == "line ends and blanks":
        text = "\r\n\r\n".join(line.replace("：", "： ").replace("（", " （") for line in text.split("\n"))
    elif form == "paragraph put in":
        text = end.join([*lines[:at], ADDED, *lines[at:]])
    elif form == "paragraph struck":
        text = end.join([*lines[:at], *lines[at + 1 :]])
    elif form == "paragraph twice":
        text = end.join([*lines[: at + 1], *lines[at:]])
    place = first, first + len(fold_quote(lines[at]))
    if form != ".docx":
        return parse_plain_text(text, "plan"), place
    paper = docx.Document()
    for line in text.split("\n"):
        paper.add_paragraph(line)
    paper.save(str(folder / "plan.docx"))
    return read_document(folder / "plan.docx"), place


def read_again(text: str, seed: int) -> dict[str, Count]:
    """Decide on a text at random, read it in every form, and count what became of the decisions."""
    document = parse_plain_text(text, "plan")
    plain, held = extract(document), list[Hint]()
    for more in range(8):  # in a table most places say nothing, so that one draw holds little
        drawn = extract(document, None, decide(plain, seed + 10_000 * more))
        held += [one.hint for one in drawn.outcomes if one.state in APPLIED and one.hint not in held]
        if len(held) >= DECISIONS // 2:
            break
    first = extract(document, None, held)
    counts: dict[str, Count] = {}
    with TemporaryDirectory() as folder:
        for number, form in enumerate(FORMS):
            other, place = to_form(text, form, random.Random(1000 * seed + number), Path(folder))
            again = extract(other, None, held)
            count = counts[form] = Count()
            for one, old in zip(again.outcomes, first.outcomes, strict=True):
                if old.state not in APPLIED:
                    continue
                count.made += 1
                applied = one.state in APPLIED
                count.applied += applied
                count.listed += not applied
                count.wrong += applied and one.start not in _list_places(old.start, place, form)
            if form in SAME_TEXT:
                count.changed += rows_of(again) != rows_of(first)
    return counts


def rows_of(extraction: Extraction) -> list[object]:
    return [(row.number, row.part, row.title, row.units) for row in extraction.rows]


def _list_places(old: int, place: tuple[int, int], form: str) -> set[int]:
    """The places of the other form where the same characters stand; in a doubled paragraph either will do."""
    at, length = place[0], place[1] - place[0]
    moves = {"paragraph put in": len(fold_quote(ADDED)), "paragraph struck": -length, "paragraph twice": length}
    if old < at or form not in moves:
        return {old}
    if form == "paragraph put in" or old >= at + length:
        return {old + moves[form]}
    return {old, old + length} if form == "paragraph twice" else set()
