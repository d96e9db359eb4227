"""The circular's paragraph, word for word, and over the whole family of small plans."""

from __future__ import annotations

import re

import pytest

from respnet.core.i18n import LANGS, Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import UnitKind
from respnet.intake.builder import UnitRecord
from respnet.render.duty_sheet.notice_letter import format_notice_paragraph
from respnet.render.duty_sheet.pages import SheetPageBuilder
from tests.analysis.family import FAMILY, letters, network
from tests.render.sheets_made import fengdu, hostile, rich

END = "以上根据方案文本统计，供核对使用，以印发文件为准。"


def paragraph(plan: ResponsibilityNetwork, lang: Lang = "zh") -> str:
    return format_notice_paragraph(SheetPageBuilder(plan, lang))


def test_the_shipped_plan() -> None:
    assert paragraph(fengdu()) == (
        "《丰都县全民科学素质行动规划纲要实施方案(2021-2025年)》（丰都府办〔2022〕50号）共32项任务，涉及30个单位，"
        "另有2个集合单位（各乡镇(街道)、县级各部门）。32项任务都写明了牵头单位，其中单独牵头7项，占22%；"
        "两家以上共同牵头25项，占78%。单独牵头的是第2、3、9、16、17、19、28项。"
        "牵头较多的是：县科协22项，占69%；县科技局11项，占34%；县教委4项，占13%；县人力社保局4项，占13%；"
        "县总工会4项，占13%；县委组织部4项，占13%。" + END
    )
    assert paragraph(fengdu(), "en").endswith(
        "Every task names its lead: 7 with a single lead (22%) and 25 with two or more leads (78%). "
        "With a single lead: 2, 3, 9, 16, 17, 19 and 28. "
        "Leading the most: County Association for Science and Technology, 22 tasks (69%); "
        "County Science and Technology Bureau, 11 tasks (34%); County Education Commission, 4 tasks (13%); "
        "County Human Resources and Social Security Bureau, 4 tasks (13%); "
        "County Federation of Trade Unions, 4 tasks (13%); "
        "Organisation Department of the County Party Committee, 4 tasks (13%). "
        "Counted from the text of the plan, for checking; the issued document prevails."
    )


def test_nothing_and_nobody() -> None:
    assert paragraph(FAMILY["empty"]) == "《p》没有任务。"
    assert paragraph(FAMILY["empty"], "en") == "p holds no tasks."
    assert paragraph(FAMILY["a task without units"]) == (
        "《p》共1项任务，涉及0个单位。方案没有写明牵头单位，不作推定。" + END
    )


def test_a_plan_without_leads_assumes_none() -> None:
    assert paragraph(FAMILY["nobody leads"]) == (
        "《p》共3项任务，涉及4个单位。方案没有写明牵头单位，不作推定。"
        "承担任务较多的是：b3项，占100%；a2项，占67%；c2项，占67%。" + END
    )
    assert "The plan names no lead units, and none are assumed." in paragraph(FAMILY["nobody leads"], "en")


def test_some_tasks_name_no_lead() -> None:
    plan = network([("a", "b"), ([], "b"), ([], "c"), ("ab", [])])
    assert (
        "写明牵头单位的2项，占50%，其中单独牵头1项，占25%；两家以上共同牵头1项，占25%；"
        "没有写明的2项（第2、3项），不作推定。单独牵头的是第1项。"
    ) in paragraph(plan)
    assert (
        "A lead is named for 2 of 4 tasks: 1 with a single lead (25%) and 1 with two or more leads (25%); "
        "none is named, and none assumed, for 2 (2 and 3)."
    ) in paragraph(plan, "en")


def test_a_collective_that_leads() -> None:
    plan = network([("a", []), (["各乡镇"], "b")], records=[UnitRecord("各乡镇", UnitKind.COLLECTIVE)])
    assert "其中单独牵头1项，占50%；由集合单位牵头1项，占50%。" in paragraph(plan)


def test_deadlines_are_counted_where_there_are_any() -> None:
    assert "写明完成时限的2项，占100%。" in paragraph(rich())
    assert "完成时限" not in paragraph(fengdu())


def test_many_that_are_level_are_not_told_one_by_one() -> None:
    said = paragraph(network([([name], ["x"]) for name in letters(40)]))
    assert "牵头较多的是" not in said
    assert "单独牵头的是" not in said


def test_it_tells_of_no_progress() -> None:
    for lang, words in (("zh", "完成率|进展|已办结|超期|正在推进"), ("en", "progress|overdue|completed|on schedule")):
        for plan in (fengdu(), rich(), *FAMILY.values()):
            assert not re.search(words, paragraph(plan, "zh" if lang == "zh" else "en"))


@pytest.mark.parametrize("plan", [fengdu(), rich(), hostile(), *FAMILY.values()])
def test_every_sentence_is_one_that_a_person_would_write(plan: ResponsibilityNetwork) -> None:
    for lang in LANGS:
        said = paragraph(plan, lang)
        assert said.endswith("。" if lang == "zh" else ".")
        if plan is not hostile():
            assert not re.search(r"None|\bnan\b|[{}]|  |，，|。。|\.\.|；；|[，；]。|占。| [.，；：]", said), said
            assert not re.search(r"\b1 (tasks|units|collectives)\b", said), said
