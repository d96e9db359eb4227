"""Integer programs of rebalancing (HiGHS): more moves than enumeration finds, each step proved best."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from respnet.analysis.rebalance.rebalance import LOAD_SCALE, RebalanceProblem
from respnet.core.network import Matrix


def solve_programs(board: RebalanceProblem, beyond: int, most: int) -> Iterator[Matrix]:
    """Generate the steps of more than `beyond` moves by integer programs: lower the ceiling until it cannot be kept.

    Args:
        board: The leads and their constraints.
        beyond: Moves that were enumerated.
        most: Upper bound of the moves.

    Yields:
        The leads after each step.
    """
    moves, best = 0, board.lead
    while (after := _solve_program(board, int(board.loads(best)[~board.exempt].max()))) is not None:
        number = int((after & ~board.lead).sum())
        if number > most:
            break
        if number > moves > beyond:
            yield best
        moves, best = number, after
    if moves > beyond:
        yield best


def _solve_program(board: RebalanceProblem, before: int) -> Matrix | None:
    """Find the leads with all loads below `before` by the fewest moves, of these with the smallest sum of squares.

    Returns None where there are none.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]  # scipy ships no types
    from scipy.sparse import csr_array, eye_array, hstack  # type: ignore[import-untyped]

    units, tasks = board.lead.shape
    kept, taken = np.argwhere(board.lead & ~board.stays & (board.room > 0)), np.argwhere(board.candidates)
    cells, size = np.concatenate([kept, taken]), len(kept) + len(taken)
    ones, places = np.ones(size), np.arange(size)
    of_unit = csr_array((ones, (cells[:, 0], places)), shape=(units, size))
    of_task = csr_array((ones, (cells[:, 1], places)), shape=(tasks, size))
    stay = csr_array((ones[: len(kept)], (kept[:, 1], places[: len(kept)])), shape=(tasks, size))
    held = of_task[:, : len(kept)].sum(axis=1)
    now = of_unit[:, : len(kept)].sum(axis=1)
    gain = int(board.gains[0])  # without efforts all tasks gain alike
    base = board.loads(board.lead) - gain * now.astype(np.int64)  # without the leads that can move
    ceiling = np.where(board.exempt, np.inf, (before - 1 - base) // gain)
    rules = [
        LinearConstraint(of_task, held, held),
        LinearConstraint(stay, held - board.room, np.inf),
        LinearConstraint(of_unit, -np.inf, ceiling),
    ]
    moves = np.concatenate([np.zeros(len(kept)), np.ones(len(taken))])
    exact = {"mip_rel_gap": 0.0}
    fewest = milp(moves, constraints=rules, bounds=Bounds(0, 1), integrality=ones, options=exact)
    if fewest.x is None:
        return None
    rules.append(LinearConstraint(moves[None, :], 0, round(fewest.fun)))
    # The square of a unit's load is the upper envelope of its chords between whole numbers of leads.
    steps = [(row, count) for row in range(units) for count in range(int(of_unit[[row]].sum()))]
    row_of, count_of = np.array(steps).T
    low, step = (base[row_of] + gain * count_of) / LOAD_SCALE, gain / LOAD_SCALE
    slope = 2 * low * step + step**2
    here = np.arange(len(steps)), row_of
    shape = len(steps), units
    chords = csr_array((slope, here), shape=shape), csr_array((-np.ones(len(steps)), here), shape=shape)
    identity, nothing = eye_array(units), csr_array((units, units))
    widened = [
        LinearConstraint(hstack([one.A, csr_array((one.A.shape[0], 2 * units))]), one.lb, one.ub) for one in rules
    ]
    found = milp(  # the leads of each unit and the squares of their loads follow the cells
        np.concatenate([np.zeros(size + units), np.ones(units)]),
        constraints=[
            *widened,
            LinearConstraint(hstack([of_unit, -identity, nothing]), 0, 0),
            LinearConstraint(hstack([csr_array((len(steps), size)), *chords]), -np.inf, slope * count_of - low**2),
        ],
        bounds=Bounds(0, np.concatenate([ones, np.full(2 * units, np.inf)])),
        integrality=np.concatenate([ones, np.zeros(2 * units)]),
        options=exact,
    )
    lead: Matrix = board.lead & (board.stays | (board.room == 0))
    lead[tuple(cells[found.x[:size] > 0.5].T)] = True
    return lead
