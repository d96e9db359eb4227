"""Markdown: lines, headings and tables without the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.intake.documents import read_document
from respnet.intake.documents.document import Grid, Paragraph
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


def test_lines_are_named_by_their_place_in_the_file_body(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("甲\r\n\r\n乙\r丙".encode("gb18030"))
    document = read_document(path)
    assert [(one.text, one.source) for one in document.blocks if isinstance(one, Paragraph)] == [
        ("甲", "line 1"),
        ("乙", "line 3"),
        ("丙", "line 4"),
    ]


def test_a_page_saved_as_markdown_is_read_as_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("<!DOCTYPE html><html><body><nav>导航</nav><p>正文</p></body></html>", encoding="utf-8")
    assert lines(read_document(path)) == ["正文"]


def test_a_table_that_is_never_closed_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("前\n<table><tr><td>甲\n后 | 面\n", encoding="utf-8")
    assert lines(read_document(path)) == ["前", "甲", "后 | 面"]
