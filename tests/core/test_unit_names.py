"""Names of units: splitting cells, odd characters, and what looks like one unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respnet.core.unit_names import (
    UnbalancedBracketError,
    find_foreign_separators,
    find_unclean_characters,
    is_collective_name,
    is_likely_same,
    similarity_key,
    split_units,
)


@pytest.mark.parametrize(
    ("cell", "names", "is_open"),
    [
        ("县教委、县科协", ("县教委", "县科协"), False),
        ("县教委;县科协；团县委\n县妇联", ("县教委", "县科协", "团县委", "县妇联"), False),
        (" 县教委 、、 县科协 ", ("县教委", "县科协"), False),
        ("各乡镇（街道、园区）、县科协", ("各乡镇（街道、园区）", "县科协"), False),
        ("各乡镇（街道、园区)、县科协", ("各乡镇（街道、园区)", "县科协"), False),
        ("各县（市、区）人民政府", ("各县（市、区）人民政府",), False),
        ("各市、州、县人民政府、省科协", ("各市、州、县人民政府", "省科协"), False),
        ("各市、县〔市、区〕政府", ("各市、县〔市、区〕政府",), False),
        ("县科协等", ("县科协",), True),
        ("县科协、县教委等有关部门", ("县科协", "县教委"), True),
        ("县科协、等单位", ("县科协",), True),
        ("各市、县等部门", ("各市、县",), True),
        ("等", (), True),
        ("、；\n", (), False),
    ],
)
def test_a_cell_is_split_into_names(cell: str, names: tuple[str, ...], is_open: bool) -> None:
    assert split_units(cell) == (names, is_open)


@pytest.mark.parametrize("cell", ["县教委（县科协", "县教委）、县科协", "（（县教委）", "县教委)("])
def test_an_unbalanced_bracket_is_refused(cell: str) -> None:
    with pytest.raises(UnbalancedBracketError):
        split_units(cell)


_CELLS = st.text(alphabet="各市州县区乡镇部门政府教科协等单位()（）、；;\n ，", max_size=20)


@given(_CELLS)
def test_what_was_split_and_joined_again_splits_the_same(cell: str) -> None:
    try:
        names, is_open = split_units(cell)
    except UnbalancedBracketError:
        return
    assert split_units("、".join(names) + ("等" if is_open else "")) == (names, is_open)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县应急局", "县应急管理局"),
        ("省发改委", "省发展改革委"),
        ("省发展改革委", "省发展和改革委"),
        ("市人社局", "市人力资源社会保障局"),
        ("市文旅局", "市文化和旅游局"),
        ("县政府办公室", "县人民政府办公室"),
        ("各市政府", "各市人民政府"),
        ("各乡镇(街道)", "各乡镇（街道）"),
        ("科技部", "科学技术部"),
        ("省市场监管局", "省市场监管局（省知识产权局）"),
        ("县教委", "县 教委"),
        ("县教委", "县教育委员会"),
        ("县妇联", "县妇女联合会"),
        ("县残联", "县残疾人联合会"),
        ("县科协", "县科学技术协会"),
        ("县关工委", "县关心下一代工作委员会"),
        ("县安委会", "县安全生产委员会"),
        ("省民委", "省民族事务委员会"),
        ("团县委", "共青团丰都县委"),
        ("县政府办", "县政府办公室"),
        ("县教委(县科委)", "县教育委员会（县科委）"),
    ],
)
def test_one_unit_written_twice(one: str, other: str) -> None:
    assert is_likely_same(one, other)
    assert is_likely_same(other, one)
    assert similarity_key(one) == similarity_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市教育局", "市体育局"),
        ("市应急局", "县应急管理局"),
        ("市卫健委", "省卫生健康委"),
        ("县教委", "县民族宗教委"),
        ("县教委", "县委教育工委"),
        ("县公安局", "县森林公安局"),
        ("县政府", "县政务服务中心政府"),
        ("县委办公室", "县政府办公室"),
        ("各市政府", "各市县政府"),
        ("有关单位", "有关成员单位"),
        ("县妇联", "县工商联"),
        ("县妇联", "县残疾人联合会"),
        ("县科协", "县农业技术协会"),
        ("县教委", "县科学技术委员会"),
        ("县委办", "县政府办公室"),
        ("县委", "县委员会办公室"),
        ("县总工会", "县工商业联合会"),
    ],
)
def test_two_units(one: str, other: str) -> None:
    assert not is_likely_same(one, other)
    assert not is_likely_same(other, one)


@given(
    st.text(alphabet="省市县区委教育科技局厅和（）各", min_size=1, max_size=8),
    st.text(alphabet="省市县委教科局各", max_size=8),
)
def test_likely_same_has_no_order_and_needs_equal_keys(one: str, other: str) -> None:
    assert is_likely_same(one, one)
    assert is_likely_same(one, other) == is_likely_same(other, one)
    if is_likely_same(one, other):
        assert similarity_key(one)[:1] == similarity_key(other)[:1]


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("县教委", ""),
        ("县（市）教委", ""),
        ("县教委\u200b", "\u200b"),
        ("\u202e县教委", "\u202e"),
        ("县 教委", " "),
        ("县\u3000教委", "\u3000"),
        ("ＧＤ公司", "ＧＤ"),
        ("⼾籍办", "⼾"),
        ("County Office", ""),
        ("县\ufe00教委", "\ufe00"),
    ],
)
def test_characters_that_a_reader_cannot_see_or_mistakes(name: str, odd: str) -> None:
    assert find_unclean_characters(name) == odd


def test_foreign_separators_count_outside_brackets_only() -> None:
    assert find_foreign_separators("县教委，县科协/团县委") == "，/"
    assert find_foreign_separators("各市政府（含定州、辛集市，下同）") == ""


@pytest.mark.parametrize(
    "names",
    [
        "乡镇(街道) 乡镇（街道）人民政府 镇街 镇（街） 乡镇 乡镇党委政府 区县政府 县市区政府",
        "县（市、区）人民政府 市(州)人民政府 村(居)委会 地方人民政府 地方各级人民政府 当地政府",
        "属地政府 所在地政府 县级部门 市级单位 县直机关 14个镇 全市14个区 三家运营商 有关镇",
        "行业主管部门 金融机构 通信运营商 基础电信企业 中小学校 高等院校 高校 市属高校 行业协会",
        "省属企业 科研院所 医疗机构 社会组织 企事业单位 相关园区",
    ],
)
def test_a_name_of_a_kind_stands_for_many(names: str) -> None:
    assert [name for name in names.split() if not is_collective_name(name)] == []


@pytest.mark.parametrize(
    "names",
    [
        "县政府 镇政府 县委 县级融媒体中心 市委市政府 街道办事处 市直机关工委 人民银行 农业银行",
        "人民医院 农业大学 县人民医院 三家子镇 百家湖街道 城关镇 东街街道 县开发区管委会",
        "高新区管委会 教育部门 中小企业局 省属企业工委 电信公司 县职业学校 十五运会和残特奥会广州赛区执委会",
    ],
)
def test_a_name_of_its_own_stands_for_one(names: str) -> None:
    assert [name for name in names.split() if is_collective_name(name)] == []


def test_an_english_name_of_a_kind_stands_for_many() -> None:
    names = ("All departments", "Relevant agencies", "Every municipality", "Each Business", "Allied Services")
    assert [is_collective_name(name) for name in names] == [True, True, False, False, False]


def test_collectives_by_form() -> None:
    assert [is_collective_name(name) for name in ("各乡镇", "县有关部门", "县成员单位", "县科协")] == [
        True,
        True,
        True,
        False,
    ]
