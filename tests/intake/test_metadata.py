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
    assert found.period == "2023-2025"


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("青禾县科普行动计划（2021年—2025年）", "2021-2025"),
        ("青禾县贯彻《全民健身计划（2021—2035年）》实施方案", ""),
        ("青禾县科普工作方案", ""),
        ("青禾县2024年科普工作要点", ""),
    ],
)
def test_the_period_is_the_one_in_the_plans_own_title(title: str, period: str) -> None:
    found = facts(f"{title}\n为了科普，按照上级2020—2030年规划，制定本计划。" + TASK)
    assert (found.title, found.period) == (title, period)


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
        ("每年开展活动不少于50场次", ("活动 每年不少于50场次",)),
        ("新建基地30家以上,覆盖率达到50%以上", ("基地 30家以上", "覆盖率 达到50%以上")),
        ("到2025年,培育企业244家", ("企业 到2025年244家",)),
        ("新建30个示范村,建成社区二十个以上", ("示范村 30个", "社区 二十个以上")),
        ("新建公厕5座、改造10座,重点3个,每村1个以上", ("公厕 5座",)),
        ("办好科普讲座,每年不少于50场次", ("科普讲座 每年不少于50场次",)),
        ("对毕业满6个月、36个月的,分别给予1万元补贴", ()),
        ("按利率的50%给予补贴,每家最高20万元,分别奖励50万元、10万元", ()),
        ("完成投资30亿元,对投资给予补助", ()),
        ("完成投资30亿元。对企业给予5万元补助", ("投资 30亿元",)),
        ("在4个试点乡镇基础上,已建成5个示范园,每年新增学位900个", ("学位 每年900个",)),
        ("工期不超过6个,普及率提高到95%", ("普及率 提高到95%",)),
        ("得0.5分，推广5G应用，依据国发〔2021〕9号，自2021年起，第3个五年", ()),
        ("给予最高100万元补助，实施“100个”工程", ()),
        ("建成3-5个园区,增长6%左右", ("园区 3-5个",)),
        ("围绕材料、海洋等领域谋划建设2-3个科学装置,予以支持", ("科学装置 2-3个",)),
        ("禁燃区内的35台燃煤锅炉,村镇养殖等30个农业项目", ("燃煤锅炉 35台", "农业项目 30个")),
        ("具备10个以上,培育12家示范企业和8家试点企业", ("示范企业 12家", "试点企业 8家")),
        ("每年挖掘不少于100个典型场景", ("典型场景 每年不少于100个",)),
        ("政府投资工程付款比例由60%提高至80%", ()),
        ("每年安排100名左右领导干部到国(境)外培训", ()),
        ("打造1—2个差异化、特色化社区", ()),
        ("政府采购工程项目400万元以下由中小企业承接", ()),
        ("按缴纳租金每月70%返还", ()),
        ("支出不超过工资薪金总额8%的部分准予扣除", ()),
        ("每年为企业减轻900亿元以上", ()),
        ("新建公厕5座、停车场2处", ("公厕 5座", "停车场 2处")),
        ("2026年12月31日前建成步道3公里", ("步道 2026年12月31日前3公里",)),
        ("今年前三季度新建书屋4个,汛前清淤12公里", ("书屋 今年前三季度4个", "清淤 汛前12公里")),
        ("4月15日至5月15日抽检300家,国庆节前新增泊位60个", ("抽检 4月15日至5月15日300家", "泊位 国庆节前60个")),
        ("3月启动招标,建成学校2所,6月底前,改造公厕5座", ("学校 2所", "公厕 6月底前5座")),
        ("“十五五”时期新增景区2家,每年10月举办展会1场", ("景区 “十五五”时期2家", "展会 每年10月1场")),
        ("——更换路灯260盏", ("更换路灯 260盏",)),
        ("3.归集目录8000条", ("归集目录 8000条",)),
    ],
)
def test_targets_of_a_task(text: str, targets: tuple[str, ...]) -> None:
    assert list_target_phrases(text) == targets


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "区政府办公室关于开展全区娱乐市场\n安全生产检查工作的通知",
            "区政府办公室关于开展全区娱乐市场安全生产检查工作的通知",
        ),
        ("某县加快推进新型工业化\n三年行动方案", "某县加快推进新型工业化三年行动方案"),
        ("某县人民政府办公室\n关于印发《某县科学素质行动\n规划实施方案》的通知", "某县科学素质行动规划实施方案"),
        ("某县行动计划（2023—2025年）（征求意见稿）", "某县行动计划（2023—2025年）（征求意见稿）"),
        ("某县人民政府\n关于加快发展的意见", "关于加快发展的意见"),
        ("某县防火工作方案\n为做好防火，制定本方案。", "某县防火工作方案"),
    ],
)
def test_a_heading_of_several_lines_keeps_them_all(head: str, title: str) -> None:
    assert read(f"{head}\n各镇：\n一、任务\n1.修路。（责任单位：县交通局）").facts.title == title


def test_a_second_name_of_a_signer_is_no_clause_and_no_issuer() -> None:
    head = "某县方案的通知\n县科技局\n（县创新领导小组办公室）\n县人社局\n2023年5月16日\n某县创新方案\n"
    found = read(head + "1.修路。（责任单位：县交通局）\n2.架桥。（责任单位：县水利局）")
    assert (found.facts.issuer, found.facts.issued) == ("县科技局 县人社局", "2023-05-16")
    assert [row.number for row in found.rows] == ["1", "2"]


def test_a_date_alone_before_the_first_number_is_the_date_of_issue() -> None:
    text = "某县创新方案\n2023年5月25日\n1.修路。（责任单位：县交通局）\n2.架桥。（责任单位：县水利局）\n2024年1月1日"
    assert read(text).facts.issued == "2023-05-25"


def test_what_is_glued_together_at_the_head_is_taken_apart() -> None:
    text = "某工信〔2023〕84号县有关部门：　　现印发你们。　　某县工信局　　2023年5月11日关于支持铸造的若干措施　　"
    found = read(text + "一、提升（一）建设。（责任单位：县工信局）　　（二）培育。（责任单位：县工信局）").facts
    assert (found.document_number, found.issued, found.title) == (
        "某工信〔2023〕84号",
        "2023-05-11",
        "关于支持铸造的若干措施",
    )
