"""workbook.xlsx, opened again by openpyxl, by respnet and by LibreOffice: complete, sortable, printable, harmless."""

from __future__ import annotations

import io
import os
import re
import string
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

import respnet
from respnet.analysis.approximations import TieApproximation
from respnet.analysis.pairs.backbone import NullMethod, Tie, TieLayer, Ties, TieScope, TieVerdict, find_significant_ties
from respnet.analysis.structure.lead_network import count_co_leads
from respnet.analysis.structure.structure import compute_core_numbers
from respnet.analysis.workload.random_assignment import assess_within_kinds
from respnet.core.errors import OutputError
from respnet.core.i18n import LANGS, Lang, Text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import ROLE_MARKS, Origin, Plan, Role, UnitKind
from respnet.core.problems import Problem, Severity
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.render.duty_sheet.duties import group_tasks_by_role
from respnet.render.files import GENERATOR_MARK
from respnet.render.workbook import headings, labels
from respnet.render.workbook.autofit import count_wrapped_lines, measure_text_width
from respnet.render.workbook.cells import MAX_CELL_CHARACTERS, sanitize_cell_text
from respnet.render.workbook.matrix import build_section_bands
from respnet.render.workbook.workbook import build_workbook, write_workbook
from tests import toy
from tests.analysis.family import FAMILY
from tests.office import convert

ROOT = Path(__file__).parents[2]
CODE = Path(labels.__file__).parent
NAMES = ["任务分解表", "单位任务汇总", "责任矩阵", "共同牵头", "网络位置", "待核对问题", "说明"]
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "=cmd|'/c calc'!A1", "<r><t>bold</t></r>")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return respnet.read_plan(ROOT / "data")


@pytest.fixture(scope="module")
def network(plan: Plan) -> ResponsibilityNetwork:
    return ResponsibilityNetwork(plan)


@pytest.fixture(scope="module")
def book(network: ResponsibilityNetwork) -> Workbook:
    return opened(build_workbook(network, respnet.check(network.plan)))


def opened(made: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(made))


def made_of(plan: Plan, lang: Lang = "zh", *, progress_columns: bool = False) -> Workbook:
    problems = respnet.check(plan)
    return opened(build_workbook(ResponsibilityNetwork(plan), problems, lang, progress_columns=progress_columns))


