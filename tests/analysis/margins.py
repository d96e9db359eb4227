"""Small matrices with given margins, all of them; and random plans of any size."""

from __future__ import annotations

from itertools import combinations, product

import networkx as nx
import numpy as np

from respnet.core.network import Matrix


def all_with_margins(units: tuple[int, ...], tasks: tuple[int, ...]) -> list[Matrix]:
    """Every matrix with these row and column sums, by trying all."""
    rows = [[[t in held for t in range(len(tasks))] for held in combinations(range(len(tasks)), d)] for d in units]
    found = (np.array(matrix) for matrix in product(*rows))
    return [matrix for matrix in found if tuple(matrix.sum(axis=0)) == tasks]


def random_plan(units: int, tasks: int, seats: tuple[int, ...], seed: int) -> Matrix:
    """Tasks draw their units, as many as one of `seats`, by weights that fall from unit to unit."""
    random = np.random.Generator(np.random.PCG64(seed))
    weights = 1 / np.arange(1, units + 1) ** 0.7
    b = np.zeros((units, tasks), dtype=np.bool_)
    for task in range(tasks):
        b[random.choice(units, random.choice(seats), replace=False, p=weights / weights.sum()), task] = True
    return b


def davis() -> tuple[list[str], Matrix]:
    """Davis, Gardner and Gardner's women and events (networkx): first names, and women x events."""
    graph = nx.davis_southern_women_graph()
    women, events = graph.graph["top"], sorted(graph.graph["bottom"], key=lambda event: int(event[1:]))
    matrix = nx.bipartite.biadjacency_matrix(graph, women, events).toarray().astype(bool)
    return [woman.split()[0] for woman in women], matrix


SMALL_MARGINS = [
    ((1, 1, 1), (1, 1, 1)),
    ((2, 2, 1, 3), (2, 2, 2, 2)),
    ((3, 1, 1, 1, 2), (3, 2, 1, 1, 1)),
    ((3, 2, 2, 0, 4), (3, 3, 3, 2)),
    ((4, 2, 2, 1, 3), (4, 3, 2, 2, 1)),
]
