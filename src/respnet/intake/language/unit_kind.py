"""Kind of a unit, guessed from its name alone; always marked as a guess."""

from __future__ import annotations

import re

from respnet.core.plan import UnitKind
from respnet.core.unit_names import is_collective_name
from respnet.intake.language.lexicon import strip_trailing_notes

_RULES: tuple[tuple[UnitKind, re.Pattern[str]], ...] = (
    (
        UnitKind.MASS,
        re.compile(
            r".*(?:总工会|工会|共青团.*|团[省市县区州]?[工]?委|妇联|妇女联合会|科协|科学技术协会|残联|残疾人联合会|工商联|工商业联合会|文联|侨联|"
            r"社科联|社会科学界联合会|红十字会|计生协|台联|贸促会|记协|法学会|关工委|慈善总会|老年协会|总工会机关|团[省市县区州]委机关)$"
        ),
    ),
    (
        UnitKind.PARTY,
        re.compile(
            r"(?:(?:中央|[省市县区州旗]|地)委(?!员会$).*|(?:中央|中共).*|.*(?:纪委|纪委监委|党工委|工委|党委|党组|组织部|宣传部|统战部|政法委|"
            r"网信办|编办|编委办|党校|老干部局|巡察办))$"
        ),
    ),
    (UnitKind.TOWN, re.compile(r".*(?:镇|乡|街道|街道办|街道办事处|镇政府|乡政府|镇人民政府|乡人民政府)$")),
    (
        UnitKind.ENTERPRISE,
        re.compile(
            r".*(?:公司|集团|银行|分行|支行|营管部|电力|移动|电信|联通|铁塔|农商行|联社|合作社|厂|铁路局|石油|石化|邮政)$"
        ),
    ),
    (
        UnitKind.INSTITUTION,
        re.compile(
            r".*(?:中心|大学|学院|学校|医院|研究院|研究所|科学院|社科院|实验室|图书馆|博物馆|科技馆|文化馆|电视台|融媒体中心|报社|站|台|所|园)$"
        ),
    ),
    (
        UnitKind.GOVERNMENT,
        re.compile(
            r".*(?:局|厅|部|署|委|办|办公室|办公厅|委员会|管委会|政府|院|海关|会|法院|检察院|支队|大队|总队|专班|指挥部|省|市|县|区|处|科|室|组)$"
        ),
    ),
)


def guess_unit_kind(name: str) -> UnitKind:
    """The likely kind of a unit; OTHER where no rule fits.

    >>> ([guess_unit_kind(name).value for name in ("县科协", "县委宣传部", "县教委", "各乡镇(街道)",
    ... "市科技局", "省电力公司")])
    ['mass organisation', 'party', 'government', 'collective', 'government', 'enterprise']
    """
    text = strip_trailing_notes(name.translate(_HALF)) or name
    if is_collective_name(text) or re.match(r"有关|相关", text):
        return UnitKind.COLLECTIVE
    for kind, pattern in _RULES:
        if pattern.match(text):
            return kind
    return UnitKind.OTHER


_HALF = str.maketrans("（）", "()")
