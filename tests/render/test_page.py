"""The page as text: the same bytes every time, one file, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import respnet
from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan, Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.pipeline import Analysis
from respnet.render.page.page import render_report

ROOT = Path(__file__).parents[2]


def analysed(plan: Plan) -> Analysis:
    """With as few draws as a page needs."""
    return respnet.analyse(ResponsibilityNetwork(plan), draws=100, tie_draws=100, null_draws=5)


@pytest.mark.rare  # tests/test_pipeline.py holds the numbers to it each time
def test_two_runs_with_other_hash_seeds_write_the_same_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "respnet", "report", str(ROOT / "data"), "--output", str(tmp_path / seed)]
        subprocess.run(
            command, check=True, env={"PYTHONHASHSEED": seed, "PATH": "", "RESPNET_CACHE": "off"}, capture_output=True
        )
    for name in ("index.html", "analysis.json"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_the_policy_allows_exactly_the_script_and_style_that_are_there(analysis: Analysis) -> None:
    html = render_report(analysis, (), "zh")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    assert "unsafe" not in policy[1]
    for tag, kind in (("script", "script-src"), ("style", "style-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, flags=re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode()
        assert f"{kind} &#39;sha256-{digest}&#39;" in policy[1]
    assert not re.search(r'\sstyle="', html)
    assert not re.search(r'(?:src|href)="(?!#)', html)


def test_analysis_json_says_what_the_analysis_says(analysis: Analysis, reports: dict[str, Path]) -> None:
    said = json.loads((reports["zh"].parent / "analysis.json").read_text(encoding="utf-8"))
    assert said.pop("generator") == "respnet-report"
    assert said == json.loads(json.dumps(analysis.to_dict()))


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [TaskRow("没有单位的任务")],
        [TaskRow("不分牵头", units=(UnitList(Role.RESPONSIBLE, ("甲局", "乙局")),))],
        [TaskRow("只有统称", units=(UnitList(Role.LEAD, ("各乡镇",)),))],
        [TaskRow("四种角色", units=tuple(UnitList(role, (f"{role.value}局",)) for role in Role))],
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_small_and_odd_plans_make_a_page(rows: list[TaskRow], lang: Lang) -> None:
    plan = build_plan(PlanFacts("p"), rows)
    html = render_report(analysed(plan), respnet.check(plan), lang)
    assert html.startswith("<!DOCTYPE html>")
    for task in plan.tasks:
        assert html.count(f'<tr id="task={task.label}"') == 1


def test_a_plan_without_leads_is_said_to_have_none() -> None:
    rows = [TaskRow("不分牵头", units=(UnitList(Role.RESPONSIBLE, ("甲局", "乙局")),))]
    html = render_report(analysed(build_plan(PlanFacts("p"), rows)), (), "zh")
    assert "方案没有写明牵头单位，不作推定" in html
    assert "牵头 None" not in html
    assert 'class="limit"' not in html
