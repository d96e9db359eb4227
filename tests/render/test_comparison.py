"""Two plans compared, as people see it: the terminal's text, the file of numbers, the page in a real Chromium."""

from __future__ import annotations

import json
import re
import string
from functools import cache
from inspect import getsource
from pathlib import Path

import pytest
from playwright.sync_api import expect
from rich.cells import cell_len

from respnet.analysis.compare.changes import AssignmentStatus, CountBasis, DeadlineShift, TaskField
from respnet.comparison import Comparison, compare
from respnet.core.errors import OutputError
from respnet.core.i18n import LANGS, Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.comparison import build_comparison_findings
from respnet.findings.finding import Finding
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.render.comparison import page as report
from respnet.render.comparison.labels import COMPARISON_LABELS
from respnet.render.comparison.page import build_comparison_files, format_comparison_text, write_comparison
from respnet.render.presenter import list_plan_facts
from respnet.whatif.edits import Assign, RemoveUnit, apply_edits, describe_edits, keep_spelling
from tests.analysis.editions import next_edition
from tests.analysis.family import FAMILY, network
from tests.analysis.fengdu import fengdu
from tests.render.conftest import LANGS as SHOWN
from tests.render.conftest import Watched, find_barriers
from tests.render.test_browser import HOSTILE

Both = tuple[ResponsibilityNetwork, ResponsibilityNetwork, Comparison, tuple[Finding, ...]]


def both(old: ResponsibilityNetwork, new: ResponsibilityNetwork) -> Both:
    found = compare(old, new)
    return old, new, found, build_comparison_findings(old, new, found)


@cache
def editions() -> Both:
    return both(fengdu(), next_edition())


def places() -> Both:
    """A recorded name, a likely one, a number that is not believed, a plan without leads."""
    record = UnitRecord("市应急局", also_written=("市应急管理局",))
    old = network([(["市应急局"], ["市发改委"]), (["市科协"], [])], records=[record])
    rows = [
        TaskRow("task 1", number="1", units=(UnitList(Role.SUPPORT, ("市应急管理局", "市发展改革委")),)),
        TaskRow("办科技节", number="2", units=(UnitList(Role.SUPPORT, ("市应急管理局",)),)),
    ]
    return both(old, ResponsibilityNetwork(build_plan(PlanFacts("q", title="新"), rows)))


def reworded() -> Both:
    """A task with everything put otherwise, one with another deadline, two that changed sections, one as it was."""

    def plan(name: str, *rows: tuple[str, str, str, str, tuple[str, ...]]) -> ResponsibilityNetwork:
        units = (UnitList(Role.LEAD, ("县教委",)), UnitList(Role.SUPPORT, ("县科协",)))
        told = [
            TaskRow(title, number=number, units=units, deadline=deadline, section=(section,), targets=targets)
            for number, title, deadline, section, targets in rows
        ]
        return ResponsibilityNetwork(build_plan(PlanFacts(name, title=name), told))

    a, b = "一、提升行动", "二、重点工程"
    return both(
        plan(
            "旧",
            ("1", "修建乡村道路", "2025年6月", a, ("5 公里",)),
            ("2", "建设县科技馆", "2025年", a, ()),
            ("3", "举办科技活动周", "持续推进", a, ()),
            ("4", "改造农村危房", "", a, ()),
            ("5", "治理城区内涝", "年底前", b, ()),
        ),
        plan(
            "新",
            ("1", "修建乡村公路", "2025年12月", b, ("6 公里", "3 座桥")),
            ("2", "建设县科技馆", "2024年底前", a, ()),
            ("4", "举办科技活动周", "持续推进", "三、活动", ()),
            ("5", "改造农村危房", "", "三、活动", ()),
            ("6", "治理城区内涝", "年底前。", "四、重点工程", ()),
        ),
    )


def imagined() -> Both:
    """The shipped plan without one unit, and with another in a role that it did not have."""
    old, edits = fengdu(), [RemoveUnit("县气象局"), Assign("县委编办", "2", Role.SUPPORT)]
    new = ResponsibilityNetwork(keep_spelling(apply_edits(old.plan, edits), old.plan))
    found = compare(old, new, supposed=describe_edits(edits))
    return old, new, found, build_comparison_findings(old, new, found)


def hostile() -> Both:
    def plan(names: list[str], role: Role) -> ResponsibilityNetwork:
        rows = [
            TaskRow(
                name,
                number=name,
                units=(UnitList(role, tuple(names)),),
                section=(name,),
                deadline=name,
                targets=(name,),
            )
            for name in names
        ]
        facts = PlanFacts("p", title=names[0], area=names[-1], document_number=names[0], issued=names[-1])
        return ResponsibilityNetwork(build_plan(facts, rows))

    return both(plan(list(HOSTILE), Role.LEAD), plan([f"{name} 新" for name in reversed(HOSTILE)], Role.SUPPORT))


