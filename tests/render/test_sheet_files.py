"""Duty sheets as files: which are written, what they are called, and the HTML in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from respnet.core.errors import InputError, OutputError
from respnet.core.i18n import Lang
from respnet.core.lookup import lookup
from respnet.render.duty_sheet.files import write_sheets
from respnet.render.duty_sheet.pages import SheetPageBuilder, sanitize_xml_text
from respnet.render.files import make_file_stem
from tests.analysis.family import FAMILY, network
from tests.render.conftest import BOTH, Watched, find_barriers
from tests.render.conftest import LANGS as SHOWN
from tests.render.sheets_made import fengdu, hostile, print_documents, rich, words
from tests.render.test_docx_base import template

RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")


class TestFiles:
    def test_one_unit(self, tmp_path: Path) -> None:
        (path,) = write_sheets(fengdu(), ["县教委"], tmp_path / "sheets")
        assert path == tmp_path / "sheets" / "01-县教委.docx"
        assert "（县教委）" in words(path)

    def test_all_units_and_one_document_with_all(self, tmp_path: Path) -> None:
        paths = write_sheets(fengdu(), None, tmp_path)
        assert [path.name for path in paths[:3]] == ["01-县教委.docx", "02-县人力社保局.docx", "03-县科协.docx"]
        assert (len(paths), paths[-1].name) == (33, "00-全部单位任务清单.docx")

    def test_progress_leaves_room_to_write_in(self, tmp_path: Path) -> None:
        (page,) = write_sheets(fengdu(), ["县教委"], tmp_path, format="html", progress_columns=True)
        (document,) = write_sheets(fengdu(), ["县教委"], tmp_path, progress_columns=True)
        assert '<table class="duties report' in page.read_text(encoding="utf-8")
        heads = ["序号", "工作任务", "进展情况", "存在问题", "状态", "备注"]
        tables = docx.Document(str(document)).tables
        assert [cell.text for cell in tables[0].rows[0].cells] == heads
        first = tables[0].rows[2]
        assert [cell.text for cell in first.cells[2:]] == ["", "", "", ""]
        assert first.height is not None
        assert first.height.cm > 1.5

    def test_all_units_as_html(self, tmp_path: Path) -> None:
        paths = write_sheets(fengdu(), None, tmp_path, format="html", lang="en")
        assert (len(paths), paths[0].name) == (33, "01-County Education Commission.html")
        assert paths[-1].name == "00-all duty sheets.html"
        assert paths[-1].read_text(encoding="utf-8").count('<article class="sheet">') == 32

    def test_several_units_in_the_order_asked_for_each_once(self, tmp_path: Path) -> None:
        paths = write_sheets(fengdu(), ["县科协", "县教委", "县科协"], tmp_path)
        assert [path.name for path in paths] == ["03-县科协.docx", "01-县教委.docx"]

    def test_an_empty_plan(self, tmp_path: Path) -> None:
        (path,) = write_sheets(FAMILY["empty"], None, tmp_path)
        assert words(path) == ["《p》各单位任务清单", "供核对使用，以印发文件为准", "方案没有写明任何单位。"]
        assert write_sheets(FAMILY["empty"], None, tmp_path, format="html") == ()

    def test_the_second_run_replaces_its_own_and_changes_nothing(self, tmp_path: Path) -> None:
        for form in ("docx", "html"):
            first = [path.read_bytes() for path in write_sheets(rich(), None, tmp_path, format=form)]
            assert [path.read_bytes() for path in write_sheets(rich(), None, tmp_path, format=form)] == first

    def test_with_a_template_too(self, tmp_path: Path) -> None:
        path = template(tmp_path / "my.docx")
        for _ in range(2):
            (sheet,) = write_sheets(fengdu(), ["县教委"], tmp_path / "out", template=path)
        assert docx.Document(str(sheet)).sections[0].footer.paragraphs[0].text == "内部资料"

    def test_a_file_of_somebody_elses_stays(self, tmp_path: Path) -> None:
        (tmp_path / "01-县教委.docx").write_bytes(b"mine")
        with pytest.raises(OutputError, match="was not written by respnet"):
            write_sheets(fengdu(), ["县教委"], tmp_path)
        write_sheets(fengdu(), ["县教委"], tmp_path, force=True)

    def test_what_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="for DOCX only"):
            write_sheets(fengdu(), None, tmp_path, format="html", template="my.docx")
        with pytest.raises(InputError, match=r"no layout “beijing”\. There are: gb and chongqing"):
            write_sheets(fengdu(), None, tmp_path, profile="beijing")
        assert list(tmp_path.iterdir()) == []


class TestUnitsNamed:
    def test_each_unit_once_whatever_name_it_goes_by(self, tmp_path: Path) -> None:
        names = ["县应急管理局", " 县教委 ", "丰都县/县教委", "county health commission"]
        written = write_sheets(fengdu(), names, tmp_path, format="html")
        assert [path.stem.split("-")[1] for path in written] == ["县应急局", "县教委", "县卫生健康委"]

    def test_an_unknown_name_is_refused_with_those_near(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"no unit “县教育委”; did you mean 县教委.*respnet sheet --all"):
            write_sheets(fengdu(), ["县科协", "县教育委"], tmp_path)
        assert list(tmp_path.iterdir()) == []


class TestNames:
    @given(st.lists(st.text(), min_size=1, max_size=20))
    def test_any_names_are_safe_and_never_the_same(self, names: list[str]) -> None:
        stems = [make_file_stem(place, len(names), name) for place, name in enumerate(names, 1)]
        assert len({stem.casefold() for stem in stems}) == len(names)
        for stem in stems:
            assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', stem)
            assert not RESERVED.match(stem)
            assert stem[-1] not in " ."
            assert len(stem) <= 80
            assert len(stem.encode("utf-8")) <= 180

    def test_odd_names_are_written(self, tmp_path: Path) -> None:
        names = [
            "CON",
            "con",
            "a/b",
            "a\\b",
            "..",
            "县教委.",
            "县教委 ",
            "nul.txt",
            "长" * 300,
            "\u202ea",
            "é",
            "e\u0301",
        ]
        paths = write_sheets(network([([name], []) for name in names]), None, tmp_path, format="html")
        assert [path.name for path in paths] == [
            "01-CON.html",
            "02-con.html",
            "03-a_b.html",
            "04-a_b.html",
            "05.html",
            "06-县教委.html",
            "07-县教委.html",
            "08-nul.txt.html",
            f"09-{'长' * 53}.html",
            "10-_a.html",
            "11-é.html",
            "12-é.html",
            "00-全部单位任务清单.html",
        ]
        assert all(path.is_file() for path in paths)

    def test_hostile_names_make_no_paths(self, tmp_path: Path) -> None:
        for form in ("docx", "html"):
            paths = write_sheets(hostile(), None, tmp_path / form, format=form)
            assert {path.parent for path in paths} == {tmp_path / form}
            assert len(list((tmp_path / form).iterdir())) == len(paths)


class TestHtml:
    @pytest.mark.parametrize("any_size", BOTH, indirect=True)
    @pytest.mark.parametrize("lang", SHOWN)
    def test_in_a_browser(self, any_size: Watched, tmp_path: Path, lang: Lang) -> None:
        for name, plan in (("县科协", fengdu()), ("各乡镇(街道)", fengdu()), ("县交通局", rich())):
            (path,) = write_sheets(plan, [name], tmp_path / name, format="html", lang=lang)
            any_size.requests.clear()
            page = any_size.open(path)
            unit = SheetPageBuilder(plan, lang).page(lookup(name, plan.plan.units))
            assert page.locator("h2").count() == len(unit.parts)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            assert find_barriers(page) == []
            assert page.locator("tbody tr:not(.section, .details)").count() >= len(unit.parts)
            any_size.quiet(path)

    def test_hostile_names_stay_text(self, desktop: Watched, tmp_path: Path) -> None:
        written = write_sheets(hostile(), None, tmp_path, format="html")[:-1]
        for unit, path in list(zip(hostile().plan.units, written, strict=True))[::2]:
            desktop.requests.clear()
            page = desktop.open(path)
            assert page.locator("script, img, iframe, a").count() == 0
            assert not re.search("[\u202a-\u202e]", page.content())
            assert page.locator(".for").text_content() == f"（{sanitize_xml_text(unit.name)}）"
            desktop.quiet(path)

    def test_it_prints_on_a4_with_its_header_row_on_every_page(self, desktop: Watched, tmp_path: Path) -> None:
        from pypdf import PdfReader

        (path,) = write_sheets(fengdu(), ["县科协"], tmp_path, format="html")
        desktop.open(path).pdf(path=str(tmp_path / "a.pdf"), prefer_css_page_size=True)
        printed = PdfReader(tmp_path / "a.pdf").pages
        assert [round(float(side)) for side in printed[0].mediabox[2:]] == [595, 842]
        assert 4 <= len(printed) <= 8
        for sheet in printed[:-1]:
            assert "牵头单位" in sheet.extract_text()


def test_a_real_plan_goes_the_whole_way(tmp_path: Path) -> None:
    from respnet.core.network import ResponsibilityNetwork
    from respnet.intake.read import read_plan

    shared = Path(__file__).resolve().parents[3] / "shared" / "documents" / "zhejiang_ai_table_2026.txt"
    if not shared.is_file():
        pytest.skip("the shared documents are not on this machine")
    plan = ResponsibilityNetwork(read_plan(shared))
    paths = write_sheets(plan, None, tmp_path / "sheets", profile="chongqing")
    assert len(paths) == len(plan.plan.units) + 1
    said = "".join(print_documents(tmp_path, {"all": paths[-1].read_bytes()})["all"])
    for unit in plan.plan.units:
        assert f"（{unit.name}）" in said
