"""Guard over everything that becomes a unit: faults of a printed name, from the name alone.

Readers leave such a name out and say so; the checks find it in tables that a person wrote. A doubt is no fault:
a rule stands here only where hardly any office is called so, since what the guard refuses is lost to the table.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from respnet.core.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_CHINESE_CHARACTERS = 20
MAX_LATIN_LETTERS = 80
MAX_OFFICE_CHARACTERS = 40
"""Chinese characters of a name that ends as names of offices do (…铁路办事处): a long one has its reason."""


class NameFault(Enum):
    """Reason why a text is no name of a unit, in words."""

    ROLE_LABEL = Text(zh="里面有角色标签，像是两段连在了一起", en="it holds the label of a role")
    COLON = Text(zh="里面有冒号", en="it holds a colon")
    LIST_MARK = Text(zh="里面有编号或项目符号", en="it holds a list mark")
    PAGE_NUMBER = Text(zh="里面有页码", en="it holds a page number")
    TELEPHONE = Text(zh="里面有电话号码", en="it holds a telephone number")
    MEASURE = Text(zh="是数量或计量单位", en="it is a measure")
    PLACEHOLDER = Text(zh="没有写明是谁", en="it names nobody")
    PREPOSITION = Text(zh="前面是介词，不是名称的开头", en="it begins with a preposition")
    SENTENCE = Text(zh="是句子的一部分", en="it is part of a sentence")
    PERSON = Text(zh="是人，不是单位", en="it is a person")
    TOO_LONG = Text(zh="太长，不像名称", en="it is too long for a name")
    NO_LETTERS = Text(zh="没有文字", en="it holds no letters")


_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕|【[^【】]*】|〈[^〈〉]*〉|《[^《》]*》|“[^“”]*”")
_HAN = r"\u3400-\u9fff"
_ROLE = r"(?:牵头|主责|责任|主办|承办|配合|协办|协同|协助|参与|参加|支持|督办|督导|考核|验收)"
_ROLE_LABEL = re.compile(
    rf"^{_ROLE}(?:单位|部门|科室|处室)(?=[{_HAN}]{{2}})|(?<!各){_ROLE}(?:单位|部门|科室|处室)(?:[:为是]|(?=[省市县区州镇乡各团]))|"
    rf"{_ROLE}(?:单位|部门|科室|处室|领导):"
    r"|(?:完成|办结|工作)时[限间]|联系(?:电话|方式)"
)
_LIST_MARK = re.compile(
    r"[①-⑳*★☆▲△●○◎◆◇■□►▶√#|]|^(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.．、)）](?!\d)|^[(（][一二三四五六七八九十\d]{1,3}[)）]"
)
_PAGE_NUMBER = re.compile(r"[—–-] ?\d{1,4} ?[—–-]|第\d+页|^\d+页")
_TELEPHONE = re.compile(r"\d{7,}|\d{3,4}-\d{4,}")
_MEASURE = re.compile(
    r"(?:[\d.]+|[一二两三四五六七八九十百千万]+)?万?(?:个|项|次|人次|场次|家|座|条|件|套|台|亩|公里|米|吨|户|名|元|万元|亿元|平方米|"
    r"分|天|年|月|日)(?:以上|以下|以内|左右)?"
)
_PLACEHOLDER = re.compile(
    r"(?:同(?:上|前|左|第.{1,4}[项条款行])|待(?:定|补充|商|落实|.{0,10}(?:明确|确定))|(?:部门|单位|有关方面)|(?:另行?|再行?)(?:确定|通知|明确|发文|商定)|暂(?:无|缺|未确定)|无|空|略|不涉及|[你贵本我](?:[局委办厅部镇乡院校区]|单位|部门|公司|中心|街道)|"
    r"(?:详|另|参)?见.{0,4}附(?:件|表|后).{0,4}|(?:请)?选择一项.*|(?:单击|点击).{0,8}(?:输入|选择).*|请(?:选择|填写|输入).*|以上|以下|各自|"
    r"(?:上述|以上|下列|其他)?(?:所有|全部)?(?:工作|任务|措施|事项)|[/\\.…—–_-]+|n/?a|none|tbd|tbc)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"(?:由|被|把|将(?!乐)|请|对于|关于|并由|分别由)(?=.{2})|为(?![民农老侨企社军])")
_HARD_VERB = re.compile(
    r"^(?:不|未|(?:配合|协助|会同|督促|指导)(?=[省市县区各]))|^前[一二两三四五\d][位个家名]|等(?:单位|部门)(?=.)|的(?:单位|部门)$|已$|(?<=.{2})(?:召集|召开|举办|做好)|均需|均由|不再|应当|必须|不得|可以|负责(?!人|制|处|科)|(?:任务|工作|措施|事项)(?:均|都|皆)?由|牵头(?!单位|部门|处室|科室|机构|人)(?=.)|"
    r"[,。;!?]$|是.{0,6}(?:单位|部门)$"
)
_SOFT_VERB = re.compile(
    r"^(?:加快|加强|稳步|不断|逐步|持续|积极|深入|全面|扎实|有序|正在|已经?(?=启动|完成|开展|建成|实施)|尚未|力争|确保|按照|按(?:期|时|序|进度|[年季月周旬])|根据|围绕|"
    r"完成|开展|实施|推进|落实|形成|制定|印发|组织|做好|抓好|建立|完善|提升|提高|推动|督促|协调|联系|报送|列入|纳入|长期坚持|"
    r"年内|及时|定期|共同|联合|分别|分头|统筹|具体|有关事宜)"
    r"|进行|予以|给予|(?<=.)(?:按照|根据|结合)(?=.)|(?:落实|推进|完善|实施|配合|参与|参加)$|"
    r"(?:的|了|着|地|和|与|及|或|等|在|以)$|^(?:的|和|与|及|或|等|在|以及|其中|包括|含)"
)
_OFFICE_END = re.compile(
    r"(?:局|厅|部|署|委|办|办公室|委员会|政府|法院|检察院|海关|院|中心|公司|集团|银行|支行|分行|总社|支队|大队|总队|专班|小组|"
    r"指挥部|联合会|协会|学会|党校|办事处|单位|部门|街道|[镇乡县区市省]|处|科|室|股|所|站|会|组|校|馆|园|企业|机构|联|协|社)$"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施洪季鲁柳邢骆翟樊倪殷庄耿岳齐尚庞章牛葛褚俞祝柯阮凌"
    "颜梅盛裴关伍甘焦祁左童柴蒙单卜冉娄申瞿古欧宁滕苗桑艾岑鲍屈靳游臧池邬隋尤靖佟饶晏华成路戚"
)
_COMPOUND_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "夏侯")


@cache
def _compile_person() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile the form of a person's name, and the words that only look like one: for documents alone, at 5 ms."""
    person = re.compile(rf"(?:[{_SURNAMES}]|{'|'.join(_COMPOUND_SURNAMES)})(?:[某×xX*]{{1,2}}|[{_HAN}]{{1,2}})")
    words = re.compile(
        r"(?:石[油化材]|向阳|武[装警]|常务|高校|白酒|田径|路[政桥网]|成[教员]|关工|单车|古[建城]|江[河苏西宁]|龙头|马拉|石[家首]|史志|安监|万[达科]|"
        r"华[电能润为侨]|池州|温[州泉]|宁[波夏德]|常[州德]|苏[州木]|黄[山石冈]|方志|康[养复]|武[汉威]|许昌|吕梁|沈阳|郑州|洪[水涝]|汪清|盛[京世]|"
        r"马[鞍场]|牛[羊业]|严打|严管|叶[城县]|顾问|祝[福词]|施[工救]|任[务职]|左[翼右]|尚[志义]|关[注爱]|方[面案式便向法]|凌[云海]|雷达|毛纺|梅[山州]|"
        r"林[业草场区地农牧果下]|单位|单元|项目|向上|成人|成立|成效|何时|程序|温控|章程|章则|许可|于此|季度|钱塘|万[元亩人户]|游[客泳艺]|牛奶|常[态规年设]|武术|任何)"
    )
    return person, words


