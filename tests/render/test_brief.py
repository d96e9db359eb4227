"""The brief: findings word for word, bars recounted, points with their tasks, one page of A4."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

import respnet
from respnet.checks import check
from respnet.core.i18n import LANGS, Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.deadlines import describe_due_soon
from respnet.intake.builder import PlanFacts, TaskRow, build_plan
from respnet.pipeline import Analysis
from respnet.render.brief.brief import Brief, build_brief
from respnet.render.brief.files import render_brief_docx
from tests import toy
from tests.analysis.family import FAMILY, analyse_few
from tests.render.conftest import Watched
from tests.render.sheets_made import hostile, print_documents, rich, words
from tests.toy import lead, support

DAY = dt.date(2026, 11, 30)


def brief_of(analysis: Analysis, lang: Lang = "zh", day: dt.date | None = None) -> Brief:
    return build_brief(analysis, tuple(check(analysis.network.plan)), lang, day)


@pytest.mark.parametrize("lang", LANGS)
def test_its_sentences_are_the_findings_own(analysis: Analysis, lang: Lang) -> None:
    said = " ".join(brief_of(analysis, lang).paragraphs)
    headlines = [analysis.finding(name).headline for name in ("single-lead-tasks", "overloaded-units", "drop-outs")]
    for text in (analysis.finding("plan-size").sentence, *headlines):
        assert text.of(lang) in said
        said = said.replace(text.of(lang), "")
    left = {
        "zh": "县科协是本方案的统筹单位，任务多可能正是方案的安排。 方案期限 2021—2025 年，没有单列各项时限。",
        "en": "County Association for Science and Technology coordinates this plan, so its high count may well be by "
        "design. The plan runs 2021–2025 and lists no deadline for single tasks.",
    }
    assert " ".join(said.split()) == left[lang]


def test_the_bars_are_those_of_a_recount(analysis: Analysis) -> None:
    frame = analysis.network.to_frame()
    frame = frame[~frame["collective"]].copy()
    frame["lead"] = frame["role"] == "lead"
    strongest = frame.groupby(["unit", "number"])["lead"].max()
    leads, tasks = strongest.groupby("unit").sum(), strongest.groupby("unit").size()
    bars = brief_of(analysis).bars
    assert [(bar.unit, bar.leads, bar.others) for bar in bars[:2]] == [("县科协", 22, 8), ("县科技局", 11, 14)]
    for bar in bars:
        assert (bar.leads, bar.leads + bar.others) == (leads[bar.unit], tasks[bar.unit])
    shown = {bar.unit for bar in bars}
    assert min(leads[unit] for unit in shown) >= max(leads[unit] for unit in leads.index if unit not in shown)
    assert bars[0].counts == "22＋8"


def test_the_bars_are_not_said_to_be_those_with_most_tasks_where_leads_order_them() -> None:
    rows = [TaskRow(f"修路{n}", number=str(n), units=(lead(f"第{n}局"), support("财政局"))) for n in range(1, 10)]
    made = brief_of(analyse_few(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))))
    assert "财政局" not in {bar.unit for bar in made.bars}  # with 9 tasks it has most
    assert made.caption.startswith("牵头排在前面的 7 家单位")


def test_what_the_reader_only_notes_is_no_point_to_decide() -> None:
    rows = [TaskRow(f"修路{n}", number=str(n), units=(lead("甲局"), support("乙局", "丙局"))) for n in (1, 2)]
    made = analyse_few(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)))
    assert {one.level.value for one in check(made.network.plan)} == {"note"}  # such as tasks with the very same units
    assert brief_of(made).points == ()


def test_the_points_name_their_tasks_in_ranges(analysis: Analysis) -> None:
    assert brief_of(analysis).points == (
        "县科协与县科技局共同牵头 11 项，请明确由谁汇总（任务 20—25、30—34）。",
        "7 项只有一家牵头，请确认或增加一家（任务 2、3、9、16、17、19、28）。",
        "明确“各乡镇(街道)、县级各部门”包括哪些单位。",
        "对照原文核对 4 处，例如：任务 14 中，“县民政局”既是牵头单位，又是责任单位。",
    )
    assert brief_of(analysis, "en").points[0].endswith("(tasks 20–25, 30–34).")


def test_what_the_file_alone_lacks_is_nobodys_decision_and_bars_of_all_are_not_the_most() -> None:
    brief = brief_of(analyse_few(FAMILY["path"]))
    assert [one.code for one in check(FAMILY["path"].plan) if not one.tasks]
    assert brief.points == ()
    assert brief.caption == "各单位的任务数（深色牵头＋浅色其他参与，单位：项）"


def test_the_date_is_a_blank_or_the_day_given(analysis: Analysis) -> None:
    assert brief_of(analysis).day == "　　　年　　月　　日"
    assert brief_of(analysis, day=DAY).day == "2026年11月30日"
    assert brief_of(analysis, "en", DAY).day == "30 November 2026"
    assert "截至" not in "".join(brief_of(analysis, day=DAY).paragraphs)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2025, 11, 30), "截至 2025 年 11 月 30 日，0 项已到期，0 项 30 天内到期。"),
        (dt.date(2025, 12, 1), "截至 2025 年 12 月 1 日，0 项已到期，1 项 30 天内到期（任务 1）。"),
        (dt.date(2025, 12, 31), "截至 2025 年 12 月 31 日，0 项已到期，1 项 30 天内到期（任务 1）。"),
        (dt.date(2026, 1, 1), "截至 2026 年 1 月 1 日，1 项已到期（任务 1），0 项 30 天内到期。"),
    ],
)
def test_what_is_due_is_told_from_the_day_given(day: dt.date, words: str) -> None:
    network = ResponsibilityNetwork(toy.science())
    assert describe_due_soon(network, day).zh == words
    assert words in "".join(brief_of(analyse_few(network), day=day).paragraphs)


@pytest.mark.parametrize("name", FAMILY)
def test_every_form_of_plan_has_one(name: str) -> None:
    for lang in LANGS:
        brief = brief_of(analyse_few(FAMILY[name]), lang, DAY)
        everything = " ".join((*brief.paragraphs, *brief.points, brief.caption, brief.foot))
        assert brief.paragraphs
        assert not re.search("None|{|}|  |。。|，。", everything)
        assert all(bar.leads + bar.others for bar in brief.bars)
        if lang == "en":
            assert not re.search("[。，；]", everything)


def test_what_a_plan_holds_is_text_and_nothing_else(tmp_path: Path) -> None:
    analysis = analyse_few(hostile())
    word, page = respnet.write_brief(analysis, check(hostile().plan), tmp_path)
    assert words(word)
    text = page.read_text(encoding="utf-8")
    assert not re.search("<(script|img|iframe|b)[ >]|[\u202a-\u202e]", text)
    assert "default-src &#39;none&#39;" in text


def test_the_same_plan_and_day_give_the_same_bytes(analysis: Analysis, tmp_path: Path) -> None:
    problems = check(analysis.network.plan)
    first = [path.read_bytes() for path in respnet.write_brief(analysis, problems, tmp_path, day=DAY)]
    again = respnet.write_brief(analysis, problems, tmp_path, day=DAY)
    assert [path.name for path in again] == ["brief.docx", "brief.html"]
    assert [path.read_bytes() for path in again] == first


def test_page_and_document_say_the_same(analysis: Analysis, tmp_path: Path, desktop: Watched) -> None:
    word, page = respnet.write_brief(analysis, check(analysis.network.plan), tmp_path, day=DAY)
    brief = brief_of(analysis, day=DAY)
    document = "".join(words(word))
    tab = desktop.open(page)
    text = tab.locator("main").inner_text()
    widths = [box["width"] for box in (rect.bounding_box() for rect in tab.locator("rect").all()) if box]
    tab.pdf(path=str(tmp_path / "a.pdf"), prefer_css_page_size=True)
    told = [*brief.paragraphs, *brief.points, brief.caption, brief.foot, brief.day, *(bar.unit for bar in brief.bars)]
    assert [one for one in told if one not in text] == []
    assert [one for one in told if one not in document] == []
    assert widths[0] / widths[1] == pytest.approx(22 / 8, rel=0.01)
    from pypdf import PdfReader

    printed = PdfReader(tmp_path / "a.pdf").pages
    assert [round(float(side)) for side in printed[0].mediabox[2:]] == [595, 842]
    assert len(printed) == 1


def test_the_document_is_one_page(analysis: Analysis, tmp_path: Path) -> None:
    plan = analysis.network.plan
    made = {lang: render_brief_docx(brief_of(analysis, lang, DAY), plan, lang) for lang in LANGS}
    pages = print_documents(tmp_path, dict(made))
    assert {lang: len(those) for lang, those in pages.items()} == {"zh": 1, "en": 1}
    assert "以印发文件为准" in pages["zh"][0]
    assert "theissueddocumentprevails" in pages["en"][0]


def test_the_more_there_is_to_say_the_fewer_bars() -> None:
    network = rich()
    everybody = [bar.unit for bar in brief_of(analyse_few(network)).bars]
    assert everybody == ["县交通局", "县财政局", "县林业局", "县公安局", "县气象局"]
    tasks = tuple(replace(task, number="第" * 150 + task.number) for task in network.tasks)
    long = ResponsibilityNetwork(replace(network.plan, tasks=tasks))
    assert len(brief_of(analyse_few(long)).bars) == 3
