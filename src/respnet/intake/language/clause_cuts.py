"""Cutting a clause into stretches: at marks outside brackets, before labels and list marks, at blanks between names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from respnet.intake.language.lexicon import (
    ASIDE_LABEL,
    CLOSING_BRACKETS,
    OPENING_BRACKETS,
    ROLE_FIRST,
    LabelKind,
    has_level_prefix,
    has_office_ending,
    interpret_label,
    is_complete_name,
    is_deadline,
    is_official_name,
    match_final_verb,
    parse_label,
    read_label_word,
    strip_final_verb,
)


@dataclass(frozen=True, slots=True)
class NamePiece:
    """One printed name in a clause, from `start` to `end` of its text; `after` is the mark before it (、 or , or ;)."""

    start: int
    end: int
    after: str = ""


BREAKS = ",;。、\n!?"
ANNOUNCED = re.compile(r"[【\[〔(](?P<label>[^【】\[\]〔〕()]{2,12})[】\]〕)] *:? *(?=.)")
BULLET = re.compile(r"[-—–•·▲△*◆●★☆※■□◇▶►√] *")
LIST_MARK = re.compile(r"(?:[①-⑳]|\(?\d{1,2}[.、)](?!\d)) *(?=[\u4e00-\u9fff])")


def find_depths(text: str) -> list[int]:
    """For each character how many brackets it stands in, its own included."""
    depths, depth = [], 0
    for character in text:
        depth += character in OPENING_BRACKETS
        depths.append(depth)
        depth = max(0, depth - (character in CLOSING_BRACKETS))
    return depths


def cut_stretches(text: str) -> list[tuple[int, int, str]]:
    """The stretches between marks that stand outside brackets: start, end and the mark before each."""
    stretches: list[tuple[int, int, str]] = []
    start, mark = 0, ""
    for place, (character, depth) in enumerate(zip(text, find_depths(text), strict=True)):
        if depth or character not in BREAKS:
            continue
        _add(stretches, text, start, place, mark)
        start, mark = place + 1, character
    _add(stretches, text, start, len(text), mark)
    return stretches


def _add(stretches: list[tuple[int, int, str]], text: str, start: int, end: int, mark: str) -> None:
    """Add a stretch, cut before every label and list mark inside it (牵头单位:县教委责任单位:县科协)."""
    cuts = [place for place in range(start + 1, end) if text[place] in _CIRCLED and _ends_list(text[start:place])]
    reached = start
    depths = find_depths(text[start:end])
    for colon in (place for place in range(start, end) if text[place] == ":" and not depths[place - start]):
        cuts.append(_find_label_start(text, reached, colon, behind_label=reached > start))
        reached = colon + 1
    for cut in sorted(cuts):
        if cut > start:
            _add_words(stretches, text, start, cut, mark)
            start, mark = cut, ","
    _add_words(stretches, text, start, end, mark)


def _ends_list(left: str) -> bool:
    """True if a list can end here: a name is complete, or what stands under a label of its own."""
    return ":" in left or left[0] in _CIRCLED or is_complete_name(left) or is_deadline(left)


def _find_label_start(text: str, start: int, colon: int, *, behind_label: bool) -> int:
    """The place where the label before a colon begins: behind the name that is glued to it, else where the words do.

    Args:
        text: The text of the clause.
        start: Where the words before the colon begin.
        colon: The place of the colon.
        behind_label: Whether a label stands before these words, so that they need not be a name to be cut.
    """
    if number := (LIST_MARK.match(text, start, colon) or BULLET.match(text, start, colon)):
        start = number.end()
    words = _COUNTED.sub("", text[start:colon].rstrip())
    blank = words.rfind(" ") + 1
    if blank and (interpret_label(words[blank:]).kind is not LabelKind.ASIDE or is_complete_name(words[:blank])):
        return start + blank
    if parse_label(words) is not None:
        return start
    cuts = range(max(1, len(words) - _LONGEST_GLUED), len(words) - 1)
    for cut in cuts:
        if not _NOTE_INSIDE.search(words[cut:]) and (parse_label(words[cut:]) or ASIDE_LABEL.fullmatch(words[cut:])):
            grown = _grow_label(words, cut)
            if behind_label or _ends_list(words[:grown]):
                return start + grown
    office = is_official_name(words) and not _NOTE_INSIDE.search(words)  # with its own duty behind the colon
    if not behind_label and (office or not has_level_prefix(words)):
        return start
    glued = [cut for cut in cuts if is_official_name(words[:cut].strip())]
    glued = [cut for cut in glued if has_office_ending(words[:cut])] or glued
    roles = [cut for cut in glued if interpret_label(words[cut:]).kind is not LabelKind.ASIDE]
    roles = [cut for cut in roles if ROLE_FIRST.match(words[cut:])] or roles
    if not roles and not office:
        roles = [cut for cut in glued if len(words) - cut <= _LONGEST_THING]
    return start + (roles[-1] if roles else 0)


def _grow_label(words: str, cut: int) -> int:
    """The cut moved to before the words that belong to the label (县科协|跟踪督办单位): behind the longest name."""
    return next((more for more in range(cut, max(1, cut - 5), -1) if is_complete_name(words[:more].strip())), cut)


_COUNTED = re.compile(r"\([^()]{1,8}\)$")
_NOTE_INSIDE = re.compile(r"\)(?=.)")
_LONGEST_THING = 6
_LONGEST_GLUED = 18
"""Characters of the longest label that may be glued to a name."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def _add_words(stretches: list[tuple[int, int, str]], text: str, start: int, end: int, mark: str) -> None:
    """Add a stretch without the blanks around it; a blank inside cuts only between two whole names or a label."""
    for match in re.finditer(r"[^ \t].*?(?=[ \t]+|$)", text[start:end].replace("\n", " ")):
        begin, stop = start + match.start(), start + match.end()
        before = stretches[-1] if stretches and stretches[-1][1] > start - 1 and match.start() else None
        if before is not None and not _blank_cuts(text[before[0] : before[1]], text[begin:stop]):
            stretches[-1] = (before[0], stop, before[2])
        else:
            stretches.append((begin, stop, mark if before is None else " "))


def _blank_cuts(left: str, right: str) -> bool:
    if left.endswith(":") or read_label_word(left.rsplit(" ", 1)[-1]) is not None:
        return False
    shown = ANNOUNCED.match(right)
    announces = read_label_word(shown["label"] if shown else re.split(r"[: ]", right)[0])
    if announces is not None or match_final_verb(left) is not None:
        return True
    return is_complete_name(left) and is_complete_name(strip_final_verb(right))