_POST = re.compile(
    r"(?:书记|[县市区镇乡省州局部处科院校厂站所队组会秘]长|主任|[厅司]长|专员|经理|董事长|总监|主席|会长|秘书长|组长|队长|所长|同志|委员|巡视员|调研员|负责人|"
    r"责任人|联系人|联络员|领导|[某]某)(?:[A-Za-z]|[\u4e00-\u9fff]{2,3})?$"
)
_PARENTS = ("家长", "社长", "校长培训")


@lru_cache(maxsize=8192)
def find_name_fault(name: str) -> NameFault | None:
    """Return the reason why a printed name is no name of a unit, or None where it may be one.

    >>> find_name_fault("县教委"), find_name_fault("各市（含定州、辛集市，下同）政府")
    (None, None)
    >>> [find_name_fault(name).name for name in ("县教委责任单位：县科协", "属地：各乡镇", "待定", "由县教委")]
    ['ROLE_LABEL', 'COLON', 'PLACEHOLDER', 'PREPOSITION']
    """
    if _LIST_MARK.search(name):  # before ① becomes 1
        return NameFault.LIST_MARK
    text = " ".join(unicodedata.normalize("NFKC", name).split())
    outside = text
    while outside != (shorter := _BRACKETED.sub("", outside)):
        outside = shorter
    return next((fault for fault, holds in _RULES if holds(text, outside or text)), None)


