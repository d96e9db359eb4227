"""What stands on a duty sheet, whatever the format, and its catalogue of words."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from respnet.core.i18n import LANGS, Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.render.duty_sheet import pages as sheet_pages
from respnet.render.duty_sheet.labels import SHEET_LABELS
from respnet.render.duty_sheet.pages import SheetPage, SheetPageBuilder, SheetPart
from tests.analysis.family import FAMILY, network
from tests.render.sheets_made import fengdu, rich

REPORT = Path(sheet_pages.__file__).parent


def page(plan: ResponsibilityNetwork, name: str, lang: Lang = "zh") -> SheetPage:
    return SheetPageBuilder(plan, lang).page(next(unit for unit in plan.plan.units if unit.name == name))


def rows(part: SheetPart) -> list[list[str]]:
    return [["".join(one.text for one in cell) for cell in line.cells] for block in part.blocks for line in block.lines]


def test_the_association_that_leads_most() -> None:
    sheet = page(fengdu(), "县科协")
    assert sheet.title == "《丰都县全民科学素质行动规划纲要实施方案(2021-2025年)》"
    assert (sheet.number, sheet.for_unit, sheet.facts) == (3, "（县科协）", "统筹单位：县科协　牵头22项、责任8项")
    assert sheet.load == (
        "县科协牵头22项，占方案32项任务的69%，在30个单位中列第1。牵头和其他参与的任务合计30项，占94%，列第1。"
    )
    assert [part.heading for part in sheet.parts] == [
        "牵头任务（22项）",
        "责任任务（8项）",
        "集合单位承担的任务（2项）",
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
    assert [(one.text, one.own) for one in lead] == [("县教委", False), ("、", False), ("县科协", True)]


def test_whom_to_answer_to() -> None:
    sheet = page(fengdu(), "县气象局")
    assert sheet.load == "县气象局不牵头任务，参与3项，占方案32项任务的9%，在30个单位中并列第18。"
    assert sheet.parts[0].note == (
        "牵头单位：县教委（第5项）、县科协（第5、22、25项）、县科技局（第22、25项）、县文化旅游委（第22项）。"
    )
    assert page(fengdu(), "县气象局", "en").parts[0].note == (
        "Led by: County Education Commission (5), County Association for Science and Technology (5, 22 and 25), "
        "County Science and Technology Bureau (22 and 25), County Culture and Tourism Commission (22)."
    )


def test_the_english_sheet() -> None:
    sheet = page(fengdu(), "县教委", "en")
    assert sheet.load == (
        "County Education Commission leads 4 of 32 tasks (13%), shared rank 3 of 30 units. "
        "With the tasks it shares in it has 16 in all (50%), rank 5."
    )
    assert rows(sheet.parts[0])[2][3] == "County Education Commission, County Association for Science and Technology"


def test_a_collective_is_not_ranked_and_does_not_sign() -> None:
    sheet = page(fengdu(), "各乡镇(街道)")
    assert sheet.load == "“各乡镇(街道)”代表多家单位，列入6项，占方案32项任务的19%；不与单个单位比较任务多少。"
    assert not sheet.signed
    assert sheet.notes[0].startswith("集合名称不代表一家单位，本清单不设签字栏")
    assert page(rich(), "各乡镇").notes[0] == "名单：甲镇、乙乡。"


def test_two_spellings_are_told() -> None:
    assert page(fengdu(), "县应急局").notes[0] == "方案中又写作：县应急管理局。"


def test_plan_and_version() -> None:
    note = page(fengdu(), "县教委").notes[-1]
    assert note.startswith(
        "本清单根据《丰都县全民科学素质行动规划纲要实施方案(2021-2025年)》（丰都府办〔2022〕50号）文本整理"
    )
    assert f"方案内容摘要{fengdu().plan.digest()[:12]}，respnet " in note


def test_columns_text_and_targets_of_a_full_plan() -> None:
    sheet = page(rich(), "县交通局")
    lead, responsible = sheet.parts
    assert lead.columns == ("number", "task", "lead", "responsible", "support", "supervise", "deadline")
    assert rows(lead) == [["1", "修路", "县交通局", "县财政局、县公安局等", "县气象局", "县政府督查室", "2026年12月"]]
    assert lead.blocks[0].section == "一、交通　（一）道路"
    assert lead.blocks[0].lines[0].details == (
        "目标要求：农村公路 30公里；通村率 100%",
        "任务内容：新建农村公路。\n改造危桥。",
    )
    assert responsible.note == "牵头单位：县林业局（第2项）、县财政局（第2项）。"
    assert sheet.notes[:2] == (
        "牵头单位按方案的规定认定：“排在第一位的为牵头单位”。",
        "第2项由方案的总要求带入，该项所列单位中没有本单位。",
    )


def test_nobody_leads() -> None:
    sheet = page(FAMILY["nobody leads"], "b")
    assert sheet.load == "方案没有写明牵头单位，不作推定。b列入3项，占方案3项任务的100%，在4个单位中列第1。"
    assert "lead" not in sheet.parts[0].columns
    assert sheet.parts[0].note == ""


def test_one_task_of_a_plan_without_a_lead() -> None:
    sheet = page(network([("a", "b"), ([], "b")]), "b")
    assert rows(sheet.parts[0]) == [["1", "task 1", "a", "b"], ["2", "task 2", "未写明", "b"]]
    assert sheet.parts[0].note == "牵头单位：a（第1项）、未写明牵头单位（第2项）。"


def test_only_supervising_is_no_share_in_the_work() -> None:
    sheet = page(FAMILY["a unit without tasks"], "idle")
    assert (sheet.load, sheet.facts) == ("idle不承担任务。", "督促1项")


def test_a_unit_alone_has_no_rank() -> None:
    assert page(FAMILY["one unit"], "a").load == "a牵头1项，占方案1项任务的100%。"


@pytest.mark.parametrize("plan", [fengdu(), rich(), *FAMILY.values()], ids=["fengdu", "rich", *FAMILY])
def test_every_sentence_is_one_that_a_person_would_write(plan: ResponsibilityNetwork) -> None:
    for lang in LANGS:
        pages = SheetPageBuilder(plan, lang)
        for unit in plan.plan.units[:40]:
            sheet = pages.page(unit)
            for said in (sheet.load, *sheet.notes, *(part.note for part in sheet.parts if part.note)):
                assert not re.search(r"None|\bnan\b|[{}]|  |，，|。。|\.\.|；；| [.，；：]|^[ ,；]|[，；]$", said), said
                assert said.endswith("。" if lang == "zh" else "."), said


def used() -> set[str]:
    """Every key of the catalogue that the sheets' Python and template name, with those they put together."""
    names = ("pages.py", "docx_sheet.py", "files.py", "html.py", "templates/sheet_file.html.j2")
    told = "".join((REPORT / name).read_text(encoding="utf-8") for name in names)
    keys = set(re.findall(r"""\b(?:t|say|named)\(\s*["'](\w+)["']\s*[,)]""", told))
    keys |= {f"{words}{role.value}" for role in Role for words in ("", "count_", "part_", "of_")}
    keys |= {f"{words}_{how}" for words in ("rank", "also_rank") for how in ("alone", "shared")}
    return keys | {"number", "task", "targets", "collective", "deadline", "unit", "total"}


def test_no_label_is_missing_or_unused() -> None:
    assert used() == set(SHEET_LABELS)


def test_both_languages_fill_in_the_same_values() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert [key for key, text in SHEET_LABELS.items() if fields(text.zh) != fields(text.en)] == []
    assert all(text.zh and text.en for text in SHEET_LABELS.values())
