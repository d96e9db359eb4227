"""Units before their items: 1.县交通运输局：加强公路养护…, a unit as heading, or a label line over several items."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from respnet.core.name_guard import find_name_fault
from respnet.core.plan import Role
from respnet.intake.clauses.clause import MAX_CLAUSE_LENGTH, Clause, ClauseCoverage, ClauseText, read_clause
from respnet.intake.clauses.label_lines import match_assignment
from respnet.intake.language.clause_cuts import BULLET, NamePiece, cut_stretches
from respnet.intake.language.clause_parser import ParsedClause, RoleList
from respnet.intake.language.lexicon import (
    is_kind_of_unit,
    is_official_name,
    match_final_verb,
    parse_label,
)
from respnet.intake.language.text_lines import find_sentence_end
from respnet.intake.language.unit_list import parse_unit_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from respnet.intake.clauses.clause import FoundClauses
    from respnet.intake.language.outline import Outline
    from respnet.intake.language.text_lines import TextLine

_HEAD = re.compile(rf"[ \t]*(?:{BULLET.pattern})?(?P<units>[^:。;!?\n]{{2,80}})(?:[:。]|\s*\n)(?=[^\n]{{4}})")
_SUBJECT = re.compile(r"[ \t]*(?P<units>[^:,。;!?\n]{2,40}?)(?=(?:主要|牵头|具体)?(?:负责|承担)[^:。;!?\n]{4})")
"""A unit and its duty without a mark between (县公安局负责…): only below a heading of duties."""
_OF_DUTIES = re.compile(r"职责|职能|分工")
_SPEAKS_OF_DUTIES = re.compile(r"职责|分工|任务|责任(?!追究)|职能")
_REPORTS = re.compile(r"情况|进展|完成|通报|总结|追究|考核")
_NO_DUTY = re.compile(r"电话|联系|联络|手机|邮箱|传真|\d{7}|同志|某某|组长|主任$|局长")


def find_unit_first_lines(
    text: str, tree: Outline, lines: Sequence[TextLine], taken: ClauseCoverage
) -> list[tuple[Clause, int]]:
    """Find the lines without numbers that name a unit and its duty, two or more under words that speak of duties.

    The words are the heading of the section, or without one the line above the first unit.

    Args:
        text: The folded text.
        tree: The outline, whose headings say what the lines below are.
        lines: The lines of the text.
        taken: The clauses found already.

    Returns:
        A clause for each such line and the end of the text that it governs: the next such line or item.
    """
    groups: dict[tuple[int, str], list[tuple[Clause, int]]] = {}
    above = ""
    for line in lines:
        node = tree.owner(line.start)
        heading = _heading_text(text, tree, node) if node >= 0 else above
        match = _match_head(text, heading, line.start, line.end) if not taken.holds(line.start) else None
        named = match is not None and (text[match.end() - 1] == ":" or match.re is _SUBJECT)
        if match is None or not named or not text[match.end() : line.end].strip():
            above = text[line.start : line.end][-60:]
        if match is None or text[match.end() - 1] == "。":
            continue
        role = _find_heading_role(text, tree, node)
        of_duties = (role or _SPEAKS_OF_DUTIES.search(heading)) and not _REPORTS.search(heading)
        if not of_duties or _NO_DUTY.search(text, match.end(), line.end):
            continue
        kinds = _OF_DUTIES.search(heading) is not None  # 供热企业:…
        clause = _make_clause(text, match.start("units"), match.end("units"), match.end(), role, kinds=kinds)
        if clause is not None:
            groups.setdefault((node, "" if node >= 0 else above), []).append((clause, line.end))
    found: list[tuple[Clause, int]] = []
    for (node, _), group in groups.items():
        if len(group) < 2 and _find_heading_role(text, tree, node) is None:
            continue
        starts = [clause.start for clause, _ in group[1:]] + [tree.nodes[node].own_end if node >= 0 else group[-1][1]]
        found += [
            (clause, max(end, min(start, end + MAX_CLAUSE_LENGTH)))
            for (clause, end), start in zip(group, starts, strict=True)
        ]
    return sorted(found, key=lambda one: one[0].start)


def find_unit_first_items(
    text: str, tree: Outline, of_node: dict[int, list[Clause]]
) -> Iterator[tuple[int, list[Clause]]]:
    """Find items that name their unit first; only where most items side by side do so.

    Args:
        text: The folded text.
        tree: Its outline.
        of_node: The clauses of each item so far.

    Returns:
        Items, each with a clause made of its unit, and that of the offices which end the sentence.
    """
    busy = tree.count_below(dict.fromkeys(of_node, 1))
    plain = all(clause.form == "plain" for clauses in of_node.values() for clause in clauses)
    for beside in [tree.roots, *(node.children for node in tree.nodes)]:
        free = [node for node in beside if not busy[node]]
        first = _find_in_most(free, lambda node: _before_duty(text, tree, node))
        others = sum(map(of_node.__contains__, beside))
        if not first and (plain or others):
            first = _find_in_most(free, lambda node: _behind_title(text, tree, node), others)
        for node, clause in first.items():
            yield node, [clause, *_match_later_assignments(text, clause.end, tree.nodes[node].own_end)]
        headed = {} if first else _find_in_most(free, lambda node: _heading(text, tree, node))
        if headed:
            for node, clause in headed.items():
                for child in tree.nodes[node].children:
                    yield child, [clause]


_AGREED = "会议(?:议定|明确|研究|决定|确定|同意|要求)"
_MINUTES = re.compile(rf"纪要 *\n|(?:^|[。\n])[^。\n]{{0,4}}{_AGREED}")
_PIECE = re.compile(
    rf"(?<![^,。;:\n、.)〕\]】 ])(?:(?:{_AGREED},?|[一二三四五]是|同时|其中|请|并|由|\d{{1,2}}[.、]) *)*"
    r"(?P<said>[^,。;:\n]{4,200})"
)
_DUTY_VERB = re.compile(
    r"(?P<how>(?:要|须|应|具体|分别|共同|联合|主要|积极|抓紧|尽快|认真|切实|密切|进一步)*)"
    r"(?P<verb>牵头|配合|协助|参与|负责(?!人|同志)|做好|落实|加强|制定|提供|承担|开展|完成|抓好|根据|按|"
    r"(?:监督|督促|协调|组织|推进)(?!(?:管理|领导|工作)?(?:[局部办委处科室]|组(?!织)|小组|中心|指挥))|(?<=[须应紧快实])|(?<=[^主]要))"
)


def find_duties_of_minutes(
    text: str, tree: Outline, found: FoundClauses
) -> Iterator[tuple[int, tuple[Clause, ...], int]]:
    """Find the duties that minutes of a meeting tell in running text, where no clause has a mark.

    Args:
        text: The folded text.
        tree: Its outline.
        found: The clauses found already, and the lines.

    Returns:
        Items with their clauses, and (as item -1) sentences before the first item, each with the place where it ends.
    """
    if not _MINUTES.search(text) or any(clause.form != "plain" and clause.parsed.lists for clause in found.clauses):
        return
    taken = ClauseCoverage(found.clauses)
    stretches = [(node, one.marker.end, one.own_end) for node, one in enumerate(tree.nodes)]
    before = tree.starts[0] if tree.starts else len(text)
    stretches += [(-1, *match.span()) for match in re.finditer(r"[^。\n]+", text[:before])]
    for node, start, end in stretches:
        phrases = (_match_duty(text, *match.span("said")) for match in _PIECE.finditer(text, start, end))
        clauses = tuple(
            clause for clause in phrases if clause is not None and (node < 0 or not taken.holds(clause.start))
        )
        if clauses:
            yield node, clauses, end


def _match_duty(text: str, start: int, end: int) -> Clause | None:
    """The clause of a phrase that begins with an office and its verb (县教育局牵头排查, 县财政局要保障经费)."""
    body = ClauseText(text[start:end], tuple(range(start, end)))
    verbs = _DUTY_VERB.finditer(body.text, 2)
    found = [(match.start(), match["verb"], match.end()) for match in verbs if match[0]]
    first = 2 if body.text.startswith("会同") else 0
    found = [(len(body.text), "会同", len(body.text))] if first else found
    for stop, verb, last in found:
        pieces = tuple(NamePiece(first + a, first + b, mark) for a, b, mark in cut_stretches(body.text[first:stop]))
        names = [name.text for name in parse_unit_names(body.text, pieces).names]
        if names and all(is_official_name(name) and (verb or name[0] not in "各有") for name in names):
            role = (match_final_verb(body.text[:last]) or (0, Role.RESPONSIBLE))[1]
            lists = (RoleList(role, verb, pieces),)
            return Clause(start, start + last, "before", body, ParsedClause(lists), alone=False)
    return None


def _find_in_most(nodes: Sequence[int], find: Callable[[int], Clause | None], others: int = 0) -> dict[int, Clause]:
    """The clauses of items side by side, where two or more and six in ten have one of the kind, as `others` do."""
    found = {node: clause for node in nodes if (clause := find(node)) is not None}
    of_kind = len(found) + others
    return found if of_kind >= 2 and of_kind * 10 >= (len(nodes) + others) * 6 else {}


def _behind_title(text: str, tree: Outline, node: int) -> Clause | None:
    """The clause that opens the sentence behind an item's title (一、健康教育。区卫健委负责,…), or its by-phrase."""
    one = tree.nodes[node]
    by = text.find(",由", one.marker.end, one.title_end)
    one.title_end = by if by >= 0 else one.title_end
    return _match_assignments(text, one.title_end + 1, one.own_end)


