"""Counterparts of units at other levels (县科协, 市科协): proposals by a rule, and the file for people to correct.

A counterpart is a field of work and never merges two units. What the rule cannot tell stays unsettled.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from respnet.core.errors import InputError
from respnet.core.plan import Unit
from respnet.core.unit_names import is_collective_name
from respnet.intake.documents.csv import MAX_FILE_BYTES
from respnet.intake.documents.encoding import decode_text, read_bytes

NATION = "全国"
"""The area of national units."""
LEVELS = ("national", "province", "city", "county", "town")
BY_RULE, BY_PERSON = "rule", "person"

_FIELDS = """
教育:教育 教 教科|科技:科技 科学技术 科|科协:科协 科学技术协会|发展改革:发展改革 发改 发展和改革 发展与改革
工业和信息化:工信 经信 工业和信息化 经济和信息化 经济信息 经济信息化|公安:公安|民政:民政|司法:司法 司法行政
财政:财政|人力资源社会保障:人力社保 人社 人力资源社会保障 人力资源和社会保障
自然资源:自然资源 规划和自然资源 自然资源和规划 规划自然资源 自然资源和规划|生态环境:生态环境 环保 环境保护
住房城乡建设:住建 住房城乡建设 住房和城乡建设 住房建设|交通运输:交通 交通运输|水利:水利 水务
农业农村:农业农村 农业 农委|商务:商务
文化旅游:文化旅游 文旅 文化和旅游 文化广电旅游 文化广电和旅游 文化和旅游发展 文化旅游发展
卫生健康:卫生健康 卫健 卫生 卫生和计划生育 卫计|退役军人:退役军人 退役军人事务|应急:应急 应急管理|审计:审计
国资:国资 国有资产监督管理|市场监管:市场监管 市场监督管理|体育:体育|统计:统计|医保:医保 医疗保障
林业:林业 林草 林业和草原|信访:信访|乡村振兴:乡村振兴|城市管理:城市管理 城市 城管 综合行政执法
金融:金融 地方金融监管 金融工作 金融服务|税务:税务|气象:气象|邮政:邮政 邮政管理|粮食:粮食 粮食和物资储备
药监:药监 药品监督管理|知识产权:知识产权|广电:广电 广播电视|新闻出版:新闻出版
数据:数据 大数据 数据资源管理 大数据发展 大数据发展管理 大数据管理|档案:档案|地震:地震
民族宗教:民宗 民族宗教 民族宗教事务|民族事务:民族事务 民|侨务:侨务|外事:外事|机关事务:机关事务 机关事务管理
人防:人防 人民防空|政务服务:政务服务 政务服务管理 行政审批 行政审批服务|组织:组织|宣传:宣传|统战:统战|政法:政法
网信:网信 网络安全和信息化|编办:编 机构编制|党校:党校|老干部:老干 老干部|社会工作:社会工作|文明办:文明
纪检监察:纪 纪委监 监察|总工会:总工会 工会|共青团:团 共青团|妇联:妇联 妇女联合会|残联:残联 残疾人联合会
文联:文联 文学艺术界联合会|工商联:工商联 工商业联合会|红十字会:红十字会|社科联:社科联 社会科学界联合会|侨联:侨联
供销社:供销社 供销合作社 供销合作总社 供销总社|法院:法院 人民法院 中级人民法院 高级人民法院|检察院:检察院 人民检察院
政府:政府 人民政府|政府办公室:政府办公 人民政府办公|人大:人大 人大常|政协:政协
消防:消防救援 消防 消防救援支队 消防救援大队
"""
"""Fields with the words that stand for them in names without level and ending (局, 厅, 委, 部, 办)."""
_FIELD_OF = {
    word: field
    for part in re.split(r"[|\n]", _FIELDS.strip())
    for field, _, words in [part.partition(":")]
    for word in words.split()
}
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_LEVEL_WORDS = (
    ("national", re.compile(r"国家|全国|中央|中国|国务院")),
    ("province", re.compile(r"省级?|自治区")),
    ("city", re.compile(r"(?:市|州|盟|地区)级?")),
    ("county", re.compile(r"(?:县|区|旗)级?")),
    ("town", re.compile(r"镇|乡|街道")),
)
_AREA_ENDS = (("province", "省 自治区"), ("city", "市 州 盟 地区"), ("county", "县 区 旗"), ("town", "镇 乡 街道"))
_WITHOUT = re.compile(r"公司|集团|银行|分行|支行|监管(?:分局|组)|领导小组|指挥部|专班|联席会议|工作组|保监|分局$")
_NATIONAL = re.compile(r".{2,}(?:部|总局|总署|总社)$")
_ENDING = re.compile(r"(?:委员会|办公室|总?局|总署|厅|委|部|办|处|会)$")
_YOUTH_LEAGUE = re.compile(r"(?:共青)?团([省市州县区旗])委(?:员会)?$")


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A row of counterparts.csv: a unit, by the area of the plans that name it and its name, and its counterpart.

    `counterpart` is the field that units of several levels share, empty where there is none or nobody knows; `level`
    is one of LEVELS or empty; `by` says who decided, `rule` or `person`.
    """

    home_area: str
    name: str
    counterpart: str = ""
    level: str = ""
    by: str = BY_RULE
    note: str = ""


_COLUMNS = tuple(field.name for field in fields(Counterpart))