_RULES: tuple[tuple[NameFault, Callable[[str, str], object]], ...] = (
    (NameFault.ROLE_LABEL, lambda text, _: _ROLE_LABEL.search(text)),
    (NameFault.COLON, lambda text, _: ":" in text),
    (NameFault.PAGE_NUMBER, lambda text, _: _PAGE_NUMBER.search(text)),
    (NameFault.TELEPHONE, lambda text, _: _TELEPHONE.search(text)),
    (NameFault.PLACEHOLDER, lambda _, outside: _PLACEHOLDER.fullmatch(outside)),
    (NameFault.MEASURE, lambda text, outside: "%" in text or "‰" in text or _MEASURE.fullmatch(outside)),
    (NameFault.NO_LETTERS, lambda text, _: not any(character.isalpha() for character in text)),
    (NameFault.PREPOSITION, lambda text, _: _PREPOSITION.match(text)),
    (NameFault.SENTENCE, lambda _, outside: _HARD_VERB.search(outside)),
    (NameFault.SENTENCE, lambda _, outside: _SOFT_VERB.search(outside) and not _OFFICE_END.search(outside)),
    (NameFault.PERSON, lambda _, outside: names_a_post(outside)),
    (NameFault.TOO_LONG, lambda _, outside: _is_too_long(outside)),
)
"""Each reason with what is looked for in the folded name and in the name without its brackets; the first holds."""


def _is_too_long(name: str) -> bool:
    chinese = sum(1 for character in name if "\u3400" <= character <= "\u9fff")
    limit = MAX_OFFICE_CHARACTERS if _OFFICE_END.search(name) else MAX_CHINESE_CHARACTERS
    latin = sum(1 for character in name if character.isascii() and character.isalpha())
    return chinese > limit or latin > MAX_LATIN_LETTERS


def names_a_post(name: str) -> bool:
    """True if a name ends as that of a post or of its holder does (局长, 县水利局局长赵明远).

    >>> names_a_post("县水利局局长赵明远"), names_a_post("县委书记"), names_a_post("县妇联")
    (True, True, False)
    """
    if name.endswith("常委"):
        return True
    return bool(_POST.search(name)) and not name.endswith(_PARENTS) and not _OFFICE_END.search(name)


def is_likely_person(name: str) -> bool:
    """Guess whether a name is a person's: a surname with one or two characters.

    Places are called so too (石岭, 高桥): only a list of nothing else, before a verb of its own, speaks of persons.

    >>> [is_likely_person(name) for name in ("田文博", "欧阳明", "王某某", "石油", "林业局", "法规科")]
    [True, True, True, False, False, False]
    """
    text = unicodedata.normalize("NFKC", name).strip()
    person, words = _compile_person()
    return bool(person.fullmatch(text)) and not words.match(text) and not _OFFICE_END.search(text)