def written(those: Both, folder: Path, lang: Lang = "zh") -> Path:
    return write_comparison(*those, folder, lang=lang)[-1]


# ---- The terminal ----


def parts_of(text: str) -> dict[str, str]:
    """The parts of a text, by their titles."""
    return {part.split("\n")[0]: part.split("\n", 1)[1] for part in text.split("\n\n")}


def test_the_text_of_the_terminal() -> None:
    text = format_comparison_text(*editions(), "zh")
    assert text.startswith("原方案  fengdu  丰都县\n新方案  丰都县新方案  丰都县\n\n任务和分工的变化\n任务保留 31 项，")
    parts = parts_of(text)
    assert parts["任务和分工的变化"].split("\n-")[0].endswith("序号   工作任务                             变化")
    for line in (
        "2      实施青少年创新能力涵养行动           新增：县委编办（配合）\n",
        "5      建立校内外科学教育资源有效衔接机制   取消：县气象局（责任）\n",
        "7      实施高素质农民培育计划               角色改变：县科协（牵头→责任）、县委宣传部（责任→牵头）\n",
        "40     开展全国科普月活动                   新增任务：县科协（牵头）、县教委（牵头）\n",
        "3      实施教师科学素质提升行动             取消任务：县教委（牵头）、县民政局（责任）、县科协（责\n",
        "分工没有变化的 28 项：4→3、8、9",
    ):
        assert line in parts["任务和分工的变化"]
    assert parts["任务内容的变化"].endswith(
        "4→3    加强青少年科普阵地建设   题目：加强各类青少年科普阵地建设 → 加强青少年科普阵地建设"
    )
    loads = parts["各单位任务的增减"].split("-\n")
    assert loads[0].split("\n")[-2].split() == ["单位", "原方案牵头", "新方案牵头", "原方案任务", "新方案任务", "变化"]
    assert [line.split() for line in loads[1].split("\n")[:5]] == [
        ["县委宣传部", "3", "4", "21", "21"],
        ["县民政局", "1", "1", "11", "10"],
        ["县气象局", "0", "0", "3", "2"],
        ["县委编办", "0", "0", "0", "1", "新出现"],
        ["县教委", "4", "4", "16", "16"],
    ]
    assert parts["单独牵头的变化"].split("-\n")[1] == (
        "3      实施教师科学素质提升行动   县教委   —\n牵头单位没有变化的 6 项：2、9、16、17、19、28。"
    )
    assert "4 加强各类青少年科普阵地建设   3 加强青少年科普阵地建设" in parts["请核对：推定对应的任务"]
    assert (
        "3 实施教师科学素质提升行动   3 加强青少年科普阵地建设" in parts["请核对：序号相同，没有当作同一任务\n".strip()]
    )


def test_where_nothing_changed_there_are_no_rows() -> None:
    parts = parts_of(format_comparison_text(*both(fengdu(), fengdu()), "en"))
    assert list(parts)[1:] == [
        "What changed in tasks and assignments",
        "Who gained and who lost",
        "What changed in single leads",
    ]
    assert "No." not in parts["What changed in tasks and assignments"]
    assert "32 with the same units and roles:" in parts["What changed in tasks and assignments"]


def test_what_tasks_say_stands_task_by_task_and_moves_of_sections_together() -> None:
    part = parts_of(format_comparison_text(*reworded(), "zh"))["任务内容的变化"]
    assert part.split("-\n")[1].split("\n") == [
        "1          修建乡村公路   题目：修建乡村道路 → 修建乡村公路",
        "                          完成时限推后：2025年6月 → 2025年12月",
        "                          目标要求：5 公里 → 6 公里；3 座桥",
        "2          建设县科技馆   完成时限提前：2025年 → 2024年底前",
        "1          修建乡村公路   所属章节：一、提升行动 → 二、重点工程",
        "3→4、4→5   2 项任务       所属章节：一、提升行动 → 三、活动",
    ]


def test_what_is_supposed_is_told_of_one_plan() -> None:
    text = format_comparison_text(*imagined(), "zh")
    assert text.startswith("现方案  fengdu  丰都县\n假设方案  县气象局不再承担任务；任务 2 以县委编办为配合单位\n")
    rows = [line.split() for line in parts_of(text)["各单位任务的增减"].split("\n")]
    assert ["县委编办", "0", "0", "0", "1", "新出现"] in rows
    assert ["县气象局", "0", "0", "3", "0", "不再出现"] in rows
    assert not re.search("任务内容的变化|原方案|新方案|请核对", text)
    english = format_comparison_text(*imagined(), "en")
    assert english.startswith(
        "The plan as it is  fengdu  丰都县\nThe plan as supposed  县气象局 takes part in nothing; 县委编办 is on task 2"
    )


