"""The Southern women of Davis, Gardner and Gardner (1941), who come with networkx: 18 women, 14 events, 89 lines."""

from __future__ import annotations

from functools import cache

import networkx as nx
import numpy as np

from respnet.core.network import Matrix


@cache
def women() -> tuple[str, ...]:
    """First names, in the order of Davis: 1 is Evelyn, 18 Flora."""
    return tuple(name.split()[0] for name in nx.davis_southern_women_graph().graph["top"])


@cache
def davis() -> Matrix:
    graph = nx.davis_southern_women_graph()
    matrix = nx.bipartite.biadjacency_matrix(graph, graph.graph["top"], [f"E{number}" for number in range(1, 15)])
    return np.asarray(matrix.toarray() > 0)
