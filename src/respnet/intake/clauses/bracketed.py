"""Clauses in brackets, and brackets that only look like clauses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from respnet.intake.clauses.clause import MAX_CLAUSE_LENGTH, Clause, join_clause_lines
from respnet.intake.language.clause_parser import parse_clause
from respnet.intake.language.lexicon import has_office_ending, is_deadline, is_kind_of_unit, is_official_name
from respnet.intake.language.text_lines import is_numbered_at
from respnet.intake.language.unit_list import parse_unit_names

if TYPE_CHECKING:
    from respnet.intake.language.brackets import BracketPairs
    from respnet.intake.language.normalize import TextStream

_HINT = re.compile(r"牵\s*头|责\s*任|负\s*责|单\s*位|[各局委办协联会府院部厅署社行镇乡街村区处科站队企馆所心司室组]")
_LOOKS_LIKE = re.compile(r"牵头|负责|责任(?:单位|部门)|配合(?:单位|部门)|参[与加](?:单位|部门)")
_DEADLINE_HINT = re.compile(r"\d月|年|推进|坚持|完成")


def find_bracketed_clauses(
    stream: TextStream, pairs: BracketPairs
) -> tuple[list[Clause], list[Clause], list[tuple[int, int]]]:
    """Find the clauses in brackets, the brackets that hold only a date, and those that only look like clauses.

    Args:
        stream: The folded text.
        pairs: Its brackets.

    Returns:
        Clauses, dates and the places of unread brackets, each in order.
    """
    text = stream.text
    clauses: list[Clause] = []
    deadlines: list[Clause] = []
    unread: list[tuple[int, int]] = []
    listed: list[Clause] = []
    reached = 0
    for start, end in pairs.candidates(MAX_CLAUSE_LENGTH):
        if start < reached or (not _HINT.search(text, start, end) and not _DEADLINE_HINT.search(text, start, end)):
            continue
        closed = text[end - 1] in ")]〕】}"
        body = join_clause_lines(text, start + 1, end - 1 if closed else end)
        parsed = parse_clause(body.text)
        clause = Clause(start, end, "bracket", body, parsed, stands_alone(text, start, end))
        at_end, bare = _ends_item(text, start, end), closed and is_bare_list(clause)
        apart = parsed.has_label or (closed and (_stands_apart(text, start, end) or _divides_clearly(clause)))
        if (
            bare and text[start] != "【" and (parsed.riders or at_end or _sets_deadline(clause, text[end : end + 1]))
        ) or (apart and is_clause(clause, at_end=at_end or text[start - 1 : start] == ",")):
            clauses.append(clause)
            reached = end
        elif bare and _ends_task(text, start, end):
            listed.append(clause)
            reached = end
        elif closed and _is_date(clause) and _after_sentence(text, start):
            deadlines.append(clause)
        elif closed and _LOOKS_LIKE.search(body.text):
            unread.append((start, end))
    numbered = sum(is_numbered_at(text, match.end()) for match in re.finditer(r"(?:^|\n)[ \t]*", text))
    if len(listed) >= 2 and len(listed) * 10 >= 6 * numbered:
        clauses = sorted([*clauses, *listed], key=lambda one: one.start)
    else:
        unread = sorted([*unread, *((one.start, one.end) for one in listed if _LOOKS_LIKE.search(one.body.text))])
    return clauses, deadlines, unread


def _ends_task(text: str, start: int, end: int) -> bool:
    """True if a bracket ends an item and the words before it are no office (县科技局（县创新办）)."""
    if not _ITEM_END.match(text, end):  # first, so that a line is looked back over once
        return False
    line = text.rfind("\n", 0, start) + 1
    return is_numbered_at(text, line) and not has_office_ending(re.split("[,、。;]", text[line:start])[-1])


def _sets_deadline(clause: Clause, after: str) -> bool:
    """True if a bracket that ends a line gives offices a time by which to be done (3月底前,县应急局)."""
    until = re.search("[前底内]$|完成|长期|持续|坚持|每[年季月周]", clause.parsed.deadline)
    return after in ("", "\n", "。", ";") and until is not None and all(map(has_office_ending, clause.list_names()))


def _is_date(clause: Clause) -> bool:
    """True if a bracket holds a date and nothing else, with a label (完成时限：6月底) or without."""
    parsed = clause.parsed
    labelled = bool(parsed.deadline) and not (parsed.lists or parsed.bare or parsed.persons or parsed.unread)
    return labelled or is_deadline(clause.body.text)


def is_clause(clause: Clause, *, at_end: bool = False) -> bool:
    """True if what stands in brackets divides work: a label with units, or particular offices with a verb.

    Args:
        clause: What stands in brackets, as it was read.
        at_end: Whether it ends its item, where kinds of units (施工单位) are as good as offices.
    """
    parsed = clause.parsed
    lists = [parse_unit_names(clause.body.text, one.pieces) for one in parsed.lists]
    names = [name.text for one in lists for name in one.names]
    if not names or any(len(name) > 80 for name in names):
        return False
    if parsed.has_label:
        return True
    completed = {more.printed for one in lists for more in one.fuller}  # 保定、唐山市政府
    towns = {name.text for one in lists if one.open for name in one.names if len(name.text) <= 4}  # 前湾、后湾等镇
    official = [
        name in completed or name in towns or is_official_name(name) or (at_end and is_kind_of_unit(name))
        for name in names
    ]
    return not parsed.bare and sum(official) * 2 >= len(official)


def is_bare_list(clause: Clause) -> bool:
    """True if it is a list of particular offices without any role word."""
    offices = [name.strip("*★☆▲△●○◆◎※") for name in clause.list_names()]  # 标*的为牵头单位
    return bool(offices) and not clause.parsed.lists and all(map(is_official_name, offices))


_SHARED_OUT = re.compile("分工|职责|职能|分别|分头|共同|牵头负责|负责落实|[/:]|单位|部门")


def _divides_clearly(clause: Clause) -> bool:
    """True if a clause is one even in the middle of a sentence: two roles, or 按职责分工 and the like, for offices."""
    lists = clause.parsed.lists
    several = len(lists) >= 2 or any(_SHARED_OUT.search(one.word) for one in lists)
    return several and all(map(is_official_name, clause.list_names()))


def _stands_apart(text: str, start: int, end: int) -> bool:
    """True if a bracket ends a sentence or follows one, and is no part of it."""
    after = text[end : end + 1]
    if after in ("", "\n", "。", ";", ",", ".", "!", "\t", "(", "〔", "["):
        return True
    return _after_sentence(text, start) or text[start - 1 : start] == "," or after == " " or is_numbered_at(text, end)


def _after_sentence(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start].rstrip(" \t\n")[-1:] in ("", "。", ";", ".", "!", "?", "”", ")", "〕")


_LINE_END = re.compile(r"[。;]?[ \t]*(?:\n|$)")
_ITEM_END = re.compile(rf"{_LINE_END.pattern}|[。;] *\d{{1,2}}[.、](?!\d)")
_NEXT_BRACKET = re.compile(r" *\((?P<inside>[^()\n]{2,20})\)")


def _ends_item(text: str, start: int, end: int) -> bool:
    """True if a bracket stands between the end of a sentence and the end of the line, or a date in brackets there."""
    before = text[max(0, start - 4) : start].rstrip(" \t")[-1:]
    date = _NEXT_BRACKET.match(text, end)
    if date is not None and is_deadline(date["inside"]):
        end = date.end()
    return before in ("。", "\n", ";") and text[end : end + 1] in ("", "\n", "。")


def stands_alone(text: str, start: int, end: int) -> bool:
    """True if nothing else stands on the lines (or between the gaps) of a range.

    Args:
        text: The folded text.
        start: Where the range begins.
        end: Where it ends (exclusive).
    """
    before, after = text[max(0, start - 8) : start], text[end : end + 8]
    starts = before.rstrip(" \t")[-1:] in ("", "\n") or before.endswith("  ")
    return starts and bool(re.match(r"[。;,.]?(?:[ \t]*(?:\n|$)|  |\t)", after))
