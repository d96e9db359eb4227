"""Labels that stand in no list: put together with a seed, their meaning is decided from their words."""

from __future__ import annotations

import random

import pytest

from respnet.core.plan import Role
from respnet.intake.language.lexicon import LabelKind, interpret_label, parse_label
from tests.intake.shown import read

STEMS: dict[Role | None, tuple[str, ...]] = {
    Role.LEAD: ("联合牵头", "牵头抓总", "统筹牵头", "主办推进", "总召集", "总负责", "总揽", "专项牵头", "领衔牵头"),
    Role.SUPERVISE: ("督战", "督帮", "督促检查", "跟踪督办", "现场验收", "考核评定", "挂牌督导", "日常督查"),
    Role.SUPPORT: ("协作", "协力", "协管", "参建", "参战", "配合保障", "协调服务", "参研", "协查"),
    Role.RESPONSIBLE: ("承建", "承接", "成员", "组成", "承训", "包干责任", "分项实施", "责任兜底", "承运"),
    None: ("资金", "风险", "技术", "场地", "宣传", "信息", "档案", "保险", "交通", "食宿", "物料", "联络"),
}
NOUNS = ("单位", "部门", "方", "机构", "专班", "厅局", "街镇", "科股室", "团队", "企业", "小组")
PLAIN_NOUNS = ("单位", "部门", "机构", "方", "专班", "小组", "团队", "企业")
"""Nouns that end a label even where no colon follows."""
THINGS = ("来源", "渠道", "说明", "依据", "清单", "额度", "要求", "方案", "标准", "情况", "范围", "地点")
FORMS = (
    "1.修路。（牵头单位：县科协；{label}：县教委、县财政局）\n2.架桥。（责任单位：县水利局）",
    "1.修路。（牵头单位：县科协，{label}：县教委、县财政局）\n2.架桥。（责任单位：县水利局）",
    "1.修路。（牵头单位：县科协。{label}：县教委、县财政局）\n2.架桥。（责任单位：县水利局）",
    "1.修路。（牵头单位：县科协 {label}：县教委、县财政局）\n2.架桥。（责任单位：县水利局）",
    "1.修路。（牵头单位（1个）：县科协；{label}（2个）：县教委、县财政局）\n2.架桥。（责任单位：县水利局）",
    "1.修路。〔牵头单位：县科协；{label}：县教委，县财政局〕\n2.架桥。（责任单位：县水利局）",
    "1.修路。（{label}：县教委、县财政局；牵头单位：县科协）\n2.架桥。（责任单位：县水利局）",
    "1.修路。\n牵头单位：县科协\n{label}：县教委、县财政局\n2.架桥。\n责任单位：县水利局",
)
BORDER_FORMS = (
    "1.修路。（牵头单位：县科协；{label}为县教委、县财政局）\n2.架桥。（责任单位：县水利局）",
    "1.修路。【牵头单位】县科协【{label}】县教委、县财政局\n2.架桥。【责任单位】县水利局",
    "1.修路。牵头单位：县科协。{label}：县教委、县财政局。\n2.架桥。责任单位：县水利局。",
    "1.修路\n（1）牵头单位：县科协\n（2）{label}：县教委、县财政局\n2.架桥\n（1）责任单位：县水利局",
    "1.修路。\n- 牵头单位：县科协\n- {label}：县教委、县财政局\n2.架桥。\n- 责任单位：县水利局",
    "1.修路。（分管领导：王大伟；牵头单位：县科协；{label}：县教委、县财政局；完成时限：6月底）\n2.架桥。（县水利局负责）",
    "1.修路。（县科协牵头，{label}：县教委、县财政局）\n2.架桥。（县水利局负责）",
    "1.修路。（牵头单位：县科协\n{label}：县教委、县财政局）\n2.架桥。（责任单位：县水利局）",
    "1.修路。（牵头单位：县科协；{label}（含代管）：县教委、县财政局）\n2.架桥。（责任单位：县水利局）",
    "1.修路。（1.牵头单位：县科协；2.{label}：县教委、县财政局）\n2.架桥。（责任单位：县水利局）",
)
GLUED_FORMS = (
    "1.修路。（牵头单位：县科技局{label}：县教委、县财政局）\n2.架桥。（责任单位：县水利局）",
    "1.修路牵头单位：县科技局{label}：县教委、县财政局2.架桥责任单位：县水利局",
)
FORMS_WITHOUT_COLON = (
    "1.修路。（牵头单位：县科协，{label}县教委、县财政局）\n2.架桥。（责任单位：县水利局）",
    "1.修路。（牵头单位：县科协 {label} 县教委、县财政局）\n2.架桥。（责任单位：县水利局）",
)


