"""The DOCX: opened again by python-docx and by LibreOffice, its layout looked up, hostile names kept as text."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from lxml import etree

from respnet.core.i18n import LANGS, Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.render.duty_sheet.docx_base import build_office_base
from respnet.render.duty_sheet.docx_layout import PROFILES, ProfileName
from respnet.render.duty_sheet.docx_sheet import DocxSheetWriter
from respnet.render.duty_sheet.pages import SheetPageBuilder, sanitize_xml_text
from respnet.render.files import GENERATOR_MARK
from tests.analysis.family import FAMILY, network
from tests.render.sheets_made import W, fengdu, hostile, parts, print_documents, rich, words
from tests.render.test_browser import HOSTILE

EVERY = [(profile, lang) for profile in PROFILES for lang in LANGS]


def made(plan: ResponsibilityNetwork, name: str, profile: ProfileName = "gb", lang: Lang = "zh") -> bytes:
    """The sheet of the unit so named; "" for the document with all sheets."""
    pages = SheetPageBuilder(plan, lang)
    documents = DocxSheetWriter(pages, build_office_base(PROFILES[profile], lang))
    if not name:
        return documents.render([pages.page(unit) for unit in plan.plan.units], whole=True)
    return documents.render([pages.page(next(unit for unit in plan.plan.units if unit.name == name))])


def xml(package: bytes, name: str) -> Any:
    return etree.fromstring(parts(package)[name])


def attributes(element: Any) -> dict[str, str]:
    return {str(name).removeprefix(W): value for name, value in element.attrib.items()}


class TestLayout:
    def test_page_and_grid(self) -> None:
        section = xml(made(fengdu(), "县教委"), "word/document.xml").find(f".//{W}sectPr")
        assert attributes(section.find(f"{W}pgSz")) == {"w": "11906", "h": "16838"}
        margins = attributes(section.find(f"{W}pgMar"))
        assert {name: round(int(margins[name]) / 56.7) for name in ("top", "right", "bottom", "left")} == {
            "top": 37,
            "right": 26,
            "bottom": 35,
            "left": 28,
        }
        assert attributes(section.find(f"{W}docGrid")) == {"type": "lines", "linePitch": "580"}

    def test_the_offices_of_chongqing(self) -> None:
        package = made(fengdu(), "县教委", "chongqing")
        section = xml(package, "word/document.xml").find(f".//{W}sectPr")
        margins = attributes(section.find(f"{W}pgMar"))
        assert [margins[name] for name in ("top", "bottom", "left", "right")] == ["1984", "1644", "1446", "1446"]
        assert attributes(section.find(f"{W}docGrid"))["linePitch"] == "600"
        assert "方正小标宋_GBK" in parts(package)["word/styles.xml"].decode("utf-8")

    @pytest.mark.parametrize(("profile", "lang"), EVERY)
    def test_every_style_names_a_font_for_every_script(self, profile: ProfileName, lang: Lang) -> None:
        root = xml(made(fengdu(), "县教委", profile, lang), "word/styles.xml")
        fonts = root.findall(f".//{W}rFonts")
        assert len(fonts) >= 12
        for one in fonts:
            assert {"ascii", "hAnsi", "eastAsia", "cs"} <= set(attributes(one))
        known = {one.get(f"{W}name") for one in xml(made(fengdu(), "县教委", profile), "word/fontTable.xml")}
        assert {attributes(one)["eastAsia"] for one in fonts} <= known
        assert b"MS Gothic" not in b"".join(parts(made(fengdu(), "县教委", profile, lang)).values())

    def test_fonts_have_substitutes_and_are_not_embedded(self) -> None:
        package = made(fengdu(), "县教委")
        instead = {
            one.get(f"{W}name"): one.find(f"{W}altName").get(f"{W}val")
            for one in xml(package, "word/fontTable.xml")
            if one.find(f"{W}altName") is not None
        }
        assert instead["仿宋_GB2312"].startswith("仿宋")
        assert instead["楷体_GB2312"].startswith("楷体")
        assert "华文中宋" in instead["方正小标宋简体"]
        assert not [name for name in parts(package) if "fonts/" in name]

    def test_headings_are_the_built_in_ones_and_black(self) -> None:
        document = docx.Document(BytesIO(made(fengdu(), "县教委")))
        heading = document.styles["Heading 1"]
        assert heading.font.size.pt == 16
        assert (heading.font.bold, heading.font.italic) == (False, False)
        assert heading.element.rPr.find(f"{W}rFonts").get(f"{W}eastAsia") == "黑体"
        assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"] == [
            "一、牵头任务（4项）",
            "二、责任任务（12项）",
            "三、统称名下的任务（2项）",
        ]
        title = document.styles["Title"]
        assert (title.font.size.pt, title.paragraph_format.line_spacing.pt) == (22, 35)
        assert title.paragraph_format.first_line_indent.pt == 0

    def test_rows_stay_whole_and_the_header_is_repeated(self) -> None:
        root = xml(made(fengdu(), "县科协"), "word/document.xml")
        for table in root.iter(f"{W}tbl"):
            header = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
            assert header == [header[0], *[False] * (len(header) - 1)]
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.findall(f"{W}tr"))
            assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"

    def test_page_numbers_right_on_odd_pages_left_on_even_ones(self) -> None:
        package = made(fengdu(), "县教委")
        footers = {
            attributes(one)["type"]: one for one in xml(package, "word/document.xml").iter(f"{W}footerReference")
        }
        assert set(footers) == {"default", "even"}
        document = docx.Document(BytesIO(package))
        assert document.settings.odd_and_even_pages_header_footer
        for footer, side in ((document.sections[0].footer, "right"), (document.sections[0].even_page_footer, "left")):
            (number,) = footer.paragraphs
            assert number.text == "— 1 —"
            assert number._p.pPr.find(f"{W}jc").get(f"{W}val") == side
            runs = [[child.tag.removeprefix(W) for child in run] for run in number._p.findall(f"{W}r")]
            assert runs == [["t"], ["fldChar"], ["instrText"], ["fldChar"], ["t"], ["fldChar"], ["t"]]

    @pytest.mark.parametrize("plan", [fengdu(), rich()])
    @pytest.mark.parametrize(("profile", "lang"), EVERY)
    def test_tables_fill_the_text_and_no_more(
        self, plan: ResponsibilityNetwork, profile: ProfileName, lang: Lang
    ) -> None:
        width = build_office_base(PROFILES[profile], lang).width
        for table in xml(made(plan, "", profile, lang), "word/document.xml").iter(f"{W}tbl"):
            columns = [int(one.get(f"{W}w")) for one in table.iter(f"{W}gridCol")]
            assert sum(columns) == width
            assert min(columns) >= 500
            for row in table.findall(f"{W}tr"):
                assert sum(int(one.get(f"{W}w")) for one in row.iter(f"{W}tcW")) == width


class TestContents:
    def test_all_sheets_in_one(self) -> None:
        said = words(made(fengdu(), ""))
        assert said[:2] == [
            "《丰都县全民科学素质行动规划纲要实施方案(2021-2025年)》各单位任务清单",
            "供核对使用，以印发文件为准",
        ]
        assert said[3:13] == ["序号", "单位", "牵头", "责任", "合计", "1", "县教委", "4", "12", "16"]
        assert "各乡镇(街道)（统称）" in said
        assert [one for one in said if one.startswith("（")] == [f"（{unit.name}）" for unit in fengdu().plan.units]

    def test_each_sheet_starts_a_page_and_the_list_leads_to_it(self) -> None:
        root = xml(made(fengdu(), ""), "word/document.xml")
        assert len(root.findall(f".//{W}pageBreakBefore")) == 32
        names = {one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")}
        assert {one.get(f"{W}anchor") for one in root.iter(f"{W}hyperlink")} == names
        assert len(names) == 32

    def test_names_break_between_names_and_the_title_between_words(self) -> None:
        root = xml(made(fengdu(), "县科协"), "word/document.xml")
        lines = [
            "".join("\n" if one.tag == f"{W}br" else one.text or "" for one in paragraph.iter(f"{W}t", f"{W}br"))
            for paragraph in root.iter(f"{W}p")
        ]
        assert lines[0] == "《丰都县全民科学素质行动规划纲要\n实施方案(2021-2025年)》\n任务清单"
        english = words(made(fengdu(), "县科协", lang="en"))[0]
        assert english == "丰都县全民科学素质行动规划纲要实施方案(2021-2025年)Duty sheet"
        names = {unit.name for unit in fengdu().plan.units} | {one.printed for one in fengdu().plan.assignments}
        broken = [line for line in lines[1:] if "\n" in line and not line.startswith("单位主要负责人")]
        assert len(broken) > 20
        for piece in (piece for line in broken for row in line.split("\n") for piece in row.strip("、").split("、")):
            assert piece in names

    def test_the_foot_keeps_two_rows_of_the_table(self) -> None:
        root = xml(made(fengdu(), "县教委"), "word/document.xml")
        table = root.findall(f".//{W}tbl")[-2]
        kept = [row.find(f".//{W}keepNext") is not None for row in table.findall(f"{W}tr")[1:]]
        assert kept[-2:] == [True, True]
        foot = root.findall(f".//{W}tbl")[-1]
        assert all(paragraph.find(f"{W}pPr/{W}keepNext") is not None for paragraph in foot.iter(f"{W}p"))

    def test_the_foot_is_there_to_sign(self) -> None:
        said = words(made(fengdu(), "县教委"))
        assert said[-5:] == ["核对意见", "单位主要负责人（审签）", "日期", "联络员", "联系电话"]
        assert "核对意见" not in words(made(fengdu(), "各乡镇(街道)"))

    def test_no_red_head_number_or_seal(self) -> None:
        for name, part in parts(made(fengdu(), "")).items():
            if name.endswith(".xml"):
                assert not re.search(rb'(?i)color w?:?val="(?!000000|auto)', part), name

    def test_targets_and_text_stand_below_their_task(self) -> None:
        said = words(made(rich(), "县交通局"))
        place = said.index("修路")
        assert said[place + 5 : place + 7] == ["目标要求：农村公路 30公里；通村率 100%", "督促单位：县政府督查室"]
        assert said[place + 7] == "任务内容：新建农村公路。改造危桥。"

    def test_what_the_file_says_of_itself(self) -> None:
        about = docx.Document(BytesIO(made(rich(), "县财政局"))).core_properties
        assert (about.category, about.author, about.subject) == (GENERATOR_MARK, "respnet", "县财政局")
        assert about.identifier == rich().plan.digest()
        assert (about.created.isoformat()[:10], about.modified.isoformat()[:10]) == ("2026-03-01", "2026-03-01")
        assert docx.Document(BytesIO(made(network([("a", "b")]), "a"))).core_properties.created.year == 1980

    @pytest.mark.parametrize(("profile", "lang"), EVERY)
    def test_two_runs_give_the_same_bytes(self, profile: ProfileName, lang: Lang) -> None:
        assert made(rich(), "", profile, lang) == made(rich(), "", profile, lang)
        assert GENERATOR_MARK.encode() in made(rich(), "", profile, lang)[:2048]

    @pytest.mark.parametrize("name", FAMILY)
    def test_the_whole_family(self, name: str) -> None:
        plan = FAMILY[name]
        for lang in LANGS if len(plan.plan.units) < 100 else LANGS[:1]:
            said = words(made(plan, "", lang=lang))
            assert said
            if not plan.plan.units:
                assert "方案没有写明任何单位。" in said or "The plan names no units." in said


class TestHostile:
    @pytest.mark.parametrize("lang", LANGS)
    def test_names_stay_text(self, lang: Lang) -> None:
        package = made(hostile(), "", lang=lang)
        said = "".join(words(package))
        for name in HOSTILE:
            assert sanitize_xml_text(name) in said
        root = xml(package, "word/document.xml")
        assert not list(root.iter(f"{W}instrText"))  # no field but the footers'
        assert {element.tag.split("}")[0] + "}" for element in root.iter()} == {W}
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", said)

    def test_control_characters_are_marked(self) -> None:
        plan = network([(["县\x00教\x0b委\ufffe", "a\x1fb"], ["c\td\ne"])])
        said = words(made(plan, ""))
        assert "（县�教�委�）" in said
        assert "（a�b）" in said
        assert "（c de）" in said


LONG = "".join(f"第{number}句说明任务怎样完成。" for number in range(400))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    documents = {
        "gb": made(fengdu(), "县科协"),
        "chongqing": made(fengdu(), "县科协", "chongqing", "en"),
        "long": made(_with_text(LONG), "县交通局"),
        "all": made(fengdu(), ""),
    }
    return print_documents(tmp_path_factory.mktemp("printed"), documents)


class TestLibreOffice:
    @pytest.mark.parametrize(("profile", "lang", "pages"), [("gb", "zh", 5), ("chongqing", "en", 7)])
    def test_the_unit_with_most_tasks(
        self, printed: dict[str, list[str]], profile: ProfileName, lang: Lang, pages: int
    ) -> None:
        found = printed[profile]
        # With the fonts that the sheet asks for; others may be wider by half (DejaVu for Times), none much narrower.
        assert pages - 1 <= len(found) <= 1.5 * pages
        header = "序号工作任务目标要求牵头单位责任单位" if lang == "zh" else "No.TaskTargetsLeadunitsResponsibleunits"
        for place, text in enumerate(found[:-1], 1):
            assert header in text, place
            assert f"—{place}—" in text
        said = "".join(found)
        for row in fengdu().assignments_by_unit["丰都县/县科协"]:
            assert fengdu().task_by_id[row.task].title in said.replace("\n", "")

    def test_long_cells_lose_nothing(self, printed: dict[str, list[str]]) -> None:
        found = "".join(printed["long"])
        for number in (0, 150, 399):
            assert f"第{number}句" in found

    def test_all_sheets(self, printed: dict[str, list[str]]) -> None:
        found = printed["all"]
        starts = [
            place for place, text in enumerate(found) if "供核对使用，以印发文件为准" in text and "任务清单（" in text
        ]
        assert len(starts) == 32
        assert all(f"—{place}—" in text for place, text in enumerate(found, 1))


def _with_text(text: str) -> ResponsibilityNetwork:
    plan = rich().plan
    return ResponsibilityNetwork(replace(plan, tasks=tuple(replace(task, text=text) for task in plan.tasks)))
