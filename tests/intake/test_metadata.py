"""What the document says of itself."""

from __future__ import annotations

import pytest

from respnet.intake.builder import PlanFacts
from respnet.intake.language.targets import list_target_phrases
from tests.intake.shown import read

TASK = "\n一、任务\n1.修路。（责任单位：县交通局）\n"


def facts(text: str) -> PlanFacts:
    return read(text).facts


def test_a_notice_with_its_plan() -> None:
    found = facts(
        "青禾县人民政府办公室关于印发《青禾县全民健身实施方案》的通知\n青禾府办〔2023〕7号\n各镇人民政府：\n现印发给你们，请遵照执行。\n"
        "青禾县人民政府办公室\n2023年4月6日\n青禾县全民健身实施方案（2023—2025年）\n为了增强体质，依据《某意见》（国发〔2021〕11号），制定本方案。"
        + TASK
    )
    assert (found.title, found.document_number) == ("青禾县全民健身实施方案（2023—2025年）", "青禾府办〔2023〕7号")
    assert (found.issuer, found.issued, found.area) == ("青禾县人民政府办公室", "2023-04-06", "青禾县")


def test_labels_of_a_web_page() -> None:
    found = facts(
        "[ 发文字号 ] | 青禾府发〔2022〕5号 |\n[ 发布机构 ] | 青禾县政府办 | ||\n"
        "[ 成文日期 ] | 2022-05-10 | [ 发布日期 ] | 2022-05-25 |\n"
        "青禾县科普行动计划\n为了科普，制定本计划。" + TASK
    )
    assert (found.document_number, found.issuer) == ("青禾府发〔2022〕5号", "青禾县政府办")
    assert (found.issued, found.published, found.title) == ("2022-05-10", "2022-05-25", "青禾县科普行动计划")


def test_a_title_on_two_lines_and_an_office_before_it() -> None:
    found = facts(
        "北岭省人民政府关于促进冰雪运动\n高质量发展的若干意见\n各市人民政府：\n现提出如下意见。"
        + TASK
        + "北岭省人民政府\n二〇二二年三月十五日\n"
    )
    assert (found.title, found.issuer, found.issued) == (
        "北岭省人民政府关于促进冰雪运动高质量发展的若干意见",
        "北岭省人民政府",
        "2022-03-15",
    )


def test_several_issuers_sign() -> None:
    found = facts("关于加强河湖管理的意见\n为了护水，提出意见。" + TASK + "水利部 生态环境部\n财政部\n2021年2月3日")
    assert (found.issuer, found.area) == ("水利部 生态环境部 财政部", "")


def test_nothing_is_guessed_in() -> None:
    found = facts("为了修路，制定本方案，依据《意见》（国办发〔2017〕52号）。" + TASK)
    assert found == PlanFacts(name="plan")


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("每年开展活动不少于50场次", ("每年不少于50场次",)),
        ("新建基地30家以上，覆盖率达到50%以上", ("30家以上", "达到50%以上")),
        ("到2025年，培育企业244家", ("到2025年244家",)),
        ("得0.5分，推广5G应用，依据国发〔2021〕9号，自2021年起，第3个五年", ()),
        ("给予最高100万元补助，实施“100个”工程", ()),
        ("建成3-5个园区，增长6%左右", ("3-5个", "增长6%左右")),
    ],
)
def test_targets_of_a_task(text: str, targets: tuple[str, ...]) -> None:
    assert list_target_phrases(text) == targets
