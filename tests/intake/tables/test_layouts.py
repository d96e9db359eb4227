"""Tables as offices lay them out: which column holds what, whatever its header, and cells that speak of others."""

from __future__ import annotations

import pytest

from respnet.core.errors import InputError
from respnet.core.problems import Severity
from respnet.intake.clauses.extractor import extract
from respnet.intake.documents.document import Document, Grid, Paragraph
from respnet.intake.documents.text import parse_plain_text
from respnet.intake.language.extraction import Extraction
from tests.intake.shown import lines, shown
from tests.intake.test_tables import grid


def read(*rows: tuple[str | tuple[str, int, int], ...]) -> Extraction:
    return extract(Document("plan", (grid(*rows),)))


def said(found: Extraction, code: str) -> list[str]:
    problems = [one.problem for one in found.decisions if one.problem is not None]
    return [problem.value or problem.column for problem in problems if problem.code == code]


@pytest.mark.parametrize("header", ["督察台账", "民心工程", "意见摘要", "提升行动", "专班", "年度大事"])
def test_the_title_is_the_text_beside_the_units_whatever_its_header(header: str) -> None:
    assert lines(
        read(
            ("序号", header, "牵头单位", "完成时限"),
            ("1", "修好乡村公路", "县交通局", "6月底"),
            ("2", "整治黑臭水体", "县水利局", "年底"),
        )
    ) == ("1 修好乡村公路 牵县交通局 限6月底", "2 整治黑臭水体 牵县水利局 限年底")


def test_marks_offices_and_remarks_are_no_titles() -> None:
    table = (
        ("序号", "开展范围", "评比名目", "部署机关", "落实部门", "进展情况"),
        ("1", "全县", "科普示范社区", "省", "县科协", "正在推进，已完成一半以上的工作量"),
        ("2", "全县", "卫生村", "市", "县卫生健康局", "尚未启动"),
    )
    assert lines(read(*table)) == ("1 科普示范社区 责县科协", "2 卫生村 责县卫生健康局")


def test_a_list_of_something_else_with_offices_in_it_divides_no_work() -> None:
    with pytest.raises(InputError):
        read(("序号", "证书名称", "发证单位"), ("1", "育婴员证书", "市人社局"), ("2", "电工证书", "市应急局"))


def test_a_header_that_names_its_subject_alone() -> None:
    text = "攻坚战\t牵头单位（部门）\n1、占道经营攻坚战；\t区城管局\n2、渣土运输攻坚战；\t区公安分局 区交通局\n"
    assert shown(text) == ("1 占道经营攻坚战 牵区城管局", "2 渣土运输攻坚战 牵区公安分局、区交通局")


def test_a_header_of_three_rows_is_read_by_its_whole_path() -> None:
    table = (
        (("序号", 3, 1), ("工作任务", 3, 1), ("责任分工", 1, 4), ("完成时限", 3, 1)),
        (("牵头单位", 1, 2), ("配合单位", 1, 2)),
        ("单位", "负责人", "县级部门", "乡镇（街道）"),
        ("1", "修路", "县交通局", "张某", "县财政局、县科协", "白云镇", "年底"),
        ("2", "架桥", "县水利局", "李某", "县发改局", "红岩乡", "6月底"),
    )
    found = read(*table)
    assert lines(found) == (
        "1 修路 牵县交通局 配县财政局、县科协、白云镇 限年底",
        "2 架桥 牵县水利局 配县发改局、红岩乡 限6月底",
    )
    assert [one.what.zh for one in found.decisions if one.kind == "person"] == [
        "任务“1 修路”：“张某”是人，不是单位",
        "任务“2 架桥”：“李某”是人，不是单位",
    ]


def test_roles_in_the_brackets_of_a_header() -> None:
    table = (("序号", "任务", "责任单位（牵头）", "责任单位（配合）"), ("1", "修路", "县交通局", "县财政局"))
    assert lines(read(*table)) == ("1 修路 牵县交通局 配县财政局",)