def _heading_text(text: str, tree: Outline, node: int) -> str:
    one = tree.nodes[node]
    return text[one.marker.end : min(one.title_end, one.marker.end + 60)]


def _find_heading_role(text: str, tree: Outline, node: int) -> Role | None:
    """The role that a heading gives to the units below it ((二)配合单位), None where it gives none."""
    label = parse_label(_heading_text(text, tree, node).strip(" :。\n")) if node >= 0 else None
    return label.role if label else None


def _match_head(text: str, heading: str, start: int, end: int) -> re.Match[str] | None:
    """Match the unit that begins a stretch below a heading: before a colon or full stop, or before its verb."""
    of_duties = _OF_DUTIES.search(heading) is not None
    subject = _SUBJECT.match(text, start, end) if of_duties else None
    head = subject or _HEAD.match(text, start, end)
    return head if head is None or of_duties or text[head.end() - 1] in ":。" else None


def _before_duty(text: str, tree: Outline, node: int) -> Clause | None:
    """The clause of an item that begins with its unit: 县水利局：…, or 县水利局。负责…."""
    one = tree.nodes[node]
    if assigned := _match_assignments(text, one.marker.end, one.own_end):
        return assigned
    heading = _heading_text(text, tree, one.parent) if one.parent >= 0 else ""
    match = _match_head(text, heading, one.marker.end, one.own_end)
    if match is None:
        return None
    members = _make_clause(text, match.end(), one.title_end, one.title_end)
    of_group = replace(members, form="sentence") if members is not None else None  # 宣传组:县委宣传部、县融媒体中心
    if of_group is None and (text.startswith("由", match.end()) or match["units"].endswith(("组", "专班"))):
        of_group = _match_assignments(text, match.end(), one.own_end)  # 宣传组。由县委宣传部牵头,…
    if of_group is not None:
        one.title_end = match.end("units")
        return of_group
    role, kinds = _find_heading_role(text, tree, one.parent), _OF_DUTIES.search(heading) is not None  # 农业农村部门
    return _make_clause(text, *match.span("units"), match.end(), role, kinds=kinds)


