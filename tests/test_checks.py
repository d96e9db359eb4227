"""Every check on a small plan with known problems, and the Fengdu plan by hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from respnet.checks import CHECKS, READER_REMARK_TITLES, check
from respnet.core.i18n import Text
from respnet.core.plan import Origin, Plan, Role, UnitKind
from respnet.core.problems import Problem, Severity
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.intake.language.extraction import DecisionKind
from respnet.intake.read import read_plan
from respnet.render.review.labels import DECISION_KINDS

ROOT = Path(__file__).resolve().parents[1]
LEAD, RESPONSIBLE, SUPPORT = Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT


def _task(number: str, *lists: tuple[Role, str], title: str = "修路", part: str = "", deadline: str = "") -> TaskRow:
    units = tuple(UnitList(role, tuple(names.split())) for role, names in lists)
    return TaskRow(title, number=number, part=part, units=units, deadline=deadline, row=int(number or 0) + 1)


def _plan(*rows: TaskRow, records: tuple[UnitRecord, ...] = (), owner: str = "", focus: tuple[str, ...] = ()) -> Plan:
    facts = PlanFacts("p", area="丰都县", owner=owner, focus=focus)
    return build_plan(facts, rows, records, file="tasks.csv")


def _found(plan: Plan, code: str) -> list[Problem]:
    return [problem for problem in check(plan) if problem.code == code]


def _one(plan: Plan, code: str) -> Problem:
    (problem,) = _found(plan, code)
    return problem


def test_fengdu_by_hand() -> None:
    plan = read_plan(ROOT / "data")
    problems = check(plan)
    assert [(one.level.value, one.code, one.row, one.column, one.value) for one in problems] == [
        ("warning", "two-roles", 13, "responsible_units", "县民政局"),
        ("note", "number-gap", 2, "number", "1、6"),
        ("note", "same-units", 16, "", "17、19"),
        ("note", "collective", None, "", "各乡镇(街道)、县级各部门"),
    ]
    assert [tuple(task.split("/")[1] for task in one.tasks) for one in problems] == [
        ("14",),
        ("2",),
        ("17", "19"),
        ("4", "17", "19", "20", "22", "24"),
    ]
    assert {one.file for one in problems} == {"tasks.csv"}
    assert [one.what.zh for one in problems] == [
        "任务 14 中，“县民政局”既是牵头单位，又是责任单位",
        "任务编号不连续，缺少 1、6",
        "任务 17、19 的单位和角色完全相同",
        "有 2 个统称，代表多家，不与单个单位比较。各乡镇(街道)：任务 4、17、19、20、22、24；县级各部门：任务 17、19",
    ]
    assert [one.what.en for one in problems] == [
        "task 14 names “县民政局” in two roles: lead and responsible",
        "the numbers of the tasks leave out 1 and 6",
        "tasks 17 and 19 have the very same units in the same roles",
        "2 names stand for many units; only single units are compared. "
        "各乡镇(街道): tasks 4, 17, 19, 20, 22 and 24; 县级各部门: tasks 17 and 19",
    ]


def test_fengdu_without_its_records_proposes_the_alias() -> None:
    plan = read_plan(ROOT / "data" / "tasks.csv")
    (problem,) = _found(plan, "likely-alias")
    assert problem.value == "县应急局、县应急管理局"
    assert problem.remedy.zh == "若是同一单位，请在 units.csv 写一行：县应急局,,县应急管理局,,"
    assert [task.split("/")[1] for task in problem.tasks] == ["10", "12", "22", "25", "26"]
    guessed = _one(plan, "collective")
    assert guessed.what.zh.endswith("县级各部门（按名称推测）：任务 17、19")
    assert guessed.remedy.zh == "若推测有误，请在 units.csv 写明类别；若知道成员，可写入 units.csv 的 members"
    assert (
        _one(plan, "no-area").what.en
        == "no area is given, so the plan's id “tasks” stands for it in the identity of units"
    )


def test_a_clean_plan_has_no_problems() -> None:
    assert (
        check(_plan(_task("1", (LEAD, "县教委"), (RESPONSIBLE, "县科协")), _task("2", (LEAD, "县科协"), title="架桥")))
        == ()
    )


def test_problems_are_in_order_of_level_then_row() -> None:
    remark = Problem("no-title", Severity.ERROR, Text("甲", "a"), Text("乙", "b"), "tasks.csv", row=9)
    plan = build_plan(
        PlanFacts("p"), [_task("3"), _task("1", (LEAD, "县教委 县教委"))], file="tasks.csv", remarks=(remark,)
    )
    assert [(one.level.value, one.row) for one in check(plan)] == [
        ("error", 9),
        ("warning", 2),
        ("warning", 4),
        ("note", 4),
        ("note", None),
    ]


def test_no_units() -> None:
    problem = _one(_plan(_task("1", (LEAD, "县教委")), _task("2")), "no-units")
    assert (problem.row, problem.tasks, problem.what.zh) == (3, ("p/2",), "任务 2 没有写任何单位")


def test_no_lead_named_is_one_note_and_no_lead_a_warning_each() -> None:
    none = _plan(_task("1", (RESPONSIBLE, "县教委")), _task("2", (SUPPORT, "县科协")))
    assert _one(none, "no-lead-named").what.en == "the plan names no lead units, and none are assumed"
    assert _found(none, "no-lead") == []
    some = _plan(_task("1", (LEAD, "县教委")), _task("2", (SUPPORT, "县科协")), _task("3", (Role.SUPERVISE, "县委办")))
    assert _found(some, "no-lead-named") == []
    assert [one.tasks for one in _found(some, "no-lead")] == [("p/2",)]


def test_unit_twice_counts_recorded_spellings_as_one() -> None:
    record = UnitRecord("县应急局", also_written=("县应急管理局",))
    problem = _one(_plan(_task("1", (LEAD, "县应急局 县应急管理局")), records=(record,)), "unit-twice")
    assert (problem.column, problem.value) == ("lead_units", "县应急局、县应急管理局")
    assert problem.what.zh == "任务 1 的牵头单位中，“县应急局”出现 2 次"
    lists = (UnitList(RESPONSIBLE, ("县教委",)), UnitList(RESPONSIBLE, ("县教委",), Origin.INHERITED))
    assert _one(_plan(TaskRow("t", units=lists)), "unit-twice").column == "inherited_units"


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        (("1", "2", "3"), ""),
        (("2", "3"), "1"),
        (("1", "4", "2"), "3"),
        (("1.", "2、", "(5)"), "3、4"),
        (("1", "2", "1", "3"), "2"),
        (("1", "1", "2", "4"), "3"),
        (("一", "三"), ""),
        (("2022001", "2022002"), ""),
        (("1.1", "1.3"), ""),
    ],
)
def test_number_gap(numbers: tuple[str, ...], missing: str) -> None:
    rows = [TaskRow("t", number=number, units=(UnitList(LEAD, ("县教委",)),)) for number in numbers]
    assert "、".join(one.value for one in _found(_plan(*rows), "number-gap")) == missing


def test_repeated_numbers_but_not_parts() -> None:
    plan = _plan(_task("1", (LEAD, "县教委")), _task("2", (LEAD, "县教委")), _task("1", (LEAD, "县教委")))
    problem = _one(plan, "repeated-number")
    assert (problem.level, problem.value, problem.tasks) == (Severity.WARNING, "1", ("p/1", "p/1~2"))
    parts = _plan(_task("1", (LEAD, "县教委"), part="1"), _task("1", (LEAD, "县教委"), part="2"))
    assert _found(parts, "repeated-number") == []


def test_numbers_are_said_without_the_mark_that_ends_them() -> None:
    rows = [TaskRow("t", number="1、", units=(UnitList(LEAD, ("县教委",)),)) for _ in range(2)]
    problem = _one(_plan(*rows), "repeated-number")
    assert (problem.what.zh, problem.tasks) == ("任务编号重复：1", ("p/1、", "p/1、~2"))


def test_a_task_listed_twice() -> None:
    plan = _plan(
        _task("1", (LEAD, "县教委"), title="推进科普进校园"),
        _task("2", (LEAD, "县科协"), title="建设科普中心（一期）"),
        _task("3", (LEAD, "县教委"), (SUPPORT, "县科协"), title=" 推进科普进校园。"),
        _task("4", (LEAD, "县科协"), title="建设科普中心(一期)"),
    )
    problem = _one(plan, "same-title")
    assert problem.level is Severity.WARNING
    assert problem.what.zh.startswith("名称相同、单位也有相同的任务：1、3；2、4；")
    assert problem.what.en.startswith("tasks of the same title with units in common: 1 and 3; 2 and 4; ")
    assert len(problem.tasks) == 4


def test_parts_of_one_item_and_tasks_of_other_units_are_not_listed_twice() -> None:
    parts = [_task("1", (LEAD, "县教委"), title="修路", part=part) for part in ("1", "2")]
    assert _found(_plan(*parts), "same-title") == []
    others = [_task("1", (LEAD, "县教委"), title="加强领导"), _task("2", (LEAD, "县科协"), title="加强领导")]
    assert _found(_plan(*others), "same-title") == []


def test_same_units_needs_three_and_equal_roles() -> None:
    three = ((LEAD, "县教委"), (RESPONSIBLE, "县科协 县妇联"))
    assert _one(_plan(_task("1", *three), _task("2", *three)), "same-units").value == "1、2"
    assert _found(_plan(_task("1", *three), _task("2", (LEAD, "县教委 县科协 县妇联"))), "same-units") == []
    assert _found(_plan(_task("1", (LEAD, "县教委")), _task("2", (LEAD, "县教委"))), "same-units") == []


def test_a_capacity_of_a_collective_is_not_used() -> None:
    records = [UnitRecord("各乡镇", capacity=30), UnitRecord("县教委", capacity=3)]
    problem = _one(_plan(_task("1", (LEAD, "县教委 各乡镇")), records=records), "collective-capacity")
    assert (problem.file, problem.column, problem.value) == ("units.csv", "capacity", "各乡镇")
    assert problem.what.zh == "统称 各乡镇 写了承担能力；统称不参加比较，没有使用"
    assert problem.what.en == "collectives are not compared with anything, so the capacity of 各乡镇 is not used"


def test_a_recorded_capacity_stays_in_the_line_that_merges_names() -> None:
    record = UnitRecord("省发展改革委", UnitKind.GOVERNMENT, capacity=12)
    plan = _plan(_task("1", (LEAD, "省发展改革委")), _task("2", (LEAD, "省发展和改革委")), records=(record,))
    assert _one(plan, "likely-alias").remedy.zh.endswith("省发展改革委,government,省发展和改革委,,,12")


def test_open_list() -> None:
    row = TaskRow("t", number="1", units=(UnitList(SUPPORT, ("县教委",), open=True),), row=2)
    problem = _one(_plan(row), "open-list")
    assert (problem.column, problem.what.zh) == ("supporting_units", "任务 1 的配合单位以“等”结尾，名单未列全")


def test_likely_alias_keeps_what_is_recorded_and_groups_all_spellings() -> None:
    record = UnitRecord("省发展改革委", UnitKind.GOVERNMENT, ("发改委",), english="Reform, Development")
    plan = _plan(
        _task("1", (LEAD, "省发展改革委")),
        _task("2", (LEAD, "省发展改革委")),
        _task("3", (LEAD, "省发改委")),
        _task("4", (LEAD, "省发展和改革委")),
        records=(record,),
    )
    problem = _one(plan, "likely-alias")
    assert problem.what.en == "“省发展改革委”, “省发改委” and “省发展和改革委” may be one unit; they are counted apart"
    assert problem.remedy.en == (
        "if they are one unit, write this line in units.csv: "
        '省发展改革委,government,发改委、省发改委、省发展和改革委,,"Reform, Development"'
    )
    assert (problem.row, problem.tasks) == (4, ("p/1", "p/2", "p/3", "p/4"))


def test_units_that_share_a_task_are_two() -> None:
    assert _found(_plan(_task("1", (LEAD, "县农业局 县农业农村局"))), "likely-alias") == []
    assert _found(_plan(_task("1", (LEAD, "市教育局")), _task("2", (LEAD, "市体育局"))), "likely-alias") == []


def test_odd_separator() -> None:
    problem = _one(_plan(_task("1", (LEAD, "县教委，县科协/团县委"))), "odd-separator")
    assert (problem.level, problem.row, problem.column) == (Severity.WARNING, 2, "lead_units")
    assert problem.what.zh == "单位名称“县教委，县科协/团县委”里有“， /”，现作为一个单位"
    assert problem.remedy.zh == "若是几个单位，请改用顿号（、）分隔"


def test_unclean_name_shows_the_code_points() -> None:
    row = TaskRow("t", number="1", units=(UnitList(LEAD, ("县 教\u202e委\u200b",)),), row=2)
    problem = _one(_plan(row), "unclean-name")
    assert problem.what.en == (
        "the name “县␣教␣委␣” holds white space, invisible or look-alike characters (U+0020 U+202E U+200B)"
    )
    assert problem.value == "县 教\u202e委\u200b"


@pytest.mark.parametrize(
    "deadline",
    [
        *(
            "2026年12月底前",
            "2026-12-31",
            "12月",
            "年底前",
            "持续推进",
            "长期坚持",
        ),
        *(
            "每年",
            "每季度",
            "第一季度",
            "上半年",
            "立即",
            "按时序进度",
        ),
        *(
            "“十四五”期间",
            "已完成",
            "10个工作日",
            "二〇二六年十二月三十一日前",
            "every May and October",
            "2025",
            "常态化",
            "长效管理",
        ),
    ],
)
def test_known_deadlines(deadline: str) -> None:
    assert _found(_plan(_task("1", (LEAD, "县教委"), deadline=deadline)), "deadline-unknown") == []


@pytest.mark.parametrize("deadline", ["2025年2月30日前", "2025-13-01", "2024年13月底", "2025年第5季度"])
def test_a_deadline_on_no_real_date(deadline: str) -> None:
    problem = _one(_plan(_task("1", (LEAD, "县教委"), deadline=deadline)), "deadline-impossible")
    assert (problem.level, problem.row, problem.column, problem.value) == (Severity.WARNING, 2, "deadline", deadline)
    assert problem.what.zh == f"任务 1 的时限“{deadline}”中有不存在的日期"


@pytest.mark.parametrize(
    "deadline", ["", "2024年2月29日", "2025年前", "2025年10月至3月", "年底前", "长期坚持", "2025年12月31日"]
)
def test_a_deadline_on_a_real_or_an_unclear_date(deadline: str) -> None:
    assert _found(_plan(_task("1", (LEAD, "县教委"), deadline=deadline)), "deadline-impossible") == []


def test_a_date_with_two_readings_is_asked_about() -> None:
    problem = _one(_plan(_task("1", (LEAD, "县教委"), deadline="04/05/2027")), "deadline-unknown")
    assert problem.what.en == "the deadline of task 1, “04/05/2027”, names no clear date"
    assert _found(_plan(_task("1", (LEAD, "县教委"), deadline="15/05/2027")), "deadline-unknown") == []


def test_unknown_deadline() -> None:
    problem = _one(_plan(_task("1", (LEAD, "县教委"), deadline="视情况而定")), "deadline-unknown")
    assert (problem.column, problem.value, problem.what.zh) == (
        *("deadline", "视情况而定"),
        "任务 1 的时限“视情况而定”看不出日期",
    )


def test_owner_and_focus_must_occur() -> None:
    record = UnitRecord("县教委", also_written=("教委",))
    plan = _plan(_task("1", (LEAD, "县教委")), records=(record,), owner="县科协", focus=("教委", "县妇联"))
    assert [(one.level.value, one.file, one.column, one.value) for one in _found(plan, "unknown-focus")] == [
        ("warning", "plan.toml", "owner", "县科协"),
        ("warning", "plan.toml", "focus", "县妇联"),
    ]


def test_every_code_has_a_title_and_every_title_a_code() -> None:
    files = [
        *(ROOT / "src/respnet/intake/tables").glob("*.py"),
        *(ROOT / "src/respnet/intake/folder").glob("*.py"),
        ROOT / "src/respnet/intake/read.py",
        ROOT / "src/respnet/intake/documents/csv.py",
        ROOT / "src/respnet/intake/documents/xlsx.py",
    ]
    assert len(files) > 5
    pattern = r'(?:code=|Problem\(\s*|_error\(|Level\.\w+, )"([a-z]+(?:-[a-z]+)+)"|code="([a-z]+)"'
    said = {one or other for file in files for one, other in re.findall(pattern, file.read_text(encoding="utf-8"))}
    assert said == {code for code, _ in READER_REMARK_TITLES}
    assert set(DECISION_KINDS) == set(get_args(DecisionKind))
    titles = [(one.code, one.title) for one in CHECKS] + list(READER_REMARK_TITLES)
    assert len(dict(titles)) == len(titles)
    for code, title in titles:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
        assert title.zh
        assert title.en


@pytest.mark.parametrize(
    ("text", "summary", "words"),
    [
        ("", "修" * 60, None),
        ("", "修" * 61, "任务 1 的摘要有 61 字，超过 60 字"),
        ("修两条路。\n建一座桥。", "修两条路。 建一座桥", "任务 1 的摘要与原文完全相同"),
        ("修两条路。\n建一座桥。", "修路建桥。", None),
        ("修两条路。", "", None),
    ],
)
def test_a_summary_is_short_and_no_copy_of_the_text(text: str, summary: str, words: str | None) -> None:
    row = TaskRow("修路", number="1", units=(UnitList(LEAD, ("县交通局",)),), text=text, summary=summary, row=2)
    found = _found(_plan(row), "unfit-summary")
    assert [problem.what.zh for problem in found] == ([words] if words else [])
    assert {(problem.level, problem.row, problem.column) for problem in found} <= {(Severity.NOTE, 2, "summary")}


def test_every_check_says_its_own_code() -> None:
    rows = [
        _task(
            "1", (LEAD, "县教委 县教委 县科协，县妇联 各乡镇"), (RESPONSIBLE, "县教委 县\u200b科协"), deadline="待定"
        ),
        _task("1", (LEAD, "县应急局")),
        _task("4", (SUPPORT, "县应急管理局 县农业局牵头 待定")),
        TaskRow("t", number="5", units=(UnitList(LEAD, ("a", "b", "c"), open=True),)),
        TaskRow("t", number="6", units=(UnitList(LEAD, ("a", "b", "c")),)),
        _task("7", deadline="2025年13月"),
        TaskRow("r", number="8", text="修两条路", summary="修两条路。"),
    ]
    with_leads = build_plan(PlanFacts("p", owner="x"), rows, [UnitRecord("各乡镇", capacity=3)])
    without = build_plan(PlanFacts("p"), [_task("1", (SUPPORT, "a"))])
    for one in CHECKS:
        found = [*one.run(with_leads), *one.run(without)]
        assert {problem.code for problem in found} == {one.code}


@pytest.mark.parametrize("rows", [[], [TaskRow("")]])
def test_checks_bear_an_empty_plan(rows: list[TaskRow]) -> None:
    codes = [problem.code for problem in check(build_plan(PlanFacts("p"), rows))]
    assert codes == (["no-units", "no-area"] if rows else ["no-area"])