@pytest.mark.parametrize("header", ["牵头单位及责任人", "牵头单位、联系人", "牵头部门（负责人）"])
@pytest.mark.parametrize(
    "cell",
    [
        *("县气象局\n周某某", "县气象局 赵明远", "县气象局（周某某）", "县气象局 周某某 13900000000"),
        *("县气象局（联系人：王某某 0000-1234567）", "县气象局\n联系人：郑某某", "县气象局"),
        *("县气象局（陈静，70600001）", "县气象局（陈静 0230-7060001、何伟）", "县气象局 杨波 7060123"),
    ],
)
def test_a_person_beside_a_unit_is_no_unit(header: str, cell: str) -> None:
    assert lines(read(("序号", "任务", header), ("1", "建站", cell))) == ("1 建站 牵县气象局",)


def test_a_header_by_the_words_in_it_and_units_that_are_assessed() -> None:
    heads = ("序号", "任务", "攻坚单位", "督战单位", "被考核单位", "领办部门")
    found = read(heads, ("1", "改桥", "县交通局", "县督查室", "各乡镇", "县水利局"))
    assert lines(found) == ("1 改桥 牵县水利局 督县督查室",)
    assert said(found, "unread-column") == ["攻坚单位", "被考核单位"]


def test_a_unit_of_measure_is_no_unit() -> None:
    table = (
        ("指标", "单位", "目标值", "牵头单位"),
        ("新增学位", "个", "900", "县教育局"),
        ("就业", "人", "3200", "县人社局"),
    )
    assert [line.split(" ", 1)[1] for line in lines(read(*table))] == ["新增学位 牵县教育局", "就业 牵县人社局"]
    with pytest.raises(InputError):
        read(("序号", "任务", "单位", "目标值"), ("1", "培训农民", "人次", "3000"), ("2", "建小屋", "个", "6"))
    assert lines(read(("序号", "任务", "单位"), ("1", "培训农民", "县农业农村委"))) == ("1 培训农民 责县农业农村委",)


def test_a_table_that_is_not_read_beside_one_that_is_says_what_it_lacks() -> None:
    tasks = grid(("序号", "任务", "牵头单位"), ("1", "修路", "县交通局"))
    measures = grid(("序号", "任务", "单位", "目标值"), ("1", "培训农民", "人次", "3000"))
    numbers = grid(("序号", "牵头单位", "电话"), ("1", "县交通局", "123"), ("2", "县水利局", "456"))
    found = extract(Document("plan", (tasks, measures, numbers)))
    assert lines(found) == ("1 修路 牵县交通局",)
    assert [one.what.zh for one in found.decisions if one.kind == "table"] == [
        "表头为“序号、任务、单位、目标值”的表格没有单位一列，没有读入",
        "表头为“序号、牵头单位、电话”的表格没有任务一列，没有读入",
    ]


def test_units_in_a_column_without_a_header() -> None:
    text = (
        "序号\t考核项目\t\t分值\t考核内容\n1\t重点部门\t县林业局\t60\t建立巡护制度\n2\t\t县应急局\t60\t组织演练2次\n"
        "3\t\t县气象局\t60\t发布火险预报\n"
    )
    assert shown(text) == ("1 建立巡护制度 责县林业局", "2 组织演练2次 责县应急局", "3 发布火险预报 责县气象局")


def test_ditto_marks_stand_for_the_cell_above() -> None:
    found = read(
        ("序号", "任务", "牵头单位", "配合单位", "完成时限"),
        ("1", "修路", "县交通局", "县财政局", "6月底"),
        ("2", "架桥", "同上", "〃", "同上"),
        ("3", "种树", "县林业局", "″", "年底"),
        ("4", "通电", "县发改局", "同3", "〃"),
    )
    assert lines(found) == (
        "1 修路 牵县交通局 配县财政局 限6月底",
        "2 架桥 牵县交通局 配县财政局 限6月底",
        "3 种树 牵县林业局 配县财政局 限年底",
        "4 通电 牵县发改局 配县财政局 限年底",
    )
    assert said(found, "ditto-mark") == ["同上", "〃", "同上", "″", "同3", "〃"]


