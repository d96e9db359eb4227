"""Web pages as government sites serve them: what is the document, what is the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from respnet.core.errors import InputError
from respnet.intake.documents.document import Grid, Paragraph
from respnet.intake.documents.formats import read_document
from tests.intake.documents.made import lines, spans

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>通知_某县人民政府</title>
<style>p { color: red }</style><script>var a = "<p>脚本</p>";</script></head>
<body class="has-nav">
<div class="top-bar"><a href="/">无障碍</a> | <a href="/login">登录</a></div>
<ul class="menu"><li><a href="/a">首页</a></li><li><a href="/b">政务公开</a></li></ul>
<div class="location">您当前的位置：<a href="/">首页</a> &gt; <a href="/x">政策文件</a></div>
<form id="aspnetForm"><input type="hidden" value="x">
<table class="info"><tr><td>索 引 号</td><td>1150-2026-001</td></tr>
<tr><td>发文字号</td><td>某府办〔2026〕3号</td></tr></table>
<div class="article">
<h1>某县人民政府办公室<br>关于印发重点任务分工方案的通知</h1>
<p class="tools">字体：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>] <a href="#">打印</a></p>
<p>各乡镇人民政府，县政府各部门：</p>
<p>　　为抓好落实，现将任务分工如下。&nbsp;<span style="display:none">隐藏</span></p>
<p>一、加强基础设施。<br>　　1.修路。新修农村公路30公里以上。
<br/>（牵头单位：县交通局，责任单位：县财政局）<!-- 注释 --></p>
<ol><li>架桥。</li><li value="5">通水。<ol type="a"><li>铺管。</li></ol></li><li>通电。</li></ol>
<ol style="list-style-type: cjk-ideographic"><li>保障措施</li></ol>
<ul><li>不编号</li></ul>
<pre>附件
  1. 任务表</pre>
<p>附件：<a href="a.docx">任务分工表.docx</a></p>
<del>删去</del>
</div>
<div class="share">分享到：<a href="#">微信</a></div>
<div class="pages"><p>上一篇：<a href="/1">关于放假的通知</a></p><p>下一篇：<a href="/2">公告</a></p></div>
<div class="list"><h3>相关阅读</h3><ul><li><a href="/3">解读一</a></li><li><a href="/4">解读二</a></li></ul></div>
</form>
<div id="bottom"><p>主办单位：某县人民政府办公室　承办单位：县大数据中心</p>
<p>网站标识码：5002300001　渝ICP备12345678号</p></div>
</body></html>"""


def test_a_page_of_a_government_site(tmp_path: Path) -> None:
    path = tmp_path / "通知.html"
    path.write_text(PAGE, encoding="utf-8")
    document = read_document(path)
    assert lines(document) == [
        "索 引 号 | 1150-2026-001",
        "发文字号 | 某府办〔2026〕3号",
        "某县人民政府办公室关于印发重点任务分工方案的通知",
        "各乡镇人民政府，县政府各部门：",
        "为抓好落实，现将任务分工如下。",
        "一、加强基础设施。",
        "1.修路。新修农村公路30公里以上。",
        "（牵头单位：县交通局，责任单位：县财政局）",
        "1.架桥。",
        "5.通水。",
        "a.铺管。",
        "6.通电。",
        "一、保障措施",
        "不编号",
        "附件",
        "1. 任务表",
        "附件：任务分工表.docx",
    ]
    (title,) = [one for one in document.blocks if isinstance(one, Paragraph) and one.heading == 1]
    assert title.source == "paragraph 1"


