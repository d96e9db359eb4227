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

TYPE_CHECKING = False  # as type checkers read it; typing itself takes longer to import than the rest of this file
if TYPE_CHECKING:
    from respnet.analysis import Analysis, analyse
    from respnet.analysis.comparison import compare
    from respnet.analysis.rebalancing import rebalance
    from respnet.analysis.whatif import Drop, Give, Merge, Swap, Take, edited
    from respnet.checks import check
    from respnet.errors import InputError, OutputError, RespnetError, StoreError
    from respnet.memory import remembered
    from respnet.network import ResponsibilityNetwork
    from respnet.plan import Assignment, Plan, Role, Task, Unit
    from respnet.problems import Problem
    from respnet.reading import read_plan
    from respnet.report import write_report
    from respnet.report.exports import write_exports
    from respnet.report.picture.drawing import to_pyvis
    from respnet.report.sheets.files import write_sheets
    from respnet.stores import open_store

_HOMES = {
    "Analysis": "analysis",
    "Assignment": "plan",
    "Drop": "analysis.whatif",
    "Give": "analysis.whatif",
    "InputError": "errors",
    "Merge": "analysis.whatif",
    "OutputError": "errors",
    "Plan": "plan",
    "Problem": "problems",
    "RespnetError": "errors",
    "ResponsibilityNetwork": "network",
    "Role": "plan",
    "StoreError": "errors",
    "Swap": "analysis.whatif",
    "Take": "analysis.whatif",
    "Task": "plan",
    "Unit": "plan",
    "analyse": "analysis",
    "check": "checks",
    "compare": "analysis.comparison",
    "edited": "analysis.whatif",
    "open_store": "stores",
    "read_plan": "reading",
    "rebalance": "analysis.rebalancing",
    "remembered": "memory",
    "to_pyvis": "report.picture.drawing",
    "write_exports": "report.exports",
    "write_report": "report",
    "write_sheets": "report.sheets.files",
}

__all__ = [
    "Analysis",
    "Assignment",
    "Drop",
    "Give",
    "InputError",
    "Merge",
    "OutputError",
    "Plan",
    "Problem",
    "RespnetError",
    "ResponsibilityNetwork",
    "Role",
    "StoreError",
    "Swap",
    "Take",
    "Task",
    "Unit",
    "analyse",
    "check",
    "compare",
    "edited",
    "open_store",
    "read_plan",
    "rebalance",
    "remembered",
    "to_pyvis",
    "write_exports",
    "write_report",
    "write_sheets",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"respnet.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'respnet' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
