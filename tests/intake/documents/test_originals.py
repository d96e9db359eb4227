"""Documents as they came, in HTML and Markdown: the same paragraphs as the text that was made of them by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from respnet.intake.documents.document import Grid
from respnet.intake.documents.formats import read_document
from tests.intake.documents.made import lines, squeezed

SHARED = Path(__file__).parents[4] / "shared" / "documents"
# What the texts keep of the pages around the documents: settings of a site generator and links to other pages.
FURNITURE = {"---", "layout:default", "返回政策原文列表", "←上一篇", "下一篇→"}
NAMES = ("nanchong_opc_2026.html", "shicheng_hezhang_2018.html", "zhejiang_jianzhu_2022.md", "zhengzhou_opc_2026.html")


@pytest.mark.parametrize("name", NAMES)
def test_an_original_reads_like_its_text(name: str) -> None:
    original = SHARED / "originals" / name
    if not original.is_file():
        pytest.skip("the shared documents are not there")
    text = (SHARED / f"{original.stem}.txt").read_text(encoding="utf-8")
    document = read_document(original)
    wanted = [line for line in squeezed(text.splitlines()) if line not in FURNITURE and not line.startswith("title:")]
    read = [re.sub(r"[|/]", "", line) for line in squeezed(lines(document))]
    assert "".join(read) == "".join(wanted).replace("#", "")
    # Paragraph by paragraph, but for labels that stand on one line of the page and a title on two lines.
    assert [line for line in wanted if line not in read and len(line) > 60] == []


def test_the_original_with_a_table_gives_the_table() -> None:
    original = SHARED / "originals" / "shicheng_hezhang_2018.html"
    if not original.is_file():
        pytest.skip("the shared documents are not there")
    (table,) = [one for one in read_document(original).blocks if isinstance(one, Grid)]
    assert [cell.text for cell in table.rows[0]] == ["序号", "考核项目", "各项分值", "考核指标", "负责考核部门"]
    assert table.rows[8][4].text == "县委宣传部\n县教育局\n县河长办"
    assert {len(row) for row in table.rows} == {5}
