"""Findings written back into a store: relationships of types of their own, outside the plan's digest.

They are there for other programs that work on the graph, and go when the plan is loaded again.
"""

from __future__ import annotations

from respnet.core.errors import StoreError
from respnet.core.i18n import Text
from respnet.core.plan import Plan
from respnet.stores.base import write_steps
from respnet.stores.mapping import LoadStep, build_plan_queries, get_signature, to_dicts
from respnet.stores.protocol import FindingLinks
from respnet.stores.statements import load_statement
from respnet.stores.versions import Run

FINDING_TYPES = ("LEADS_TOGETHER", "OVERLOADED_IN", "RANKED_IN")
"""Two units lead together beyond chance; a unit carries more than an even hand would give; its loads and ranks."""
FINDING_TABLES = {name: f"schema/findings/{name.lower()}" for name in FINDING_TYPES}
"""The tables of LadybugDB for them, made when the first are written."""

_WHAT = Text(zh="测算结果", en="findings")


def write_findings(plan: Plan, links: FindingLinks, run: Run) -> None:
    """Write the findings on a plan in place of former ones, within the transaction of `run`.

    Args:
        plan: The plan that was analysed.
        links: Rows by type.
        run: Runs a statement with its parameters.

    Raises:
        StoreError: The store does not hold this version of the plan.
    """
    head = run(*build_plan_queries(plan.id)[0])
    if not head.rows or get_signature(head).rpartition(":")[2] not in ("", plan.digest()):
        raise StoreError(
            zh=f"库中的方案“{plan.id}”已不是测算时的版本：请重新测算再写回。",
            en=f"The store no longer holds the version of plan “{plan.id}” that was analysed: analyse it again.",
        )
    forget_findings(plan.id, run)
    write_links(links, run)


def write_links(links: FindingLinks, run: Run) -> None:
    """Write rows by type. Raises StoreError where a unit or plan of a row is missing.

    Args:
        links: Rows by type.
        run: Runs a statement with its parameters.
    """
    write_steps(
        (LoadStep(f"findings/write_{name.lower()}", _WHAT, tuple(links.get(name, ()))) for name in FINDING_TYPES), run
    )


def forget_findings(plan_id: str, run: Run) -> None:
    """Delete the findings on a plan.

    Args:
        plan_id: Id of the plan.
        run: Runs a statement with its parameters.
    """
    for what in ("pairs", "units"):
        run(load_statement(f"findings/forget_{what}"), {"plan": plan_id})


def read_links(run: Run) -> FindingLinks:
    """Read all findings of a store, rows by type."""
    return {name: to_dicts(run(load_statement(f"findings/read_{name.lower()}"), {})) for name in FINDING_TYPES}