def table(sheet: Worksheet, header: int = 2) -> list[dict[str, object]]:
    """The rows under the header, by its headings."""
    headings, *rows = sheet.iter_rows(min_row=header, values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def notes(book: Workbook) -> dict[str, str]:
    """The explanations, by what they explain; a later one of the same name counts."""
    return {str(row[1].value): str(row[2].value) for row in book.worksheets[-1].iter_rows(min_row=3)}


def texts(book: Workbook) -> Iterator[str]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield from (cell for cell in row if isinstance(cell, str))


# What it says


def test_the_breakdown_says_what_the_plan_says_in_its_order(book: Workbook, network: ResponsibilityNetwork) -> None:
    rows = table(book["任务分解表"])
    assert list(rows[0]) == ["序号", "章节", "工作任务", "目标要求", "摘要", "牵头单位", "责任单位"]
    assert [row["工作任务"] for row in rows] == [task.title for task in network.tasks]
    assert rows[2] == {
        "序号": 4,
        "章节": "二、提升行动 > (一)实施青少年科学素质提升行动",
        "工作任务": "加强各类青少年科普阵地建设",
        "目标要求": "中小学共享科技馆 5个\n县级科技创新教育示范学校 10所\n"
        "建有科技活动室的中小学 50%以上\n青少年校外科普实践基地 30个",
        "摘要": network.tasks[2].summary,
        "牵头单位": "县教委、县科协",
        "责任单位": "县科技局、县财政局、团县委、各乡镇(街道)",
    }
    assert all(row["章节"] for row in rows)


def test_units_stand_in_printed_order_with_ranks_to_sort_by(book: Workbook, network: ResponsibilityNetwork) -> None:
    rows = table(book["单位任务汇总"])
    assert [row["单位"] for row in rows] == [unit.name for unit in network.plan.units]
    of_unit = {row["单位"]: row for row in rows}
    science = of_unit["县科协"]
    assert (science["牵头任务数"], science["责任任务数"], science["任务合计"]) == (22, 8, 30)
    assert (science["牵头名次"], science["牵头占比"]) == (1, 22 / 32)
    assert of_unit["县教委"]["牵头哪些任务"] == "2、3、4、5"
    towns = of_unit["各乡镇(街道)"]
    assert (towns["单位类别"], towns["任务合计"], towns["牵头名次"], towns["牵头占比"]) == ("统称", 6, None, None)


def test_the_matrix_has_a_mark_for_every_share(book: Workbook, network: ResponsibilityNetwork) -> None:
    sheet = book["责任矩阵"]
    marks = {role.value: mark for role, mark in ROLE_MARKS.items()}
    strongest: dict[tuple[str, str], str] = {}
    for one in sorted(network.plan.assignments, key=lambda one: list(Role).index(one.role), reverse=True):
        strongest[network.unit_by_id[one.unit].name, network.task_by_id[one.task].label] = marks[one.role.value]
    found = {
        (str(row["单位"]), label): mark
        for row in table(sheet, header=5)
        for label, mark in row.items()
        if label not in ("序号", "单位") and mark is not None
    }
    assert found == strongest
    assert sheet["A1"].value.endswith("（●牵头 ○责任）")
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C6", "$1:$5")


def test_sections_stand_over_their_tasks_and_are_not_merged(book: Workbook) -> None:
    above = [[cell.value for cell in row] for row in book["责任矩阵"].iter_rows(min_row=2, max_row=3)]
    assert [name for name in above[0] if name] == ["章节", "二、提升行动", "三、重点工程"]
    assert above[1].index("(二)实施农民科学素质提升行动") == 6  # the fifth task's column
    assert [str(area) for sheet in book.worksheets for area in sheet.merged_cells.ranges if area.min_row > 1] == []


def test_a_task_without_a_section_does_not_seem_to_belong_to_the_last() -> None:
    rows = [TaskRow("a", section=("一", "甲")), TaskRow("b", section=("一",)), TaskRow("c")]
    bands = build_section_bands(build_plan(PlanFacts("p"), rows).tasks, "章节")
    assert [band.cells for band in bands] == [("", "章节", "一", None, ""), ("", "章节", "甲", "", "")]


def test_pairs_of_co_leads(book: Workbook, network: ResponsibilityNetwork) -> None:
    rows = table(book["共同牵头"])
    assert list(rows[0]) == ["序号", "单位甲", "单位乙", "共同牵头任务数", "共同牵头哪些任务"]
    assert list(rows[0].values()) == [1, "县科协", "县科技局", 11, "20、21、22、23、24、25、\n30、31、32、33、34"]
    found = count_co_leads(network)
    assert len(rows) == len(found.pairs)
    assert [len(str(row["共同牵头哪些任务"]).split("、")) for row in rows] == [row["共同牵头任务数"] for row in rows]


def test_a_tie_is_told_in_words(network: ResponsibilityNetwork) -> None:
    first, second, *_ = count_co_leads(network).pairs

    def tie(a: str, b: str, verdict: TieVerdict) -> Tie:
        return Tie(a, b, ("t",), 7.5625, 11, 0.001, 0.99, 0.01, 1.0, verdict)

    said = (tie(first.a, first.b, TieVerdict.TOGETHER), tie(second.a, second.b, TieVerdict.TOO_FEW))
    method = TieApproximation(False, 900, 500)
    blank: dict[str, Any] = {one.name: 0 for one in fields(TieLayer)}
    changed = {"layer": TieScope.LEADS, "law": NullMethod.SAMPLED, "ties": said, "approximation": method}
    layer = TieLayer(**{**blank, **changed})
    rows = table(opened(build_workbook(network, (), ties=Ties(layer, layer)))["共同牵头"])
    assert [row["是否明显多"] for row in rows[:3]] == ["明显多", "不多", "未逐对列出"]
    assert [row["按牵头数平均"] for row in rows[:3]] == [7.5625, 7.5625, None]
    english = opened(build_workbook(network, (), "en", ties=Ties(layer, layer)))
    assert table(english["Co-leads"])[0]["Clearly many?"] == "clearly many"
    assert notes(english)["How the averages were worked out"] == (
        "Of 900 pairs with joint tasks the 500 most remarkable are listed."
    )


def test_problems_say_where_and_what_to_do(network: ResponsibilityNetwork) -> None:
    said = Text(zh="写错了", en="wrong"), Text(zh="请核对", en="check it")
    one = Problem("x", Severity.WARNING, *said, "tasks.csv", 7, "牵头单位", "=1+1", (network.tasks[0].id, "gone"))
    rows = table(opened(build_workbook(network, [one]))["待核对问题"])
    assert list(rows[0].values()) == [1, "警告", "写错了", "tasks.csv", 7, "牵头单位", "=1+1", "2", "请核对"]
    assert opened(build_workbook(network, ()))["待核对问题"]["B3"].value == "没有发现需要核对的问题。"


def test_the_notes_name_the_plan_its_version_and_every_column(book: Workbook, plan: Plan) -> None:
    said = notes(book)
    assert said["任务、单位和分工"] == "任务 32 项；单位 30 个，另有统称 2 个；分工 239 处。"
    assert said["方案内容校验码（SHA-256）"].startswith(plan.digest())
    assert said["生成程序"].startswith("respnet ")
    for name in ("任务分解表", "单位任务汇总", "共同牵头", "待核对问题"):
        plain = {one.word_zh for one in headings.HEADINGS.values() if not one.zh}
        assert {cell.value for cell in book[name][2]} <= set(said) | plain


def test_an_english_workbook_has_no_chinese_word_of_its_own(network: ResponsibilityNetwork) -> None:
    book = opened(build_workbook(network, respnet.check(network.plan), "en"))
    printed = "".join(
        [network.plan.title, network.plan.area, network.plan.document_number, network.plan.issuer]
        + [part for task in network.tasks for part in (*task.section, task.title, *task.targets, task.summary)]
        + [name for unit in network.plan.units for name in (unit.name, *unit.also_written)]
        + [one.value for one in respnet.check(network.plan)]
    )
    ours = "".join(texts(book))
    assert {one for one in ours if "\u4e00" <= one <= "\u9fff"} <= set(printed)
    assert table(book["Task breakdown"])[0]["Lead units"] == "County Education Commission"


# How it is laid out


def test_sheets_are_named_and_nothing_is_hidden(book: Workbook) -> None:
    assert book.sheetnames == NAMES
    for sheet in headings.SHEETS.values():
        for name in (sheet.word.zh, sheet.word.en):
            assert len(name) <= 31
            assert not set(name) & set("[]:*?/\\")
    assert all(sheet.sheet_state == "visible" for sheet in book.worksheets)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sheet_prints_and_sorts_without_repair(network: ResponsibilityNetwork, lang: Lang) -> None:
    for sheet in opened(build_workbook(network, respnet.check(network.plan), lang)).worksheets:
        header = int(sheet.freeze_panes[1:]) - 1
        assert sheet.freeze_panes[0] == "C"
        assert header == 2 or sheet.title in (NAMES[2], "Responsibility matrix")
        assert [area.min_row for area in sheet.merged_cells.ranges] == [1]
        assert sheet.auto_filter.ref.startswith(f"A{header}:")
        assert sheet.print_title_rows == f"$1:${header}"
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) in (8, 9)
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text.replace("&[Page]", "&P")
        for row in range(1, sheet.max_row + 1):
            assert 12 < sheet.row_dimensions[row].height <= 409
        for cells in sheet.iter_rows(min_row=header + 1):
            assert all(cell.alignment.wrap_text for cell in cells)


