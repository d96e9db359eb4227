"""Checks of a plan: a registry of small functions from a plan to problems, each with a stable code.

Nothing is repaired; a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.checks import plans, tasks
from respnet.core.i18n import Text
from respnet.core.problems import Problem, Problems, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from respnet.core.plan import Plan


@dataclass(frozen=True, slots=True)
class Check:
    """Registry entry: code, title, and the function that yields the problems."""

    code: str
    title: Text
    run: Callable[[Plan], Iterable[Problem]]


def check(plan: Plan) -> Problems:
    """Run all checks; returns the reader's remarks and the problems found, sorted by severity, then by row.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, build_plan
    >>> [problem.code for problem in check(build_plan(PlanFacts("p", area="丰都县"), [TaskRow("修路", number="1")]))]
    ['no-units']
    """
    found = [*plan.remarks, *(problem for one in CHECKS for problem in one.run(plan))]
    levels = list(Severity)
    return Problems(
        sorted(found, key=lambda problem: (levels.index(problem.level), problem.row is None, problem.row or 0))
    )


CHECKS: tuple[Check, ...] = (
    Check("no-units", Text(zh="没有单位的任务", en="tasks without units"), tasks.check_no_units),
    Check("no-lead", Text(zh="没有牵头单位的任务", en="tasks without a lead"), tasks.check_no_lead),
    Check("no-lead-named", Text(zh="方案没有写明牵头单位", en="the plan names no leads"), plans.check_no_lead_named),
    Check("two-roles", Text(zh="同一任务中有两种角色", en="a unit in two roles of one task"), tasks.check_two_roles),
    Check("unit-twice", Text(zh="同一名单中重复出现", en="a unit twice in one list"), tasks.check_unit_twice),
    Check("repeated-number", Text(zh="任务编号重复", en="repeated numbers"), plans.check_repeated_number),
    Check("number-gap", Text(zh="任务编号不连续", en="numbers left out"), plans.check_number_gap),
    Check("same-title", Text(zh="名称相同的任务", en="tasks of the same title"), plans.check_same_title),
    Check("same-units", Text(zh="单位完全相同的任务", en="tasks with the very same units"), plans.check_same_units),
    Check("likely-alias", Text(zh="可能是同一单位", en="names that may be one unit"), plans.check_likely_alias),
    Check("odd-separator", Text(zh="名称里的分隔符", en="separators inside names"), plans.check_odd_separator),
    Check("role-in-name", Text(zh="名称里的角色词", en="roles inside names"), plans.check_role_in_name),
    Check("unlikely-name", Text(zh="不像单位的名称", en="names that can be no unit"), plans.check_unlikely_name),
    Check("unclean-name", Text(zh="名称里的异常字符", en="odd characters in names"), plans.check_unclean_name),
    Check("collective", Text(zh="统称", en="collectives"), plans.check_collective),
    Check(
        "collective-capacity",
        Text(zh="统称的承担能力", en="capacities of collectives"),
        plans.check_collective_capacity,
    ),
    Check("open-list", Text(zh="名单未列全", en="lists that end in 等"), tasks.check_open_list),
    Check("deadline-unknown", Text(zh="看不出日期的时限", en="deadlines without a date"), tasks.check_deadline_unknown),
    Check(
        "deadline-impossible",
        Text(zh="日期不存在的时限", en="deadlines on no real date"),
        tasks.check_deadline_impossible,
    ),
    Check("unfit-summary", Text(zh="过长或照抄的摘要", en="summaries too long or copied"), tasks.check_unfit_summary),
    Check(
        "unknown-focus", Text(zh="方案中没有的重点单位", en="focus units that do not occur"), plans.check_unknown_focus
    ),
    Check("no-area", Text(zh="没有写明地区", en="no area given"), plans.check_no_area),
)
"""Every check, in the order in which problems of one level and row are listed."""

READER_REMARK_TITLES: tuple[tuple[str, Text], ...] = (
    ("no-title", Text(zh="没有写任务的行", en="rows without a title")),
    ("unbalanced-bracket", Text(zh="括号没有配对", en="brackets without a partner")),
    ("too-many-units", Text(zh="一格里单位过多", en="too many units in one cell")),
    ("unknown-origin", Text(zh="无法识别的依据", en="unknown origins")),
    ("unread-column", Text(zh="没有读入的列", en="columns not read")),
    ("unread-table", Text(zh="没有读入的表格", en="tables not read")),
    ("above-header", Text(zh="表头上方的行", en="lines above the header")),
    ("encoding", Text(zh="文件编码", en="encoding of the file")),
    ("hidden-rows", Text(zh="隐藏的行", en="hidden rows")),
    ("other-sheets", Text(zh="没有读入的工作表", en="sheets not read")),
    ("no-name", Text(zh="没有名称的行", en="rows without a name")),
    ("unknown-kind", Text(zh="无法识别的类别", en="unknown kinds")),
    ("unknown-effort", Text(zh="无法识别的工作量", en="efforts that are no positive number")),
    ("unknown-capacity", Text(zh="无法识别的承担能力", en="capacities that are no positive number")),
    ("name-twice", Text(zh="重复的单位记录", en="units recorded twice")),
    ("alias-clash", Text(zh="相互矛盾的其他写法", en="spellings that contradict each other")),
    ("open-record", Text(zh="没有列全的记录", en="records that end in 等")),
    ("recorded-not-found", Text(zh="没有出现的记录", en="records that do not occur")),
    ("unknown-key", Text(zh="plan.toml 里未知的键", en="unknown keys in plan.toml")),
    ("no-plan-title", Text(zh="没有写明方案名称", en="no title of the plan")),
    ("read-note", Text(zh="没有读到的内容", en="what could not be read")),
    ("matrix-marks", Text(zh="责任矩阵的标记", en="marks of a matrix")),
    ("ditto-mark", Text(zh="同上、〃", en="ditto marks")),
    ("parted-at-comma", Text(zh="用逗号或斜杠分开的单位", en="units parted at a comma or slash")),
    ("source-unread", Text(zh="没有读入的方案原文", en="documents of plans that are not read")),
    ("source-part", Text(zh="没有找到原文的任务", en="tasks without a text in the document")),
    ("folder-beside", Text(zh="同一文件夹里没有读入的文件", en="files beside the table that are not read")),
)
"""The titles of the other codes: what the readers say, but for `read-…`, which names a kind of decision."""


def select_errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Select the problems that stop a report."""
    return tuple(problem for problem in problems if problem.level is Severity.ERROR)
