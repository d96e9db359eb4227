"""respnet: who does what in a government plan, as a two-mode graph of units and tasks.

    import respnet

    plan = respnet.read_plan("data")
    problems = respnet.check(plan)
    with respnet.open_store() as store:
        store.load(plan)
        network = store.network(plan.id)
    analysis = respnet.analyse(network)
    respnet.write_report(analysis, problems, "report")

Everything is imported when it is first used, so that `import respnet` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from respnet.analysis import Analysis, analyse
    from respnet.checks import check
    from respnet.errors import InputError, OutputError, RespnetError, StoreError
    from respnet.network import ResponsibilityNetwork
    from respnet.plan import Assignment, Plan, Role, Task, Unit
    from respnet.problems import Problem
    from respnet.reading import read_plan
    from respnet.report import write_report
    from respnet.report.picture import to_pyvis
    from respnet.stores import open_store

_HOMES = {
    "Analysis": "analysis",
    "Assignment": "plan",
    "InputError": "errors",
    "OutputError": "errors",
    "Plan": "plan",
    "Problem": "problems",
    "RespnetError": "errors",
    "ResponsibilityNetwork": "network",
    "Role": "plan",
    "StoreError": "errors",
    "Task": "plan",
    "Unit": "plan",
    "analyse": "analysis",
    "check": "checks",
    "open_store": "stores",
    "read_plan": "reading",
    "to_pyvis": "report.picture",
    "write_report": "report",
}

__all__ = [
    "Analysis",
    "Assignment",
    "InputError",
    "OutputError",
    "Plan",
    "Problem",
    "RespnetError",
    "ResponsibilityNetwork",
    "Role",
    "StoreError",
    "Task",
    "Unit",
    "analyse",
    "check",
    "open_store",
    "read_plan",
    "to_pyvis",
    "write_report",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"respnet.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'respnet' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
