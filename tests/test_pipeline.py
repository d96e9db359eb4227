from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from respnet.analysis.run import Results, Stage
from respnet.core.errors import RespnetError
from respnet.core.i18n import Text
from respnet.core.network import ResponsibilityNetwork
from respnet.pipeline import STAGE_WORDS, analyse
from tests.analysis.family import FAMILY, analyse_few, network
from tests.analysis.fengdu import fengdu

FINDINGS = [
    "plan-size",
    "overloaded-units",
    "concentration",
    "never-leading-units",
    "co-leads-beyond-chance",
    "working-clusters",
    "frequent-co-leads",
    "shared-tasks-beyond-chance",
    "focus-units",
    "central-units",
    "position-given-volume",
    "drop-outs",
    "smallest-leading-group",
    "single-lead-tasks",
    "tasks-without-lead",
    "largest-tasks",
    "even-leads",
    "due-dates",
]
KEYS = [
    "version",
    "plan",
    "population",
    "settings",
    *(field.name for field in fields(Results)),
    "focus",
    "findings",
]
FEW = {"draws": 100, "tie_draws": 200, "null_draws": 10}
"""Enough for what these tests ask, and quick."""
ALONE = """
import json, sys
from tests.analysis.fengdu import fengdu
from respnet.pipeline import analyse
out = json.dumps(analyse(fengdu(), draws=100, tie_draws=200, null_draws=10).to_dict(), ensure_ascii=True)
heavy = sorted({"scipy.stats", "pandas", "networkx", "matplotlib"} & set(sys.modules))
sys.stdout.write(out + "\\n" + json.dumps(heavy))
"""


def run_alone(hash_seed: str) -> tuple[str, str]:
    root = Path(__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}", "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [sys.executable, "-c", ALONE], check=True, capture_output=True, cwd=root, env=environment, encoding="utf-8"
    )
    result, heavy = done.stdout.splitlines()
    return result, heavy


def test_two_runs_give_the_same_bytes_and_import_nothing_heavy() -> None:
    first, heavy = run_alone("1")
    second, _ = run_alone("2")
    assert first == second
    assert heavy == "[]"
    assert first == json.dumps(analyse(fengdu(), **FEW).to_dict(), ensure_ascii=True)


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_the_family_as_json_and_as_a_frame(plan: ResponsibilityNetwork) -> None:
    analysis = analyse_few(plan)
    told = analysis.to_dict()
    assert list(told) == KEYS
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert [one.id for one in analysis.findings] == FINDINGS
    frame = analysis.units_frame()
    assert list(frame["id"]) == [unit.id for unit in plan.actors]
    assert {"unit", "leads", "flag", "unit_betweenness", "rank_unit_betweenness"} <= set(frame.columns)
    pairs, ties = analysis.pairs_frame(), analysis.results.ties
    assert list(pairs["p_corrected"]) == [one.corrected for layer in (ties.leads, ties.all_roles) for one in layer.ties]
    assert list(pairs["joint_tasks"]) == [len(one.tasks) for one in (*ties.leads.ties, *ties.all_roles.ties)]


def test_every_id_in_the_evidence_is_one_of_the_plan() -> None:
    for plan in (fengdu(), *FAMILY.values()):
        for finding in analyse_few(plan).findings:
            for row in finding.evidence:
                assert not row.unit or row.unit in plan.unit_by_id
                assert not row.task or row.task in plan.task_by_id
                assert row.unit or row.task


def test_the_dictionary_says_what_the_plan_is() -> None:
    told = analyse(fengdu(), focus=["县教委"], seed=7, **FEW).to_dict()
    assert told["version"] == 3
    assert told["plan"] == {
        "id": "fengdu",
        "title": "fengdu",
        "area": "丰都县",
        "period": "",
        "owner": "县科协",
        "digest": fengdu().plan.digest(),
    }
    assert told["settings"] == {"seed": 7, **FEW, "focus": ["县教委"]}
    assert told["population"]["collectives"] == ["丰都县/各乡镇(街道)", "丰都县/县级各部门"]
    assert (len(told["population"]["units"]), len(told["population"]["tasks"])) == (30, 32)
    assert told["lottery"]["flags"][0]["flag"] in {"overloaded", "overloaded-under-some-weights", "watch", "none"}


def test_floats_have_ten_decimals() -> None:
    told = analyse(network([("ab", "c"), ("a", [])]), **FEW).to_dict()
    assert told["lottery"]["lead_mean"] == 1.0
    assert told["centrality"]["units"][2]["closeness"] == round(told["centrality"]["units"][2]["closeness"], 10)


def test_a_finding_by_its_id() -> None:
    analysis = analyse(FAMILY["one task"], **FEW)
    assert analysis.finding("plan-size").title.zh == "方案规模"
    with pytest.raises(KeyError, match=r"no finding 'nothing'; there are: plan-size, overloaded-units"):
        analysis.finding("nothing")


def test_settings_that_cannot_be_used_are_refused() -> None:
    with pytest.raises(RespnetError, match=r"The number of draws \(draws\) is 0"):
        analyse(FAMILY["one task"], draws=0)


def test_the_seed_changes_the_draws_and_nothing_else() -> None:
    few = {**FEW, "draws": 300}
    one, other = (analyse(fengdu(), seed=seed, **few).to_dict() for seed in (1, 2))
    assert one["lottery"] != other["lottery"]
    for name in ("workload", "co_leads", "centrality", "fragility", "rebalancing", "timetable"):
        assert one[name] == other[name], name


def test_progress_names_every_step_in_both_languages() -> None:
    heard: set[Text] = set()
    analyse(FAMILY["path"], **FEW, progress=lambda said, _done, _of: heard.add(said))
    assert heard == {STAGE_WORDS[stage] for stage in Stage}
    assert Text(zh="比较任务量", en="Comparing workloads") in heard
