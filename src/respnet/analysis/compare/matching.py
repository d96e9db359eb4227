"""Task matching between two plans: by number where the content agrees, else by optimal assignment on similarity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from respnet.core.lookup import strip_numbering, title_key
from respnet.core.network import ResponsibilityNetwork

if TYPE_CHECKING:
    from scipy.sparse import csr_array  # type: ignore[import-untyped]  # scipy ships no types


Vector = NDArray[np.float64]
Places = NDArray[np.intp]

MIN_SIMILARITY = 0.4
"""Smallest similarity of a match."""
MIN_TITLE_SIMILARITY = 0.2
"""Smallest title similarity of a match: in one plan many different tasks have the same units."""
SAME_NUMBER_FACTOR = 0.5
"""Factor on both thresholds where the number is the same; below that the number is not believed."""
CERTAIN_SIMILARITY = 0.7
"""With the same number and this similarity two tasks are matched without further search."""
MOST_CANDIDATES = 20
"""Most similar new tasks considered for each old task."""
MATCH_BLOCK_PAIRS = 1 << 20
"""Pairs compared in one block: a memory bound for any number of tasks."""
_TOLERANCE = 1e-12  # similarities closer than this are equal


class MatchBasis(StrEnum):
    """Ground of a match."""

    NUMBER = "number"
    LIKENESS = "likeness"


@dataclass(frozen=True, slots=True)
class TaskMatch:
    """Match of a task of the old plan and one of the new (ids).

    `likeness` is 0.5 Jaccard of the titles' character bigrams + 0.5 Jaccard of the units, 0 to 1; where neither task
    has a title, or neither names a unit, the other half counts alone. `reworded`: the titles differ beyond their
    numbering.
    """

    old: str
    new: str
    by: MatchBasis
    likeness: float
    reworded: bool

    @property
    def certain(self) -> bool:
        """True if title and units are the same, or one or the number is and they nearly are; else a person checks."""
        same = self.by is MatchBasis.NUMBER or not self.reworded
        return self.likeness >= (CERTAIN_SIMILARITY if same else 1.0) - _TOLERANCE


@dataclass(frozen=True, slots=True)
class TaskMatching:
    """Matches in the new plan's order, and rejected ones.

    `numbers_refused` are pairs of tasks with the same number that are not the same task. `cut`: a task had more than
    `MOST_CANDIDATES` possible partners, of which only the most similar were considered.
    """

    matches: tuple[TaskMatch, ...]
    numbers_refused: tuple[TaskMatch, ...]
    cut: bool


def match_tasks(old: ResponsibilityNetwork, new: ResponsibilityNetwork) -> TaskMatching:
    """Match the tasks of two plans under common unit ids (see `align_unit_names`).

    1. Tasks of equal title and units, first those with the same number, then in printed order.

    2. Tasks with the same number and a similarity of at least `CERTAIN_SIMILARITY`.

    3. Of the rest, the assignment of maximum total similarity (Kuhn 1955, the Hungarian method), over the pairs
    admitted by `MIN_SIMILARITY` and `MIN_TITLE_SIMILARITY`, or half of both where a number that occurs once in each
    plan is the same. Of equally good assignments, the one that keeps the printed order.

    No matrix of all pairs is held: a block of old tasks is compared with all new ones at a time.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.

    Returns:
        Matches and rejected numbers.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, build_plan
    >>> def plan(*titles):
    ...     rows = [TaskRow(title, number=str(number)) for number, title in enumerate(titles, 1)]
    ...     return ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))
    >>> found = match_tasks(plan("修路", "建设科技馆"), plan("栽树", "修路", "建设县科技馆"))
    >>> [(one.old, one.new, one.by.value, one.likeness) for one in found.matches]
    [('p/1', 'p/2', 'likeness', 1.0), ('p/2', 'p/3', 'likeness', 0.5)]
    """
    sides = _TaskPairing(old, new)
    pairs = _match_identical(sides)
    taken = set(pairs.values())
    pairs |= {
        i: j
        for i, j in sides.numbered.items()
        if i not in pairs and j not in taken and sides.match(i, j).likeness >= CERTAIN_SIMILARITY - _TOLERANCE
    }
    rest, cut = _assign_remaining(sides, pairs)
    pairs |= rest
    return TaskMatching(
        matches=tuple(sides.match(*pair) for pair in sorted(pairs.items(), key=lambda pair: pair[1])),
        numbers_refused=tuple(sides.match(*pair) for pair in sides.unique if pairs.get(pair[0]) != pair[1]),
        cut=cut,
    )


def match_tasks_by_id(old: ResponsibilityNetwork, new: ResponsibilityNetwork) -> TaskMatching:
    """Match the tasks of a plan and of an edited copy by their ids, whatever became of the units.

    Args:
        old: Network of the plan.
        new: Network of the edited plan.

    Returns:
        Matches of the tasks in both.
    """
    sides = _TaskPairing(old, new)
    place = {task.id: i for i, task in enumerate(old.tasks)}
    pairs = [(place[task.id], j) for j, task in enumerate(new.tasks) if task.id in place]
    return TaskMatching(tuple(sides.match(*pair) for pair in pairs), numbers_refused=(), cut=False)


def split_bigrams(title: str) -> frozenset[str]:
    """Split a title into its character bigrams, without blanks and punctuation; a single character stands for itself.

    >>> sorted(split_bigrams("修 路，A"))
    ['修路', '路A']
    """
    found = title_key(title)
    return frozenset(found[at : at + 2] for at in range(max(1, len(found) - 1))) - {""}


class _PlanTasks:
    """Tasks of one plan: title bigrams, units, and index by number and its occurrence."""

    def __init__(self, network: ResponsibilityNetwork) -> None:
        self.tasks = network.tasks
        self.pairs = [split_bigrams(task.title) for task in network.tasks]
        self.units = [frozenset(one.unit for one in network.assignments_by_task[task.id]) for task in network.tasks]
        self.keys = list(zip((title_key(task.title) for task in network.tasks), self.units, strict=True))
        seen: Counter[str] = Counter()
        self.numbers: dict[tuple[str, int], int] = {}
        for place, task in enumerate(network.tasks):
            if task.number:
                self.numbers[task.label, seen[task.label]] = place
                seen[task.label] += 1


class _TaskPairing:
    """Tasks of both plans by index."""

    def __init__(self, old: ResponsibilityNetwork, new: ResponsibilityNetwork) -> None:
        self.old, self.new = _PlanTasks(old), _PlanTasks(new)
        there = self.new.numbers
        self.numbered = {place: there[key] for key, place in self.old.numbers.items() if key in there}
        again = {label for label, before in (*self.old.numbers, *there) if before}
        self.unique = [(i, j) for i, j in self.numbered.items() if old.tasks[i].label not in again]

    def match(self, i: int, j: int) -> TaskMatch:
        one, other = self.old.tasks[i], self.new.tasks[j]
        sets = ((self.old.pairs[i], self.new.pairs[j]), (self.old.units[i], self.new.units[j]))
        parts = [len(a & b) / len(a | b) for a, b in sets if a or b]
        return TaskMatch(
            old=one.id,
            new=other.id,
            by=MatchBasis.NUMBER if self.numbered.get(i) == j else MatchBasis.LIKENESS,
            likeness=sum(parts) / len(parts) if parts else 1.0,
            reworded=strip_numbering(one.title) != strip_numbering(other.title),
        )


def _match_identical(sides: _TaskPairing) -> dict[int, int]:
    """Match the pairs of equal title and units; no assignment is better, since 1 - similarity is a metric."""
    pairs = {i: j for i, j in sides.numbered.items() if sides.old.keys[i] == sides.new.keys[j]}
    taken = set(pairs.values())
    waiting: dict[tuple[str, frozenset[str]], list[int]] = {}
    for j in reversed(range(len(sides.new.tasks))):
        if j not in taken:
            waiting.setdefault(sides.new.keys[j], []).append(j)
    for i, key in enumerate(sides.old.keys):
        if i not in pairs and (same := waiting.get(key)):
            pairs[i] = same.pop()
    return pairs


def _assign_remaining(sides: _TaskPairing, paired: dict[int, int]) -> tuple[dict[int, int], bool]:
    """Find the best assignment of the unmatched tasks, and tell if candidates were cut."""
    taken = set(paired.values())
    rows = np.array([i for i in range(len(sides.old.tasks)) if i not in paired], dtype=np.intp)
    columns = np.array([j for j in range(len(sides.new.tasks)) if j not in taken], dtype=np.intp)
    if not rows.size or not columns.size:
        return {}, False
    row_at, column_at = ({int(place): at for at, place in enumerate(places)} for places in (rows, columns))
    same_number = {row_at[i]: column_at[j] for i, j in sides.unique if i in row_at and j in column_at}
    i, j, likeness, cut = zip(
        *(_find_candidates(*block, same_number) for block in _compare_blocks(sides, rows, columns)), strict=True
    )
    shape = rows.size, columns.size
    pairs = find_best_assignment(np.concatenate(i), np.concatenate(j), np.concatenate(likeness), shape)
    return {int(rows[a]): int(columns[b]) for a, b in pairs}, any(cut)


def _compare_blocks(sides: _TaskPairing, rows: Places, columns: Places) -> Iterator[tuple[int, Vector, Vector]]:
    """Generate blocks of old x new tasks: first row, title similarity and total similarity."""
    titles, units = (
        (_to_indicators([a[i] for i in rows], word_at), _to_indicators([b[j] for j in columns], word_at))
        for a, b in ((sides.old.pairs, sides.new.pairs), (sides.old.units, sides.new.units))
        for word_at in [_index_words((*a, *b))]
    )
    height = max(1, MATCH_BLOCK_PAIRS // columns.size)
    for start in range(0, rows.size, height):
        here = slice(start, start + height)
        of_titles, some_title = _compute_jaccard(titles[0][here], titles[1])
        of_units, some_unit = _compute_jaccard(units[0][here], units[1])
        halves = some_title.astype(np.float64) + some_unit
        yield start, of_titles, np.where(halves > 0, (of_titles + of_units) / np.maximum(halves, 1), 1.0)


def _index_words(sets: Sequence[frozenset[str]]) -> dict[str, int]:
    return {word: at for at, word in enumerate(sorted(frozenset().union(*sets)))}


def _to_indicators(sets: Sequence[frozenset[str]], word_at: dict[str, int]) -> csr_array:
    """Build the indicator matrix, sets x words."""
    from scipy.sparse import csr_array

    words = [sorted(word_at[word] for word in each) for each in sets]
    ends = np.cumsum([0, *map(len, words)])
    flat = np.array([word for each in words for word in each], dtype=np.intp)
    return csr_array((np.ones(flat.size), flat, ends), shape=(len(sets), max(1, len(word_at))))


def _compute_jaccard(a: csr_array, b: csr_array) -> tuple[Vector, NDArray[np.bool_]]:
    """Compute the Jaccard similarity of each two rows, and a mask of pairs with any element."""
    both = (a @ b.T).toarray()
    either = np.add.outer(a.sum(axis=1), b.sum(axis=1)) - both
    return both / np.maximum(either, 1), either > 0


def _find_candidates(
    start: int, of_titles: Vector, likeness: Vector, same_number: dict[int, int]
) -> tuple[Places, Places, Vector, bool]:
    """Find the admissible pairs of one block (rows, columns, similarities), and tell if any were cut."""
    part: Vector = np.ones_like(likeness)
    for row, column in same_number.items():
        if start <= row < start + part.shape[0]:
            part[row - start, column] = SAME_NUMBER_FACTOR
    can_be = (likeness >= MIN_SIMILARITY * part - _TOLERANCE) & (of_titles >= MIN_TITLE_SIMILARITY * part - _TOLERANCE)
    ranked = np.where(can_be, likeness, -1.0)
    cut = bool((can_be.sum(axis=1) > MOST_CANDIDATES).any())
    if cut:
        order = np.argsort(-ranked, axis=1, kind="stable")[:, MOST_CANDIDATES:]
        np.put_along_axis(can_be, order, values=False, axis=1)
    i, j = np.nonzero(can_be)
    return i + start, j, likeness[i, j], cut


def find_best_assignment(i: Places, j: Places, likeness: Vector, shape: tuple[int, int]) -> list[tuple[int, int]]:
    """Find the pairs, each row and column at most once, of maximum total similarity.

    Sparse linear assignment (Jonker & Volgenant 1987, in scipy): each row may also stay unmatched, at the cost of its
    similarity. Of equal sums, rows keep to the columns at their own relative position.

    Args:
        i: Rows of the admissible pairs.
        j: Columns of the admissible pairs.
        likeness: Similarity of each pair, 0 to 1.
        shape: Number of rows and columns.

    Returns:
        Matched (row, column) pairs.

    >>> find_best_assignment(np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([0.9, 0.8, 0.8]), (2, 2))
    [(0, 1), (1, 0)]
    """
    if not i.size:
        return []
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # type: ignore[import-untyped]

    height, width = shape
    off_place = np.abs((i + 0.5) / height - (j + 0.5) / width)
    alone = np.arange(height)
    cost = np.concatenate((2 - likeness + 1e-7 * off_place, np.full(height, 2.0)))
    places = (np.concatenate((i, alone)), np.concatenate((j, width + alone)))
    rows, columns = min_weight_full_bipartite_matching(csr_array((cost, places), shape=(height, width + height)))
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if column < width]
