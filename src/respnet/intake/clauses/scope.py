"""Scope of a clause: its own item, the whole section, or a part of an item; and items without any clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from respnet.intake.clauses.clause import Clause, ClauseCoverage, ClauseText
from respnet.intake.clauses.unit_first import (
    find_duties_of_minutes,
    find_headed_items,
    find_unit_first_items,
    find_unit_first_lines,
)
from respnet.intake.language.clause_parser import parse_clause
from respnet.intake.language.outline import NumberKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.clauses.clause import FoundClauses
    from respnet.intake.language.outline import Outline


@dataclass(frozen=True, slots=True)
class RowScope:
    """One row in the making: the item (-1: a paragraph without number), its clauses and the text they govern.

    `part` is "" for an only row. `section_wide` says that items below have no clause and go into its text.
    """

    node: int
    part: str
    clauses: tuple[Clause, ...]
    start: int
    end: int
    section_wide: bool = False


@dataclass(frozen=True, slots=True)
class ClauseScopes:
    """The rows in printed order, the items that have no clause and make no row, and clauses that govern nothing."""

    rows: tuple[RowScope, ...]
    without: tuple[int, ...]
    homeless: tuple[Clause, ...]


def assign_clauses(text: str, tree: Outline, found: FoundClauses) -> ClauseScopes:
    """Give every clause its item. Linear in the number of clauses and items.

    Args:
        text: The folded text.
        tree: Its outline.
        found: The clauses and lines.

    Returns:
        The rows in the making, items without a clause, and clauses without an item.
    """
    covered = ClauseCoverage(found.clauses)
    headed = find_headed_items(text, tree, found.clauses)
    headings = sorted({clause.start for clause in headed.values()})
    taken = set(headings)
    clauses = _divide_by_item_numbers([one for one in found.clauses if one.start not in taken])
    found = replace(found, clauses=tuple(clauses))
    owners = _owners(text, tree, found.clauses)
    lifted = _lift_owners(text, tree, found, owners)
    of_node: dict[int, list[Clause]] = {}
    free: list[Clause] = []
    for clause, owner in zip(found.clauses, lifted, strict=True):
        named = _find_numbered(tree, tree.owner(clause.start), clause.numbers) if clause.numbers else []
        named = [clause.node] if clause.node >= 0 else named
        if not named and owner >= 0 and not _is_under_section_title(text, tree, owner, clause):
            named = [owner]
        for node in named:
            of_node.setdefault(node, []).append(clause)
        if not named:
            free.append(clause)
    _keep_marked_clauses(text, of_node)
    of_node.update(find_unit_first_items(text, tree, of_node))
    of_lines: list[tuple[tuple[Clause, ...], int]] = [
        ((clause,), end) for clause, end in find_unit_first_lines(text, tree, found.lines, covered)
    ]
    for node, said, end in find_duties_of_minutes(text, tree, found):
        if node < 0:
            of_lines.append((said, end))
            free = [one for one in free if not said[0].start <= one.start < end]
        else:
            inside = ClauseCoverage(own := of_node.get(node, []))
            own = [*own, *(one for one in said if not inside.holds(one.start))]
            of_node[node] = sorted(own, key=lambda one: one.start)
    wide = {new for old, new in zip(owners, lifted, strict=True) if old != new}
    below = tree.count_below({node: len(clauses) for node, clauses in of_node.items()})
    rows = [
        row
        for node, clauses in of_node.items()
        for row in _rows_of(text, tree, node, clauses, wide=node in wide, whole=below[node] == len(clauses))
    ]
    unnumbered, homeless = _unnumbered(text, found, free)
    for node in (one for one in headed if not below[one]):
        one = tree.nodes[node]
        following = bisect_right(headings, one.marker.end)
        end = min([one.end, *headings[following : following + 1]])
        rows.append(RowScope(node, "", (headed[node],), one.marker.end, end))
        of_node[node] = [headed[node]]
    bare, without = _without_clause(text, tree, of_node, wide, frozenset(found.begins))
    rows += unnumbered
    rows += [RowScope(-1, "", clauses, clauses[0].start, end) for clauses, end in of_lines]
    rows += [RowScope(node, "", (), tree.nodes[node].marker.end, _bare_end(text, tree, node)) for node in bare]
    rows.sort(key=lambda row: tree.nodes[row.node].marker.start if row.node >= 0 and not row.part else row.start)
    return ClauseScopes(tuple(rows), without, tuple(homeless))


def _keep_marked_clauses(text: str, of_node: dict[int, list[Clause]]) -> None:
    """Let plain sentences be text where an item has a marked clause, and all others where a person says which it is."""
    for node, clauses in of_node.items():
        marked = [clause for clause in clauses if clause.form != "plain"]
        if any(clause.node >= 0 for clause in clauses):
            groups = _adjacent(text, sorted(clauses, key=lambda one: one.start))
            marked = [clause for group in groups if any(one.given for one in group) for clause in group]
        of_node[node] = marked or clauses


_BY_NUMBER = re.compile(
    r"第(?P<numbers>\d{1,3}(?:项?[、,和及至-]+第?\d{1,3})*)项?(?:工作|任务|事项|措施)?(?:分别|均|都)?由"
)


def _divide_by_item_numbers(clauses: Sequence[Clause]) -> list[Clause]:
    """第1、2项由县教委牵头；第3项由县科协负责 as one clause for each stretch that begins with numbers of items."""
    divided: list[Clause] = []
    for clause in clauses:
        text, at = clause.body.text, clause.body.at
        cuts = [match.start() for match in _BY_NUMBER.finditer(text)]
        if not cuts or cuts[0] > 0:
            divided.append(clause)
            continue
        for start, stop in pairwise([*cuts, len(text)]):
            match = _BY_NUMBER.match(text, start)
            if match is not None and match.end() < stop:
                body = ClauseText(text[match.end() : stop].rstrip(";,。"), at[match.end() : stop])
                first, last = at[start], at[stop - 1] + 1
                parsed = parse_clause(body.text)
                divided.append(
                    replace(clause, start=first, end=last, body=body, parsed=parsed, numbers=match["numbers"])
                )
    return divided


def _find_numbered(tree: Outline, owner: int, numbers: str) -> list[int]:
    """The items whose numbers a clause names, nearest above it; 2至4 are all from 2 to 4."""
    wanted: set[int] = set()
    for first, last in re.findall(r"(\d+)项?(?:[至-]+第?(\d+))?", numbers):
        wanted.update(range(int(first), min(int(last or first), int(first) + 100) + 1))
    found: list[int] = []
    for node in range(owner, max(-1, owner - 300), -1):
        marker = tree.nodes[node].marker
        if marker.value in wanted and marker.kind in (NumberKind.DIGIT, NumberKind.HAN, NumberKind.HAN_BRACKET):
            found.append(node)
            wanted.discard(marker.value)
    return found[::-1]


_FIELD = re.compile(r"(?P<number>\(?\d{1,2}[.、)]) *[\u4e00-\u9fff]{2,10}(?:\([^()]{1,8}\))? *:")


def _owners(text: str, tree: Outline, clauses: Sequence[Clause]) -> list[int]:
    """The item in which each clause stands; a numbered field (2.牵头单位：…) belongs to the item above all fields."""
    owners: list[int] = []
    for clause in clauses:
        owner = tree.owner(clause.start)
        one = tree.nodes[owner] if owner >= 0 else None
        if one is not None and one.parent >= 0 and _FIELD.match(text, one.marker.start):
            begins_item = clause.form == "sentence" and one.marker.end == clause.start
            if begins_item or (clause.form == "line" and _FIELD.match(text, clause.start)):
                owner = one.parent
        owners.append(owner)
    return owners


def _lift_owners(text: str, tree: Outline, found: FoundClauses, owners: Sequence[int]) -> list[int]:
    """The owners after looking upwards: a clause alone at the end of a section without others is the section's."""
    per_node = Counter(owner for owner in owners if owner >= 0)
    below = tree.count_below(per_node)
    by_item = _closes_single_items(tree, found, owners)
    usual = _usual_kinds(tree, owners)
    begins = frozenset(found.begins)
    lifted: list[int] = []
    for clause, owner in zip(found.clauses, owners, strict=True):
        target = owner
        path = (owner, *tree.ancestors(owner)[::-1]) if owner >= 0 else ()
        hinted = next((one for one in path if tree.nodes[one].marker.start in begins), -1)
        if hinted >= 0 and below[hinted] == 1 and not clause.given:
            target = hinted
        fixed = clause.given or hinted == target >= 0
        while not fixed and target >= 0 and _is_last_and_only(text, tree, target, clause, below):
            parent = tree.nodes[target].parent
            several = len(tree.nodes[parent].children) > 1
            kind = tree.nodes[target].marker.kind
            of_all_above = bool(_OF_ALL_ABOVE.match(text, clause.start, clause.end))
            of_section = of_all_above or (clause.alone and kind not in by_item and several)
            of_enumeration = kind not in usual and tree.nodes[parent].marker.kind in usual and not per_node[parent]
            if not (of_section or of_enumeration) or below[parent] > 1:
                break
            target = parent
        lifted.append(target)
    return lifted