def _match_assignments(text: str, start: int, end: int) -> Clause | None:
    """The clause of phrases that assign before the work (县卫健局牵头，县教育局配合，开展宣传周活动), or None."""
    holder = _HOLDER.match(text, start, end)
    first = last = reached = start = holder.end() if holder else start
    for match in _PHRASE.finditer(text, start, end):
        words = re.sub("^(?:由|会同)", "", match["words"])
        verb = match_final_verb(words)
        names = (words[: verb[0]] if verb else words if match["words"].startswith("会同") else "").split("、")
        if match.start() != reached or not all(map(is_official_name, names)):
            break
        last, reached = match.end() - 1, match.end()
    by = _BY.match(text, start, end)
    if reached == start and by is not None and all(map(is_official_name, by["names"].split("、"))):
        first, last, reached = by.start("names"), by.end(), by.end()
    if reached == start:
        return None
    return read_clause(text, (start, reached), "before", (first, last))


def _match_later_assignments(text: str, start: int, end: int) -> Iterator[Clause]:
    """Match offices that go on behind a semicolon (；县科协负责，…), and those that end the sentence (，各镇落实)."""
    stop = find_sentence_end(text, start, end)
    parts = (place + 1 for place in range(start, stop) if text[place] == ";")
    yield from (one for part in parts if (one := _match_assignments(text, part, stop)))
    commas = (place for place in range(max(start, stop - MAX_TAIL), stop) if text[place] == ",")
    found = (match_assignment(text, place + 1, place + 1, stop, alone=False) for place in commas)
    yield from islice((one for one in found if one and not any(map(find_name_fault, one.list_names()))), 1)


