"""The circular's paragraph, word for word, and over the whole family of small plans."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from respnet.core.i18n import LANGS
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan, UnitKind
from respnet.intake.builder import UnitRecord
from respnet.render.duty_sheet.notice_letter import format_notice_paragraph
from tests.analysis.family import FAMILY, letters, network
from tests.render.sheets_made import fengdu, hostile, rich

END = "以上根据方案文本统计，供核对使用，以印发文件为准。"


def test_the_shipped_plan() -> None:
    assert format_notice_paragraph(fengdu(), "zh") == (
        "《丰都县全民科学素质行动规划纲要实施方案(2021-2025年)》（丰都府办〔2022〕50号）共32项任务，涉及30个单位，"
        "另有2个集合单位（各乡镇(街道)、县级各部门）。32项任务都写明了牵头单位，其中独家牵头7项，占22%；"
        "两家以上共同牵头25项，占78%。30个单位中，13个牵头任务，占43%；17个不牵头，占57%。"
        "牵头较多的是：县科协22项，占69%；县科技局11项，占34%；县教委4项，占13%；县人力社保局4项，占13%；"
        "县总工会4项，占13%；县委组织部4项，占13%。"
        "独家牵头的任务：县教委第2、3项；县科协第9、16项；县委组织部第17、19项；县委宣传部第28项。" + END
    )
    assert format_notice_paragraph(fengdu(), "en").endswith(
        "Of 30 units, 13 lead a task (43%) and 17 do not (57%). "
        "Leading the most: County Association for Science and Technology, 22 tasks (69%); "
        "County Science and Technology Bureau, 11 tasks (34%); County Education Commission, 4 tasks (13%); "
        "County Human Resources and Social Security Bureau, 4 tasks (13%); "
        "County Federation of Trade Unions, 4 tasks (13%); "
        "Organisation Department of the County Party Committee, 4 tasks (13%). "
        "Tasks with a single lead: County Education Commission tasks 2 and 3; "
        "County Association for Science and Technology tasks 9 and 16; "
        "Organisation Department of the County Party Committee tasks 17 and 19; "
        "Publicity Department of the County Party Committee task 28. "
        "Counted from the text of the plan, for checking; the issued document prevails."
    )


def test_nothing_and_nobody() -> None:
    assert format_notice_paragraph(FAMILY["empty"], "zh") == "《p》没有任务。"
    assert format_notice_paragraph(FAMILY["empty"], "en") == "p holds no tasks."
    assert format_notice_paragraph(FAMILY["a task without units"], "zh") == (
        "《p》共1项任务，涉及0个单位。方案没有写明牵头单位，不作推定。第1项没有写明任何单位。" + END
    )


def test_a_plan_without_leads_assumes_none() -> None:
    said = format_notice_paragraph(FAMILY["nobody leads"], "zh")
    assert said == (
        "《p》共3项任务，涉及4个单位。方案没有写明牵头单位，不作推定。"
        "承担任务较多的是：b3项，占100%；a2项，占67%；c2项，占67%。" + END
    )
    assert "The plan names no lead units, and none are assumed." in format_notice_paragraph(
        FAMILY["nobody leads"], "en"
    )


def test_some_tasks_name_no_lead() -> None:
    plan = network([("a", "b"), ([], "b"), ([], "c"), ("ab", [])])
    assert (
        "写明牵头单位的2项，占50%，其中独家牵头1项，占25%；两家以上共同牵头1项，占25%；第2、3项没有写明，不作推定。"
        in (format_notice_paragraph(plan, "zh"))
    )
    assert (
        "2 of the 4 tasks (50%) name a lead: 1 has a single lead (25%) and 1 has two or more leads (25%); "
        "tasks 2 and 3 name none, and none is assumed."
    ) in format_notice_paragraph(plan, "en")


def test_a_lead_alone_and_a_collective_that_leads() -> None:
    plan = network([("a", []), (["各乡镇"], "b")], records=[UnitRecord("各乡镇", UnitKind.COLLECTIVE)])
    said = format_notice_paragraph(plan, "zh")
    assert "其中独家牵头1项，占50%；由集合单位牵头1项，占50%。" in said
    assert "独家牵头的任务：a第1项。第1项没有其他单位参与。" in said


def test_deadlines_are_counted_where_there_are_any() -> None:
    assert "写明完成时限的2项，占100%。" in format_notice_paragraph(rich(), "zh")
    assert "完成时限" not in format_notice_paragraph(fengdu(), "zh")


def test_numbers_that_repeat_are_not_used() -> None:
    plan = network([("a", []), ("b", [])])
    again = ResponsibilityNetwork(_renumbered(plan))
    assert "a第1项；b第2项" in format_notice_paragraph(again, "zh")
    assert "方案中的任务序号有重复，以上按先后顺序编号。" in format_notice_paragraph(again, "zh")


def _renumbered(plan: ResponsibilityNetwork) -> Plan:
    return replace(plan.plan, tasks=tuple(replace(task, number="1") for task in plan.plan.tasks))


def test_many_are_cut_and_counted() -> None:
    plan = network([([name], ["x"]) for name in letters(40)])
    said = format_notice_paragraph(plan, "zh")
    assert "u012第12项；其余28个单位略。" in said
    assert "牵头最多的有40个单位，各1项。" in said
    assert len(said) < 600


def test_it_tells_of_no_progress() -> None:
    for lang, words in (("zh", "完成率|进展|已办结|超期|正在推进"), ("en", "progress|overdue|completed|on schedule")):
        for plan in (fengdu(), rich(), *FAMILY.values()):
            assert not re.search(words, format_notice_paragraph(plan, lang))


@pytest.mark.parametrize("plan", [fengdu(), rich(), hostile(), *FAMILY.values()])
def test_every_sentence_is_one_that_a_person_would_write(plan: ResponsibilityNetwork) -> None:
    for lang in LANGS:
        said = format_notice_paragraph(plan, lang)
        assert said == format_notice_paragraph(plan, lang)
        assert said.endswith("。" if lang == "zh" else ".")
        if plan is not hostile():
            assert not re.search(r"None|\bnan\b|[{}]|  |，，|。。|\.\.|；；|[，；]。|占。| [.，；：]", said), said
            assert not re.search(r"\b1 (tasks|units|collectives)\b", said), said
