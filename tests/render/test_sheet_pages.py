"""What stands on a duty sheet, whatever the format, and its catalogue of words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from respnet.core.i18n import LANGS, Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.intake.builder import PlanFacts, TaskRow, build_plan
from respnet.render.duty_sheet.pages import (
    LINE_WIDTH,
    RunCell,
    SheetPage,
    SheetPageBuilder,
    SheetPart,
    balance_title,
    measure_width,
    pack,
    split_title,
)
from tests.analysis.family import FAMILY, network
from tests.render.sheets_made import fengdu, rich
from tests.toy import lead


def page(plan: ResponsibilityNetwork, name: str, lang: Lang = "zh") -> SheetPage:
    return SheetPageBuilder(plan, lang).page(next(unit for unit in plan.plan.units if unit.name == name))


def rows(part: SheetPart) -> list[list[str]]:
    return [[words(cell) for cell in line.cells] for block in part.blocks for line in block.lines]


def words(cell: RunCell) -> str:
    return "".join(one.text + one.after for one in cell)


def test_the_association_that_leads_most() -> None:
    sheet = page(fengdu(), "县科协")
    assert "".join(sheet.title) == "《丰都县全民科学素质行动规划纲要实施方案(2021-2025年)》"
    assert (sheet.number, sheet.for_unit) == (3, "（县科协）")
    assert sheet.facts == "统筹单位：县科协　牵头22项、责任8项（方案共32项）"
    assert [part.heading for part in sheet.parts] == [
        "牵头任务（22项）",
        "责任任务（8项）",
        "统称名下的任务（2项）",
    ]
    assert rows(sheet.parts[0])[0] == [
        "4",
        "加强各类青少年科普阵地建设",
        "中小学共享科技馆 5个；县级科技创新教育示范学校 10所；建有科技活动室的中小学 50%以上；"
        "青少年校外科普实践基地 30个",
        "县教委、县科协",
        "县科技局、县财政局、团县委、各乡镇(街道)",
    ]
    assert [int(row[0]) for row in rows(sheet.parts[0])] == sorted(int(row[0]) for row in rows(sheet.parts[0]))


def test_the_unit_itself_is_set_apart() -> None:
    lead = page(fengdu(), "县科协").parts[0].blocks[0].lines[0].cells[3]
    assert [(one.text, one.own, one.whole, one.after) for one in lead] == [
        ("县教委", False, True, "、"),
        ("县科协", True, True, ""),
    ]


def test_the_english_sheet() -> None:
    sheet = page(fengdu(), "县教委", "en")
    assert sheet.facts == (
        "Coordinated by County Association for Science and Technology · leads 4, responsible for 12 (of 32 tasks)"
    )
    assert rows(sheet.parts[0])[2][3] == "County Education Commission, County Association for Science and Technology"


def test_a_collective_does_not_sign() -> None:
    sheet = page(fengdu(), "各乡镇(街道)")
    assert sheet.facts.endswith("责任6项（方案共32项）")
    assert not sheet.signed
    assert sheet.notes[0].startswith("统称不代表一家单位，本清单不设签字栏")
    assert page(rich(), "各乡镇").notes[0] == "名单：甲镇、乙乡。"


def test_two_spellings_are_told() -> None:
    assert page(fengdu(), "县应急局").notes[0] == "方案中又写作：县应急管理局。"


def test_a_paper_to_be_signed_holds_no_rank_and_no_digest() -> None:
    sheet = page(fengdu(), "县教委")
    assert sheet.notes[-1] == (
        "本清单根据《丰都县全民科学素质行动规划纲要实施方案(2021-2025年)》（丰都府办〔2022〕50号）文本整理，"
        "用黑体标出的是本单位。"
    )
    said = " ".join((sheet.facts, *sheet.notes))
    assert not re.search(f"第1[^0-9]|并列|名次|respnet|{fengdu().plan.digest()[:12]}", said)


def test_columns_text_and_targets_of_a_full_plan() -> None:
    sheet = page(rich(), "县交通局")
    lead, responsible = sheet.parts
    assert lead.columns == ("number", "task", "lead_units", "responsible_units", "supporting_units", "deadline")
    assert rows(lead) == [["1", "修路", "县交通局", "县财政局、县公安局等", "县气象局", "2026年12月"]]
    assert lead.blocks[0].section == "一、交通　（一）道路"
    assert [words(detail) for detail in lead.blocks[0].lines[0].details] == [
        "目标要求：农村公路 30公里；通村率 100%",
        "督促单位：县政府督查室",
        "任务内容：新建农村公路。\n改造危桥。",
    ]
    assert responsible.note == ""
    assert sheet.notes[:2] == (
        "牵头单位按方案的规定认定：“排在第一位的为牵头单位”。",
        "第2项由方案的总要求带入，该项所列单位中没有本单位。",
    )


def test_a_text_of_title_and_targets_is_not_told_again() -> None:
    def details(text: str) -> list[str]:
        rows = [TaskRow("修路", number="1", targets=("农村公路 30公里",), text=text, units=(lead("甲局"),))]
        part = page(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), "甲局").parts[0]
        return [words(one) for one in part.blocks[0].lines[0].details]

    assert details("修路\n农村公路 30公里") == []
    assert details("修路\n农村公路 30公里，年底通车。") == ["任务内容：修路\n农村公路 30公里，年底通车。"]


def test_the_period_is_told_where_no_task_has_a_deadline() -> None:
    assert page(fengdu(), "县气象局").period == "方案期限2021—2025年，没有单列各项时限"
    english = SheetPageBuilder(fengdu(), "en").page(fengdu().plan.units[0])
    assert english.period == "The plan runs 2021–2025 and lists no deadline for single tasks"
    dated = ResponsibilityNetwork(replace(rich().plan, period="2024-2026"))
    assert page(dated, "县交通局").period == page(rich(), "县交通局").period == ""


def test_a_task_without_a_deadline_says_so_beside_those_with_one() -> None:
    plan = rich().plan
    tasks = (plan.tasks[0], replace(plan.tasks[1], deadline=""), *plan.tasks[2:])
    part = page(ResponsibilityNetwork(replace(plan, tasks=tasks)), "县林业局").parts[0]
    assert "deadline" not in part.columns
    both = page(ResponsibilityNetwork(replace(plan, tasks=tasks)), "县财政局")
    cells = {line.cells[0][0].text: words(line.cells[-1]) for p in both.parts for b in p.blocks for line in b.lines}
    assert cells["1"] == "2026年12月"
    assert cells["2"] == "未单列"


@pytest.mark.parametrize("lang", LANGS)
def test_progress_stands_beside_the_task_and_the_rest_below(lang: Lang) -> None:
    pages = SheetPageBuilder(rich(), lang)
    pages.progress_columns = True
    part = pages.page(next(unit for unit in rich().plan.units if unit.name == "县交通局")).parts[0]
    assert part.columns == ("number", "task", "progress", "difficulties", "state", "remarks")
    assert rows(part)[0][2:] == ["", "", "", ""]
    assert min(part.widths[2:]) * LINE_WIDTH >= 7
    plain = page(rich(), "县交通局", lang).parts[0]
    told = " ".join(words(detail) for detail in part.blocks[0].lines[0].details)
    for name, cell in zip(plain.columns[2:], plain.blocks[0].lines[0].cells[2:], strict=True):
        assert words(cell) in told, name
    for detail in plain.blocks[0].lines[0].details:
        assert words(detail) in told


def test_a_summary_stands_for_itself_and_only_where_the_plan_gives_no_text() -> None:
    line = page(fengdu(), "县气象局").parts[0].blocks[0].lines[0]
    (task,) = (task for task in fengdu().tasks if task.label == "5")
    assert [words(detail) for detail in line.details] == [f"摘要：{task.summary}"]
    plan = rich().plan
    both = replace(plan, tasks=tuple(replace(task, summary="修两条路。") for task in plan.tasks))
    details = page(ResponsibilityNetwork(both), "县交通局").parts[0].blocks[0].lines[0].details
    assert words(details[-1]) == "任务内容：新建农村公路。\n改造危桥。"
    assert "摘要" not in "".join(map(words, details))


def test_a_number_in_brackets_stays_on_one_line() -> None:
    rows = [
        TaskRow("修路", number="（二十一）", units=(lead("甲局"),)),
        TaskRow("架桥", number="3", units=(lead("乙局"),)),
    ]
    network = ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))
    long, short = (page(network, name).parts[0].widths[0] * LINE_WIDTH for name in ("甲局", "乙局"))
    assert long >= measure_width("（二十一）") > short


@pytest.mark.parametrize("lang", LANGS)
def test_no_column_is_narrower_than_its_names_and_its_words(lang: Lang) -> None:
    """A sheet with a column of supporting units once had tasks one character wide."""
    for plan in (fengdu(), rich()):
        pages = SheetPageBuilder(plan, lang)
        for part in (part for unit in plan.plan.units for part in pages.page(unit).parts):
            assert sum(part.widths) == pytest.approx(1)
            assert len(part.columns) <= (6 if lang == "zh" else 5)
            for place, (column, share) in enumerate(zip(part.columns, part.widths, strict=True)):
                cells = [line.cells[place] for block in part.blocks for line in block.lines]
                longest = max((run.width for cell in cells for run in cell if run.whole), default=0)
                assert LINE_WIDTH * share >= longest, column
                assert LINE_WIDTH * share >= (5 if column == "number" else 9), column


def test_titles_break_at_words_into_lines_as_even_as_can_be() -> None:
    title = split_title("《关于进一步加强科学普及工作的实施意见》")
    assert "".join(title) == "《关于进一步加强科学普及工作的实施意见》"
    assert balance_title(title, 40) == ["《关于进一步加强科学普及工作的实施意见》"]
    assert balance_title(title, 24) == ["《关于进一步加强科学普及", "工作的实施意见》"]
    assert balance_title(split_title("《" + "长" * 30 + "方案》"), 40) == ["《" + "长" * 30, "方案》"]
    assert page(fengdu(), "县科协", "en").title[-2:] == ("实施方案", "(2021-2025年)")
    assert page(rich(), "县交通局", "en").title == ("民生", "方案")
    for line in pack(fengdu().plan.title, 20, measure_width):
        assert measure_width("".join(line)) <= 20


def test_nobody_leads() -> None:
    sheet = page(FAMILY["nobody leads"], "b")
    assert sheet.notes[0] == "方案没有写明牵头单位，不作推定。"
    assert "lead_units" not in sheet.parts[0].columns
    assert sheet.parts[0].note == ""


def test_one_task_of_a_plan_without_a_lead() -> None:
    sheet = page(network([("a", "b"), ([], "b")]), "b")
    assert rows(sheet.parts[0]) == [["1", "task 1", "a", "b"], ["2", "task 2", "未写明", "b"]]


def test_only_supervising() -> None:
    assert page(FAMILY["a unit without tasks"], "idle").facts == "督促1项（方案共3项）"


@pytest.mark.parametrize("plan", [fengdu(), rich(), *FAMILY.values()], ids=["fengdu", "rich", *FAMILY])
def test_every_sentence_is_one_that_a_person_would_write(plan: ResponsibilityNetwork) -> None:
    for lang in LANGS:
        pages = SheetPageBuilder(plan, lang)
        for unit in plan.plan.units[:40]:
            sheet = pages.page(unit)
            for said in (*sheet.notes, *(part.note for part in sheet.parts if part.note)):
                assert not re.search(r"None|\bnan\b|[{}]|  |，，|。。|\.\.|；；| [.，；：]|^[ ,；]|[，；]$", said), said
                assert said.endswith("。" if lang == "zh" else "."), said
