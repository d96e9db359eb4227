"""Data and methods: every number of the page has its rule there, and the report can be cited."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from lxml import html

from respnet import check
from respnet.analysis.approximations import FewerDraws
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.finding import describe_approximation
from respnet.intake.read import read_document_plan
from respnet.pipeline import Analysis
from respnet.render.page.labels import LABELS
from respnet.render.page.page import render_report
from respnet.render.page.views.data import GLOSSARY_TERMS, DataView, prepare
from respnet.render.presenter import Presenter
from tests.analysis.family import FAMILY, analyse_few


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


TEXT = "某县方案\n" + "\n".join(
    f"{place}.{what}。{'（责任单位：县乙局）' if place < 9 else '（牵头单位：县甲局，责任单位：县乙局、县 丙局）'}"
    for place, what in enumerate(["修路", "架桥", "植树", "治水", "扫雪", "送书", "防火", "通电", "办学"], 1)
)


def test_a_point_to_check_says_where_it_stands_and_opens_the_task(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(TEXT, encoding="utf-8")
    plan, _ = read_document_plan(tmp_path / "p.txt")
    problems = check(plan)
    tree = html.document_fromstring(render_report(analyse_few(ResponsibilityNetwork(plan)), problems, "zh"))
    rows = tree.xpath('//*[@id="problems-table"]/tbody/tr')
    assert "没有写牵头单位" in rows[-1].text_content()  # what is a step of its own comes last
    assert "没有写牵头单位" not in rows[0].text_content()
    places = rows[-1].xpath('.//*[@class="where"]/a')
    assert [(one.get("href"), one.text.split(" · ")[:2]) for one in places] == [
        (f"#task={place}", ["p.txt", f"第 {place + 1} 行"]) for place in range(1, 9)
    ]
    assert {one.text for one in rows[-1].xpath(".//blockquote")} == {"（责任单位：县乙局）"}
    assert rows[-1].xpath("string(.//details/summary)") == "另有 2 处"
    assert len(rows[-1].xpath(".//details//li")) == 2
    where = [one.text_content() for one in tree.xpath('//*[@id="problems-table"]//*[@class="where"]')]
    assert "plan.toml · “area”项" in where
    assert not [one for one in where if "列" in one]  # running text has none