def test_where_leads_are_not_named_their_columns_are_not_there() -> None:
    text = format_comparison_text(*places(), "zh")
    assert "原方案任务   新方案任务   变化\n" in text
    assert "原方案牵头" not in text


def test_a_long_list_is_cut_and_says_where_the_rest_is() -> None:
    old = network([])
    new = network([(["a"], [])] * 70)
    text = format_comparison_text(*both(old, new), "zh")
    assert "……另有 10 条；用 --output 写出的网页里有全部。" in text


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_of_the_family_is_as_wide_as_asked_and_no_wider(lang: Lang) -> None:
    for new in FAMILY.values():
        text = format_comparison_text(*both(FAMILY["path"], new), lang, 60)
        assert max(cell_len(line) for line in text.split("\n")) <= 60


def test_marks_in_names_do_nothing_to_a_terminal() -> None:
    old = network([(["a\x1b[31m", "[bold]b[/]"], [])])
    text = format_comparison_text(*both(old, network([(["c\u202e"], [])])), "zh")
    assert "a<U+001B>[31m（牵头）" in text
    assert "[bold]b[/]（牵头）" in text
    assert "c<U+202E>（牵头）" in text
    assert "\x1b" not in text


# ---- The files ----


def test_the_numbers_say_what_was_compared(tmp_path: Path) -> None:
    numbers, page = write_comparison(*editions(), tmp_path)
    assert (numbers.name, page.name) == ("comparison.json", "index.html")
    said = json.loads(numbers.read_text(encoding="utf-8"))
    assert (said["version"], said["old"]["id"], said["new"]["title"]) == (2, "fengdu", "丰都县新方案")
    assert [one["id"] for one in said["findings"]] == [
        *("what-changed", "tasks-changed", "loads-changed", "leads-changed")
    ]
    assert [one["part"] for one in said["task_changes"]] == ["title"]


@pytest.mark.parametrize("lang", LANGS)
def test_same_comparison_same_bytes(lang: Lang) -> None:
    once = build_comparison_files(*editions(), lang)["index.html"]
    again = build_comparison_files(*both(fengdu(), next_edition())[:2], *editions()[2:], lang)
    assert again["index.html"] == once
    assert "/tmp" not in once


def test_only_files_of_respnet_are_replaced(tmp_path: Path) -> None:
    page = written(editions(), tmp_path)
    assert written(editions(), tmp_path, "en") == page
    page.write_text("my own notes", encoding="utf-8")
    with pytest.raises(OutputError, match="was not written by respnet"):
        written(editions(), tmp_path)
    assert write_comparison(*editions(), tmp_path, force=True)[-1] == page


@pytest.mark.parametrize("name", FAMILY)
def test_every_two_plans_have_a_page(name: str) -> None:
    for old, new in ((FAMILY[name], FAMILY["path"]), (FAMILY["empty"], FAMILY[name])):
        assert "None" not in re.sub(
            r"<script>.*|<style>.*?</style>", "", build_comparison_files(*both(old, new), "zh")["index.html"]
        )


# ---- The page ----


@pytest.mark.parametrize("lang", SHOWN)
def test_the_page_fits_and_asks_for_nothing(any_size: Watched, tmp_path: Path, lang: Lang) -> None:
    for those in (editions(), places(), reworded(), imagined()):
        path = written(those, tmp_path, lang)
        page = any_size.open(path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        for link in page.locator("nav a").all():
            assert page.locator(link.get_attribute("href") or "#missing").count() == 1
        any_size.quiet(path)


def test_what_the_page_says(desktop: Watched, tmp_path: Path) -> None:
    page = desktop.open(written(editions(), tmp_path))
    assert page.locator(".plans dd").all_inner_texts() == ["fengdu 丰都县", "丰都县新方案 丰都县"]
    assert page.locator("nav a").all_inner_texts() == [one.title.zh for one in editions()[3]]
    expect(page.locator("#what-changed .sentence")).to_contain_text("任务保留 31 项，取消 1 项，新增 1 项。")
    assert page.locator("#what-changed tbody tr").count() == 5
    assert page.locator("#loads-changed tbody tr").count() == 31
    assert page.locator("#leads-changed tbody tr").all_inner_texts() == ["3\t实施教师科学素质提升行动\t县教委\t—"]
    assert page.locator("#doubtful tbody tr, #refused tbody tr").count() == 2


def test_a_plan_numbered_anew_asks_nobody_to_check_every_number(desktop: Watched, tmp_path: Path) -> None:
    titles = ("修建乡村道路", "建设县科技馆", "举办科技活动周", "改造农村危房")

    def numbered(*those: str) -> ResponsibilityNetwork:
        rows = [TaskRow(one, number=str(at), units=(UnitList(Role.LEAD, ("a",)),)) for at, one in enumerate(those, 1)]
        return ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))

    page = desktop.open(written(both(numbered(*titles), numbered("栽树", *titles)), tmp_path))
    assert page.locator("#refused tbody tr").all_inner_texts() == ["1 修建乡村道路\t1 栽树"]
    assert page.locator("#doubtful, #tasks-changed").count() == 0