def _labels(count: int) -> list[tuple[str, Role | None]]:
    """So many labels, each unknown to the lexicon, with the role that their words give."""
    chance = random.Random(13)
    made: dict[str, Role | None] = {}
    while len(made) < count:
        role = chance.choice(list(STEMS))
        label = chance.choice(STEMS[role]) + chance.choice(NOUNS if role else THINGS)
        if parse_label(label) is None:
            made[label] = role
    return list(made.items())


LABELS = _labels(200)
USUAL = 60
"""So many of them stand for all in the usual run."""
DRAWN = [
    pytest.param(label, role, id=label, marks=pytest.mark.rare if place >= USUAL else ())
    for place, (label, role) in enumerate(LABELS)
]


def test_the_labels_are_many_and_unknown() -> None:
    assert len(LABELS) == 200
    assert {role for _, role in LABELS[:USUAL]} == set(STEMS)
    forms = [label.endswith(PLAIN_NOUNS) for label, role in LABELS[:USUAL] if role not in (None, Role.LEAD)]
    assert set(forms) == {True, False}
    assert all(parse_label(label) is None for label, _ in LABELS)


@pytest.mark.parametrize(("label", "role"), DRAWN)
def test_an_unknown_label_ends_the_list_and_means_what_its_words_say(label: str, role: Role | None) -> None:
    for form in (*FORMS, *BORDER_FORMS):
        found = read(form.format(label=label))
        units = {(one.role, name) for one in found.rows[0].units for name in one.names}
        others = {(role, "县教委"), (role, "县财政局")} if role else set()
        assert units == {(Role.LEAD, "县科协"), *others}, form
        assert len(found.rows) == 2


@pytest.mark.parametrize(("label", "role"), DRAWN)
def test_an_unknown_label_leads_nowhere_even_glued_or_without_a_colon(label: str, role: Role | None) -> None:
    if role is Role.LEAD:
        return
    for form in (*GLUED_FORMS, *(FORMS_WITHOUT_COLON if role and label.endswith(PLAIN_NOUNS) else ())):
        leads = {
            n for row in read(form.format(label=label)).rows for o in row.units for n in o.names if o.role is Role.LEAD
        }
        assert leads == {form[form.index("县科") :][:4].strip("，{ ")}, form


@pytest.mark.parametrize("line", ["参战小组", "协作单位", "考核专班"])
def test_a_label_alone_on_its_line_is_no_part_of_the_name_above(line: str) -> None:
    found = read(f"1.修路。\n牵头单位：县科协\n{line}\n县教委、县财政局\n2.架桥。\n责任单位：县水利局")
    assert [one.names for one in found.rows[0].units if one.role is Role.LEAD] == [("县科协",)]


@pytest.mark.parametrize("words", ["资金来源县财政局、各镇", "经费渠道县财政局和各镇"])
def test_a_thing_before_an_office_is_a_label_too(words: str) -> None:
    found = read(f"1.修路。（牵头单位：县科协，{words}）\n2.架桥。（责任单位：县水利局）")
    assert [one.names for one in found.rows[0].units] == [("县科协",)]