def _is_under_section_title(text: str, tree: Outline, owner: int, clause: Clause) -> bool:
    """True if a clause ends a paragraph below a title in heavy brackets (【重点单位】), each paragraph a task."""
    one = tree.nodes[owner].marker
    return one.end == one.start and text[one.start] == "【" and not clause.alone


_OF_ALL_ABOVE = re.compile(
    r"[(〔\[【]?(?:以上|上述)(?:各?项|所有|全部|\d+项)*(?:工作|任务|事项|措施|内容)*(?:均|都|皆)?由"
)


def _is_last_and_only(text: str, tree: Outline, node: int, clause: Clause, below: Sequence[int]) -> bool:
    """True if an item is the last of its section and the clause the last and only thing it and its siblings hold."""
    beside = tree.siblings(node)
    if beside[-1] != node or below[node] != 1:
        return False
    return tree.nodes[node].parent >= 0 and not text[clause.end : tree.nodes[node].end].strip(" \t\n。;")[200:]


def _closes_single_items(tree: Outline, found: FoundClauses, owners: Sequence[int]) -> frozenset[NumberKind]:
    """The kinds of numbers whose items have clause lines of their own in the middle of a section."""
    pairs = zip(found.clauses, owners, strict=True)
    inner = (owner for clause, owner in pairs if owner >= 0 and clause.alone and tree.siblings(owner)[-1] != owner)
    return frozenset(tree.nodes[owner].marker.kind for owner in inner)