def test_what_is_supposed_is_told_of_one_plan_on_the_page(desktop: Watched, tmp_path: Path) -> None:
    for lang, heads, supposed in (
        ("zh", ["现方案", "假设方案"], "县气象局不再承担任务；任务 2 以县委编办为配合单位"),
        (
            "en",
            ["The plan as it is", "The plan as supposed"],
            "县气象局 takes part in nothing; 县委编办 is on task 2 (support)",
        ),
    ):
        page = desktop.open(written(imagined(), tmp_path, lang))  # type: ignore[arg-type]
        assert page.locator(".plans dt").all_inner_texts() == heads
        assert page.locator(".plans dd").nth(1).inner_text() == supposed
        assert not re.search(r"原方案|新方案|两个方案|[Oo]ld plan|[Nn]ew plan|[Bb]oth plans", page.content())


def test_names_to_check_are_listed(desktop: Watched, tmp_path: Path) -> None:
    page = desktop.open(written(places(), tmp_path))
    for key, row in (
        ("alike", "市发改委\t市发展改革委"),
        ("renamed", "市应急管理局\t市应急局"),
        ("refused", "2 task 2\t2 办科技节"),
    ):
        assert page.locator(f"#{key} tbody tr").all_inner_texts() == [row]
    assert "also_written" in page.locator("#h-alike").inner_text()


def test_in_print_the_rules_stand_open(desktop: Watched, tmp_path: Path) -> None:
    page = desktop.open(written(editions(), tmp_path))
    rule = page.locator("#what-changed details dd").first
    assert not rule.is_visible()
    page.emulate_media(media="print")
    assert rule.bounding_box()["height"] > 10  # type: ignore[index]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True))) >= 2


def test_the_page_needs_no_script(tmp_path: Path) -> None:
    assert "<script" not in written(editions(), tmp_path).read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", SHOWN)
def test_hostile_names_stay_text(any_size: Watched, tmp_path: Path, lang: Lang) -> None:
    those = hostile()
    assert {one.part for one in those[2].task_changes} == set(TaskField)
    path = written(those, tmp_path, lang)
    page = any_size.open(path)
    assert page.locator("main img, main script, main iframe, [onerror]").count() == 0
    shown = page.locator("#loads-changed tbody td:first-child").evaluate_all(
        "all => all.map(one => one.textContent.trim())"
    )
    assert set(shown) == {name.strip() for name in (*HOSTILE, *(f"{name} 新" for name in HOSTILE))}
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    any_size.quiet(path)
    assert format_comparison_text(*those, lang)


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.rare)])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_barrier_that_axe_knows(desktop: Watched, tmp_path: Path, lang: Lang, width: int) -> None:
    desktop.page.set_viewport_size({"width": width, "height": 844})
    page = desktop.open(written(reworded() if lang == "zh" else places(), tmp_path, lang))
    page.locator("summary").first.click()
    assert find_barriers(page) == []


def test_characters_no_page_can_hold_do_not_stop_it(desktop: Watched, tmp_path: Path) -> None:
    page = desktop.open(written(both(network([(["a"], [])]), network([(["断\ud800"], [])])), tmp_path))
    expect(page.locator("#what-changed tbody td:nth-child(3)").first).to_contain_text("断?（牵头）")


# ---- The words ----


def test_no_label_is_missing_or_unused() -> None:
    folder = Path(report.__file__).parent
    names = ("templates/comparison.html.j2", "page.py", "view.py")
    told = "".join((folder / name).read_text(encoding="utf-8") for name in names) + getsource(list_plan_facts)
    assert len(told) > 5000
    keys = set(re.findall(r"""["'](\w+)["']""", told)) | {one.value for one in (*AssignmentStatus, *CountBasis)}
    assert set(COMPARISON_LABELS) <= keys | {shift.value for shift in DeadlineShift}
    used = set(re.findall(r"""\bt\(\s*["'](\w+)["']\s*[,)]""", told))
    assert used <= set(COMPARISON_LABELS)


def test_both_languages_fill_in_the_same_values() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert {key for key, text in COMPARISON_LABELS.items() if fields(text.zh) != fields(text.en)} == set()
    assert all(text.zh.strip() and text.en.strip() for text in COMPARISON_LABELS.values())