def test_number_and_units_left_of_the_task_hold_for_the_rows_below_that_leave_them_empty() -> None:
    header = ("序号", "责任单位", "工作任务", "完成时限")
    rows = (("1", "县水利局", "清河", "汛前"), ("", "", "划界", "年底"), ("2", "县城管局", "收垃圾", "全年"))
    assert lines(read(header, *rows)) == (
        "1.1 清河 责县水利局 限汛前",
        "1.2 划界 责县水利局 限年底",
        "2 收垃圾 责县城管局 限全年",
    )
    numbered = read(header, rows[0], ("2", "", "划界", "年底"), ("3", "县城管局", "收垃圾", "全年"))
    assert lines(numbered) == ("1 清河 责县水利局 限汛前", "2 划界 限年底", "3 收垃圾 责县城管局 限全年")


def test_an_english_ledger() -> None:
    found = read(
        ("Ref", "Action", "Lead agency", "Supporting agencies", "Due date", "Notes"),
        ("1.1", "Publish a framework", "Department for Education", "Library Council; local councils", "Dec 2026", "x"),
        ("1.2", "Open the libraries", "Department for Business, Energy and Industrial Strategy", "", "ongoing", ""),
    )
    assert lines(found) == (
        "1.1 Publish a framework 牵Department for Education 配Library Council、local councils 限Dec 2026",
        "1.2 Open the libraries 牵Department for Business, Energy and Industrial Strategy 限ongoing",
    )
    assert said(found, "unread-column") == ["Notes"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Finance; Planning", ["Finance", "Planning"]),
        ("Finance\nPlanning", ["Finance", "Planning"]),
        ("Finance / Planning", ["Finance", "Planning"]),
        ("Finance, Planning, Legal", ["Finance", "Planning", "Legal"]),
        ("IT/Security", ["IT/Security"]),
        ("Department for Health, Work and Pensions", ["Department for Health, Work and Pensions"]),
        ("Department for Health, Work and Pensions; Legal", ["Department for Health, Work and Pensions", "Legal"]),
        ("Department for\nEducation", ["Department for Education"]),
        ("Library Council; local\ncouncils", ["Library Council", "local councils"]),
    ],
)
def test_english_names_in_a_cell(cell: str, names: list[str]) -> None:
    found = read(
        ("Ref", "Action", "Lead agency"), ("1", "Publish a framework", cell), ("2", "Report", "Cabinet Office")
    )
    assert list(found.rows[0].units[0].names) == names


def test_every_place_said_of_a_table_lies_in_it() -> None:
    found = read(("序号", "任务", "牵头单位"), ("1", "修路", "县交通局（周某某）"), ("2", "架桥", "同上"))
    block = found.document.blocks[0]
    assert isinstance(block, Grid)
    units = [mark.span for mark in found.marks if mark.what == "unit"]
    assert [block.rows[one.row][one.column].text[one.start : one.end] for one in units] == ["县交通局", "县交通局"]


def test_text_is_no_table_for_one_tab() -> None:
    found = extract(parse_plain_text("1.修路\t（责任单位：县交通局）\n2.架桥\t（责任单位：县水利局）", "plan"))
    assert lines(found) == ("1 修路 责县交通局", "2 架桥 责县水利局")


MATRIX = (
    ("序号", "工作任务", "县教委", "县科协", "县财政局"),
    ("1", "办好科技节", "★", "√", ""),
    (("二、农村", 1, 5),),
    ("2", "建科普馆", "", "★", "√"),
)


def test_a_matrix_with_a_column_for_every_unit_is_read_by_the_marks_that_the_document_explains() -> None:
    found = extract(Document("plan", (grid(*MATRIX), Paragraph("注：★为牵头单位，√为配合单位。", "line 9"))))
    assert lines(found) == ("1 办好科技节 牵县教委 配县科协", "2 建科普馆 牵县科协 配县财政局")
    assert found.rows[1].section == ("二、农村",)
    (note,) = [one.problem for one in found.decisions if one.problem is not None]
    assert (note.level, note.what.zh) == (Severity.NOTE, "责任矩阵按标记读入：★ 牵头，√ 配合")


def test_marks_that_nobody_explains_lead_nothing_and_are_a_warning() -> None:
    found = read(*MATRIX)
    assert lines(found) == ("1 办好科技节 责县教委、县科协", "2 建科普馆 责县科协、县财政局")
    (note,) = [one.problem for one in found.decisions if one.problem is not None]
    assert (note.level, note.value) == (Severity.WARNING, "★√")


