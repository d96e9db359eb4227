"""The guard over unit names: each reason for refusing one, and names that only look odd."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from respnet.core.name_guard import NameFault, find_name_fault, is_likely_person, names_a_post

SHARED = Path(__file__).resolve().parents[3] / "shared"

REFUSED = {
    NameFault.ROLE_LABEL: "县教委责任单位：县科协|责任单位县市场监管局|牵头单位为县教委|县商务局完成时限|"
    "督办单位：县委督查室|县科协联系电话",
    NameFault.COLON: "属地：各乡镇人民政府|县教委(科室:普教科)",
    NameFault.LIST_MARK: "①县林业局|县林业局③|★县科协|1.县林业局|（二）县水利局|三、县水利局",
    NameFault.PAGE_NUMBER: "— 3 —县医保局|第12页县医保局",
    NameFault.TELEPHONE: "县民政局87654321|县民政局0558-7654321",
    NameFault.MEASURE: "3个|30人次|人次|覆盖率95%|二十亩以上|个",
    NameFault.PLACEHOLDER: "待定|同上|详见附件1|另行确定|选择一项。|单击此处输入文字|暂无|以上任务|N/A|见附表2|请填写",
    NameFault.PREPOSITION: "由县教委|请县财政局|将县公安局|为县级重点",
    NameFault.SENTENCE: "任务均需各乡镇人民政府|县委督查室负责督促检查|稳步|已启动|不断完善|加快|县科协的|县教委和|"
    "不再逐项列出|县教委牵头县科协|居委会召集大会|任务由县教育局|按照要求|其中|年内|县教委，",
    NameFault.PERSON: "县水利局局长赵明远|县委书记|分管副县长|张某某|企业负责人|各乡镇党委书记",
    NameFault.TOO_LONG: "县里关于进一步优化营商环境促进民营经济高质量发展若干举措|" + "Department " * 9,
    NameFault.NO_LETTERS: "3.5|（）",
}
PASSED = (
    "县教委|各市（含定州、辛集市，下同）政府|县市场监管局（县知识产权局）|2025年桂江马拉松组委会|17个市级协作专班牵头单位|110指挥中心|"
    "12345热线|为民服务中心|将乐县|各责任单位|省“十强产业”协调推进机制牵头部门|中国铁路北京局集团有限公司石家庄铁路办事处|"
    "县总工会|家长学校|推进办|加快新型工业化领导小组|市中等职业技术学校|各市人力资源社会保障|前湾|县发展改革|四川省加强基层治理领导小组|"
    "Department for Business, Energy and Industrial Strategy|3M中国有限公司|五一广场管委会|各分管领导小组"
)


@pytest.mark.parametrize(
    ("name", "fault"), [(name, fault) for fault, names in REFUSED.items() for name in names.split("|")]
)
def test_what_can_be_no_name_is_refused_with_its_reason(name: str, fault: NameFault) -> None:
    assert find_name_fault(name) is fault


def test_every_reason_has_an_example() -> None:
    assert set(REFUSED) == set(NameFault)


@pytest.mark.parametrize("name", PASSED.split("|"))
def test_a_name_that_only_looks_odd_passes(name: str) -> None:
    assert find_name_fault(name) is None


def test_every_name_of_the_hand_checked_documents_passes() -> None:
    files = [*(SHARED / "documents").glob("*.gold.json"), *(SHARED / "cases" / "extraction").glob("*.gold.json")]
    if not files:
        pytest.skip("the hand-checked documents are not here")
    tasks = [task for file in files for task in json.loads(file.read_text(encoding="utf-8"))["tasks"]]
    names = {name for task in tasks for one in task.get("roles") or [] for name in one["units"]}
    assert len(names) > 300
    assert {name: fault for name in names if (fault := find_name_fault(name))} == {}
    assert [name for name in names if is_likely_person(name)] == []


@pytest.mark.parametrize("name", ["田文博", "夏雨晴", "欧阳明", "陆一鸣", "李成", "王某某", "张×", "司马光华"])
def test_a_person_is_told_by_the_surname(name: str) -> None:
    assert is_likely_person(name)


@pytest.mark.parametrize(
    "name", ["石油", "林业", "高桥镇", "温州", "法规科", "向阳院", "前湾", "公安", "许可", "常务", "马拉松", "张家口市"]
)
def test_words_that_begin_like_a_surname_are_no_persons(name: str) -> None:
    assert not is_likely_person(name)


def test_a_post_is_told_from_an_office() -> None:
    assert names_a_post("局长")
    assert not names_a_post("县长热线办公室")
    assert not names_a_post("家长")
