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
    from respnet.result_cache import analyse_cached
    from respnet.stores import open_store
    from respnet.whatif.edits import Assign, MergeUnits, RemoveUnit, TransferLead, Unassign, apply_edits

_HOMES = {
    "Analysis": "pipeline",
    "Assign": "whatif.edits",
    "Assignment": "core.plan",
    "InputError": "core.errors",
    "MergeUnits": "whatif.edits",
    "OutputError": "core.errors",
    "Plan": "core.plan",
    "Problem": "core.problems",
    "RemoveUnit": "whatif.edits",
    "RespnetError": "core.errors",
    "ResponsibilityNetwork": "core.network",
    "Role": "core.plan",
    "StoreError": "core.errors",
    "Task": "core.plan",
    "TransferLead": "whatif.edits",
    "Unassign": "whatif.edits",
    "Unit": "core.plan",
    "analyse": "pipeline",
    "analyse_cached": "result_cache",
    "apply_edits": "whatif.edits",
    "check": "checks",
    "compare": "analysis.compare.comparison",
    "open_store": "stores",
    "read_plan": "intake.read",
    "rebalance": "analysis.rebalance.rebalance",
    "to_pyvis": "render.network_plot.plot",
    "write_exports": "render.exports",
    "write_report": "render.report",
    "write_sheets": "render.duty_sheet.files",
}

__all__ = [
    "Analysis",
    "Assign",
    "Assignment",
    "InputError",
    "MergeUnits",
    "OutputError",
    "Plan",
    "Problem",
    "RemoveUnit",
    "RespnetError",
    "ResponsibilityNetwork",
    "Role",
    "StoreError",
    "Task",
    "TransferLead",
    "Unassign",
    "Unit",
    "analyse",
    "analyse_cached",
    "apply_edits",
    "check",
    "compare",
    "open_store",
    "read_plan",
    "rebalance",
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