def _usual_kinds(tree: Outline, owners: Sequence[int]) -> frozenset[NumberKind]:
    """The kinds of numbers at which the document's clauses usually stand (three in ten of them at least)."""
    kinds = Counter(tree.nodes[owner].marker.kind for owner in owners if owner >= 0)
    total = sum(kinds.values())
    return frozenset(kind for kind, count in kinds.items() if count * 10 >= total * 3)


def _rows_of(text: str, tree: Outline, node: int, clauses: list[Clause], *, wide: bool, whole: bool) -> list[RowScope]:
    """The rows of one item: one for each clause, with the sentences since the clause before.

    `whole`: no item below has a clause, so their text is its own. `wide`: its clause stands at the section's end.
    """
    one = tree.nodes[node]
    begin = one.marker.end
    groups = _adjacent(text, clauses)
    rows: list[RowScope] = []
    for place, group in enumerate(groups):
        part = str(place + 1) if len(groups) > 1 else ""
        end = group[-1].end
        if not one.marker.start <= group[-1].start < one.end:  # a person says that it is this item's clause
            end = begin
        if place + 1 == len(groups):
            end = max(end, _end_of_text(text, tree, node, end, whole=whole and bool(one.children)))
        heads = whole and bool(one.children) and group[0].start <= one.title_end + 1
        rows.append(RowScope(node, part, tuple(group), begin, end, section_wide=wide or heads))
        begin = group[-1].end
    return rows


def _end_of_text(text: str, tree: Outline, node: int, clause_end: int, *, whole: bool) -> int:
    """Return the end of an item's last row: with the line of its clause, or with the items below it."""
    if whole:
        last = node
        while tree.nodes[last].children:
            last = tree.nodes[last].children[-1]
        return max(clause_end, _bare_end(text, tree, last))
    line_end = text.find("\n", clause_end)
    return min(tree.nodes[node].own_end, line_end if line_end >= 0 else len(text))


_FIELD_LINES = re.compile(r"(?:[\s。;,]*[^\s:。;,]{2,12}:[^\n]*\n)+\s*")


def _adjacent(text: str, clauses: list[Clause]) -> list[list[Clause]]:
    """Clauses with nothing or only other fields between them belong together: （牵头单位：A）（责任单位：B）."""
    groups: list[list[Clause]] = []
    for clause in clauses:
        before = groups[-1][-1] if groups else clause
        between = text[before.end : clause.start]
        fields = before.form == clause.form == "line" and _FIELD_LINES.fullmatch(between)
        said = "before" in (before.form, clause.form)
        if groups and (fields or said or not between.strip(" \t\n。;,")):
            groups[-1].append(clause)
        else:
            groups.append([clause])
    return groups