def page(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "a.html"
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return path


def test_spans_of_cells_and_paragraphs_in_them(tmp_path: Path) -> None:
    body = """<table><caption>任务表</caption>
    <thead><tr><th rowspan=2>任务</th><th colspan="2">单位</th></tr><tr><th>牵头</th><th>配合</th></tr></thead>
    <tr><td colspan=3>一、水利<tr><td rowspan="9">修渠<td><p>县水利局</p><p>县财政局</p><td>
    <tr><td rowspan=0>县农业农村委<td><ol><li>甲</li><li>乙</li></ol></tr><tr></tr></table>"""
    document = read_document(page(tmp_path, body))
    caption, grid = document.blocks
    assert isinstance(caption, Paragraph)
    assert (caption.text, caption.source) == ("任务表", "table 1 caption")
    assert spans(grid) == [
        [("任务", 2, 1), ("单位", 1, 2)],
        [("牵头", 1, 1), ("配合", 1, 1)],
        [("一、水利", 1, 3)],
        [("修渠", 2, 1), ("县水利局\n县财政局", 1, 1), ("", 1, 1)],
        [("县农业农村委", 1, 1), ("1.甲\n2.乙", 1, 1)],
    ]
    assert isinstance(grid, Grid)
    assert [cell.source for cell in grid.rows[4]] == ["table 1 row 5 column 2", "table 1 row 5 column 3"]


def test_a_table_that_lays_out_the_page_is_no_table(tmp_path: Path) -> None:
    body = (
        "<table><tr><td><p>一、目标</p><p>增加收入。</p></td></tr><tr><td><table><tr><td>任务</td><td>单位</td></tr>"
        "<tr><td>修路</td><td>县交通局</td></tr></table></td></tr></table>"
    )
    document = read_document(page(tmp_path, body))
    assert lines(document) == ["一、目标", "增加收入。", "任务 | 单位", "修路 | 县交通局"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<h2>某县方案</h2><p>1.修路。", [Paragraph]),
        ("<p>某县方案<p>一、任务<p>1.修路。<p>2.架桥。", [Paragraph]),
        ("<p>修路<p>架桥", [Grid]),
    ],
)
def test_a_row_that_holds_the_text_of_a_page_is_no_table(tmp_path: Path, cell: str, expected: list[type]) -> None:
    document = read_document(page(tmp_path, f"<table><tr><td>公告<td>{cell}</table>"))
    assert sorted({type(block) for block in document.blocks}, key=str) == expected


def test_what_holds_most_of_the_text_stays_whatever_it_is_called(tmp_path: Path) -> None:
    body = "<div class='footer share'><p>1.修路。（牵头单位：县交通局）</p><p>2.架桥。（牵头单位：县水利局）</p></div>"
    assert lines(read_document(page(tmp_path, body + "<div class='nav'>导航</div>"))) == [
        "1.修路。（牵头单位：县交通局）",
        "2.架桥。（牵头单位：县水利局）",
    ]


def test_a_clause_is_not_lost_to_a_name_but_hidden_and_linked_ones_are(tmp_path: Path) -> None:
    body = (
        f"<article><p>{'一、修路。' * 60}</p></article>"
        "<div class='article-foot'><p>（责任单位：县交通局）</p></div><footer>责任单位：县水利局</footer>"
        "<nav><a href='a'>责任单位：县教委</a></nav><div class='foot'>某县人民政府</div>"
    )
    assert lines(read_document(page(tmp_path, body)))[1:] == ["（责任单位：县交通局）", "责任单位：县水利局"]


def test_a_short_page_is_not_taken_for_its_own_imprint(tmp_path: Path) -> None:
    body = "<article><p>修路。</p></article><div><p>版权所有：某县人民政府</p></div>"
    assert lines(read_document(page(tmp_path, body))) == ["修路。"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("gb18030", "gb2312"),
        ("gb18030", "gbk"),
        ("utf-8", "gb2312"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("big5hkscs", "big5"),
        ("gb18030", ""),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, declared: str) -> None:
    text = "牽頭單位：縣教委" if encoding == "big5hkscs" else "牵头单位：县教委"
    path = tmp_path / "a.htm"
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    path.write_bytes(f"<html><head>{head}</head><body><p>{text}</p></body></html>".encode(encoding))
    assert lines(read_document(path)) == [text]


def test_xhtml_with_a_declaration_and_server_tags(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        '<?xml version="1.0" encoding="gb2312"?><%@ page language="java"%><html><p title="<%= x > 1 %>">甲</p><% if',
        "utf-8",
    )
    assert lines(read_document(path)) == ["甲", "<% if"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<script>var a = 1</script>", "holds no text. Open it and see whether the plan is in it."),
        (
            "<img src='a.png'>",
            "holds no text, only pictures: it is a scan. Turn it into a PDF with text or a .docx by a "
            "program with text "
            "recognition (OCR), check the result, and give that.",
        ),
        (
            "<div>" * 5000 + "深",
            "passes a limit: the page nests its tags more than 2000 deep. Keep only the plan's text and "
            "tables, save it "
            "and try again.",
        ),
        (
            "<table><tr>" + "<td>甲</td>" * 300 + "</tr></table>",
            "passes a limit: a table has more than 256 columns. Keep only the plan's text and tables, save it and try "
            "again.",
        ),
    ],
)
def test_refusals(tmp_path: Path, body: str, message: str) -> None:
    path = page(tmp_path, body)
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.text.en == f"{path} {message}"