def test_a_legend_below_a_matrix_is_no_task() -> None:
    text = "序号\t工作任务\t县科协\t县教育局\n1\t建场馆\t●\t○\n2\t办讲座\t○\t●\n注：●为牵头单位，○为配合单位\t\t\t\n"
    assert shown(text) == ("1 建场馆 牵县科协 配县教育局", "2 办讲座 牵县教育局 配县科协")


@pytest.mark.parametrize("support", ["C", "S"])
def test_a_raci_matrix(support: str) -> None:
    found = read(
        ("Task", "Planning", "Finance", "IT Services", "Legal"),
        ("Write the requirements", "A/R", support, "R", "I"),
        ("Approve the budget", support, "A", "", "I"),
        ("R = responsible, A = accountable, C = consulted, I = informed", "", "", "", ""),
    )
    assert lines(found) == (
        "1 Write the requirements 牵Planning 责IT Services 配Finance",
        "2 Approve the budget 牵Finance 配Planning",
    )


def test_ticks_that_stand_below_no_units_are_no_matrix() -> None:
    table = (
        ("序号", "项目名称", "责任部门", "取消", "完善"),
        ("1", "报刊征订", "县委宣传部", "√", ""),
        ("2", "赞助费", "县文旅局", "", "√"),
    )
    assert lines(read(*table)) == ("1 报刊征订 责县委宣传部", "2 赞助费 责县文旅局")


def test_clauses_inside_the_cells_of_a_table_without_a_column_of_units() -> None:
    found = read(
        ("工作计划", "完成情况"),
        ("一、巡检（责任科室：业务科）", "已巡检十二个站，由办公室牵头"),
        ("二、讲座（牵头科室：办公室；配合科室：服务科）", "两场"),
        ("三、清查", "无"),
    )
    assert lines(found) == ("一 巡检 责业务科", "二 讲座 牵办公室 配服务科", "三 清查")
    block = found.document.blocks[0]
    assert isinstance(block, Grid)
    units = [mark.span for mark in found.marks if mark.what == "unit"]
    assert [block.rows[one.row][one.column].text[one.start : one.end] for one in units] == [
        "业务科",
        "办公室",
        "服务科",
    ]


def test_a_row_without_number_and_clause_in_a_table_of_clauses() -> None:
    found = read(
        ("序号", "工作计划"),
        ("一", "巡检（责任科室：业务科）"),
        ("", "每周一次"),
        ("二", "讲座（牵头科室：办公室）"),
    )
    assert lines(found) == ("一 巡检 责业务科", "#2 每周一次", "二 讲座 牵办公室")


def test_clauses_in_the_cells_of_a_table_in_text() -> None:
    text = (
        "| 序号 | 工作任务 | 内容及分工 |\n| --- | --- | --- |\n"
        "| 1 | 建学校 | 建成1所（牵头单位：县妇联，配合单位：县教育局） |\n"
        "| 2 | 印手册 | 1万册（县教育局、县妇联按职责分工负责） |\n"
    )
    assert shown(text) == ("1 建学校 牵县妇联 配县教育局", "2 印手册 责县教育局、县妇联")


def test_a_mark_before_a_name_in_a_cell_leads_where_a_note_says_so() -> None:
    table = (("序号", "任务", "责任单位"), ("1", "修路", "★县交通局、县财政局"), ("2", "架桥", "县财政局、★县水利局"))
    note = Paragraph("注：带★的为牵头单位。", "line 1")
    assert lines(extract(Document("plan", (note, grid(*table))))) == (
        "1 修路 =牵县交通局 责县财政局",
        "2 架桥 =牵县水利局 责县财政局",
    )
    assert lines(read(*table)) == ("1 修路 责县交通局、县财政局", "2 架桥 责县财政局、县水利局")


def test_headers_in_two_languages_and_persons_before_units() -> None:
    table = (("No.", "任务 Task", "牵头单位 Lead unit", "责任人及单位"), ("1", "修路", "县交通局", "王志强 县财政局"))
    assert lines(read(*table)) == ("1 修路 牵县交通局 责县财政局",)


