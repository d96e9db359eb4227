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
    from respnet.analysis.compare.comparison import compare
    from respnet.analysis.rebalance.rebalance import rebalance
    from respnet.checks import check
    from respnet.core.errors import InputError, OutputError, RespnetError, StoreError
    from respnet.core.network import ResponsibilityNetwork
    from respnet.core.plan import Assignment, Plan, Role, Task, Unit
    from respnet.core.problems import Problem
    from respnet.intake.read import read_plan
    from respnet.pipeline import Analysis, analyse
    from respnet.render.duty_sheet.files import write_sheets
    from respnet.render.exports import write_exports
    from respnet.render.network_plot.plot import to_pyvis
    from respnet.render.report import write_report
    from respnet.result_cache import remembered
    from respnet.stores import open_store
    from respnet.whatif.edits import Drop, Give, Merge, Swap, Take, edited

_HOMES = {
    "Analysis": "pipeline",
    "Assignment": "core.plan",
    "Drop": "whatif.edits",
    "Give": "whatif.edits",
    "InputError": "core.errors",
    "Merge": "whatif.edits",
    "OutputError": "core.errors",
    "Plan": "core.plan",
    "Problem": "core.problems",
    "RespnetError": "core.errors",
    "ResponsibilityNetwork": "core.network",
    "Role": "core.plan",
    "StoreError": "core.errors",
    "Swap": "whatif.edits",
    "Take": "whatif.edits",
    "Task": "core.plan",
    "Unit": "core.plan",
    "analyse": "pipeline",
    "check": "checks",
    "compare": "analysis.compare.comparison",
    "edited": "whatif.edits",
    "open_store": "stores",
    "read_plan": "intake.read",
    "rebalance": "analysis.rebalance.rebalance",
    "remembered": "result_cache",
    "to_pyvis": "render.network_plot.plot",
    "write_exports": "render.exports",
    "write_report": "render.report",
    "write_sheets": "render.duty_sheet.files",
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
