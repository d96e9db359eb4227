"""Papers as offices write them: forms of one task, minutes, duties under bullets, marks that lead, headers in a CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from respnet.core.errors import InputError
from respnet.intake.documents.formats import read_document
from tests.intake.shown import extract, lines, shown

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            "督办通知单\n承办单位：县住建局\n督办事项：老旧小区加装电梯慢\n具体要求：3月底前报建，结果报县委督查室。\n"
            "协办单位：县财政局、县市场监管局\n督办单位：县委督查室\n办结时限：2026年3月20日\n联系人：陈某",
            ("#1 老旧小区加装电梯慢 责县住建局 配县财政局、县市场监管局 督县委督查室 限2026年3月20日",),
            id="the one task of a form stands between its units",
        ),
        pytest.param(
            "一、内涝治理\n会议议定：\n（一）由县住建局牵头，县水利局、城关镇配合，汛前改造6处易涝点。\n"
            "（二）由县财政局负责，4月底前落实资金800万元。\n二、秸秆禁烧\n会议议定：\n"
            "（一）由县生态环境局牵头，县农业农村局、各乡镇配合，建立巡查制度。\n"
            "（二）由县公安局负责依法查处露天焚烧行为。\n（三）由县融媒体中心、县司法局共同负责普法宣传。",
            (
                "（一） 汛前改造6处易涝点 牵县住建局 配县水利局、城关镇",
                "（二） 4月底前落实资金800万元 责县财政局",
                "（一） 建立巡查制度 牵县生态环境局 配县农业农村局、各乡镇",
                "（二） 依法查处露天焚烧行为 责县公安局",
                "（三） 普法宣传 责县融媒体中心、县司法局",
            ),
            id="an item of minutes begins with 由 and its office",
        ),
        pytest.param(
            "县防溺水工作职责分工\n现将职责分工明确如下：\n●县教育局：负责学校防溺水教育。\n●县水利局：负责设置警示牌。\n"
            "●各乡镇：落实属地责任。",
            (
                "#1 负责学校防溺水教育 责县教育局",
                "#2 负责设置警示牌 责县水利局",
                "#3 落实属地责任 责各乡镇",
            ),
            id="duties under bullets below a sentence that announces them",
        ),
        pytest.param(
            "任务1：建设养老服务中心\n牵头单位：县民政局\n责任单位：县住建局\n　　　　　县自然资源局\n完成时限：10月\n"
            "任务2：改造敬老院8所\n牵头单位：县民政局\n责任单位：各相关乡镇\n完成时限：12月",
            (
                "任务1 建设养老服务中心 牵县民政局 责县住建局、县自然资源局 限10月",
                "任务2 改造敬老院8所 牵县民政局 责各相关乡镇 限12月",
            ),
            id="a list goes on in the next line of a block of fields",
        ),
        pytest.param(
            "重点任务分工（带*的为牵头单位）\n1.改革支付方式。（县医保局*、县卫健委、县财政局）\n2.建设医共体。（县卫健委*、县医保局）",
            ("1 改革支付方式 =牵县医保局 责县卫健委、县财政局", "2 建设医共体 =牵县卫健委 责县医保局"),
            id="a mark in a list without any role word",
        ),
        pytest.param(
            "各位同事：\n1、官网改版，信息中心牵头，宣传部、各学院配合，4月15日前上线。\n2、安全检查，国资处负责，本周五前完成。",
            ("1 官网改版 牵信息中心 配宣传部、各学院 限4月15日前上线", "2 安全检查 责国资处 限本周五前完成"),
            id="the offices follow a short task in one sentence",
        ),
        pytest.param(
            "（一）入户走访，4月底前完成，由县民政局负责。\n（二）落实救助，长期坚持，由县民政局、县医保局按职责负责。",
            ("（一） 入户走访 责县民政局 限4月底前完成", "（二） 落实救助 责县民政局、县医保局 限长期坚持"),
            id="the offices end a sentence after its time",
        ),
        pytest.param(
            "一、保护耕地。（市自然资源局牵头；市水利局按职责分工负责；各区政府落实属地责任）",
            ("一 保护耕地 牵市自然资源局 责市水利局、各区政府",),
            id="a verb with the duty of the place",
        ),
        pytest.param(
            "一、建设\n1.建县医院新院区——县卫健局、县发改局\n2.迁建职教中心——县教育局",
            ("1 建县医院新院区 责县卫健局、县发改局", "2 迁建职教中心 责县教育局"),
            id="offices behind a dash",
        ),
        pytest.param(
            "1.招聘6场。（县人社局）（2月底前）\n2.发放贷款。（县人社局、人民银行云溪支行）（全年）",
            ("1 招聘6场 责县人社局 限2月底前", "2 发放贷款 责县人社局、人民银行云溪支行 限全年"),
            id="offices and a date in brackets of their own",
        ),
        pytest.param(
            "四、职责分工\n（一）牵头单位\n县发改局：统筹节能工作。\n（二）配合单位\n1.县工信局：负责工业节能。\n2.县住建局：负责建筑节能。",
            ("#1 统筹节能工作 牵县发改局", "1 负责工业节能 配县工信局", "2 负责建筑节能 配县住建局"),
            id="a heading gives the role of the units below it",
        ),
        pytest.param(
            "1.产业组。组长单位：县农业农村局；副组长单位：县林业局；成员单位：县财政局。负责帮扶。\n"
            "2.水利组。（县水利局主抓，县纪委监委机关跟踪问效）",
            ("1 产业组 牵县农业农村局 责县林业局、县财政局", "2 水利组 牵县水利局 督县纪委监委机关"),
            id="units that head a group, and verbs of heading and watching",
        ),
    ],
)
def test_forms_of_offices(text: str, rows: tuple[str, ...]) -> None:
    assert shown(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "第一条 为管好校车，制定本办法。\n第二条 县教育局牵头负责校车管理工作，县公安局配合。",
        "一、内涝治理\n（一）由县住建局牵头编制规划。\n（二）内涝多由地势低洼所致。\n（三）资金由上级安排。",
        "县防溺水工作情况\n各单位进展如下：\n●县教育局：发放材料3000份。\n●县水利局：设置警示牌40块。",
        "注：责任单位排在首位的负总责；各乡镇人民政府按职责落实。",
        "责任追究情况：\n县教育局：通报1次。\n县水利局：约谈2次。",
    ],
)
def test_reports_and_causes_assign_nothing(text: str) -> None:
    with pytest.raises(InputError):
        shown(text)


def test_a_signature_below_the_last_field_is_no_unit_of_it() -> None:
    text = "任务1：修路\n责任单位：县住建局\n任务2：架桥\n责任单位：县水利局\n县人民政府办公室\n2026年3月2日"
    assert shown(text) == ("任务1 修路 责县住建局", "任务2 架桥 责县水利局")


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        pytest.param(
            "序号,工作任务,责任分工,,,时间节点,\n,,主办单位,协办单位,责任领导,启动,完成\n"
            "1,建设平台,县农业农村局,县数据局、县气象局,刘某,3月,10月\n2,建物流园,县商务局,县供销社,孙某,4月,11月\n",
            (
                "1 建设平台 牵县农业农村局 配县数据局、县气象局 限10月",
                "2 建物流园 牵县商务局 配县供销社 限11月",
            ),
            id="a header of two rows whose merged cells a CSV has lost",
        ),
        pytest.param(
            "序号,活动内容,责任单位\n1,金婚庆典,坪东镇、县民政局\n2,书画展,坪西镇、县文联\n"
            "注：分工负责为各部门按职责分别牵头；列第一位的为牵头单位,,\n",
            ("1 金婚庆典 =牵坪东镇 责县民政局", "2 书画展 =牵坪西镇 责县文联"),
            id="a note explains a word and says who leads",
        ),
        pytest.param(
            "单位,承担任务,完成时限,分管领导\n县教育局,新建学校2所,8月,王某\n县住建局,改造小区12个,11月,张某\n",
            ("#1 新建学校2所 责县教育局 限8月", "#2 改造小区12个 责县住建局 限11月"),
            id="the unit stands before its task",
        ),
        pytest.param(
            "事项,责任单位及责任人,配合单位\n化解楼盘,县住建局（局长周某）,县信访局（分管副局长吴某某）\n"
            "建设广播,县融媒体中心（主任冯某）,县应急局\n",
            ("#1 化解楼盘 责县住建局 配县信访局", "#2 建设广播 责县融媒体中心 配县应急局"),
            id="posts and persons in brackets behind a unit",
        ),
        pytest.param(
            "Ref,Recommendation,Responsible officer/team,Partner organisations,Due\nR1,Test generators,Facilities Team,"
            "IT Operations; Fire Service,July 2026\n",
            ("R1 Test generators 责Facilities Team 配IT Operations、Fire Service 限July 2026",),
            id="English headers of officers with teams and of partner organisations",
        ),
        pytest.param(
            "序号,任务内容,责任单位（★为牵头）\n1,清理河道,★县水利局、各乡镇\n2,取缔砂场,县公安局、★县水利局\n",
            ("1 清理河道 =牵县水利局 责各乡镇", "2 取缔砂场 =牵县水利局 责县公安局"),
            id="a header says which mark leads",
        ),
        pytest.param(
            "Item,Agreed action,Who\n1,Circulate the plan,Emergency Planning Team\n2,Check pumps,Drainage Board\n",
            ("1 Circulate the plan 责Emergency Planning Team", "2 Check pumps 责Drainage Board"),
            id="a first column of numbers is the number, whatever its header",
        ),
    ],
)
def test_ledgers_of_offices(table: str, rows: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "ledger.csv"
    file.write_text(table, encoding="utf-8")
    assert lines(extract(read_document(file))) == rows