def test_one_column_that_says_who_leads_and_who_supports() -> None:
    table = (
        ("序号", "工作内容", "责任分工"),
        ("1", "修好乡村公路", "牵头：县交通局\n配合：县财政局、各乡镇"),
        ("2", "整治黑臭水体", "县水利局牵头，县生态环境局配合"),
    )
    assert lines(read(*table)) == (
        "1 修好乡村公路 牵县交通局 配县财政局、各乡镇",
        "2 整治黑臭水体 牵县水利局 配县生态环境局",
    )
    plain = (("责任分工", "牵头部门"), ("牵线搭桥，引进项目", "县商务局"), ("跟踪服务，按月通报", "县政府办"))
    assert lines(read(*plain)) == ("#1 牵线搭桥，引进项目 牵县商务局", "#2 跟踪服务，按月通报 牵县政府办")


def test_tasks_of_two_levels_make_sections_and_titles() -> None:
    found = read(
        ("序号", "一级任务", "二级任务", "具体举措", "责任部门"),
        (("1", 3, 1), ("强化保障", 3, 1), ("资金保障", 2, 1), "安排预算", "县财政局"),
        ("加强审计", "县审计局"),
        ("人才保障", "引进人才", "县人社局"),
    )
    assert lines(found) == ("1.1 资金保障 责县财政局", "1.2 资金保障 责县审计局", "1.3 人才保障 责县人社局")
    assert [(row.section, row.text) for row in found.rows] == [
        (("强化保障",), "资金保障\n安排预算"),
        (("强化保障",), "资金保障\n加强审计"),
        (("强化保障",), "人才保障\n引进人才"),
    ]


def test_a_tag_that_breaks_a_line_parts_units() -> None:
    assert shown(
        "| 序号 | 任务 | 牵头单位 |\n| 1 | 整治 | 县民政局<br>县林业局<br/>各乡镇 |\n| 2 | 修路 | 县交通局 |\n"
    ) == (
        "1 整治 牵县民政局、县林业局、各乡镇",
        "2 修路 牵县交通局",
    )


def test_where_nothing_is_read_the_message_names_the_headers_that_were_seen() -> None:
    with pytest.raises(InputError) as caught:
        read(("评审对象", "牵头单位", "小组意见"), ("甲组", "背景", "接受"), ("乙组", "图表", "接受"))
    said = caught.value.text
    assert said.zh.startswith("没有读出任务。")
    assert "评审对象、牵头单位（牵头单位）、小组意见" in said.zh
    assert "title, lead_units" in said.en
    assert "OCR" not in said.en


@pytest.mark.parametrize("header", ["责任单位及完成时限", "责任单位、时限要求", "完成时限及责任单位"])
def test_dates_beside_the_units_of_a_cell_are_deadlines(header: str) -> None:
    assert lines(
        read(
            ("序号", "工作任务", header),
            ("1", "出台措施", "县工信局（2024年3月底前）"),
            ("2", "兑现资金", "县财政局（6月底前）、县工信局（7月底前）"),
            ("3", "召开会议", "县政府办（金融办）\n每季度1次"),
        )
    ) == (
        "1 出台措施 责县工信局 限2024年3月底前",
        "2 兑现资金 责县财政局、县工信局 限县财政局6月底前，县工信局7月底前",
        "3 召开会议 责县政府办（金融办） 限每季度1次",
    )


@pytest.mark.parametrize("number", ["事项编号", "任务编号", "督办编号"])
def test_the_number_and_the_name_by_the_ends_of_their_headers(number: str) -> None:
    table = (
        (number, "实事名称", "建设内容及规模", "责任单位"),
        ("2024-01", "供水一体化", "新建管网86公里，惠及三镇", "县水利局"),
    )
    assert lines(read(*table)) == ("2024-01 供水一体化 责县水利局",)


def test_a_form_of_labels_and_values_is_a_row_a_block() -> None:
    blocks = (
        (("任务名称", 1, 1), ("城市更新", 1, 3)),
        ("牵头单位", "县住建局", "配合单位", "县城管局、县城投公司"),
        ("完成时限", "2024年12月", "督办单位", "县委督查室"),
        (("任务名称", 1, 1), ("零碳产业园", 1, 3)),
        ("牵头单位", "县发改局", "配合单位", ""),
        ("完成时限", "2025年6月", "督办单位", "县政府督查室"),
    )
    assert lines(read(*blocks)) == (
        "#1 城市更新 牵县住建局 配县城管局、县城投公司 督县委督查室 限2024年12月",
        "#2 零碳产业园 牵县发改局 督县政府督查室 限2025年6月",
    )


