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
教育:教育 教|科技:科技 科学技术 科 科创 科技创新|科协:科协 科学技术协会|发展改革:发展改革 发改 发展和改革 发展与改革
工业和信息化:工信 经信 工业和信息化 经济和信息化 经济信息 经济信息化|公安:公安|民政:民政|司法:司法 司法行政 法制
财政:财政|人力资源社会保障:人力社保 人社 人力资源社会保障 人力资源和社会保障
自然资源:自然资源 规划和自然资源 自然资源和规划 规划自然资源 自然资源规划 国土 国土资源
生态环境:生态环境 环保 环境保护|住房城乡建设:住建 住房城乡建设 住房和城乡建设 住房建设 建设 城建 城乡建设
交通运输:交通 交通运输|水利:水利 水务|农业农村:农业农村 农业 农委|农村工作:农工 农村工作|商务:商务
投资促进:投资促进 招商|贸促会:贸促|口岸:口岸 口岸物流
文化旅游:文化旅游 文旅 文化和旅游 文化广电旅游 文化广电和旅游 文化和旅游发展 文化旅游发展 文广旅 文化 旅游 旅游发展
卫生健康:卫生健康 卫健 卫生 卫生和计划生育 卫计 卫生计生 人口计生|中医药:中医药|老龄:老龄 老龄工作
疾控:疾控中心 疾病预防控制中心 疾控|退役军人:退役军人 退役军人事务|应急:应急 应急管理 安监 安全生产监督管理|审计:审计
住房城乡建设:住房和城市更新|就业:就业 就业服务|体育:体育|统计:统计|国资:国资 国有资产监督管理
市场监管:市场监管 市场监督管理 工商 工商行政管理 质监 质量技术监督|民营经济:民营经济 民营经济发展|医保:医保 医疗保障
林业:林业 林草 林业和草原|园林:园林 园林绿化|畜牧:畜牧 畜牧兽医|海洋:海洋|水土保持:水保 水土保持|信访:信访
乡村振兴:乡村振兴 扶贫 扶贫开发|水文:水文 水文站|能源:能源|河长办:河长|森林公安:森林公安|烟草:烟草 烟草专卖
城市管理:城市管理 城市 城管 综合行政执法 综合执法 城管执法 城市管理综合执法 城市管理行政执法 城市管理执法
房管:房管 房产管理|金融:金融 地方金融监管 金融工作 金融服务 地方金融监督管理 地方金融管理|税务:税务|气象:气象
邮政:邮政 邮政管理|铁路:铁路|民航:民航|海关:海关|通信管理:通信管理|粮食:粮食 粮食和物资储备 粮食和储备|外交:外交
国家安全:国安 国家安全 安全|移民管理:移民 移民管理|药监:药监 药品监督管理|知识产权:知识产权|广电:广电 广播电视
新闻出版:新闻出版|广播电视台:广播电视台|融媒体:融媒体中心 融媒体
数据:数据 大数据 数据资源管理 大数据发展 大数据发展管理 大数据管理|档案:档案 档案馆|地震:地震|文物:文物|图书馆:图书馆
文化馆:文化馆|民族宗教:民宗 民族宗教 民族宗教事务|民族事务:民族事务 民|侨务:侨务 侨|外事:外事 外|台办:台 台湾工作
机关事务:机关事务 机关事务管理|人防:人防 人民防空 国动 国防动员|政务服务:政务服务 政务服务管理 行政审批 行政审批服务
组织:组织|宣传:宣传|统战:统战|政法:政法|网信:网信 网络安全和信息化|编办:编 机构编制|党校:党校|老干部:老干 老干部
社会工作:社会工作 社工|文明办:文明 精神文明建设|纪检监察:纪 纪委监 监察 监|机关工委:机关工 直机关工 直属机关工作
党委办公室:党委办公|保密:保密 国家保密|密码:密码 国家密码|人才:人才 人才工作|总工会:总工会 工会|共青团:团 共青团
妇联:妇联 妇女联合会|残联:残联 残疾人联合会|关工委:关工 关心下一代工作|文联:文联 文学艺术界联合会
工商联:工商联 工商业联合会|红十字会:红十字会 红十字|社科联:社科联 社会科学界联合会|侨联:侨联
供销社:供销社 供销合作社 供销合作总社 供销总社|法院:法院 人民法院 中级人民法院 高级人民法院|检察院:检察院 人民检察院
政府:政府 人民政府|政府办公室:政府办公 人民政府办公 政府办|人大:人大 人大常 人大常委会|政协:政协
社科院:社科院 社会科学院|科学院:科学院|消防:消防救援 消防 消防救援支队 消防救援大队 消防支队 消防大队
公积金:公积金 住房公积金 住房公积金管理中心 公积金中心|国防科工:国防科工 国防科技工业|人防:民防
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
    ("national", re.compile(r"国家|(?:中华)?全国|中央|中国|国务院|最高(?=人民法院|人民检察院)")),
    ("province", re.compile(r"省级?|自治区")),
    ("city", re.compile(r"(?:市|州|盟|地区)(?!场)级?")),
    ("county", re.compile(r"(?:自治县|县|区|旗)(?!域)级?")),
    ("town", re.compile(r"镇|乡(?!村)|街道")),
)
_AREA_ENDS = (("province", "省 自治区"), ("city", "市 州 盟 地区"), ("county", "县 区 旗"), ("town", "镇 乡 街道"))
_NO_PLACE = re.compile(r"各|有关|相关|其他|其中|所在|所属|属地|自治|两|[本全][市县区]")
_PLACE_END = re.compile(r"(?<=[省市州盟])(?=.{2,}[市州县区旗]$)")
"""Between a place and one within it."""
_TAX_BRANCH = re.compile(r"^国家税务总局(?=.{2,}税务局$)")
_WITHOUT = re.compile(
    r"公司|集团|银行|^人行|调查队|分行|支行|监管(?:分局|组)|领导小组|指挥部|专班|联席会议|工作组|保监|分局$"
)
_NATIONAL = re.compile(r"(?!组织部|宣传部|统战部|武装部|人武部|农工部|社会工作部|.*俱乐部).{2,}(?:部|总局|总署|总社)$")
_PLACE = re.compile(
    r"(?:(?<!自治|开发|高新|经开|保税|示范)(?<![园新地社景各])区|市|州|县|旗|(?<![乡城])[镇乡])(?![级场域村镇])"
)
"""The end of a place's own name (济南市, 天河区); zones and 自治区 are none that has offices by such names."""
_ENDING = re.compile(r"(?:委员会|办公厅|办公室|总?局|总署|署|厅|委|部|办|处|会)$")
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


