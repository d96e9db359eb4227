"""Clauses in brackets, and brackets that only look like clauses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from respnet.intake.clauses.clause import LONGEST, Clause, Unread, body_of
from respnet.intake.clauses.text_lines import starts_numbered
from respnet.intake.language.clause_parser import Parsed, parse
from respnet.intake.language.lexicon import is_deadline, looks_official
from respnet.intake.language.unit_list import names_of

if TYPE_CHECKING:
    from respnet.intake.language.brackets import Brackets
    from respnet.intake.language.normalize import Stream

_HINT = re.compile(r"牵\s*头|责\s*任|负\s*责|单\s*位|[各局委办协联会府院部厅署社行镇区处科站队企]")
_LOOKS_LIKE = re.compile(r"牵头|负责|责任(?:单位|部门)|配合(?:单位|部门)|参[与加](?:单位|部门)")
_DEADLINE_HINT = re.compile(r"\d月|年|推进|坚持|完成")


def in_brackets(stream: Stream, pairs: Brackets) -> tuple[list[Clause], list[Clause], list[Unread]]:
    """The clauses in brackets, the brackets that hold only a date, and those that look like clauses and are none."""
    text = stream.text
    clauses: list[Clause] = []
    deadlines: list[Clause] = []
    unread: list[Unread] = []
    reached = 0
    for start, end in pairs.candidates(LONGEST):
        if start < reached or (not _HINT.search(text, start, end) and not _DEADLINE_HINT.search(text, start, end)):
            continue
        closed = text[end - 1] in ")]〕】}"
        body = body_of(text, start + 1, end - 1 if closed else end)
        parsed = parse(body.text)
        clause = Clause(start, end, "bracket", body, parsed, _alone(text, start, end))
        apart = closed and (_stands_apart(text, start, end) or _divides_clearly(body.text, parsed))
        bare = closed and is_bare_list(body.text, parsed) and (parsed.riders or _ends_item(text, start, end))
        if bare or (is_clause(body.text, parsed) and (parsed.labelled or apart)):
            clauses.append(clause)
            reached = end
        elif closed and is_deadline(body.text) and _after_sentence(text, start):
            deadlines.append(clause)
        elif closed and _LOOKS_LIKE.search(body.text):
            unread.append(Unread(start, end))
    return clauses, deadlines, unread


def is_clause(text: str, parsed: Parsed) -> bool:
    """Whether what stands in brackets divides work: a label with units, or particular offices with a verb."""
    lists = [names_of(text, one.pieces) for one in parsed.lists]
    names = [name.text for one in lists for name in one.names]
    if not names or any(len(name) > 80 for name in names):
        return False
    if parsed.labelled:
        return True
    completed = {more.printed for one in lists for more in one.fuller}  # 保定、唐山市政府
    official = [name in completed or looks_official(name) for name in names]
    return not parsed.bare and sum(official) * 2 >= len(official)


def is_bare_list(text: str, parsed: Parsed) -> bool:
    """Whether it is a list of particular offices without any role word."""
    names = names_of(text, parsed.bare).names
    return bool(names) and not parsed.lists and all(looks_official(name.text) for name in names)


def _divides_clearly(text: str, parsed: Parsed) -> bool:
    """Whether a clause is one even in the middle of a sentence: two roles, or 按职责分工 and the like, for offices."""
    names = [name.text for one in parsed.lists for name in names_of(text, one.pieces).names]
    several = len(parsed.lists) >= 2 or any(len(one.word) > 2 for one in parsed.lists)
    return several and bool(names) and all(looks_official(name) for name in names)


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether a bracket ends a sentence or follows one, and is no part of it."""
    after = text[end : end + 1]
    if after in ("", "\n", "。", ";", ",", ".", "!", "\t", "(", "〔", "["):
        return True
    return _after_sentence(text, start) or after == " " or starts_numbered(text, end)


def _after_sentence(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start].rstrip(" \t\n")[-1:] in ("", "。", ";", ".", "!", "?", "”", ")", "〕")


def _ends_item(text: str, start: int, end: int) -> bool:
    """Whether a bracket stands between the end of a sentence and the end of the line."""
    before = text[max(0, start - 4) : start].rstrip(" \t")[-1:]
    return before in ("。", "\n", ";") and text[end : end + 1] in ("", "\n", "。")


def _alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the lines (or between the gaps) of this range."""
    before, after = text[max(0, start - 8) : start], text[end : end + 8]
    starts = before.rstrip(" \t")[-1:] in ("", "\n") or before.endswith("  ")
    return starts and bool(re.match(r"[。;,.]?(?:[ \t]*(?:\n|$)|  |\t)", after))