def test_a_form_of_one_task_with_labels_of_its_own() -> None:
    form = (
        (("重点工作督办单", 1, 4),),
        ("督办编号", "督字〔2024〕12号", "督办日期", "2024年5月6日"),
        ("督办事项", "新院区建设", "牵头单位", "县卫健局"),
        (("工作要求", 1, 1), ("倒排工期", 1, 3)),
        ("备注", "", "", ""),
    )
    assert lines(read(*form)) == ("督字〔2024〕12号 新院区建设 牵县卫健局",)


def test_a_matrix_whose_units_stand_below_a_common_header() -> None:
    head = (("序号", 2, 1), ("任务", 2, 1), ("责任单位", 1, 2))
    rows = [head, ("县交通局", "县财政局"), ("1", "修路", "★", "☆"), ("2", "架桥", "", "★")]
    document = Document("plan", (Paragraph("（★牵头，☆配合）", "p"), grid(*rows)))
    assert lines(extract(document)) == ("1 修路 牵县交通局 配县财政局", "2 架桥 牵县财政局")


def test_a_table_with_a_header_of_its_own_does_not_go_on_with_the_columns_before() -> None:
    first = grid(("序号", "任务", "牵头单位"), ("1", "修路", "县交通局"))
    second = grid(("序号", "心愿名称", "认领单位"), ("1", "架桥", "县水利局"))
    third = grid(("序号", "事由", "包抓"), ("1", "植树", "县林业局"))
    assert lines(extract(Document("plan", (first, second, third)))) == ("1 修路 牵县交通局", "1 架桥 责县水利局")


def test_a_bare_verb_below_a_kind_of_units_is_their_role() -> None:
    heads = [(("序号", 2, 1), ("任务", 2, 1), ("区级", 1, 2), "街道"), ("牵头", "协同", "落实")]
    found = read(*heads, ("1", "修路", "区交通局", "区财政局", "新华街道"), ("2", "架桥", "区水利局", "", "中山街道"))
    assert lines(found) == ("1 修路 牵区交通局 责新华街道 配区财政局", "2 架桥 牵区水利局 责中山街道")


def test_units_that_put_something_right_are_responsible() -> None:
    rows = [
        ("编号", "反映问题", "整改单位", "整改情况"),
        ("1", "路灯不亮", "县城管局", "完成"),
        ("2", "水压不足", "县水务局", "完成"),
    ]
    assert lines(read(*rows)) == ("1 路灯不亮 责县城管局", "2 水压不足 责县水务局")


def test_columns_of_units_that_are_counted() -> None:
    rows = [
        ("序号", "任务", "责任单位一", "责任单位2"),
        ("1", "修路", "县交通局", "县财政局"),
        ("2", "架桥", "县水利局", ""),
    ]
    assert lines(read(*rows)) == ("1 修路 责县交通局、县财政局", "2 架桥 责县水利局")


def test_a_column_of_projects_merged_over_several_tasks_is_the_section() -> None:
    rows = [
        ("项目", "序号", "整治任务", "落实单位"),
        (("管网", 2, 1), "1", "排查", "县住建局"),
        ("2", "更换", "县商务局"),
    ]
    found = read(*rows)
    assert [(row.section, row.title) for row in found.rows] == [(("管网",), "排查"), (("管网",), "更换")]


def test_a_matrix_whose_cells_say_the_roles() -> None:
    table = (
        ("序号", "任务", "县应急局", "县消防救援大队", "各乡镇"),
        ("1", "宣传发动", "牵头", "配合", "配合"),
        ("2", "排查整治", "牵头", "", "落实"),
    )
    found = read(*table)
    assert lines(found) == ("1 宣传发动 牵县应急局 配县消防救援大队、各乡镇", "2 排查整治 牵县应急局 责各乡镇")
    assert [one.what.zh for one in found.decisions] == ["责任矩阵按标记读入：落实 责任"]


def test_a_matrix_of_words_that_stands_sideways() -> None:
    table = (
        ("单位", "任务一：宣传发动", "任务二：排查整治"),
        ("县应急局", "牵头", "牵头"),
        ("各乡镇", "配合", ""),
    )
    found = read(*table)
    assert lines(found) == ("任务一 宣传发动 牵县应急局 配各乡镇", "任务二 排查整治 牵县应急局")
    assert [one.what.zh for one in found.decisions] == ["责任矩阵按标记读入：格里写的就是角色"]


