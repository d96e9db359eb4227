"""What a notebook sees: the public names, short forms of large results, tables."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from xml.etree import ElementTree

import pytest

import respnet
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.finding import Finding
from respnet.pipeline import Analysis
from tests.analysis.family import network
from tests.analysis.fengdu import fengdu

EVIL = "<script>alert(1)</script>\u202e"


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return respnet.analyse(fengdu(), draws=100, tie_draws=100, null_draws=5)


def test_every_public_name_is_there_and_has_a_docstring() -> None:
    assert len(respnet.__all__) == len(set(respnet.__all__)) > 40
    for name in respnet.__all__:
        assert getattr(respnet, name).__doc__, name
    assert set(respnet.__all__) <= set(dir(respnet))
    assert respnet.__version__ == version("respnet")
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = respnet.nothing  # type: ignore[attr-defined]


def test_importing_respnet_imports_nothing_else() -> None:
    code = "import __future__, sys; known = set(sys.modules); import respnet; print(sorted(set(sys.modules) - known))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['respnet']"


def test_large_results_have_short_forms(analysis: Analysis) -> None:
    plan = analysis.network.plan
    shown = [plan, analysis.network, analysis, *analysis.findings, respnet.compare(analysis.network, analysis.network)]
    for one in shown:
        assert repr(one).startswith(f"<{type(one).__name__} ")
        assert len(repr(one)) < 300
    assert repr(plan) == f"<Plan id='{plan.id}' title='{plan.title}' units=32 tasks=32 assignments=239>"


def test_names_in_short_forms_are_escaped() -> None:
    plan = replace(network([([EVIL], [])]).plan, id=EVIL, title=EVIL)
    evil = ResponsibilityNetwork(plan)
    analysis = respnet.analyse(evil, draws=50, tie_draws=50, null_draws=2)
    shown = [plan, evil, analysis, analysis.finding("single-lead-tasks"), respnet.compare(evil, evil)]
    for one in [*shown, respnet.check(plan)]:
        html = one._repr_html_()
        assert "<script" not in html
        ElementTree.fromstring(html)
    for one in shown:
        assert "\u202e" not in repr(one) + one._repr_html_()
    picture = evil.plot()
    assert "<script" not in picture
    ElementTree.fromstring(picture.replace("\u202e", ""))


def test_findings_are_shown_in_the_language_of_messages(analysis: Analysis, monkeypatch: pytest.MonkeyPatch) -> None:
    finding: Finding = analysis.findings[0]
    for lang in ("zh", "en"):
        monkeypatch.setenv("RESPNET_LANG", lang)
        assert finding.sentence.of(lang)[:20] in finding._repr_html_()  # type: ignore[arg-type]
        assert analysis._repr_html_().count("<tr>") == len(analysis.findings)


def test_the_plot_has_every_task_every_unit_that_leads_and_every_lead(analysis: Analysis) -> None:
    network = analysis.network
    picture = ElementTree.fromstring(network.plot("zh"))
    titles = {one.text for one in picture.iter("{http://www.w3.org/2000/svg}title")}
    leads = [one for one in network.plan.assignments if one.role is Role.LEAD]
    assert {network.unit_by_id[one.unit].name for one in leads} <= titles
    assert {f"{network.label_by_task[task.id]} {task.title}" for task in network.tasks} <= titles
    assert len(list(picture.iter("{http://www.w3.org/2000/svg}path"))) == len(leads)


def test_one_unit_by_any_of_its_names(analysis: Analysis) -> None:
    found = analysis.unit(" 丰都县/县科协 ")
    assert found == analysis.unit("县科协")
    assert found.load.unit.endswith("县科协")
    with pytest.raises(respnet.InputError, match="did you mean 县科协"):
        analysis.unit("县科技协")


def test_problems_are_a_tuple_and_a_table() -> None:
    problems = respnet.check(fengdu().plan)
    assert isinstance(problems, tuple)
    frame = problems.to_frame("en")
    assert list(frame["code"]) == [one.code for one in problems]
    assert list(frame["what"]) == [one.what.en for one in problems]
    assert list(respnet.check(replace(fengdu().plan, units=(), assignments=(), tasks=())).to_frame().columns)


def test_to_frame_is_deprecated(analysis: Analysis) -> None:
    with pytest.warns(DeprecationWarning, match="units_frame"):
        assert analysis.to_frame().equals(analysis.units_frame())
