"""What is decided beyond the letter is said, with its place; what is known of names; messages where nothing is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from respnet.checks import check
from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.plan import UnitKind
from respnet.intake.builder import build_plan
from respnet.intake.clauses.extractor import extract
from respnet.intake.clauses.unit_records import guess_unit_kind
from respnet.intake.documents.document import Document, Paragraph
from respnet.intake.folder.write import render_plan_toml, render_tasks_csv
from respnet.intake.language.extraction import Extraction
from respnet.intake.read import read_document_plan, read_plan
from respnet.render.review.page import render_review
from tests.intake.shown import read

HEAD = "一、重点任务\n"


def said(extraction: Extraction, kind: str) -> list[str]:
    return [one.what.zh for one in extraction.decisions if one.kind == kind]


def at_place(extraction: Extraction, kind: str) -> list[str]:
    """The text of the document that the decisions of one kind point to."""
    found = []
    for one in extraction.decisions:
        block = extraction.document.blocks[one.place.block]
        if one.kind == kind and isinstance(block, Paragraph):
            found.append(block.text[one.place.start : one.place.end])
    return found


def test_a_lead_by_convention_names_the_sentence() -> None:
    found = read(HEAD + "1.减负。（税务总局、财政部负责，排在第一位的部门为牵头部门，下同）")
    assert found.facts.lead_rule == "排在第一位的部门为牵头部门"
    decision = next(one for one in found.decisions if one.kind == "convention")
    assert decision.what.zh == "任务“1 减负”：税务总局作为牵头单位"
    assert decision.reason.zh == "文中规定“排在第一位的部门为牵头部门”，这一条没有另写牵头单位。"
    assert at_place(found, "convention") == ["（税务总局、财政部负责，排在第一位的部门为牵头部门，下同）"]


def test_carried_forward_units_are_said_for_every_later_task() -> None:
    found = read(
        HEAD
        + "1.通关。（海关总署负责。以下均需地方人民政府负责，不再列出）\n"
        + "2.通航。（中国民航局负责）\n3.查验。（地方人民政府负责）"
    )
    assert said(found, "inherited") == ["任务“2 通航”：地方人民政府沿用为责任单位"]


def test_completed_names_are_records_and_cells_keep_the_printed_ones() -> None:
    found = read(
        HEAD
        + "1.共建。（责任单位：东山区、西湖区人民政府，市教育局、体育局）\n2.共治。（责任单位：各市（含新区）政府）"
    )
    fuller = {record.name: record.also_written for record in found.records if record.also_written}
    assert fuller == {
        "东山区人民政府": ("东山区",),
        "市体育局": ("体育局",),
        "各市政府": ("各市（含新区）政府",),
    }
    assert at_place(found, "expanded") == ["东山区", "体育局", "各市（含新区）政府"]
    plan = build_plan(found.facts, found.rows, found.records)
    assert {unit.name for unit in plan.units} == {
        "东山区人民政府",
        "西湖区人民政府",
        "市教育局",
        "市体育局",
        "各市政府",
    }
    assert "东山区、西湖区人民政府、市教育局、体育局" in render_tasks_csv(plan)


def test_a_name_that_could_be_completed_in_two_ways_stays() -> None:
    found = read(HEAD + "1.甲事。（责任单位：省教育厅、体育局）\n2.乙事。（责任单位：市教育局、体育局）")
    assert not any(record.also_written for record in found.records)
    assert said(found, "expanded") == ["“体育局”没有补全"]


def test_an_alias_of_the_document_has_members() -> None:
    text = "1.育才。（责任单位：市教委，各区政府、新区管委会，以下简称“各区政府”）\n2.用才。（责任单位：各区政府）"
    found = read(HEAD + text.replace("各区政府、新区", "各县区政府、新区"))
    alias = next(record for record in found.records if record.name == "各区政府")
    assert alias.members == ("各县区政府", "新区管委会")
    assert said(found, "alias") == ["“各区政府”指各县区政府、新区管委会"]


def test_likely_aliases_are_proposed_and_nothing_is_merged() -> None:
    found = read(HEAD + "1.防汛。（责任单位：县应急局、市应急局）\n2.防火。（责任单位：县应急管理局）")
    assert said(found, "alias") == ["“县应急局”和“县应急管理局”可能是同一单位"]
    assert [record.name for record in found.records] == ["县应急局", "市应急局", "县应急管理局"]


def test_brackets_that_look_like_clauses_are_listed() -> None:
    found = read(HEAD + "1.修路。坚持产学研结合（企业牵头、高校参与）的做法。（责任单位：县交通局）\n2.种树。")
    assert said(found, "not-read") == ["“（企业牵头、高校参与）”没有作为分工读取"]
    assert said(found, "no-clause") == ["任务“2 种树”：没有写明单位"]


def test_items_of_a_section_without_any_clause_are_listed_and_are_no_rows() -> None:
    found = read(HEAD + "1.修路。（责任单位：县交通局）\n二、要求\n1.加强领导。\n2.严格考核。")
    assert len(found.rows) == 1
    assert said(found, "no-clause") == ["“1 加强领导”没有列为任务", "“2 严格考核”没有列为任务"]


def test_a_section_wide_clause_and_a_second_copy_are_said() -> None:
    section = "（一）护水。\n1.查。逐个登记。\n2.清。每周一次。\n（责任单位：县水利局）\n"
    found = read(HEAD + section + section.replace("一", "二") + section.replace("一", "三"))
    assert len(said(found, "section-wide")) == 3
    twice = "\n".join([HEAD, *(f"{n}.修路{n}。（责任单位：县交通局）" for n in (1, 2, 3))] * 2)
    assert said(read(twice), "repeated") == ["后 3 行是前面 3 行的重复，没有再列"]


def test_a_label_above_several_tasks_is_said_once() -> None:
    found = read("任务分工\n责任单位：县发改局\n1.争资金。\n2.上项目。\n责任单位：县工信局\n3.育企业。")
    assert said(found, "section-wide") == ["“责任单位：县发改局”用于 2 项任务：1 争资金、2 上项目"]


def test_marks_point_at_task_clause_role_and_units() -> None:
    text = "1.修 路。（牵頭單位：縣交通局，責任單位：各\n鄉鎮）"
    found = read(HEAD + text)
    blocks = found.document.blocks
    marked = [
        (
            one.what,
            "".join(b.text for b in [blocks[one.span.block]] if isinstance(b, Paragraph))[
                one.span.start : one.span.end
            ],
        )
        for one in found.marks
    ]
    assert marked == [
        ("task", "1.修 路"),
        ("clause", "（牵頭單位：縣交通局，責任單位：各"),
        ("clause", "鄉鎮）"),
        ("role", "牵頭單位"),
        ("role", "責任單位"),
        ("unit", "縣交通局"),
        ("unit", "各"),
        ("unit", "鄉鎮"),
    ]


def test_automatic_numbers_and_headings_make_the_outline() -> None:
    blocks = (
        Paragraph("重点任务", "p1", heading=1),
        Paragraph("修路。（责任单位：县交通局）", "p2", number="1."),
        Paragraph("架桥。（责任单位：县水利局）", "p3", number="2"),
    )
    found = extract(Document("plan", blocks))
    assert [(row.number, row.title, row.section) for row in found.rows] == [
        ("1", "修路", ("重点任务",)),
        ("2", "架桥", ("重点任务",)),
    ]


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("", "plan 里几乎没有文字。请打开看看正文是否完整。"),
        (
            "1.修好乡道。对接人员：张三、李四。\n2.整治河道。责任人：王五。",
            "plan 只写了负责的人（对接人员、责任人），没有写负责的单位，没有读出任务。请补上“责任单位：…”再读。",
        ),
        (
            "为了做好工作，各单位要高度重视，加强领导，落实责任。" * 4,
            "plan 里没有找到分工，例如“（牵头单位：…）”“责任单位：…”或任务表。请确认文件是否完整：分工常在附件里。",
        ),
        (
            "序号 重点任务 牵头单位 责任单位\n"
            + "修路工作要全面展开何某某县交通局各镇（街道）修桥工作也要跟上王某某县水利局。" * 2,
            "plan 里有任务分解表的表头，但表格在转换中打散了，无法读取。"
            "请用原来的 .docx、.xlsx 或网页文件，或把表格另存为 CSV。",
        ),
        (
            "坚持政产学研结合，形成合力（企业牵头、高校参与），推动成果转化，让创新活力迸发。" * 2,
            "plan 里有 2 处像分工的括号，但都没有明确的单位，没有读出任务。"
            "请确认这是一份写明牵头单位或责任单位的方案。",
        ),
    ],
)
def test_nothing_recognised_ends_with_the_likely_reason(text: str, zh: str) -> None:
    with pytest.raises(InputError) as error:
        read(text)
    assert error.value.text.zh == zh


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("县委组织部", UnitKind.PARTY),
        ("市纪委监委", UnitKind.PARTY),
        ("市委网信办", UnitKind.PARTY),
        ("县教委", UnitKind.GOVERNMENT),
        ("省文化和旅游厅", UnitKind.GOVERNMENT),
        ("省市场监管局（省知识产权局）", UnitKind.GOVERNMENT),
        ("团县委", UnitKind.MASS),
        ("县妇联", UnitKind.MASS),
        ("县总工会", UnitKind.MASS),
        ("三元镇", UnitKind.TOWN),
        ("省电力公司", UnitKind.ENTERPRISE),
        ("县融媒体中心", UnitKind.INSTITUTION),
        ("之江实验室", UnitKind.INSTITUTION),
        ("各乡镇（街道）", UnitKind.COLLECTIVE),
        ("有关区县政府", UnitKind.COLLECTIVE),
        ("本次活动", UnitKind.OTHER),
    ],
)
def test_kinds_are_guessed_from_names(name: str, kind: UnitKind) -> None:
    assert guess_unit_kind(name) is kind


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("县委社会工作部 市社会工作部 县文明办 市直机关工委", UnitKind.PARTY),
        ("县关工委 县计划生育协会 市作协", UnitKind.MASS),
        ("省电力公司 国网云溪县供电公司 县供电局 县邮政局 县农信联社", UnitKind.ENTERPRISE),
        ("成都铁路局 中国铁路甲局集团有限公司乙铁路办事处", UnitKind.ENTERPRISE),
        ("农业银行县支行 国家开发银行云溪分行", UnitKind.ENTERPRISE),
        ("人民银行 人行云溪市分行 中国人民银行云溪市中心支行", UnitKind.GOVERNMENT),
        ("人行营管部 国家铁路局 国家邮政局 市邮政管理局 县烟草专卖局", UnitKind.GOVERNMENT),
        ("县气象局 县税务局 云溪海关 金融监管总局云溪分局 城关派出所", UnitKind.GOVERNMENT),
        ("县供销社 供销合作总社 县档案馆 县第一中学 国有云溪林场", UnitKind.INSTITUTION),
        ("县人大常委会 县政协 县人武部 银行业协会 东门社区 民盟市委", UnitKind.OTHER),
    ],
)
def test_kinds_that_end_alike_are_told_apart(names: str, kind: UnitKind) -> None:
    assert {name: guess_unit_kind(name) for name in names.split()} == dict.fromkeys(names.split(), kind)


def test_guessed_kinds_are_marked_in_the_plan() -> None:
    found = read(HEAD + "1.科普。（责任单位：县科协）")
    unit = build_plan(found.facts, found.rows, found.records).units[0]
    assert (unit.kind, unit.guessed) == (UnitKind.MASS, True)


def test_what_the_guard_refuses_is_said_on_the_review_page_and_in_check(tmp_path: Path) -> None:
    """Where anything was left out the page does not say that all was taken from the letter."""
    text = HEAD + "1.修路。（牵头单位：待定；责任单位：县交通局、30人次）\n2.架桥。（责任单位：县水利局）"
    found = read(text)
    assert [[one.names for one in row.units] for row in found.rows] == [[("县交通局",)], [("县水利局",)]]
    refused = ["任务“1 修路”：“待定”没有读作单位", "任务“1 修路”：“30人次”没有读作单位"]
    assert said(found, "not-read") == refused
    page = render_review(found, "zh")
    assert all(what in page for what in refused)
    assert "所有分工都是照原文提取的" not in page
    assert "所有分工都是照原文提取的" in render_review(
        read(text.replace("待定", "县教委").replace("、30人次", "")), "zh"
    )
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    plan, _ = read_document_plan(tmp_path / "plan.txt")
    assert [one.what.zh for one in check(plan) if one.code == "read-not-read"] == refused


def test_persons_who_lead_are_said_and_make_no_lead() -> None:
    found = read(HEAD + "1.查摊点。（王小明牵头，执法科落实）\n2.架桥。（县水利局负责）")
    assert said(found, "person") == ["任务“1 查摊点”：“王小明”是人，不是单位"]
    assert [one.role.value for one in found.rows[0].units] == ["responsible"]


@pytest.mark.parametrize(
    ("clause", "lists", "asked"),
    [
        (
            "县教委、县科协，县财政局配合",
            [("responsible", 2), ("support", 1)],
            ["“县教委、县科协”后面没有写角色，列为责任单位"],
        ),
        (
            "县教委，县科协、县财政局配合",
            [("responsible", 1), ("support", 2)],
            ["“县教委”后面没有写角色，列为责任单位"],
        ),
        ("县教委，县科协，县财政局配合", [("support", 3)], ["“县教委、县科协、县财政局”都列为配合单位"]),
        ("配合单位：县教委、县科协", [("support", 2)], []),
        ("招标完成，县教委、县科协配合", [("support", 2)], ["“县教委、县科协”都列为配合单位"]),
        ("县教委牵头，县科协、县水利局，县财政局配合", [("lead", 1), ("support", 3)], []),
    ],
)
def test_who_is_responsible_beside_the_supporting_is_asked(
    clause: str, lists: list[tuple[str, int]], asked: list[str]
) -> None:
    found = read(f"{HEAD}1.修路。（{clause}）\n2.架桥。（县水利局负责）")
    assert [(one.role.value, len(one.names)) for one in found.rows[0].units] == lists
    assert said(found, "no-role") == [f"任务“1 修路”：{one}" for one in asked]


def test_units_that_only_guide_are_responsible_and_said_once() -> None:
    found = read(
        HEAD + "1.修路。（省交通厅指导，各县政府落实）\n2.架桥。（省水利厅指导）\n3.种树。（省林业厅指导并负责）"
    )
    assert said(found, "guidance") == ["有 2 项任务只写了由某单位“指导”，这些单位列为责任单位"]
    assert at_place(found, "guidance") == ["（省交通厅指导，各县政府落实）"]
    assert said(read(HEAD + "1.修路。（省交通厅负责指导）\n2.架桥。（省水利厅负责）"), "guidance") != []
    assert said(read(HEAD + "1.修路。（省交通厅负责）"), "guidance") == []


def test_a_document_without_a_title_is_asked_for_it(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("一、任务\n1.修路。（责任单位：县交通局）\n", encoding="utf-8")
    plan, _ = read_document_plan(file)
    assert [one.code for one in check(plan)].count("no-plan-title") == 1
    assert "title" not in render_plan_toml(plan)
    file.write_text("某县修路工作方案\n一、任务\n1.修路。（责任单位：县交通局）\n", encoding="utf-8")
    plan, _ = read_document_plan(file)
    assert "no-plan-title" not in [one.code for one in check(plan)]
    assert 'title = "某县修路工作方案"' in render_plan_toml(plan)


def test_a_folder_whose_plan_file_gives_no_title_is_asked_for_it(tmp_path: Path) -> None:
    (tmp_path / "tasks.csv").write_text("number,title,lead_units\n1,修路,县交通局\n", encoding="utf-8")
    (tmp_path / "plan.toml").write_text('area = "某县"\n', encoding="utf-8")
    assert [one.code for one in check(read_plan(tmp_path))] == ["no-plan-title"]
    (tmp_path / "plan.toml").write_text('area = "某县"\ntitle = "修路方案"\n', encoding="utf-8")
    assert check(read_plan(tmp_path)) == ()


def test_the_review_page_says_that_all_is_read_only_where_it_is() -> None:
    text = "某县修路工作方案\n一、任务\n1.修路。（责任单位：县交通局）\n2.架桥。（责任单位：县水利局）"
    found = read(text)
    said_so = "所有分工都是照原文提取的"
    assert said_so in render_review(found, "zh")
    note = Text(zh="第 2 页是图片，没有读取。", en="Page 2 is a picture and was not read.")
    assert said_so not in render_review(replace(found, document=replace(found.document, notes=(note,))), "zh")


def test_a_label_of_two_roles_that_says_not_who_leads_is_told() -> None:
    text = (
        "1.修路。（牵头及责任单位：县交通局、县水利局）\n2.架桥。（牵头及责任单位：县水利局）\n"
        "3.植树。（牵头/责任单位：县林业局/各镇）"
    )
    assert said(read(text), "not-read") == ["任务“1 修路”：“牵头及责任单位”没有分出哪一家牵头，都列为责任单位"]


def test_offices_told_by_number_are_completed() -> None:
    found = read("1.修路。（服务一、二科落实）\n2.架桥。（县水利局负责）")
    assert [(one.name, one.also_written) for one in found.records] == [
        ("服务一科", ("服务一",)),
        ("服务二科", ("二科",)),
        ("县水利局", ()),
    ]


def test_a_decision_is_on_the_task_whose_text_holds_its_place(tmp_path: Path) -> None:
    text = (
        "某县修路工作方案\n1.修路。（县交通局负责。以下均需县林业局负责，不再列出）\n"
        "2.架桥。（县水利局负责）\n3.植树。（县林业局负责）\n4.通航。（县交通局负责）\n"
    )
    (tmp_path / "p.txt").write_text(text, encoding="utf-8")
    plan, _ = read_document_plan(tmp_path / "p.txt")
    told = [(one.what.zh, one.tasks) for one in plan.remarks if one.code == "read-inherited"]
    assert [tasks for _, tasks in told] == [(plan.tasks[1].id,), (plan.tasks[3].id,)]
    assert ["架桥" in said for said, _ in told] == [True, False]
    assert all(not one.tasks for one in plan.remarks if one.code == "no-plan-title")