@pytest.mark.parametrize("label", [label for label, role in LABELS if role is None][:20])
def test_after_a_label_that_is_no_role_commas_part_nothing_and_it_is_said(label: str) -> None:
    found = read(f"1.修路。（责任单位：县交通局；{label}：城区，各乡镇，县财政局）\n2.架桥。（责任单位：县水利局）")
    assert [one.names for one in found.rows[0].units] == [("县交通局",)]
    assert any("各乡镇" in one.what.zh for one in found.decisions if one.kind == "not-read")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("负责省长", LabelKind.PERSON),
        ("带班书记", LabelKind.PERSON),
        ("经办人", LabelKind.PERSON),
        ("包村干部姓名", LabelKind.PERSON),
        ("整改限期", LabelKind.DEADLINE),
        ("计划工期", LabelKind.DEADLINE),
        ("责任追究", LabelKind.ASIDE),
        ("验收标准", LabelKind.ASIDE),
        ("总投资", LabelKind.ASIDE),
        ("实施地点", LabelKind.ASIDE),
        ("资金支持", LabelKind.ASIDE),
        ("各有关单位要切实落实责任制", LabelKind.ASIDE),
    ],
)
def test_a_label_of_persons_dates_or_things_gives_no_role(word: str, kind: LabelKind) -> None:
    assert interpret_label(word).kind is kind
    text = f"1.修路。（牵头单位：县科协；{word}：县教委）\n2.架桥。（责任单位：县水利局）"
    assert [(one.role, one.names) for one in read(text).rows[0].units] == [(Role.LEAD, ("县科协",))]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "（牵头单位为县科协，配合单位为县教委、县财政局）",
            [(Role.LEAD, "县科协"), (Role.SUPPORT, "县教委、县财政局")],
        ),
        ("（牵头单位县科协，配合单位县教委、各乡镇）", [(Role.LEAD, "县科协"), (Role.SUPPORT, "县教委、各乡镇")]),
        ("（牵头单位：县科协配合单位：县教委）", [(Role.LEAD, "县科协"), (Role.SUPPORT, "县教委")]),
        ("（分管领导：王大伟牵头单位：县科协）", [(Role.LEAD, "县科协")]),
        ("（牵头单位：县科\n协；责任单\n位：县教委）", [(Role.LEAD, "县科协"), (Role.RESPONSIBLE, "县教委")]),
        ("（责任单位：县级：县科协；乡镇：各乡镇）", [(Role.RESPONSIBLE, "县科协、各乡镇")]),
        ("（牵头单位：县科协；乡镇：各乡镇）", [(Role.LEAD, "县科协"), (Role.RESPONSIBLE, "各乡镇")]),
        ("（省级牵头单位：省科协；市级责任单位：市科协）", [(Role.LEAD, "省科协"), (Role.RESPONSIBLE, "市科协")]),
        ("（县教委、县财政局，配合单位：各镇）", [(Role.RESPONSIBLE, "县教委、县财政局"), (Role.SUPPORT, "各镇")]),
        ("（稳步推进，牵头单位：县科协）", [(Role.LEAD, "县科协")]),
        ("（完成时限：6月底，县科协牵头，县教委配合）", [(Role.LEAD, "县科协"), (Role.SUPPORT, "县教委")]),
        ("（县科协、县教委双牵头，县水利局贯彻落实）", [(Role.LEAD, "县科协、县教委"), (Role.RESPONSIBLE, "县水利局")]),
        ("（县科协牵头抓总，县委督查室督促检查）", [(Role.LEAD, "县科协"), (Role.SUPERVISE, "县委督查室")]),
        ("（县科协牵头，县财政局负责经费保障）", [(Role.LEAD, "县科协"), (Role.RESPONSIBLE, "县财政局")]),
        ("（责任单位：①县科协②县教委③各镇）", [(Role.RESPONSIBLE, "县科协、县教委、各镇")]),
        ("（责任单位：1县科协；2县教委）", [(Role.RESPONSIBLE, "县科协、县教委")]),
        ("（责任单位：1.县科协 2.县教委）", [(Role.RESPONSIBLE, "县科协、县教委")]),
        ("（责任单位：县科协（联系人：李成）、县教委（2项））", [(Role.RESPONSIBLE, "县科协、县教委")]),
        ("（责任单位：县委办公室（县档案局））", [(Role.RESPONSIBLE, "县委办公室（县档案局）")]),
        ("（责任单位：县水利局/县农业农村局）", [(Role.RESPONSIBLE, "县水利局、县农业农村局")]),
    ],
)
def test_labels_and_verbs_in_their_other_forms(text: str, rows: list[tuple[Role, str]]) -> None:
    found = read(f"1.修路。{text}\n2.架桥。（责任单位：县水利局）")
    assert [(one.role, "、".join(one.names)) for one in found.rows[0].units] == rows
