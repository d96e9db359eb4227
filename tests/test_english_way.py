"""An English plan in English: page, sheets, workbook, review page and checks say nothing Chinese."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree, html

from respnet.cli.group import main

CHINESE = re.compile(r"[^<>]{0,40}[\u3000-\u303f\u3400-\u9fff，：；（）][^<>]{0,40}")
PLAN = """National Reading Plan 2026-2028

Goal 1: Schools
1.1 Open school libraries at weekends. (Lead: Department of Education; Partners: Library Council, City Police)
1.2 Train 2,000 mentors by 2027. (Lead: Department of Education; Support: HM Treasury)
1.3 Publish a yearly report. (Responsible: all agencies)

Goal 2: Families
2.1 Give each newborn a first book.
Responsible: Department of Health
Supported by: Library Council; Department for Business, Energy and Industrial Strategy
Due: Q3 2027
2.2 Visit every family.
Lead: Department of Health
Due: some day
2.3 Close the programme. (Lead: Library Council; Partners: Department of Health, HM Treasury; Due: 31 December 2028)
2.4 Thank everyone.
"""
LEDGER = """Ref,Action,Lead agency,Supporting agencies,Due date,Notes
1,Fix the bridges,Roads Agency,"County Council, City Police",Dec 2026,x
2,Dig wells,Water Agency,Roads Agency,ongoing,
3,Dig deeper wells,Water Agency,,31 February 2027,
"""


def list_visible(path: Path) -> list[str]:
    """The texts and attributes of a page that somebody can see or hear, outside scripts and styles."""
    root = html.parse(str(path)).getroot()
    etree.strip_elements(root, "script", "style", with_tail=False)
    told = [value for one in root.iter() for key, value in one.attrib.items() if key in ("title", "alt", "aria-label")]
    return [*map(str, root.itertext()), *map(str, told)]


@pytest.mark.parametrize(("name", "text"), [("plan.txt", PLAN), ("ledger.csv", LEDGER)])
def test_outputs_in_english_hold_nothing_chinese(tmp_path: Path, name: str, text: str) -> None:
    plan = tmp_path / name
    plan.write_text(text, "utf-8")

    def run(*words: str) -> str:
        done = CliRunner().invoke(main, [*words, "--lang", "en"])
        assert done.exit_code in (0, 1), done.output
        return done.output

    said = [run("check", str(plan))]
    page, sheets, papers, book, out = (str(tmp_path / one) for one in ("page", "sheets", "papers", "book", "out"))
    said.append(run("report", str(plan), "--output", page))
    said.append(run("sheet", "--all", str(plan), "--format", "html", "--output", sheets))
    said.append(run("sheet", "--all", str(plan), "--output", papers))
    said.append(run("export", str(plan), "--format", "xlsx", "--output", book))
    said.append(run("extract", str(plan), "--output", out, "--review", f"{out}/review.html"))
    pages = [Path(page, "index.html"), Path(out, "review.html"), *Path(sheets).glob("*.html")]
    assert len(pages) > 4
    said += [text for one in pages for text in list_visible(one)]
    parts = {"document.xml", "sharedStrings.xml", "header1.xml", "footer1.xml", "workbook.xml", "footnotes.xml"}
    packed = [*Path(papers).glob("*.docx"), *Path(book).glob("*.xlsx")]
    assert len(packed) > 4
    for one in packed:
        with zipfile.ZipFile(one) as archive:
            for part in archive.namelist():
                if Path(part).name in parts:
                    said += map(str, etree.fromstring(archive.read(part)).itertext())
    assert [found[0] for text in said for found in CHINESE.finditer(text)] == []
