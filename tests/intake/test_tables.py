"""Tables of files: merged cells, headers of two rows, sections across, tables that go on over a page."""

from __future__ import annotations

from respnet.intake.clauses.extractor import extract
from respnet.intake.documents.document import Document, Grid, GridCell, Paragraph
from tests.intake.shown import lines


def grid(*rows: tuple[str | tuple[str, int, int], ...]) -> Grid:
    """A table; a cell given as (text, rows, columns) is merged."""
    made = []
    for row, cells in enumerate(rows, 1):
        line = []
        for column, cell in enumerate(cells, 1):
            text, down, across = cell if isinstance(cell, tuple) else (cell, 1, 1)
            line.append(GridCell(text, f"table 1 row {row} column {column}", down, across))
        made.append(tuple(line))
    return Grid(tuple(made), "table 1")


def rows_of(*blocks: Grid | Paragraph) -> tuple[str, ...]:
    return lines(extract(Document("plan", blocks)))


def test_cells_merged_downwards_make_parts_of_one_item() -> None:
    table = grid(
        ("序号", "工作任务", "具体措施", "牵头单位", "配合单位", "完成时限"),
        (("1", 2, 1), ("办好科技节", 2, 1), "筹备。", "县科协", "县教委", "5月底"),
        ("总结。", "县教委", "无", "6月底"),
        ("2", "建科技馆", "选址。", "县住建委", "县财政局\n县科协", "年底"),
    )
    assert rows_of(table) == (
        "1.1 办好科技节 牵县科协 配县教委 限5月底",
        "1.2 办好科技节 牵县教委 限6月底",
        "2 建科技馆 牵县住建委 配县财政局、县科协 限年底",
    )


def test_a_unit_cell_merged_downwards_counts_for_every_row() -> None:
    table = grid(
        ("序号", "任务", "责任单位"), ("1", "修路", ("县交通局", 2, 1)), ("2", "架桥"), ("3", "种树", "县林业局")
    )
    assert rows_of(table) == ("1 修路 责县交通局", "2 架桥 责县交通局", "3 种树 责县林业局")


def test_two_unit_columns_merged_downwards_with_the_same_unit() -> None:
    table = grid(
        ("序号", "任务", "牵头单位", "责任单位"),
        ("1", "修路", ("县交通局", 2, 1), ("县交通局", 2, 1)),
        ("2", "架桥"),
    )
    assert rows_of(table) == ("1 修路 牵县交通局 责县交通局", "2 架桥 牵县交通局 责县交通局")


def test_a_header_of_two_rows() -> None:
    table = grid(
        (("序号", 2, 1), ("任务", 2, 1), ("责任分工", 1, 2)),
        ("牵头单位", "责任单位"),
        ("1", "修路", "县交通局", "各镇"),
    )
    assert rows_of(table) == ("1 修路 牵县交通局 责各镇",)


def test_rows_across_are_sections_and_one_with_a_unit_is_a_row() -> None:
    table = grid(
        ("序号", "考核项目", "负责考核部门"),
        (("一、强基础", 1, 3),),
        (("（一）设施", 1, 3),),
        ("1", "修路", "县交通局"),
        ("二、", "抓宣传", "县委宣传部"),
        ("2", "办展", "县科协"),
        ("", "总分", "100"),
    )
    found = extract(Document("plan", (table,)))
    assert lines(found) == ("1 修路 督县交通局", "二 抓宣传 督县委宣传部", "2 办展 督县科协")
    assert [row.section for row in found.rows] == [("一、强基础", "（一）设施"), (), ("二、抓宣传",)]


def test_a_title_column_merged_over_several_tasks_is_their_section() -> None:
    table = grid(
        ("重点任务", "具体任务", "责任单位"),
        (("畅通道路", 2, 1), "修路", "县交通局"),
        ("架灯", "县城管局"),
        ("绿化", "种树", "县林业局"),
    )
    found = extract(Document("plan", (table,)))
    assert lines(found) == ("#1 修路 责县交通局", "#2 架灯 责县城管局", "#3 种树 责县林业局")
    assert [row.section for row in found.rows] == [("畅通道路",), ("畅通道路",), ("绿化",)]


def test_a_table_goes_on_after_a_page_without_its_header() -> None:
    first = grid(("序号", "任务", "责任单位"), ("1", "修路", "县交通局"))
    assert rows_of(first, Paragraph("- 2 -", "page 2"), grid(("2", "架桥", "县水利局"))) == (
        "1 修路 责县交通局",
        "2 架桥 责县水利局",
    )