def test_columns_without_data_are_left_out_and_progress_is_on_request() -> None:
    book = made_of(toy.science(), progress_columns=True)
    assert [cell.value for cell in book["任务分解表"][2]] == [
        *("序号", "分项", "章节", "出处", "工作任务", "目标要求", "任务原文", "摘要", "牵头单位", "责任单位"),
        *("统一规定的责任单位", "配合单位", "督促单位", "完成时限", "分工原句", "原文次序"),
        *("进展情况", "存在问题", "状态", "备注"),
    ]
    assert "正常推进中" in book["任务分解表"].data_validations.dataValidation[0].formula1
    assert "进展情况" not in [cell.value for cell in made_of(toy.science())["任务分解表"][2]]


def test_numbers_are_numbers_where_nothing_is_lost() -> None:
    rows = [TaskRow("t", number=number) for number in ("1", "4.10", "007", "十二", "9" * 20)]
    cells = table(made_of(build_plan(PlanFacts("p"), rows))["任务分解表"])
    assert [row["序号"] for row in cells] == [1, "4.10", "007", "十二", "9" * 20]
    assert [row["原文次序"] for row in cells] == [1, 2, 3, 4, 5]


def test_leads_by_convention_say_so(tmp_path: Path) -> None:
    leads = UnitList(Role.LEAD, ("县教委",), Origin.CONVENTION)
    plan = build_plan(PlanFacts("p", lead_rule="排在第一位的为牵头单位"), [TaskRow("t", number="1", units=(leads,))])
    book = made_of(plan)
    assert table(book["任务分解表"])[0]["牵头依据"] == "按惯例确定"
    assert notes(book)["牵头规定"] == "排在第一位的为牵头单位"
    back = respnet.read_plan(write_workbook(ResponsibilityNetwork(plan), (), tmp_path))
    assert [one.printed for one in back.assignments] == ["县教委"]


