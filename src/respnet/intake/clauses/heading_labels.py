"""Label lines that stand as a heading over several items: 责任单位：县发改局⏎1.…⏎2.…⏎责任单位：县工信局⏎3.…."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.clauses.clause import Clause
    from respnet.intake.language.outline import Outline


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
