"""Which groups of units lead the same tasks, and whether such groups say more than chance and than the sections do."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.network import ResponsibilityNetwork
from respnet.words import Text


@dataclass(frozen=True, slots=True)
class Cluster:
    """Units and the tasks they lead (ids, printed order); `joint` are the tasks that two or more members lead."""

    units: tuple[str, ...]
    tasks: tuple[str, ...]
    joint: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partition:
    """Units and tasks in modules. `q` is Barber's modularity; `proved` that no partition has more.

    `null_mean` and `null_sd` are of the best q that the same search finds in plans with the same margins, `z` the
    distance of what it finds here, None where the null does not vary; `p` is (1 + as good) / (1 + null draws).
    """

    q: float
    proved: bool
    searched_q: float
    null_draws: int
    null_mean: float | None
    null_sd: float | None
    z: float | None
    p: float | None
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class Core:
    """Units that stay together however the tasks are shaken, and what they share.

    `together` is the least share, over pairs of its units and over both shakings (leave one task out; draw the tasks
    anew with repetition), of partitions that put both units in one module. `joint` are the tasks two or more lead.
    """

    units: tuple[str, ...]
    together: float
    joint: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionAgreement:
    """Do clusters repeat the document's sections? `ami` is the adjusted mutual information of task modules and
    sections (1 the same, 0 as by chance); `within` and `between` are the mean Jaccard overlap of the leads of two
    tasks of one section, of two; `p` the chance of such a difference with sections dealt out anew.
    """

    sections: int
    ami: float | None
    within: float | None
    between: float | None
    p: float | None
    permutations: int


@dataclass(frozen=True, slots=True)
class Clusters:
    """The lead layer's modules. `near_optimal` counts different partitions found within 1 % of the best (at least 1);
    `hub` is the unit with the most leads and `without_hub` the partition when it is left out; `cores` hold.
    """

    starts: int
    seed: int
    best: Partition
    near_optimal: int
    cores: tuple[Core, ...]
    jackknifes: int
    bootstraps: int
    hub: str
    without_hub: Partition | None
    sections: SectionAgreement
    approximation: Text | None


def lead_clusters(network: ResponsibilityNetwork, *, null_draws: int, seed: int) -> Clusters:
    """The clusters of units that lead the same tasks; empty partitions where no actor leads."""
    raise NotImplementedError