def test_lines_break_as_spreadsheets_break_them() -> None:
    assert count_wrapped_lines("县教委、县科协、县财政局、县民政局", 14) == 3  # 、 does not begin a line
    assert count_wrapped_lines("County Education Commission", 18) == 2  # words are not broken
    assert count_wrapped_lines("x" * 50, 10) == 6  # unless they are longer than the line
    assert count_wrapped_lines("一\n二\n\n三", 10) == 4


def test_a_row_that_would_be_too_high_makes_its_column_wider_or_is_named() -> None:
    rows = [TaskRow("短", number="1", text="长" * 2_000), TaskRow("短", number="2", text="长" * 20_000)]
    book = made_of(build_plan(PlanFacts("p"), rows))
    sheet = book["任务分解表"]
    assert sheet.row_dimensions[4].height > 408
    assert "任务分解表!4" in notes(book)["过高的行"]


# What it must not do


def hostile() -> Plan:
    """A formula or markup in every field."""
    records = [
        UnitRecord(name, UnitKind.OTHER, also_written=(f"={name}",), members=FORMULAS, english=f"@{name}")
        for name in FORMULAS
    ]
    rows = [
        TaskRow(
            evil,
            number=evil,
            part="=2",
            section=(evil, evil),
            units=(
                UnitList(Role.LEAD, FORMULAS, open=True),
                UnitList(Role.RESPONSIBLE, FORMULAS, Origin.INHERITED),
                UnitList(Role.SUPPORT, FORMULAS),
                UnitList(Role.SUPERVISE, FORMULAS),
            ),
            deadline=evil,
            targets=(evil, evil),
            text=evil,
            clause=evil,
            source=evil,
        )
        for evil in FORMULAS
    ]
    facts = PlanFacts(
        "=1", title='=HYPERLINK("http://x")&[]:*?/\\', area="=a", issued="=2022", owner="+o", lead_rule="@x"
    )
    return build_plan(facts, rows, records)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("make", [hostile, toy.awkward])
def test_nothing_in_a_plan_becomes_a_formula_a_link_or_markup(make: Callable[[], Plan], lang: Lang) -> None:
    plan = make()
    evil = Problem("x", Severity.ERROR, Text("=1", "=1"), Text("=1", "=1"), "=f", 1, "=c", "=v")
    made = build_workbook(ResponsibilityNetwork(plan), [evil, *respnet.check(plan)], lang, progress_columns=True)
    for sheet in opened(made).worksheets:
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n"}
            links = [cell.hyperlink.location for cell in row if cell.hyperlink]
            assert all(re.fullmatch("'(任务分解表|Task breakdown)'!A[0-9]+", link) for link in links)
        header = int(sheet.freeze_panes[1:]) - 1
        for row in sheet.iter_rows(min_row=header + 1):  # stays text even when somebody edits the cell
            assert all(cell.quotePrefix for cell in row if str(cell.value).startswith(("=", "+", "-", "@")))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for part in parts.values():
        ET.fromstring(part)
    assert b"<f>" not in b"".join(parts.values())
    assert b"<r><t>" not in parts["xl/sharedStrings.xml"]