def test_nothing_is_loaded_and_no_entity_grows(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("机密", encoding="utf-8")
    path = tmp_path / "a.html"
    path.write_text(
        '<!DOCTYPE html [<!ENTITY a "甲甲甲甲"><!ENTITY s SYSTEM "secret.txt">]><html><body><p>乙&a;&s;</p>'
        "<iframe src='secret.txt'></iframe></body></html>",
        encoding="utf-8",
    )
    text = "".join(lines(read_document(path)))
    assert "乙" in text
    assert "机密" not in text
    assert "甲甲甲甲乙" not in text


def test_a_gigantic_span_costs_nothing(tmp_path: Path) -> None:
    body = "<table><tr><td rowspan=999999999>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>"
    (grid,) = read_document(page(tmp_path, body)).blocks
    assert spans(grid) == [[("甲", 1, 1), ("乙", 1, 1)], [("丙", 1, 1), ("", 1, 1)]]


def kept(tmp_path: Path, named: str, named_letters: int, other_letters: int, *, of_links: float = 0) -> bool:
    """Whether an element is read that holds so many letters beside a paragraph of so many others."""
    linked = round(named_letters * of_links)
    inner = f"{'甲' * (named_letters - linked)}<a href='x'>{'甲' * linked}</a>" if linked else "甲" * named_letters
    found = lines(read_document(page(tmp_path, f"<div {named}>{inner}</div><p>{'乙' * other_letters}</p>")))
    assert "乙" * other_letters in found
    return len(found) > 1


def test_an_element_named_like_furniture_is_read_where_it_holds_two_fifths_of_the_page(tmp_path: Path) -> None:
    side = "class='sidebar'"
    # On either side of the share, so that no other share passes.
    assert not kept(tmp_path, side, 380, 620)
    assert kept(tmp_path, side, 420, 580)
    # A short page is often half navigation.
    assert not kept(tmp_path, side, 95, 60)
    assert kept(tmp_path, side, 105, 60)


def test_a_list_of_links_is_furniture_from_three_fifths_of_its_text(tmp_path: Path) -> None:
    assert not kept(tmp_path, "", 200, 900, of_links=0.62)
    assert kept(tmp_path, "", 200, 900, of_links=0.58)


def test_an_imprint_is_short(tmp_path: Path) -> None:
    for more, is_read in ((560, False), (620, True)):
        imprint = f"<div><p>网站标识码：500230</p><p>{'丙' * more}</p></div>"
        found = lines(read_document(page(tmp_path, f"{imprint}<p>{'乙' * 3000}</p>")))
        assert ("丙" * more in found) is is_read


def test_what_is_struck_through_is_left_out_and_told(tmp_path: Path) -> None:
    body = (
        f"<p>{'甲' * 100}</p><p>县科协、<s>县财政局</s>、"
        "<span style='text-decoration:underline line-through'>县审计局</span>团县委<strike>止</strike></p>"
        "<table><tr><td>修路</td><td>县交通局</td></tr>"
        "<tr><td><del>架桥</del></td><td><s> </s>县水利局</td></tr></table>"
    )
    document = read_document(page(tmp_path, body))
    assert lines(document)[1:] == ["县科协、、团县委", "修路 | 县交通局", " | 县水利局"]
    assert [note.zh for note in document.notes] == [
        "有 4 处文字加了删除线，没有读入：“县财政局”、“县审计局”、“止”、“架桥”。"
    ]
    # A tag that somebody forgot to close must not take the plan away.
    assert lines(read_document(page(tmp_path, f"<p>题</p><s><div>{'丙' * 300}</div>"))) == ["题", "丙" * 300]
