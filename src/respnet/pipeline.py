"""Pipeline of one plan: measures, results and findings from a network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from respnet.analysis.position.centrality import MEASURES
from respnet.analysis.position.position_tests import NULL_MEASURES
from respnet.analysis.run import (
    Focus,
    FocusUnit,
    Measures,
    Results,
    Stage,
    build_results,
    compute_measures,
    profile_units,
)
from respnet.analysis.structure.lead_network import SingleLead
from respnet.core.i18n import Text, get_message_lang
from respnet.core.lookup import lookup
from respnet.core.network import ResponsibilityNetwork
from respnet.core.notebook import NotebookSummary
from respnet.core.options import DRAWS, NULL_DRAWS, SEED, TIE_DRAWS, AnalysisOptions
from respnet.core.to_json import to_jsonable
from respnet.findings.catalog import build_findings, result_to_jsonable
from respnet.findings.finding import Finding
from respnet.findings.focus_units import describe_profiles

if TYPE_CHECKING:
    import pandas

ANALYSIS_VERSION = 3
"""Version of the form of `Analysis.to_dict`; raised when a key is removed or changes its meaning."""
STAGE_WORDS = {
    Stage.CLUSTERS: Text(zh="寻找协作组", en="Looking for clusters"),
    Stage.LOADS: Text(zh="比较任务量", en="Comparing workloads"),
    Stage.TIES: Text(zh="两两比较共同任务", en="Comparing every pair of units"),
    Stage.CENTRALITY: Text(zh="计算网络位置", en="Computing centrality"),
    Stage.POSITION_TESTS: Text(zh="检验名次是否站得住", en="Testing the robustness of ranks"),
    Stage.FRAGILITY: Text(zh="假设单位缺位", en="Simulating unit removal"),
    Stage.REBALANCING: Text(zh="试算牵头调整", en="Searching for a more even distribution of leads"),
}
ProgressCallback = Callable[[Text, int, int], None]
"""Progress callback: stage in words, steps done, steps in all."""

_NO_ACTOR = Text(zh="方案中没有单个", en="The plan has no single ")
_NO_COLLECTIVE = Text(
    zh="请照方案里的写法写；统称（如各乡镇）不参加比较。",
    en="Write it as the plan does; collectives (such as 各乡镇) are not compared.",
)

_LOAD_COLUMNS = ("leads", "responsible", "supports", "total", "lead_share", "rank_leads", "rank_total")
_FLAG_COLUMNS = {
    "flag": "flag",
    "flag_schemes": "over_in",
    "leads_over_limit": "excess",
    "load_over_limit": "most_over",
    "flag_p": "p",
}
_PLACE_COLUMNS = (*MEASURES, *(f"rank_{measure}" for measure in MEASURES))


@dataclass(frozen=True, slots=True, repr=False)
class Analysis(NotebookSummary):
    """Analysis of one plan: results and findings. Results by unit hold every actor in printed order."""

    network: ResponsibilityNetwork
    settings: AnalysisOptions
    results: Results
    focus: Focus
    findings: tuple[Finding, ...]

    def finding(self, finding_id: str) -> Finding:
        """Return the finding with this id.

        Raises:
            KeyError: There is no such finding; the message lists the ids.
        """
        for one in self.findings:
            if one.id == finding_id:
                return one
        raise KeyError(f"no finding {finding_id!r}; there are: {', '.join(one.id for one in self.findings)}")

    def _summarize(self) -> dict[str, object]:
        counts = {"units": len(self.network.actors), "tasks": len(self.network.tasks), "findings": len(self.findings)}
        return {"plan": self.network.plan.id, **counts}

    def _tabulate(self) -> dict[str, object]:
        lang = get_message_lang()
        return {one.title.of(lang): one.sentence.of(lang) for one in self.findings}

    def unit(self, name: str) -> FocusUnit:
        """Look closely at one unit, by any name that `lookup` takes: load, centrality, tests, co-leads, leads alone.

        Raises InputError for what is no single unit of the plan.
        """
        return profile_units(self.network, self.results, resolve_focus(self.network, [name])).units[0]

    @property
    def single_leads(self) -> tuple[SingleLead, ...]:
        """Tasks with exactly one lead."""
        return self.results.lead_gaps.single

    @property
    def without_lead(self) -> tuple[str, ...]:
        """Tasks (ids) without a lead."""
        return self.results.lead_gaps.none

    def to_dict(self) -> dict[str, Any]:
        """Convert the analysis to the content of `analysis.json`; the same plan and options give the same bytes.

        Keys: `version`; `plan` (id, title, area, period, owner, digest); `population` (units and tasks as ids in
        printed order, the collectives left out, whether leads are named); `settings`; one key for each field of
        `Results`; `focus`; `findings`. Units and tasks go by their ids; floats have 10 decimals; texts are
        {"zh", "en"}.
        """
        plan = self.network.plan
        return {
            "version": ANALYSIS_VERSION,
            "plan": {
                "id": plan.id,
                "title": plan.title,
                "area": plan.area,
                "period": plan.period,
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

    def units_frame(self) -> pandas.DataFrame:
        """Tabulate the actors, one row each in printed order.

        Columns: loads; the best and the worst rank by weighted load over all ways to count; the overload flag with its
        corrected p-value; the five centralities with their ranks and z-scores; the tasks that would have no lead
        without the unit.
        """
        import pandas

        found = self.results
        rows = [
            {
                "unit": unit.name,
                "id": unit.id,
                "kind": unit.kind.value,
                **{column: getattr(load, column) for column in _LOAD_COLUMNS},
                "weighted_rank_best": ranks[0],
                "weighted_rank_worst": ranks[1],
                **{column: to_jsonable(getattr(flag, name)) for column, name in _FLAG_COLUMNS.items()},
                **{column: getattr(place, column) for column in _PLACE_COLUMNS},
                **{f"z_{one.measure}": one.z for one in stands.beyond},
                "leaderless_without_it": len(out.leaderless),
            }
            for unit, load, ranks, flag, place, stands, out in zip(
                self.network.actors,
                found.workload.loads,
                found.lottery.compute_rank_ranges(),
                found.lottery.flags,
                found.centrality.units,
                found.standing.units,
                found.fragility.drop_outs,
                strict=True,
            )
        ]
        columns = ["unit", "id", "kind", *_LOAD_COLUMNS, "weighted_rank_best", "weighted_rank_worst"]
        columns += [*_FLAG_COLUMNS, *_PLACE_COLUMNS]
        columns += [f"z_{measure}" for measure in NULL_MEASURES] + ["leaderless_without_it"]
        return pandas.DataFrame(rows, columns=columns)

    def pairs_frame(self) -> pandas.DataFrame:
        """Tabulate the pairs of units that were tested, one row each in each layer (`leads`, `all_roles`).

        Columns: names and ids of both, their joint tasks, the tasks expected by chance and the most possible, the
        chance of at least so many (`p`, and `p_corrected` after Benjamini-Hochberg), and the verdict.
        """
        import pandas

        unit = self.network.unit_by_id
        columns = ["layer", "unit_a", "unit_b", "id_a", "id_b", "joint_tasks", "expected", "most_possible"]
        rows = [
            (
                *(layer.layer.value, unit[one.a].name, unit[one.b].name, one.a, one.b),
                *(len(one.tasks), one.expected, one.most, one.p, one.corrected, one.verdict.value),
            )
            for layer in (self.results.ties.leads, self.results.ties.all_roles)
            for one in layer.ties
        ]
        return pandas.DataFrame(rows, columns=[*columns, "p", "p_corrected", "verdict"])

    def to_frame(self) -> pandas.DataFrame:
        """Tabulate the actors. Deprecated: use `units_frame`, which this calls; it goes with the next release."""
        import warnings

        warnings.warn("Analysis.to_frame is now units_frame", DeprecationWarning, stacklevel=2)
        return self.units_frame()


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
    """Run all measures on one plan and word the findings.

    Args:
        network: The plan's network.
        focus: Names of the units to profile; empty for the plan's own choice.
        draws: Random assignments for the workload tests.
        tie_draws: Fixed-margin draws for the tests of pairs.
        null_draws: Fixed-margin draws for clusters and positions.
        seed: Seed of all random draws.
        progress: Hears the stage, how much of it is done, and how much there is.

    Returns:
        The results with their findings.

    Raises:
        RespnetError: A setting cannot be used, or the plan does not have a unit in `focus`.

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
    """Build the analysis from measures.

    Args:
        network: Network of the plan.
        settings: Options of the analysis.
        measured: Measures of that plan.

    Returns:
        Results and findings.
    """
    results = build_results(network, measured)
    closer = profile_units(network, results, settings.focus)
    return Analysis(network, settings, results, closer, build_findings(network, results, closer))