def test_what_xml_cannot_hold_is_spelt_out() -> None:
    evil = "县\x00科\x0b协\ufffe\u202e\x85\u2028局"
    rows = [TaskRow(evil, number="1", units=(UnitList(Role.LEAD, (evil,)),))]
    network = ResponsibilityNetwork(build_plan(PlanFacts("p", title=evil, area="丰都县"), rows))
    row = table(opened(build_workbook(network, ()))["任务分解表"])[0]
    spelt = "县<U+0000>科<U+000B>协<U+FFFE><U+202E><U+0085><U+2028>局"
    assert row["工作任务"] == row["牵头单位"] == spelt
    assert sanitize_cell_text("\ud800") == "<U+D800>"
    assert sanitize_cell_text("表情🧪👩‍🔬 \t") == "表情🧪👩‍🔬 \t"


def test_a_text_too_long_for_a_cell_is_cut_and_said() -> None:
    rows = [TaskRow("t", number="1", text="长" * 40_000), TaskRow("u", number="2", text="🧪" * 20_000)]
    network = ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))
    book = opened(build_workbook(network, ()))
    for row, length in enumerate((40_000, 20_000)):
        cell = table(book["任务分解表"])[row]["任务原文"]
        assert isinstance(cell, str)
        assert len(cell.encode("utf-16-le")) // 2 <= MAX_CELL_CHARACTERS
        assert cell.endswith(f"【原文共 {length} 字，超出一格的上限，此处截断】")
    assert "共 2 格：任务分解表!C3、任务分解表!C4" in notes(book)["过长的内容"]


@pytest.mark.parametrize(
    ("name", "lang"), [(name, lang) for name in FAMILY for lang in LANGS if (name, lang) != ("300 units", "en")]
)
def test_every_plan_has_a_workbook(name: str, lang: Lang) -> None:
    network = FAMILY[name]
    book = opened(build_workbook(network, respnet.check(network.plan), lang))
    assert book.worksheets[0].max_row == len(network.tasks) + 2
    assert not any(re.search(r"\bnan\b|\binf\b|None|\{\w+\}", text) for text in texts(book))


def test_a_plan_without_leads_says_so() -> None:
    book = made_of(toy.roads())
    assert book["共同牵头"]["B3"].value == "方案没有写明牵头单位，不作推定。"
    assert "共同牵头矩阵" not in book.sheetnames
    assert "牵头任务数" not in table(book["单位任务汇总"])[0]
    assert "牵头名次" not in table(book["单位任务汇总"])[0]
    assert "牵头单位" not in table(book["任务分解表"])[0]
    assert notes(book)["牵头单位"] == "方案没有写明牵头单位，不作推定。"


def test_the_network_sheet_has_the_numbers_of_the_analysis(network: ResponsibilityNetwork, book: Workbook) -> None:
    rows = table(book["网络位置"])
    found = compute_core_numbers(network.biadjacency()[None])[0][0].tolist()
    assert [row["核心层级"] for row in rows] == found
    said = next(row for row in rows if row["单位"] == "县科协")
    assert (said["共同牵头的单位数"], said["牵头时参与的次数"], said["为另一类内部搭桥"]) == (9, 135, 2527)


def test_the_network_sheet_compares_units_with_their_like_where_verdicts_are_asked_for(
    network: ResponsibilityNetwork, book: Workbook
) -> None:
    assert "与同类相比" not in table(book["网络位置"])[0]
    tested = opened(build_workbook(network, (), ties=find_significant_ties(network, draws=200)))
    rows = {row["单位"]: row for row in table(tested["网络位置"])}
    found = assess_within_kinds(network).units
    assert [row["同类比较的概率"] for row in rows.values()] == [round(one.p, 4) for one in found]
    assert rows["县科协"]["与同类相比"] == "任务偏多"
    assert rows["县财政局"]["与同类相比"] == "未见偏多"


def test_a_plan_without_leads_has_no_columns_of_leads() -> None:
    heads = list(table(made_of(toy.roads())["网络位置"])[0])
    assert heads[:3] == ["序号", "单位", "核心层级"]
    assert "共同牵头的单位数" not in heads


def test_an_empty_plan_has_no_matrix_and_no_sentence_about_its_size() -> None:
    book = made_of(toy.empty())
    assert book.sheetnames == ["任务分解表", "单位任务汇总", "共同牵头", "待核对问题", "说明"]
    assert "责任矩阵未生成" not in notes(book)


