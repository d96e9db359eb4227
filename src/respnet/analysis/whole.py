"""The analysis of one plan: every result and every finding, from one network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from respnet.analysis.centrality import MEASURES, Centrality, centrality
from respnet.analysis.coleads import CoLeads, co_leads
from respnet.analysis.finding import Finding
from respnet.analysis.findings import all_findings
from respnet.analysis.focus import Focus, Results, look_closer
from respnet.analysis.lottery import Lottery, Progress, lottery
from respnet.analysis.plain import plain
from respnet.analysis.risk import SingleLead, lead_gaps
from respnet.analysis.settings import DRAWS, SEED, Settings
from respnet.analysis.standing import standing
from respnet.analysis.workload import Workload, workload
from respnet.network import ResponsibilityNetwork

if TYPE_CHECKING:
    import pandas

VERSION = 1
"""The form of `Analysis.to_dict`: raised when a key changes its meaning or goes."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything respnet says of one plan. Per-unit results hold every actor in printed order."""

    network: ResponsibilityNetwork
    settings: Settings
    workload: Workload
    lottery: Lottery
    co_leads: CoLeads
    centrality: Centrality
    focus: Focus
    single_leads: tuple[SingleLead, ...]
    without_lead: tuple[str, ...]
    findings: tuple[Finding, ...]

    def finding(self, finding_id: str) -> Finding:
        """The finding with this id. Raises KeyError, naming those there are."""
        for one in self.findings:
            if one.id == finding_id:
                return one
        raise KeyError(f"no finding {finding_id!r}; there are: {', '.join(one.id for one in self.findings)}")

    def to_dict(self) -> dict[str, Any]:
        """The analysis for `analysis.json`: the same plan and settings give the same bytes.

        Keys: `version`; `plan` (id, title, area, owner); `population` (units and tasks as ids in printed order,
        the collectives left out, whether leads are named); `settings`; then one key a field of this class.
        Units and tasks go by their ids; floats have 10 decimals; texts are {"zh", "en"}.
        """
        plan = self.network.plan
        return {
            "version": VERSION,
            "plan": {"id": plan.id, "title": plan.title, "area": plan.area, "owner": plan.owner},
            "population": {
                "units": [unit.id for unit in self.network.actors],
                "collectives": [unit.id for unit in self.network.collectives],
                "tasks": [task.id for task in self.network.tasks],
                "names_leads": self.network.names_leads,
            },
            **{
                key: plain(getattr(self, key))
                for key in (
                    "settings",
                    "workload",
                    "lottery",
                    "co_leads",
                    "centrality",
                    "focus",
                    "single_leads",
                    "without_lead",
                    "findings",
                )
            },
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row an actor, in printed order: loads, flag, the five measures and their ranks; for notebooks."""
        import pandas

        load_columns = ("leads", "responsible", "supports", "total", "lead_share", "rank_leads", "rank_total")
        flag_columns = ("flag", "over_in", "excess", "most_over", "p")
        place_columns = (*MEASURES, *(f"rank_{measure}" for measure in MEASURES))
        rows = [
            {
                "unit": unit.name,
                "id": unit.id,
                "kind": unit.kind.value,
                **{column: getattr(load, column) for column in load_columns},
                **{column: plain(getattr(flag, column)) for column in flag_columns},
                **{column: getattr(place, column) for column in place_columns},
            }
            for unit, load, flag, place in zip(
                self.network.actors, self.workload.loads, self.lottery.flags, self.centrality.units, strict=True
            )
        ]
        return pandas.DataFrame(rows, columns=["unit", "id", "kind", *load_columns, *flag_columns, *place_columns])


def analyse(
    network: ResponsibilityNetwork,
    *,
    focus: Sequence[str] = (),
    draws: int = DRAWS,
    seed: int = SEED,
    progress: Progress | None = None,
) -> Analysis:
    """Answer every question about one plan. `focus` names units to look at closely (else the plan's own choice).

    `progress` hears (draws done, draws) while the lottery runs. Raises RespnetError for settings that cannot be used.

    >>> from respnet.assemble import PlanFacts, TaskRow, UnitList, assemble
    >>> from respnet.plan import Role
    >>> row = TaskRow("修路", number="1", units=(UnitList(Role.LEAD, ("县交通局",)),))
    >>> analysis = analyse(ResponsibilityNetwork(assemble(PlanFacts("p"), [row])), draws=100)
    >>> analysis.finding("single-lead-tasks").sentence.en
    'The only task has a single lead: 县交通局 (task 1). No other unit takes part.'
    """
    settings = Settings(seed=seed, draws=draws, focus=tuple(focus))
    gaps = lead_gaps(network)
    results = Results(
        workload=workload(network),
        lottery=lottery(network, draws=draws, seed=seed, progress=progress),
        co_leads=co_leads(network),
        centrality=centrality(network),
        standing=standing(network, seed=seed),
        lead_gaps=gaps,
    )
    closer = look_closer(network, results, settings.focus)
    return Analysis(
        network=network,
        settings=settings,
        workload=results.workload,
        lottery=results.lottery,
        co_leads=results.co_leads,
        centrality=results.centrality,
        focus=closer,
        single_leads=gaps.single,
        without_lead=gaps.none,
        findings=all_findings(network, results, closer),
    )