_TASK_FIELD = re.compile(
    r"(?:\S{0,4}(?:督办|承办|交办|转办|批示|工作|重点|整改)(?:事项|任务|内容|问题)|任务名称|事项(?:名称|内容)?) *: *"
    r"(?=(?P<value>[^\n]+))"
)
"""The one task of a form: its units stand in other fields, above it too."""
_METADATA = re.compile(r"[^\n。,;]{2,8}:[^\n。;]*")


def _unnumbered(text: str, found: FoundClauses, free: Sequence[Clause]) -> tuple[list[RowScope], list[Clause]]:
    """Clauses before the first number: each governs the paragraph it ends, or the one before its own line."""
    tasks = [one for line in found.lines if (one := _TASK_FIELD.match(text, line.start, line.end))]
    rows: list[RowScope] = []
    if tasks and free and len(free) == len(found.clauses) and all(one.alone for one in free):
        begins = [task.start() for task in tasks]
        held: list[list[Clause]] = [[] for _ in tasks]
        for clause in free:
            held[max(0, bisect_right(begins, clause.start) - 1)].append(clause)
        pairs = zip(tasks, held, strict=True)
        return [RowScope(-1, "", tuple(own), task.end(), task.end("value")) for task, own in pairs], []
    homeless: list[Clause] = []
    starts = [line.start for line in found.lines]
    reached = 0
    for clause in free:
        begin = _paragraph_before(text, found, starts, clause, reached)
        if begin < 0 or (clause.alone and not clause.parsed.lists):  # 县科技局⏎（县创新办）: a second name
            homeless.append(clause)
        else:
            rows.append(RowScope(-1, "", (clause,), begin, clause.end))
        reached = clause.end
    return rows, homeless


def _paragraph_before(text: str, found: FoundClauses, starts: Sequence[int], clause: Clause, reached: int) -> int:
    at = bisect_right(starts, clause.start) - 1
    line = found.lines[at] if at >= 0 else None
    hinted = bisect_right(found.begins, clause.start) - 1
    if hinted >= 0 and found.begins[hinted] >= reached:
        return found.begins[hinted]
    if line is not None and not clause.alone and clause.start - max(line.start, reached) >= 5:
        return max(line.start, reached)
    while at > 0:
        at -= 1
        line = found.lines[at]
        if line.end <= reached:
            return -1
        if line.end <= clause.start and line.end - line.start >= 5:
            return -1 if _METADATA.fullmatch(text, line.start, line.end) else line.start
    return -1


_NO_TASK = re.compile(
    r"(?:总体|指导|基本|主要|工作|发展|行动|战略|重点|实施|建设|组织|政策|有关|其他|相关|推进|落实|适用|名词)*"
    r"(?:要求|思想|原则|目标|思路|总则|附则|背景|意义|形势|基础|范围|定义|保障|措施|实施|机制|步骤|安排|考核|任务|附件)(?:和|与|及)?"
    r"(?:要求|思想|原则|目标|思路|措施|任务|保障)?|其[他它](?:事项)?"
)


def _without_clause(
    text: str, tree: Outline, of_node: dict[int, list[Clause]], wide: set[int], begins: frozenset[int]
) -> tuple[list[int], tuple[int, ...]]:
    """Items without a clause: rows where items beside them have one, else only listed."""
    covered = [False] * len(tree.nodes)
    holds = tree.count_below(dict.fromkeys(of_node, 1))
    for node, one in enumerate(tree.nodes):
        covered[node] = one.parent >= 0 and (covered[one.parent] or one.parent in wide)
    kinds = {tree.nodes[node].marker.kind for node in of_node}
    bare: list[int] = []
    without: list[int] = []
    beside_has: dict[int, bool] = {}
    for node, one in enumerate(tree.nodes):
        if one.marker.start in begins and not holds[node]:
            bare.append(node)
            continue
        if holds[node] or covered[node] or one.marker.kind not in kinds:
            continue
        if one.parent not in beside_has:
            beside_has[one.parent] = any(other in of_node for other in tree.siblings(node))
        if one.parent in of_node and not beside_has[one.parent]:
            continue  # an enumeration inside an item that has its clause
        title = text[one.marker.end : one.title_end].strip(" :")
        is_task = beside_has[one.parent] and not _NO_TASK.fullmatch(title)
        (bare if is_task else without).append(node)
    return bare, tuple(without)


def _bare_end(text: str, tree: Outline, node: int) -> int:
    """The end of an item without clause: of all below it, but of its own paragraph only where nothing follows it."""
    one = tree.nodes[node]
    if one.end < len(text) and one.end == one.own_end:
        return one.own_end
    if one.end > one.own_end:
        return one.end
    stop = text.find("\n", one.title_end)
    return stop if 0 <= stop < one.end else one.end