def test_a_matrix_that_nobody_could_open_is_left_out_and_said() -> None:
    rows = [TaskRow(f"t{n}", number=str(n), units=(UnitList(Role.LEAD, (f"u{n}",)),)) for n in range(501)]
    book = made_of(build_plan(PlanFacts("p"), rows))
    assert "责任矩阵" not in book.sheetnames
    assert notes(book)["责任矩阵未生成"].startswith("501 个单位 × 501 项任务，超过 250,000 格")


def test_a_wide_matrix_prints_on_several_pages_with_its_title_on_the_first() -> None:
    rows = [TaskRow(f"任务{n}", number=str(n), units=(UnitList(Role.LEAD, ("县教委",)),)) for n in range(1, 121)]
    sheet = made_of(build_plan(PlanFacts("p"), rows))["责任矩阵"]
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.print_title_cols) == (3, 0, "$A:$B")
    (title,) = sheet.merged_cells.ranges
    assert 30 < title.max_col < 45


# Reading back, writing, repeating


def said_by(plan: Plan) -> list[tuple[object, ...]]:
    """What a plan says, apart from its own name and where it was read."""
    of_task = {task.id: task.id.removeprefix(plan.id) for task in plan.tasks}
    tasks = [
        (of_task[t.id], t.order, t.title, t.number, t.part, t.section, t.deadline, t.targets, t.clause, t.open_roles)
        for t in plan.tasks
    ]
    return [*tasks, *((of_task[a.task], a.role, a.position, a.printed, a.origin) for a in plan.assignments)]


@pytest.mark.parametrize("make", [lambda: respnet.read_plan(ROOT / "data"), toy.science, toy.roads])
def test_respnet_reads_the_same_plan_back(make: Callable[[], Plan], tmp_path: Path) -> None:
    plan = make()
    path = write_workbook(ResponsibilityNetwork(plan), respnet.check(plan), tmp_path, progress_columns=True)
    back = respnet.read_plan(path)
    assert said_by(back) == said_by(plan)
    assert {remark.code for remark in back.remarks} <= {"above-header", "unread-column"}


def test_respnet_reads_an_english_workbook_too(network: ResponsibilityNetwork, tmp_path: Path) -> None:
    back = respnet.read_plan(write_workbook(network, (), tmp_path / "b.xlsx", lang="en"))
    assert [task.title for task in back.tasks] == [task.title for task in network.tasks]
    assert [(one.role, one.position) for one in back.assignments] == [
        (one.role, one.position) for one in network.plan.assignments
    ]


def test_only_a_workbook_of_its_own_is_replaced(network: ResponsibilityNetwork, tmp_path: Path) -> None:
    path = write_workbook(network, (), tmp_path)
    assert path == tmp_path / "workbook.xlsx"
    assert write_workbook(network, (), path, lang="en") == path
    book = openpyxl.load_workbook(path)
    book.properties.category = None
    book.save(path)
    with pytest.raises(OutputError, match="was not written by respnet"):
        write_workbook(network, (), path)
    write_workbook(network, (), path, force=True)


def test_the_mark_stands_near_the_beginning_however_long_the_title() -> None:
    plan = build_plan(PlanFacts("p", title="&<很长的标题>" * 500), [TaskRow("t", number="1")])
    made = build_workbook(ResponsibilityNetwork(plan), ())
    assert GENERATOR_MARK.encode() in made[:2048]
    assert len(opened(made).worksheets[0]["A1"].value) < 1_100


def test_two_runs_give_equal_bytes_whatever_the_hash_seed() -> None:
    script = (
        "import hashlib, respnet; from respnet.core.network import ResponsibilityNetwork as N;"
        "from respnet.render.workbook.workbook import build_workbook; plan = respnet.read_plan('data');"
        "print(hashlib.sha256(build_workbook(N(plan), respnet.check(plan))).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_a_workbook_bears_the_date_of_its_plan(book: Workbook) -> None:
    assert str(book.properties.created) == "2022-05-10 00:00:00"
    assert made_of(toy.empty()).properties.created.year == 1980


# Words


def test_no_text_is_missing_or_unused() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted(CODE.glob("*.py"))
        if path.stem not in {"headings", "labels"}
    )
    assert code
    about = (CODE / "readme_sheet.py").read_text(encoding="utf-8")
    columns = set(re.findall(r'(?:ColumnSpec|units)\(\s*"(\w+)"', code)) | set(re.findall(r'HEADINGS\["(\w+)"\]', code))
    assert columns == set(headings.HEADINGS)
    said = set(re.findall(r'WORKBOOK_LABELS\[\s*"(\w+)"', code)) | set(re.findall(r'\bt\(\s*"(\w+)"', about))
    said |= set(re.findall(r'"(plan_\w+)"', about)) | {"no_leads"}
    said |= {f"rule_{key}{end}" for key in ("once", "collectives", "names") for end in ("", "_said")}
    limits = {"work", "text"} | set(re.findall(r'yield "(\w+)", \{', about))
    said |= {f"limit_{key}{end}" for key in limits for end in ("", "_said")} | {"foot", "page"}
    assert said == set(labels.WORKBOOK_LABELS)


