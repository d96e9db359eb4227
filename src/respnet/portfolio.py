"""Several plans as one: results over all of them, with their findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from respnet.analysis.portfolio.portfolio import PortfolioResults, assess_portfolio
from respnet.core.errors import InputError
from respnet.core.i18n import get_message_lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.notebook import NotebookSummary
from respnet.core.plan import Plan
from respnet.core.to_json import to_jsonable
from respnet.findings.finding import Finding
from respnet.findings.portfolio import build_portfolio_findings
from respnet.intake.counterparts import Counterpart, settle_counterparts

if TYPE_CHECKING:
    import pandas

PORTFOLIO_VERSION = 1
"""Version of the form of `Portfolio.to_dict`; raised when a key is removed or changes its meaning."""


@dataclass(frozen=True, slots=True, repr=False)
class Portfolio(NotebookSummary):
    """Several plans (networks, in the order given) with the results over all of them and their findings.

    `counterparts` has a row for every unit; it is shown beside the results, which never merge two units.
    """

    networks: tuple[ResponsibilityNetwork, ...]
    results: PortfolioResults
    counterparts: tuple[Counterpart, ...]
    findings: tuple[Finding, ...]

    def _summarize(self) -> dict[str, object]:
        tasks = sum(len(one.tasks) for one in self.networks)
        return {"plans": len(self.networks), "units": len(self.results.units), "tasks": tasks}

    def _tabulate(self) -> dict[str, object]:
        lang = get_message_lang()
        return {one.title.of(lang): one.sentence.of(lang) for one in self.findings}

    def to_dict(self) -> dict[str, Any]:
        """Convert to the content of `portfolio.json`; the same plans give the same bytes.

        Keys: `version`; `plans` (id, title, area, issued, digest); one key for each field of `PortfolioResults`;
        `counterparts`; `findings`. Units, tasks and plans go by their ids; floats have 10 decimals.
        """
        plans = [one.plan for one in self.networks]
        facts = ("id", "title", "area", "issued")
        return {
            "version": PORTFOLIO_VERSION,
            "plans": [{**{name: getattr(one, name) for name in facts}, "digest": one.digest()} for one in plans],
            **{field.name: to_jsonable(getattr(self.results, field.name)) for field in fields(PortfolioResults)},
            "counterparts": to_jsonable(self.counterparts),
            "findings": to_jsonable(self.findings),
        }

    def to_frame(self) -> pandas.DataFrame:
        """Return one row a unit and plan: unit, area, plan, and the numbers of tasks by role, each task once."""
        import pandas

        units = {unit.id: unit for one in self.networks for unit in one.plan.units}
        rows = [
            (*facts, share.plan, *map(len, (share.leads, share.responsible, share.supports, share.tasks)))
            for one in self.results.units
            for facts in [(units[one.unit].name, units[one.unit].area, one.collective)]
            for share in one.shares
        ]
        columns = ["unit", "area", "collective", "plan", "leads", "responsible", "supports", "total"]
        return pandas.DataFrame(rows, columns=columns)


def analyse_plans(plans: Sequence[Plan], *, counterparts: Sequence[Counterpart] = ()) -> Portfolio:
    """Bring several plans together, read from files or from a store.

    A unit is one across the plans of an area (its id is area and name) and apart across areas.

    Args:
        plans: The plans, each id once.
        counterparts: Rows of a file of counterparts (`read_counterparts`); units without one get the rule's proposal.

    Returns:
        The results with their findings.

    Raises:
        InputError: There is no plan, or two have one id.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> from respnet.core.plan import Role
    >>> row = TaskRow("修路", units=(UnitList(Role.LEAD, ("县交通局",)),))
    >>> found = analyse_plans([build_plan(PlanFacts(one, area="甲县"), [row]) for one in ("p", "q")])
    >>> found.to_frame()[["unit", "plan", "leads"]].values.tolist()
    [['县交通局', 'p', 1], ['县交通局', 'q', 1]]
    """
    ids = [plan.id for plan in plans]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice is not None or not ids:
        raise InputError(
            zh=f"有两个方案的标识都是“{twice}”：请在 plan.toml 里给其中一个另写 id。" if ids else "没有方案可以汇总。",
            en=f"Two of the plans are “{twice}”: give one of them another id in plan.toml."
            if ids
            else "There is no plan.",
        )
    networks = tuple(ResponsibilityNetwork(plan) for plan in plans)
    results = assess_portfolio(networks)
    settled = settle_counterparts((unit for one in networks for unit in one.actors), counterparts)
    return Portfolio(networks, results, settled, build_portfolio_findings(networks, results))