def test_a_place_and_its_office_on_two_lines_of_a_cell_are_one_unit() -> None:
    table = (("任务", "责任单位"), ("架线", "国网清溪县\n供电公司"), ("修渠", "东山县\n西山县"))
    assert lines(read(*table)) == ("#1 架线 责国网清溪县供电公司", "#2 修渠 责东山县、西山县")


def test_columns_of_years_are_targets_and_no_units() -> None:
    table = (
        ("序号", "指标名称", "单位", "2023年完成情况", "2024年目标", "2025年目标", "责任单位"),
        ("1", "自来水普及率", "%", "县水利局已报", "92", "95", "县水利局"),
        ("2", "新增城镇就业", "人", "", "2600", "2800", "县人社局"),
    )
    found = read(*table)
    assert lines(found) == ("1 自来水普及率 责县水利局", "2 新增城镇就业 责县人社局")
    assert [row.targets for row in found.rows] == [
        ("2024年目标92", "2025年目标95"),
        ("2024年目标2600", "2025年目标2800"),
    ]
    assert said(found, "unread-column") == ["单位", "2023年完成情况"]


def test_a_second_header_row_whose_cells_above_were_not_merged() -> None:
    table = (
        ("序号", "任务", "责任分工", "", "时限"),
        ("", "", "牵头单位", "配合单位", ""),
        ("1", "修路", "县交通局", "县财政局", "6月"),
        ("2", "架桥", "县水利局", "", "年底"),
    )
    assert lines(read(*table)) == ("1 修路 牵县交通局 配县财政局 限6月", "2 架桥 牵县水利局 限年底")


def test_a_sheet_that_explains_marks_gives_the_roles_and_is_no_task_table() -> None:
    legend = grid(("符号", "含义"), ("●", "牵头单位"), ("○", "配合单位"), ("空白", "不承担任务"))
    matrix = grid(("序号", "任务", "县发改局", "城关镇"), ("1", "编规划", "●", "○"), ("2", "护校园", "○", "●"))
    found = extract(Document("plan", (legend, matrix)))
    assert lines(found) == ("1 编规划 牵县发改局 配城关镇", "2 护校园 牵城关镇 配县发改局")


@pytest.mark.parametrize(("header", "number"), [("ID", "A1"), ("Item", "WP-2.1"), ("文号", "2025-01")])
def test_a_first_column_of_numbers_whatever_its_header(header: str, number: str) -> None:
    matrix = read(
        (header, "Deliverable", "Legal", "Finance"), (number, "Cost plan", "A", "R"), ("7", "Tender", "R", "A")
    )
    assert lines(matrix)[0] == f"{number} Cost plan 牵Legal 责Finance"
    assert lines(read((header, "任务", "牵头单位"), (number, "修路", "县交通局"))) == (f"{number} 修路 牵县交通局",)


def test_a_person_whose_name_ends_as_an_office_does() -> None:
    table = (("序号", "任务", "配合单位及责任人"), ("1", "排涝", "县水利局（郭亮）、城关镇（唐军）"))
    assert lines(read(*table)) == ("1 排涝 配县水利局、城关镇",)


def test_columns_of_a_wide_sheet_that_were_printed_on_pages_of_their_own() -> None:
    first = grid(("序号", "项目名称"), ("1", "数据中心"), ("2", "智慧用电")), grid(("3", "雪亮工程"), ("4", "光纤"))
    second = (
        grid(("牵头单位", "时限"), ("县数据局", "6月"), ("县供电公司", "7月")),
        grid(("县委政法委", "8月"), ("县工信局", "9月")),
    )
    assert lines(extract(Document("plan", (*first, *second)))) == (
        *("1 数据中心 牵县数据局 限6月", "2 智慧用电 牵县供电公司 限7月"),
        *("3 雪亮工程 牵县委政法委 限8月", "4 光纤 牵县工信局 限9月"),
    )
    with pytest.raises(InputError):  # rows that do not match are not joined
        extract(Document("plan", (first[0], second[1])))