def find_level(area: str) -> str:
    """Return the level of an area by its name; empty if that does not tell.

    >>> [find_level(area) for area in ("丰都县", "重庆市", "南充市", "河北省", "")]
    ['county', 'province', 'city', 'province', '']
    """
    if area in (NATION, "中国", "国家"):
        return "national"
    if area.startswith(_MUNICIPALITIES) and area.endswith("市"):
        return "province"
    return next((level for level, ends in _AREA_ENDS if area.endswith(tuple(ends.split()))), "")


def split_level(name: str, area: str) -> tuple[str, str, str]:
    """Split the first word, which gives the level, from the name of a unit.

    Args:
        name: Name of the unit.
        area: Area of the plan that names it.

    Returns:
        Level, one of LEVELS or empty; the rest of the name; a note where the level was taken from the plan.

    >>> split_level("市委宣传部", "丰都县"), split_level("科技部", "丰都县"), split_level("丰都县科协", "丰都县")
    (('city', '宣传部', ''), ('national', '科技部', ''), ('county', '科协', ''))
    """
    bare = _YOUTH_LEAGUE.sub(r"\1共青团", unicodedata.normalize("NFKC", name).strip())
    own, note = find_level(area), ""
    rest, level = bare, ""
    if area and bare.startswith(area):
        rest, level = bare[len(area) :], own
    else:
        for one, pattern in _LEVEL_WORDS:
            found = pattern.match(bare)
            if found:
                rest, level = bare[found.end() :], one
                break
    if level == "city" and own == "province" and area.startswith(_MUNICIPALITIES):
        level = "province"
    if not level:
        level = "national" if _NATIONAL.search(bare) else own
        note = "" if level == "national" else "级别按方案推定"
    if level and rest.startswith("委") and len(rest) > 2:
        rest = rest[1:]
    return level, rest, note


def propose_counterpart(name: str, area: str) -> Counterpart:
    """Propose the counterpart of a unit by its name.

    The first word gives the level (a ministry without one is national; without any word it is taken to be the plan's),
    the rest without its ending the field.

    Args:
        name: Name of the unit.
        area: Area of the plan that names it.

    >>> [(one.counterpart, one.level) for one in (propose_counterpart("县科协", "丰都县"),
    ... propose_counterpart("市科学技术协会", "南充市"), propose_counterpart("县委宣传部", "丰都县"),
    ... propose_counterpart("科技部", ""), propose_counterpart("县教育体育局", "丰都县"))]
    [('科协', 'county'), ('科协', 'city'), ('宣传', 'county'), ('科技', 'national'), ('', 'county')]
    """
    level, rest, note = split_level(name, area)
    if _WITHOUT.search(name) or is_collective_name(name):
        return Counterpart(area, name, level=level, note=note)
    short = _ENDING.sub("", rest)
    words = (rest, short, short.removesuffix("管理"))
    return Counterpart(area, name, next((_FIELD_OF[one] for one in words if one in _FIELD_OF), ""), level, note=note)


def settle_counterparts(units: Iterable[Unit], known: Sequence[Counterpart] = ()) -> tuple[Counterpart, ...]:
    """Return the rows of a file with those of the units that it does not have, as proposed by the rule.

    Args:
        units: Units of plans, collectives left out.
        known: Rows of the file; they stay as they are.
    """
    held = {(one.home_area, one.name): one for one in known}
    for unit in units:
        if (unit.area, unit.name) not in held:
            held[unit.area, unit.name] = propose_counterpart(unit.name, unit.area)
    return tuple(held.values())


def read_counterparts(path: Path) -> tuple[Counterpart, ...]:
    """Read a file of counterparts. What differs from the rule's proposal is a person's decision.

    Raises:
        InputError: The file cannot be read, or has other columns.
    """
    text = decode_text(path, read_bytes(path, MAX_FILE_BYTES)).removeprefix("\ufeff")
    try:
        head, *rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""))] or [[]]
    except csv.Error as fault:
        raise InputError(
            zh=f"{path} 不是可读的 CSV 文件（{fault}）。请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”。",
            en=f"{path} is no readable CSV file ({fault}). Save it as “CSV UTF-8 (comma delimited)”.",
        ) from fault
    if not {"home_area", "name", "counterpart"} <= set(head) <= {*_COLUMNS, ""} or len(set(head)) < len(head):
        raise InputError(
            zh=f"{path} 第 1 行应为表头：{','.join(_COLUMNS)}。",
            en=f"Line 1 of {path} is to be the header {','.join(_COLUMNS)}.",
        )
    found = []
    for number, row in enumerate(rows, 2):
        cells = {key: cell for key, cell in zip(head, row, strict=False) if key in _COLUMNS}
        one = Counterpart(**{"name": "", "home_area": "", **cells})
        if one.level not in (*LEVELS, ""):
            raise InputError(
                zh=f"{path} 第 {number} 行 level 为“{one.level}”，应为 {'、'.join(LEVELS)} 之一，或留空。",
                en=f"Line {number} of {path}: level is “{one.level}”; it is one of {', '.join(LEVELS)}, or empty.",
            )
        ruled = propose_counterpart(one.name, one.home_area)
        if (one.counterpart, one.level) != (ruled.counterpart, ruled.level):
            one = Counterpart(one.home_area, one.name, one.counterpart, one.level, BY_PERSON, one.note)
        if one.name:
            found.append(one)
    return tuple(found)


def format_counterparts(rows: Sequence[Counterpart]) -> str:
    """Format the content of the file, as CSV with a byte order mark for spreadsheets."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows(map(astuple, rows))
    return f"\ufeff{text.getvalue()}"