def test_both_languages_fill_in_the_same_values() -> None:
    def named(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    every = (*headings.SHEETS.values(), *headings.HEADINGS.values())
    assert all(bool(one.zh) == bool(one.en) for one in every)
    both = [text for one in every for text in (one.word, one.meaning) if text.zh]
    for text in (*both, *labels.WORKBOOK_LABELS.values(), *labels.PROGRESS_STATES):
        assert text.zh.strip()
        assert text.en.strip()
        assert named(text.zh) - {"letters"} == named(text.en) - {"letters"}
    assert set(ROLE_MARKS) == set(Role)


def test_numbers_of_tasks_lead_to_the_task_and_are_not_broken(book: Workbook, network: ResponsibilityNetwork) -> None:
    units, tasks = book["单位任务汇总"], book["任务分解表"]
    header = [cell.value for cell in units[2]]
    for key, role in (("牵头哪些任务", Role.LEAD), ("负责哪些任务", Role.RESPONSIBLE)):
        column = header.index(key)
        for row, unit in zip(units.iter_rows(min_row=3), network.plan.units, strict=True):
            cell = row[column]
            wanted = group_tasks_by_role(network, unit.id)[role]
            if not wanted:
                assert cell.hyperlink is None
                continue
            lines = str(cell.value).split("\n")
            assert "".join(lines).split("、") == [network.label_by_task[task] for task in wanted]
            assert all(line.endswith("、") for line in lines[:-1])
            assert max(map(measure_text_width, lines)) <= 32
            sheet, _, place = cell.hyperlink.location.replace("'", "").partition("!")
            assert (sheet, tasks[place].value) == ("任务分解表", int(lines[0].split("、")[0]))


def test_lines_of_units_end_between_two_names(book: Workbook, network: ResponsibilityNetwork) -> None:
    for row, task in zip(table(book["任务分解表"]), network.tasks, strict=True):
        for column, role, most in (("牵头单位", Role.LEAD, 24), ("责任单位", Role.RESPONSIBLE, 40)):
            lines = str(row[column] or "").split("\n")
            printed = [one.printed for one in network.assignments_by_task[task.id] if one.role is role]
            assert "".join(lines).split("、") == printed
            assert all(line.endswith("、") for line in lines[:-1])
            assert max(map(measure_text_width, lines)) <= most + 0.5


def test_a_hostile_number_is_a_link_and_no_formula() -> None:
    book = made_of(build_plan(PlanFacts("p"), [TaskRow("t", number="=1+1", units=(UnitList(Role.LEAD, ("a",)),))]))
    found = [one for row in book["单位任务汇总"].iter_rows() for one in row if one.hyperlink]
    assert [(one.value, one.data_type, one.hyperlink.location) for one in found] == [("=1+1", "s", "'任务分解表'!A3")]


# LibreOffice


def test_libreoffice_opens_and_prints_it(plan: Plan, tmp_path: Path) -> None:
    plans = {"shipped": plan, "hostile": hostile(), "awkward": toy.awkward(), "empty": toy.empty()}
    paths = [
        write_workbook(ResponsibilityNetwork(one), respnet.check(one), tmp_path / f"{name}.xlsx")
        for name, one in plans.items()
    ]
    convert("pdf", tmp_path, *paths)
    pages = {path.stem: PdfReader(path.with_suffix(".pdf")).pages for path in paths}
    assert all(any("说明" in page.extract_text() for page in reversed(those)) for those in pages.values())
    printed = "".join(page.extract_text() for page in pages["shipped"]).replace("\n", "")
    assert 8 <= len(pages["shipped"]) <= 20  # paper is not wasted, whatever the fonts
    assert all(task.title in printed for task in plan.tasks)
