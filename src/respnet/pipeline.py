"""The analysis of one plan: every result and every finding, from one network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from respnet.analysis.position.centrality import MEASURES
from respnet.analysis.position.position_tests import NULL_MEASURES
from respnet.analysis.position.unit_profile import Focus, profile_units
from respnet.analysis.risk.lead_gaps import SingleLead
from respnet.analysis.run import Measures, Results, Stage, build_results, compute_measures
from respnet.core.i18n import Text
from respnet.core.lookup import lookup
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import DRAWS, NULL_DRAWS, SEED, TIE_DRAWS, AnalysisOptions
from respnet.core.to_json import to_jsonable
from respnet.findings.catalog import build_findings
from respnet.findings.finding import Finding
from respnet.findings.to_json import result_to_jsonable
from respnet.findings.unit_profile import describe_profiles

if TYPE_CHECKING:
    import pandas

ANALYSIS_VERSION = 2
"""The form of `Analysis.to_dict`: raised when a key changes its meaning or goes."""
STAGE_WORDS = {
    Stage.CLUSTERS: Text(zh="寻找工作组团", en="Looking for clusters"),
    Stage.LOADS: Text(zh="抽签比较任务量", en="Testing workloads against random assignment"),
    Stage.TIES: Text(zh="两两比较共同任务", en="Testing every pair of units for more joint tasks than chance"),
    Stage.CENTRALITY: Text(zh="计算网络位置", en="Computing centrality"),
    Stage.POSITION_TESTS: Text(zh="检验名次是否站得住", en="Testing the robustness of ranks"),
    Stage.FRAGILITY: Text(zh="假设单位缺位", en="Simulating unit removal"),
    Stage.REBALANCING: Text(zh="试算牵头调整", en="Searching for a more even distribution of leads"),
}
ProgressCallback = Callable[[Text, int, int], None]
"""Hears what is being done, how much of it is done, and how much there is."""

_NO_ACTOR = Text(zh="方案中没有单个", en="The plan has no single ")
_NO_COLLECTIVE = Text(
    zh="请照方案里的写法写；集合单位（如各乡镇）不参加比较。",
    en="Write it as the plan does; collectives (such as 各乡镇) are not compared.",
)


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything respnet says of one plan. Per-unit results hold every actor in printed order."""

    network: ResponsibilityNetwork
    settings: AnalysisOptions
    results: Results
    focus: Focus
    findings: tuple[Finding, ...]

    def finding(self, finding_id: str) -> Finding:
        """The finding with this id. Raises KeyError, naming those there are."""
        for one in self.findings:
            if one.id == finding_id:
                return one
        raise KeyError(f"no finding {finding_id!r}; there are: {', '.join(one.id for one in self.findings)}")

    @property
    def single_leads(self) -> tuple[SingleLead, ...]:
        """The tasks with exactly one lead."""
        return self.results.lead_gaps.single

    @property
    def without_lead(self) -> tuple[str, ...]:
        """The tasks (ids) without a lead."""
        return self.results.lead_gaps.none

    def to_dict(self) -> dict[str, Any]:
        """The analysis for `analysis.json`: the same plan and settings give the same bytes.

        Keys: `version`; `plan` (id, title, area, owner, digest); `population` (units and tasks as ids in printed order,
        the collectives left out, whether leads are named); `settings`; one key a field of `Results`; `focus`;
        `findings`. Units and tasks go by their ids; floats have 10 decimals; texts are {"zh", "en"}.
        """
        plan = self.network.plan
        return {
            "version": ANALYSIS_VERSION,
            "plan": {
                "id": plan.id,
                "title": plan.title,
                "area": plan.area,
                "owner": plan.owner,
                "digest": plan.digest(),
            },
            "population": {
                "units": [unit.id for unit in self.network.actors],
                "collectives": [unit.id for unit in self.network.collectives],
                "tasks": [task.id for task in self.network.tasks],
                "names_leads": self.network.names_leads,
            },
            "settings": to_jsonable(self.settings),
            **{field.name: result_to_jsonable(getattr(self.results, field.name)) for field in fields(Results)},
            "focus": {
                **to_jsonable(self.focus),
                "sentences": to_jsonable(describe_profiles(self.network, self.results, self.focus)),
            },
            "findings": to_jsonable(self.findings),
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row an actor, in printed order: loads, flag, the five measures and their ranks; for notebooks."""
        import pandas

        load_columns = ("leads", "responsible", "supports", "total", "lead_share", "rank_leads", "rank_total")
        weight_columns = ("best", "worst", "first", "top_three", "dominated_by")
        flag_columns = ("flag", "over_in", "excess", "most_over", "p")
        place_columns = (*MEASURES, *(f"rank_{measure}" for measure in MEASURES))
        found = self.results
        rows = [
            {
                "unit": unit.name,
                "id": unit.id,
                "kind": unit.kind.value,
                **{column: getattr(load, column) for column in load_columns},
                **{column: getattr(weight, column) for column in weight_columns},
                **{column: to_jsonable(getattr(flag, column)) for column in flag_columns},
                **{column: getattr(place, column) for column in place_columns},
                **{f"z_{one.measure}": one.z for one in stands.beyond},
                "leaderless_without_it": len(out.leaderless),
            }
            for unit, load, weight, flag, place, stands, out in zip(
                self.network.actors,
                found.workload.loads,
                found.weighing.units,
                found.lottery.flags,
                found.centrality.units,
                found.standing.units,
                found.fragility.drop_outs,
                strict=True,
            )
        ]
        columns = ["unit", "id", "kind", *load_columns, *weight_columns, *flag_columns, *place_columns]
        columns += [f"z_{measure}" for measure in NULL_MEASURES] + ["leaderless_without_it"]
        return pandas.DataFrame(rows, columns=columns)


def analyse(
    network: ResponsibilityNetwork,
    *,
    focus: Sequence[str] = (),
    draws: int = DRAWS,
    tie_draws: int = TIE_DRAWS,
    null_draws: int = NULL_DRAWS,
    seed: int = SEED,
    progress: ProgressCallback | None = None,
) -> Analysis:
    """Answer every question about one plan. `focus` names units to look at closely (else the plan's own choice).

    `progress` hears (what is done, how much of it, of how much). Raises RespnetError for settings that cannot be used
    and for a unit in `focus` that the plan does not have.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> from respnet.core.plan import Role
    >>> row = TaskRow("修路", number="1", units=(UnitList(Role.LEAD, ("县交通局",)),))
    >>> analysis = analyse(ResponsibilityNetwork(build_plan(PlanFacts("p"), [row])), draws=100)
    >>> analysis.finding("single-lead-tasks").sentence.en
    'The only task has a single lead: 县交通局 (task 1). No other unit takes part.'
    """
    settings = AnalysisOptions(seed, draws, tie_draws, null_draws, resolve_focus(network, focus))
    return build_analysis(network, settings, measure(network, settings, progress))


def measure(
    network: ResponsibilityNetwork, settings: AnalysisOptions, progress: ProgressCallback | None = None
) -> Measures:
    """Run the measures that take time.

    Args:
        network: The plan's network.
        settings: Seed and numbers of draws.
        progress: Hears of each step from its start to its end, one at a time.

    Returns:
        The measures, fit to be cached.
    """
    if progress is None:
        return compute_measures(network, settings)
    return compute_measures(network, settings, lambda stage, done, of: progress(STAGE_WORDS[stage], done, of))


def resolve_focus(network: ResponsibilityNetwork, names: Sequence[str]) -> tuple[str, ...]:
    """Canonical names of the units to look at closely.

    Args:
        network: The plan.
        names: What a person wrote for each unit, as `lookup` accepts it.

    Raises:
        InputError: A name is no single unit of the plan.
    """
    return tuple(lookup(name, network.actors, absent=_NO_ACTOR, advice=_NO_COLLECTIVE).name for name in names)


def build_analysis(network: ResponsibilityNetwork, settings: AnalysisOptions, measured: Measures) -> Analysis:
    """The analysis, given what takes time to measure."""
    results = build_results(network, measured)
    closer = profile_units(network, results, settings.focus)
    return Analysis(network, settings, results, closer, build_findings(network, results, closer))
