"""Data and methods: every number of the page has its rule there, and the report can be cited."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import html

from respnet import check
from respnet.analysis.approximations import FewerDraws
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.approximations import describe_approximation
from respnet.intake.builder import PlanFacts, TaskRow, build_plan
from respnet.pipeline import Analysis
from respnet.render.page.labels import LABELS
from respnet.render.page.page import render_report
from respnet.render.page.views.data import GLOSSARY_TERMS, DataView, prepare
from respnet.render.presenter import Presenter
from tests.analysis.family import FAMILY, analyse_few
from tests.toy import lead, responsible


def view(analysis: Analysis) -> DataView:
    prepared = prepare(analysis, (), Presenter(analysis.network, "zh"))
    assert isinstance(prepared.it, DataView)
    return prepared.it


def test_every_finding_has_its_rule_and_can_be_gone_to(analysis: Analysis) -> None:
    for one in (analysis, *(analyse_few(FAMILY[name]) for name in ("empty", "nobody leads", "one unit"))):
        html = render_report(one, (), "zh")
        for finding in one.findings:
            assert html.count(f'id="finding-{finding.id}"') == 1, finding.id
        for address in re.findall(r'href="#([a-z-]+)"', html):
            assert f'id="{address}"' in html, address


def test_every_word_is_explained_once() -> None:
    keys = {key for key in LABELS if key.startswith("gloss_")}
    assert keys == {f"gloss_{key}" for key in GLOSSARY_TERMS} | {f"gloss_{key}_is" for key in GLOSSARY_TERMS}
    assert len(set(GLOSSARY_TERMS)) == len(GLOSSARY_TERMS)


def test_every_word_explained_stands_on_the_page(analysis: Analysis) -> None:
    html = re.sub(
        r'<table id="glossary-table">.*?</table>|<script>.*?</script>',
        "",
        render_report(analysis, (), "zh"),
        flags=re.DOTALL,
    )
    absent = {key for key in GLOSSARY_TERMS if LABELS[f"gloss_{key}"].zh not in html}
    assert absent <= {"support", "supervise"}  # roles that this plan does not use


def test_what_was_cut_short_is_said(analysis: Analysis) -> None:
    assert view(analysis).approximations == ()
    shorter = FewerDraws(1_100, 5_000)
    results = replace(analysis.results, lottery=replace(analysis.results.lottery, approximation=shorter))
    assert view(replace(analysis, results=results)).approximations == (
        ("任务量的抽签", describe_approximation(shorter)),
    )


def test_names_and_settings_and_how_to_cite(analysis: Analysis) -> None:
    it = view(analysis)
    assert [(unit.name, unit.also_written) for unit in it.named] == [("县应急局", ("县应急管理局",))]
    assert analysis.network.plan.digest()[:12] in it.cited


def test_the_place_of_a_point_to_check_leads_to_the_card_with_its_text() -> None:
    rows = [TaskRow("修路", "1", units=(lead("甲局 乙局"),)), TaskRow("架桥", "2", units=(responsible("甲局"),))]
    network = ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))
    problems = tuple(
        replace(one, file="p.txt", column="lead_units") if one.tasks else one for one in check(network.plan)
    )
    tree = html.document_fromstring(render_report(analyse_few(network), problems, "zh"))
    cells = tree.xpath('//*[@id="problems-table"]//li')
    assert len(cells) == len(problems)
    for cell, problem in zip(cells, problems, strict=True):
        links = cell.xpath('.//*[@class="where"]/a')
        assert [(one.get("href"), one.text) for one in links] == [
            (
                f"#task={network.task_by_id[task].number}",
                " · ".join(["p.txt", "“牵头单位”列", problem.value]).strip(" ·"),
            )
            for task in problem.tasks[:1]
        ]
    assert any(problem.tasks for problem in problems)