MAX_TAIL = 300  # characters of the offices and verbs that end a sentence
_HOLDER = re.compile(r"由[^,。;:!?\n]{2,30}?担?任[^,。;:!?\n]{0,4}长,")
_BY = re.compile(
    r"(?P<by>由)?(?P<names>[^,。;:!?\n]{2,40}?)(?:共同|分别|具体)?(?:牵头(?!单位|部门|[科处]室|机构|领导|(?:负责)?人)|(?(by)负责(?!人)|(?!)))(?=[^,。;:!?\n]{4})"
)
_PHRASE = re.compile(r"(?P<words>[^,。;:!?\n]{4,60}),(?=[^。;\n]{4})")


def _heading(text: str, tree: Outline, node: int) -> Clause | None:
    one = tree.nodes[node]
    if not one.children or one.title_end - one.marker.end > 60:
        return None
    end = one.marker.end + len(text[one.marker.end : one.title_end].rstrip(": "))
    return _make_clause(text, one.marker.end, end, one.title_end)


def _make_clause(
    text: str, start: int, end: int, after: int, role: Role | None = None, *, kinds: bool = False
) -> Clause | None:
    """A clause of the units from `start` to `end`, or None where these are not all offices or `kinds` of offices."""
    clause = read_clause(text, (start, after), "before", (start, end))
    own = _OWN_VERB.match(text, after)
    role = role or (match_final_verb(own["verb"]) or (0, None))[1] if own else role
    lists = clause.parsed.list_roles(role or Role.RESPONSIBLE)
    names = clause.list_names()
    if not names or any(len(name) > MAX_UNIT_LENGTH for name in names):
        return None
    if not all(is_official_name(name) or (kinds and is_kind_of_unit(name)) for name in names):
        return None
    return replace(clause, parsed=ParsedClause(lists))


_OWN_VERB = re.compile(r" *(?:主要|具体)?(?P<verb>牵头|配合|协助|参与)(?!单位|部门)")
MAX_UNIT_LENGTH = 25
"""Characters of a unit that stands before its duty; a longer one is a sentence."""


def find_headed_items(text: str, tree: Outline, clauses: Sequence[Clause]) -> dict[int, Clause]:
    """Find the items that stand under a label line, up to the next one of their level.

    A label line commonly ends its item. It is a heading where one stands before the first item of a section, others of
    the same role follow, and the last item has no clause.

    Args:
        text: The folded text.
        tree: Its outline.
        clauses: The clauses, in order.

    Returns:
        For each item under such a heading the clause that is it.
    """
    families: dict[int, dict[int, Clause]] = {}
    closed: set[int] = set()
    for clause in clauses:
        closed.add(tree.owner(clause.start))
        if not clause.alone or clause.form not in ("line", "bracket") or not clause.parsed.lists:
            continue
        node = bisect_left(tree.starts, clause.end)
        if node < len(tree.nodes) and not text[clause.end : tree.starts[node]].strip(" \t\n。;"):
            families.setdefault(tree.nodes[node].parent, {})[node] = clause
    headed: dict[int, Clause] = {}
    for parent, before in families.items():
        items = tree.nodes[parent].children if parent >= 0 else tree.roots
        certain = len(before) < len(items) or parent < 0
        roles = {clause.parsed.lists[0].role for clause in before.values()}
        if len(before) < 2 or len(roles) > 1 or items[0] not in before or items[-1] in closed or not certain:
            continue
        clause = before[items[0]]
        for node in items:
            clause = before.get(node, clause)
            headed[node] = clause
    return headed