def test_roles_written_inside_a_cell() -> None:
    table = grid(
        ("序号", "任务", "责任单位"),
        ("1", "修路", "牵头单位：县交通局\n配合单位：县财政局、各镇"),
        ("2", "架桥", "县水利局（牵头）、县财政局"),
        ("3", "种树", "县林业局牵头，县水利局配合"),
        ("4", "架灯", "县城管局、各镇按职责分工负责"),
    )
    assert rows_of(table) == (
        "1 修路 牵县交通局 配县财政局、各镇",
        "2 架桥 牵县水利局 责县财政局",
        "3 种树 牵县林业局 配县水利局",
        "4 架灯 责县城管局、各镇",
    )


def test_a_name_broken_over_lines_is_one_name() -> None:
    table = grid(("序号", "任务", "牵头单位"), ("1", "规划", "县规划和自然资\n源局\n县住建委"))
    assert rows_of(table) == ("1 规划 牵县规划和自然资源局、县住建委",)


def test_units_beside_persons_and_targets() -> None:
    table = grid(
        ("任务名称", "目标值", "责任领导", "责任单位", "备注"),
        ("建科技馆", "3家以上", "王某", "县科协", "略"),
        ("", "", "", "", ""),
    )
    found = extract(Document("plan", (table,)))
    assert lines(found) == ("#1 建科技馆 责县科协",)
    assert found.rows[0].targets == ("3家以上",)
    assert [(one.kind, one.what.zh) for one in found.decisions] == [
        ("person", "任务“建科技馆”：“王某”是人，不是单位"),
        ("table", "“备注”一列没有读入"),
    ]


def test_text_and_table_keep_their_order_and_places() -> None:
    blocks = (
        Paragraph("一、重点任务", "line 1"),
        Paragraph("1.修路。（责任单位：县交通局）", "line 2"),
        grid(("序号", "任务", "责任单位"), ("2", "架桥", "县水利局")),
    )
    found = extract(Document("plan", blocks))
    assert lines(found) == ("1 修路 责县交通局", "2 架桥 责县水利局")
    assert [row.source for row in found.rows] == ["line 2", "table 1 row 2 column 2"]
    unit = next(mark.span for mark in found.marks if mark.what == "unit" and mark.row == 1)
    assert (unit.block, unit.row, unit.column, unit.start, unit.end) == (2, 1, 2, 0, 4)


def test_a_header_that_says_who_leads() -> None:
    table = grid(
        ("序号", "任务", "责任单位（列第一位的为牵头单位）"),
        ("1", "修路", "县交通局、县财政局"),
        ("2", "架桥", "县水利局"),
    )
    found = extract(Document("plan", (table,)))
    assert lines(found) == ("1 修路 =牵县交通局 责县财政局", "2 架桥 =牵县水利局")
    assert found.facts.lead_rule == "列第一位的为牵头单位"


def test_of_dates_over_two_columns_the_end_is_the_deadline() -> None:
    table = grid(
        (("序号", 2, 1), ("任务", 2, 1), ("责任单位", 2, 1), ("推进时间", 1, 2)),
        ("起", "止"),
        ("1", "修路", "县交通局", "3月", "9月底"),
    )
    assert rows_of(table) == ("1 修路 责县交通局 限9月底",)


def test_a_verb_alone_over_offices_is_their_role() -> None:
    table = grid(
        (("序号", 2, 1), ("任务", 2, 1), ("牵头单位", 1, 2), ("督导", 2, 1), ("巡查", 2, 1)),
        ("单位", "责任人"),
        ("1", "修路", "县交通局", "刘明远", "县委督查室", "每周一次"),
    )
    assert rows_of(table) == ("1 修路 牵县交通局 督县委督查室",)


def test_a_project_over_several_requirements_is_their_section() -> None:
    table = grid(
        ("项目", "工作要求", "责任单位"),
        (("道路", 2, 1), "硬化村道18公里", "县交通局"),
        ("铺设便道", "各镇"),
        ("供水", "更换管网", "县水利局"),
    )
    assert rows_of(table) == ("#1 硬化村道18公里 责县交通局", "#2 铺设便道 责各镇", "#3 更换管网 责县水利局")


def test_a_person_whose_name_is_a_word_is_known_by_the_telephone() -> None:
    table = grid(("序号", "任务", "牵头单位（联系人）"), ("1", "修路", "县住建局（高峰 0591-8765433）"))
    assert rows_of(table) == ("1 修路 牵县住建局",)
