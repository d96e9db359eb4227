"""Markdown: lines, headings and tables without the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.intake.documents.document import Grid, Paragraph
from respnet.intake.documents.formats import read_document
from tests.intake.documents.made import lines, spans

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """---
title: 方案
---
# 重点任务<br/>分工方案 ##

总则
====
二、任务
---

**一、基础。** *修路* 与 `架桥`，见[通知](http://a.b/c_(1)_d)。![图](a.png)<note>（责任单位：县教委）</note>
1\\. 第一项  <!-- 注
释 -->
- [x] 要点
> 引用的话
***

| 任务 | 牵头\\|主责 | 配合 |
|:---|:--:|---|
| 修路 | 县交通局<br>县财政局 | |
| **架桥** | 县水利局

```text
序号  任务
```
<table><tr><td rowspan="2">甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>
A&amp;B 5 < 6
"""


def test_marks_headings_and_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    document = read_document(path)
    assert lines(document) == [
        "重点任务分工方案",
        "总则",
        "二、任务",
        "一、基础。 修路 与 架桥，见通知。（责任单位：县教委）",
        "1. 第一项",
        "要点",
        "引用的话",
        "任务 | 牵头|主责 | 配合",
        "修路 | 县交通局/县财政局 | ",
        "架桥 | 县水利局 | ",
        "序号  任务",
        "甲 | 乙",
        "丙",
        "A&B 5 < 6",
    ]
    assert [one.heading for one in document.blocks[:4] if isinstance(one, Paragraph)] == [1, 1, 2, 0]
    tables = [one for one in document.blocks if isinstance(one, Grid)]
    assert [one.source for one in tables] == ["table 1", "table 2"]
    assert tables[1].rows[1][0].source == "table 2 row 2 column 2"
    assert spans(tables[1]) == [[("甲", 2, 1), ("乙", 1, 1)], [("丙", 1, 1)]]


def test_every_line_is_a_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("甲\r\n\r\n乙\r丙\r\n    丁".encode("gb18030"))
    document = read_document(path)
    assert [(one.text, one.source) for one in document.blocks if isinstance(one, Paragraph)] == [
        *(("甲", "paragraph 1"), ("乙", "paragraph 2"), ("丙", "paragraph 3"), ("丁", "paragraph 4"))
    ]


def test_lists_are_numbered_as_they_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("1. 修路（县交通局负责）\n1. 架桥\n1. 种树\n\n正文\n\n7. 通电\n8. 通水\n", encoding="utf-8")
    assert lines(read_document(path)) == [*("1.修路（县交通局负责）", "2.架桥", "3.种树", "正文", "7.通电", "8.通水")]


def test_struck_text_is_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("修路（责任单位：县交通局、~~县财政局~~）\n\n~~架桥（县水利局负责）~~\n", encoding="utf-8")
    document = read_document(path)
    assert lines(document) == ["修路（责任单位：县交通局、）"]
    assert "县财政局" in document.notes[0].zh
    assert "架桥" in document.notes[0].zh


def test_a_long_line_with_dashes_below_is_no_heading(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"{'长' * 81}\n---\n甲\n乙\n---\n", encoding="utf-8")
    blocks = [one for one in read_document(path).blocks if isinstance(one, Paragraph)]
    assert [(len(one.text), one.heading) for one in blocks] == [(81, 0), (1, 0), (1, 0)]


def test_a_page_saved_as_markdown_is_read_as_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("<!DOCTYPE html><html><body><nav>导航</nav><p>正文</p></body></html>", encoding="utf-8")
    assert lines(read_document(path)) == ["正文"]


def test_a_table_that_is_never_closed_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("前\n<table><tr><td>甲\n后 | 面\n", encoding="utf-8")
    assert lines(read_document(path)) == ["前", "甲 后 | 面"]