@dataclass(frozen=True, slots=True)
class NameParts:
    """Name of a unit taken apart.

    `place` is the area that it begins with, if any; `level` one of LEVELS or empty; `rest` the field of work with its
    ending; `assumed` is True where the level was taken from the plan.
    """

    place: str
    level: str
    rest: str
    assumed: bool = False


def split_name(name: str, area: str) -> NameParts:
    """Split place or level from the name of a unit.

    Args:
        name: Name of the unit.
        area: Area of the plan that names it.

    >>> [split_name(name, "山东省").rest for name in ("市委宣传部", "济南市政府", "市政府办公室", "省政府外办")]
    ['宣传部', '政府', '政府办公', '外办']
    """
    bare = re.sub(r"(?<=.{3})\([^()]*\)$", "", unicodedata.normalize("NFKC", name).strip())
    bare = _TAX_BRANCH.sub("", _YOUTH_LEAGUE.sub(r"\1共青团", re.sub(r"(?<=.{3})机关$", "", bare)))
    own = find_level(area)
    place = _find_place(bare)
    if area and bare.startswith(area) and len(place) <= len(area) < len(bare):
        return NameParts(area, own, _shorten(bare[len(area) :]))
    for level, pattern in _LEVEL_WORDS:
        found = pattern.match(bare)
        if found:
            province = level == "city" and own == "province" and area.startswith(_MUNICIPALITIES)
            rest = bare[found.end() :] if found[0] != "国务院" else bare.replace("国务院", "政府", 1)
            return NameParts("", "province" if province else level, _shorten(rest))
    place = _find_place(bare)
    if place:
        return NameParts(
            re.split(_PLACE_END, place)[-1], find_level(place), _shorten(bare.removeprefix(place)) or "政府"
        )
    national = bool(_NATIONAL.match(bare))
    return NameParts("", "national" if national else own, _shorten(bare), assumed=not national)


def find_parent(area: str) -> str:
    """Find the area above that a name of an area itself tells; empty if it does not.

    >>> find_parent("连云港市赣榆区"), find_parent("丰都县")
    ('连云港市', '')
    """
    above, _, own = area.rpartition(re.split(_PLACE_END, area)[-1])
    return "" if own else above


def _find_place(bare: str) -> str:
    """The longest beginning that is a place, if what follows is a known office (重庆市丰都县 of 重庆市丰都县科协)."""
    if _NO_PLACE.match(bare):
        return ""
    ends = [found.end() for found in _PLACE.finditer(bare) if found.end() > 2]
    known = (bare[:end] for end in reversed(ends) if end == len(bare) or _look_up(_shorten(bare[end:])))
    return next((place for place in known if len(re.split(_PLACE_END, place)[-1]) > 2), "")


def _shorten(rest: str) -> str:
    """Return the part after the level, without the words for party or government before an office's own name."""
    rest = re.sub(r"^委办(?:公[厅室])?$", "党委办公", rest)
    rest = re.sub(r"^(?:人民)?政府办(?:公[厅室])?$", "政府办公", rest)
    rest = re.sub(r"^(?:人民)?政府(?=..)(?!办公)", "", rest)
    return rest[1:] if rest.startswith("委") and len(rest) > 2 else rest


def _look_up(rest: str) -> str:
    """The field that a name without place and level stands for, or empty."""
    short = _ENDING.sub("", rest)
    return next((_FIELD_OF[one] for one in (rest, short, short.removesuffix("管理")) if one in _FIELD_OF), "")


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
    parts = split_name(name, area)
    note = "级别按方案推定" if parts.assumed else ""
    field = "" if _WITHOUT.search(name) or is_collective_name(name) else _look_up(parts.rest)
    return Counterpart(area, name, field, parts.level, note=note)


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
