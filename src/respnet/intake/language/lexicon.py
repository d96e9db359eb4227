"""The words of assignment clauses: labels (牵头单位：), verbs (负责), riders (下同), deadlines, names of units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from respnet.core.name_guard import is_likely_person
from respnet.core.plan import Role

OPENING_BRACKETS = "([〔【〈《“「{"
CLOSING_BRACKETS = ")]〕】〉》”」}"


class LabelKind(StrEnum):
    """Announcement made by the words before a colon."""

    UNITS = "units"
    PERSON = "person"
    DEADLINE = "deadline"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class LabelWord:
    """One label: what it announces, the role (for units), and the word as folded."""

    kind: LabelKind
    word: str
    role: Role | None = None
    known: bool = True
    """True if the label stands in the lists here, so that names need no look of their own."""


_NOUN = r"(?:单位|部门|科室|处室|股室|机构|组织|机关|部委|主体|处|科|地区|区县|县区|地方|乡镇|站所|街道|社区|村|学校)"
_DUTY = (
    r"(?:牵头|主责|主办|主要|第一|责任|负责|配合|参加|参与|协助|协同|协办|会办|支持|承办|承担|落实|实施|执行|办理|"
    r"督促|督查|督办|督导|监督|考核|考评|评估|验收|推进|组织|具体|共同|其他|市级|省级|县级|区级|本级|工作|任务|总)"
)
_ROLE_BEHIND = re.compile(r"(?<=.)[(\[〔](?P<role>牵头|主办|配合|协办|参与|督办)(?:单位|部门)?[)\]〕]$")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕")
_UNITS_LABEL = re.compile(
    rf"{_DUTY}{{1,6}}{_NOUN}(?:[、和及/与]{_DUTY}*{_NOUN})?|牵头|主责|主办|责任|配合|协办|承办|督办"
)
_ANY_NOUN = r"(?:单位|部门|机构|方(?![案式法面向])|专班|小组|团队|企业|主体)"
LABEL_WITH_COPULA = re.compile(
    rf"(?P<label>{_DUTY}{{1,6}}{_NOUN}|完成(?:时限|时间|期限)|[\u4e00-\u9fff]{{2,6}}?{_ANY_NOUN}|[\u4e00-\u9fff]{{2,8}}?(?=为))"
    r"(?P<copula>为|是)?(?=[\u4e00-\u9fff\d]{2})"
)
"""A label without a colon: 牵头单位为县教委, 责任单位县教委."""
TWO_ROLES = re.compile(r"牵头[^:]*[和及/、与](?:责任|配合|参与|落实|实施)|(?:责任|配合)[^:]*[和及/、与]牵头")
_PERSON_LABEL = re.compile(
    rf"(?:{_DUTY}|分管|包保|包联|县|市|区|省|镇)*(?:领导|负责人|责任人|联系人|联络员|负责同志|责任领导)(?:姓名)?"
)
_DEADLINE_LABEL = re.compile(
    r"(?:工作|任务|整改|计划|预计|办理|活动|各项工作)?(?:完成|办结|时间|时限|截止|实施)?(?:时限|期限|时间|日期|节点|进度)(?:要求|安排|节点)?"
)
ASIDE_LABEL = re.compile(r"(?:联系|咨询|举报)(?:单位|部门|电话|方式|处室)|电话|备注|注|分值|目标|任务|措施")


def parse_label(word: str) -> LabelWord | None:
    """The meaning of a known label or column header, or None where it is neither.

    >>> parse_label("牵头单位").role, parse_label("协办单位").role, parse_label("负责考核部门").role
    (<Role.LEAD: 'lead'>, <Role.SUPPORT: 'support'>, <Role.SUPERVISE: 'supervise'>)
    >>> parse_label("牵头领导").kind, parse_label("工作任务")
    (<LabelKind.PERSON: 'person'>, None)
    """
    bare = re.sub(r"\s+", "", word)
    for form in (_BRACKETED.sub("", bare), re.sub(r"[()\[\]〔〕]", "", bare)):
        if _PERSON_LABEL.fullmatch(form):
            return LabelWord(LabelKind.PERSON, form)
        if _UNITS_LABEL.fullmatch(form) and (role := _label_role(form)) is not None:
            noted = _ROLE_BEHIND.search(bare)  # 责任单位(牵头)
            return LabelWord(LabelKind.UNITS, form, (noted and _label_role(noted["role"])) or role)
        if _DEADLINE_LABEL.fullmatch(form):
            return LabelWord(LabelKind.DEADLINE, form)
    return None


# The words from which the meaning of a label is decided that is not in the lists above.

_PERSON_WORDS = re.compile(
    r"领导|负责人|责任人|联系人|联络员|联络人|同志|[省市县区镇乡州局厅处科部院校]长(?!.*(?:单位|部门|办公室))|书记|主任(?!.*(?:单位|部门))|专员|经理|人员|姓名|"
    r"指挥长|(?:总|副)指挥|组长(?!单位|部门)|秘书|人$"
)
_DEADLINE_WORDS = re.compile(r"时限|期限|时间|日期|节点|进度|工期|限期")
LEVEL_WORDS = re.compile(
    r"(?:省|市|县|区|州|旗|乡|镇|街|村|国家|中央){1,3}(?:级|直|属)?(?:层面|部门|单位|街道)?|街道|部门|属地|本级|园区|社区|村居|其他|其它|企业|地方"
)
"""Labels that only name a level of government or a kind of unit (县级：…；乡镇：…), and no role."""
THING_WORDS = re.compile(
    r"(?:编辑|分值|得分|分数|标准|方式|办法|内容|举措|事项|项目|投资|地点|位置|区域|地区|追究|资金|依据|目标|任务|措施|要求|理由|原因|情况|说明|范围|对象|电话|"
    r"次数|频次|率|指标|名称|类型|类别|形式|来源|渠道|经费|结果|进展|问题|地址|邮箱|网址|备注|金额|数量|制|制度|机制|领域|清单|规模|成果|材料|意见|建议|方案|计划|"
    r"步骤|重点|环节|条件|程序|流程|原则|体系|周期|比例|状态|成效|文件|书|表|期|量|额|数|度|性|法|规|卡|证|号|点)$"
)
"""Ends of labels that are no role (资金来源, 验收标准)."""


_ROLE_WORDS = (
    (Role.RESPONSIBLE, TWO_ROLES),
    (
        Role.LEAD,
        re.compile(
            r"牵头|主办|主[责抓攻]|领[办衔]|(?<!副)组长|主要(?:责任|负责|承办)|第一责任|抓总|总(?![承工体务结])"
        ),
    ),
    (Role.SUPERVISE, re.compile(r"督|(?:^|行业|日常|项目)监管|验收|考核|考评|评估")),
    (Role.SUPPORT, re.compile(r"配合|协|参(?![会阅考])|支持|支撑|会办|联办|(?<![资补救援])助")),
    (
        Role.RESPONSIBLE,
        re.compile(
            r"责任|负责|(?:^|行业|业务)主管|承|归口|认领|(?:整改|建设|施工)(?=单位|部门|主体)|实施|组长|成员|组成|落实|执行|[经分]办|办理|推进|分工|属地|专班$|作组$"
        ),
    ),
)
"""Roles in the order in which a label's words decide: the first that is found."""


_UNIT_NOUN = re.compile(
    r"(?:单位|部门|机构|机关|组织|专班|方|组|企业|公司|局|委|办|处|科|股|室|厅|主体|成员|者|站|所|院|队|协会|镇|街道|乡|分工)$"
)
ROLE_FIRST = re.compile("|".join(words.pattern for _, words in _ROLE_WORDS[1:]))


def interpret_label(word: str) -> LabelWord:
    """The meaning of a label with a colon, decided from its words where it stands in no list; ASIDE where unclear.

    >>> [interpret_label(word).role for word in ("成员单位", "协作单位", "组成部门", "总召集单位", "督战单位")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [<Role.RESPONSIBLE: 'responsible'>, <Role.SUPPORT: 'support'>, <Role.RESPONSIBLE: 'responsible'>,
     <Role.LEAD: 'lead'>, <Role.SUPERVISE: 'supervise'>]
    >>> [interpret_label(word).kind.value for word in ("资金来源", "验收标准", "负责省长", "整改限期")]
    ['aside', 'aside', 'person', 'deadline']
    """
    known = parse_label(word)
    if known is not None:
        return known
    bare = re.sub(r"\s+", "", _BRACKETED.sub("", word)).strip("()[]〔〕【】")
    if bare.startswith("被"):  # 被考核单位
        return LabelWord(LabelKind.ASIDE, bare, known=False)
    if _DEADLINE_WORDS.search(bare):
        return LabelWord(LabelKind.DEADLINE, bare, known=False)
    if ASIDE_LABEL.fullmatch(bare) or THING_WORDS.search(bare):
        return LabelWord(LabelKind.ASIDE, bare, known=False)
    if _PERSON_WORDS.search(bare):
        return LabelWord(LabelKind.PERSON, bare, known=False)
    role = None
    if len(bare) <= MAX_LABEL_LENGTH and (_UNIT_NOUN.search(bare) or ROLE_FIRST.match(bare)):
        role = _label_role(bare)
    elif _SUFFIX.fullmatch(bare):  # 监督:县检察院
        role = _verb_role(bare)
    return LabelWord(LabelKind.UNITS if role else LabelKind.ASIDE, bare, role, known=False)


def read_label_word(word: str) -> LabelWord | None:
    """The meaning of a word that is a label even without a colon: a known one, or 参战单位 and the like, no name."""
    known = parse_label(word)
    if known is not None or has_level_prefix(word) or not re.search(rf"(?<!主管|监管){_ANY_NOUN}$", word):
        return known
    label = interpret_label(word)
    return label if label.role is not None else None


MAX_LABEL_LENGTH = 10
"""Characters of a label whose role is decided from its words: longer ones are sentences."""


def _label_role(label: str) -> Role | None:
    return next((role for role, words in _ROLE_WORDS if words.search(label)), None)


_DUTIES = r"(?:职责|职能|职权|分工|领域|任务|要求|范围|权限|原则|规定|部署)"
_HOW = (
    rf"(?:(?:按照?|依[据照]?|根据)(?:[“\"][^”\"]{{1,12}}[”\"]的?|各自|有关|相关|部门|分管|工作|业务|本部门)*{_DUTIES}(?:[和及、]?{_DUTIES})*|依法|"
    r"各司其职|各负其责|双|总|共同|研究|联合|跟踪|分别|分头|分工|具体|统一|统筹|直接|全面|总体|积极|密切|认真|抓好|做好|具体组织|组织|协同|属地)"
)
_VERB = (
    r"(?:牵头|负责|落实|配合|参与|参加|协助|协办|协同|实施|承办|主办|督办|督查|督促|督导|监督|考核|验收|推进|推动|执行|开展|"
    r"(?:业务|技术)?指导|办理|承担|组织|协调|主?抓|问效|落地|贯彻|抓总|检查|统筹|汇总|召集|支持|"
    r"提出(?:具体|落实|处理|办理)?(?:意见|方案|办法))"
)
_SUFFIX = re.compile(
    rf"(?:要|需|须|均|应当)?(?:{_HOW}|{_VERB}|并)*(?:{_VERB}|[做抓]好(?=.*工作))(?:好|到位|(?:有关|相关|具体)?工作|任务|(?:属地|主体|监管)责任)?$"
)
_SURE_VERB = re.compile(
    r"牵头|负责|落实|配合|参与|参加|协助|协办|协同|实施|承办|主办|主抓|督办|督查|督导|督促|问效|考核|验收|推进|指导|提出"
)
_MIDDLE = re.compile(
    r"(?<=.[局厅委部办府会院署室团区县市])(?:共同|联合)?(?P<verb>牵头|负责)(?:组织|协调|负责|,)?(?:会同|协同|联合)?"
    r"(?=(?:省|市|县|区|各|国家|国务院|有关|相关)[^:]{2,})(?!(?:单位|部门))"
)


_ANY_VERB = re.compile(r"(?P<name>.{2,16}[局办委部厅院])(?P<verb>[\u4e00-\u9fff](?![长任记员人等])[\u4e00-\u9fff])")
"""An office and any word of two characters that ends no name and is no post (县司法局审核)."""
_AS_LABEL = re.compile(r"均?(?:作?为|是)(?P<label>[\u4e00-\u9fff]{4,6})$")
"""A role said with a noun: 各镇为责任主体."""


def match_final_verb(piece: str) -> tuple[int, Role] | None:
    """The place of the verb at the end of a piece and the role it gives; None where the piece ends in none.

    >>> match_final_verb("省科协按职责分工负责"), match_final_verb("县教委"), match_final_verb("专班牵头单位牵头")
    ((3, <Role.RESPONSIBLE: 'responsible'>), None, (6, <Role.LEAD: 'lead'>))
    """
    tail = max(0, len(piece) - 40)
    if (named := _AS_LABEL.search(piece, tail)) and (label := parse_label(named["label"])) and label.role:
        return named.start(), label.role
    match = _SUFFIX.search(piece, tail)
    if match is None:
        word = _ANY_VERB.fullmatch(piece)
        other = word is not None and has_level_prefix(piece) and has_office_ending(word["name"])
        if word is None or not other or is_complete_name(piece) or is_likely_person(word["verb"]):
            return None
        return word.start("verb"), Role.RESPONSIBLE
    if not _SURE_VERB.search(match[0]) and not is_official_name(piece[: match.start()]):  # 县纪委监督, 市场监督
        return None
    return match.start(), _verb_role(match[0])


def strip_final_verb(piece: str) -> str:
    """A piece without the verb at its end (县教委配合)."""
    verb = match_final_verb(piece)
    return piece[: verb[0]] if verb else piece


_OWN_DUTY = re.compile(r"(?P<verb>牵头|负责|配合|协助|做好|提供)(?!人|同志|单位|部门|处室|科室|机构|制)(?=.{2,16}$)")


def match_own_duty(piece: str) -> tuple[int, int, Role] | None:
    """The verb between an office and its own duty (县财政局负责经费保障): its start, end and role, or None.

    >>> match_own_duty("县财政局负责经费保障"), match_own_duty("报名单位对材料真实性负责")
    ((4, 6, <Role.RESPONSIBLE: 'responsible'>), None)
    """
    match = _OWN_DUTY.search(piece, 2)
    if match is None or not is_official_name(piece[: match.start()]) or is_official_name(piece[match.end() :]):
        return None
    return match.start(), match.end(), _verb_role(match["verb"])


def match_inner_verb(piece: str) -> tuple[int, int, Role] | None:
    """A verb inside a piece with more units after it (省教育厅牵头会同省财政厅…): its start, end and role."""
    match = _MIDDLE.search(piece)
    if match is None:
        return None
    return match.start(), match.end(), Role.LEAD if match["verb"] == "牵头" else Role.RESPONSIBLE


def _verb_role(verb: str) -> Role:
    if re.search("牵头|主办|主抓", verb):
        return Role.LEAD
    if re.search("督|考核|验收|问效", verb):
        return Role.SUPERVISE
    if re.search("配合|参与|参加|协助|协办|支持|协同(?!推进)", verb):
        return Role.SUPPORT
    return Role.RESPONSIBLE


_DATE = (
    r"(?:\d{4}\s*(?:[-—~至]+\d{4}\s*)?年|\d{4}[.\-/]\d{1,2}|\d{1,2}月|本周|下周|今年|明年|本年|当年|年内|年底|年末|年前|每年|每季|每月|"
    r"全年|上半年|下半年|本月|月底|第?[一二三四1-4]季度|[“\"]?十[三四五六]五[”\"]?(?:末|期间|时期)|\d{1,3}(?:个工作日|个月|日|天)内)"
)
_STARTS_WITH_DATE = re.compile(rf"(?:力争|确保|计划|原则上|于|在|到|至|自)?{_DATE}")
_STANDING = re.compile(
    r"(?:并|需)?(?:长期|持续|常态|常态化|常年|全程|按(?:照)?(?:计划|进度|时序|时序进度|要求|节点|时间节点|规定时限?|期)|立即|即时|(?:即知|立行|边查|即行|立查)(?:即|立|边)改|"
    r"随时|适时|同步|定期|近期|中期|远期|滚动|阶段性|长效)(?:地)?(?:有序|深入|抓好|抓紧)?"
    r"(?:推进|坚持|开展|实施|落实|完成|整改|执行|管理|任务|进行|巩固|抓|性工作|工作|推动|化)*(?:并(?:长期坚持|持续推进))?"
)


def is_deadline(phrase: str) -> bool:
    """True if a phrase of a clause gives a date or a duration, and names nobody.

    >>> [is_deadline(p) for p in ("6月底完成", "长期坚持", "12月取得明显成效并持续推进", "市财政局")]
    [True, True, True, False]
    """
    text = phrase.strip(" ,。;")
    if len(text) > 40 or not text:
        return False
    if _STANDING.fullmatch(text):
        return True
    return bool(_STARTS_WITH_DATE.match(text)) and not re.search(
        r"(?:局|厅|委|办|政府|单位|部门|负责|牵头|配合)$|^\d{4}年(?![底前末内上下度]).*(?:会|部|组|专班|中心)$", text
    )


BARE_DEADLINE = re.compile(
    rf"(?:力争|确保|计划|于|在|到|至)*{_DATE}[\d月日年上中下旬底初末之以前内]*(?:全面|基本|全部)?(?:完成|建成|办结|结束|到位|落实)?"
    r"(?:,?并(?:长期坚持|持续推进))?"
)
"""A sentence that says by when and nothing else (2026年12月底前完成)."""
ABOVE_DEADLINE_PATTERN = re.compile(
    r"(?:上述|以上)(?:各项|各条|所有|全部)?(?:工作|任务|措施|事项|项目)?(?:的)?(?:完成时限|完成时间|完成期限|时限要求|时限)"
    r"(?::|为|是|均为)+(?P<when>[^。;\n]{2,40})"
)

_STRONG_END = (
    r"(?:局|厅|(?<!干)部|署|委|办|室|会|政府|院|海关|中心|公司|集团|[银分支]行|(?:[总联报]|供销)社|[总支大]队|专班|组|[妇残文侨]联|"
    r"工商联|社科联|科协|党校|人大|政协|(?:电视|广播)台|处|科|股|所|站)"
)
_WEAK_END = (
    r"(?:省|市|州|县|区|旗|盟|镇|乡|村|街|街道|部门|单位|地方|社|联|协|企业|机构|组织|机关|团体|台|馆|园|厂|队|学校|大学|行|军|旅|团|"
    r"平台|联盟|基地|库|运营商|电力|移动|电信|联通|铁塔|邮政|烟草|石油|石化|港务|信托|保险|证券|银行业|各地|专员)"
)
_STRONG = re.compile(rf".+{_STRONG_END}$")
_ANY = re.compile(rf".+(?:{_STRONG_END}|{_WEAK_END})$")
_LEVELLED = re.compile(
    r"(?:各|省|市|县|区|州|旗|盟|镇|乡|国家|国务院|中央|中共|中国|全国|全省|全市|全县|全区|自治区|兵团|有关|相关|团[省市县区州]委|"
    r"属地|所在地|相应|本级|驻|地方|人民银行|人行)"
)
_GENERIC = re.compile(
    r"(?:各类|各种|相关)?(?:企业|机构|组织|高校|学校|医院|院所|科研院所|社会|社会组织|政府|党委|地方|市场|园区|平台|协会|"
    r"团体|项目|专家|群众|公众|个人|用户|家庭|单位|部门|集体|村|社区|基地|公司|银行|金融机构|党委政府|市场主体|第三方|专业机构|"
    r"龙头企业|平台公司|部委|部|局|会|室|团|省|市|县|区|乡|镇)"
)
_SHORT_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{0,4}[一二三四五六七八九十][科处室股队]|[你贵本我](?:[局委办厅部镇乡院校区]|单位|部门|公司|中心|街道)"
)
"""An office by its number, and the one to which a notice is sent, which works with others but is no unit (你局)."""
_PLACE = re.compile(r"(?![各某此该本有相])[\u4e00-\u9fff]{2,6}(?:镇|乡|街道|自治县|自治旗|苏木)")
_GENERIC_PLACE = re.compile(
    r".*(?:城镇|小镇|乡镇|建制镇|中心镇|示范镇|重点镇|试点镇|美丽乡|城乡|家乡|回乡|返乡|故乡|下乡|水乡|兴乡)$"
)
_KIND_OF_UNIT = re.compile(
    r"(?!各|有关|相关|对|由|所|本|该|此|其|用于|以|按)[\u4e00-\u9fff]{2,8}(?<![对的所与和及者])(?:单位|部门|机构|企业|公司|业主|经营者|管理者|合作社|院校)"
)
_TRAILING_NOTES = re.compile(r"(?:\([^()]*\)|〔[^〔〕]*〕|\[[^\[\]]*\]|〈[^〈〉]*〉)+$")


def strip_trailing_notes(name: str) -> str:
    """A folded name without the brackets at its end."""
    return _TRAILING_NOTES.sub("", name.strip())


_PERSON_BEHIND = re.compile(r"(?<=.[局委办部科处室所站院镇乡联])[\s　]*[\u4e00-\u9fff]{2,3}$")


def strip_person_behind(name: str) -> str:
    """A name without the person behind it (县交通局张建国); 县教委方志办 is an office to its end.

    >>> strip_person_behind("县交通局张建国"), strip_person_behind("县教委方志办")
    ('县交通局', '县教委方志办')
    """
    person = _PERSON_BEHIND.search(name)
    return name[: person.start()] if person and is_likely_person(person[0].strip()) else name


def is_complete_name(name: str) -> bool:
    """True if a folded name can stand alone as a unit, going by its end (教育局, 合肥海关, 各镇)."""
    text = strip_trailing_notes(name)
    return 2 <= len(text) <= 40 and bool(_ANY.fullmatch(text)) and text not in ("有关", "相关")


def has_office_ending(name: str) -> bool:
    """True if a folded name ends as only names of offices do."""
    return bool(_STRONG.fullmatch(strip_trailing_notes(name))) and len(strip_trailing_notes(name)) >= 3


def is_official_name(name: str) -> bool:
    """True if a folded name is a particular office or a collective of offices, not just 企业 or 政府."""
    text = re.sub(r"等(?:有关|相关)?(?:部门|单位)?$", "", strip_trailing_notes(name))
    if not text or _GENERIC.fullmatch(text):
        return False
    if re.fullmatch(r".*(?:有关|相关|成员|责任|主管|监管)(?:部门|单位|方面|地区|地方|市县|企业)", text):
        return True
    if _SHORT_OFFICE.fullmatch(text) or (_PLACE.fullmatch(text) and not _GENERIC_PLACE.fullmatch(text)):
        return True
    return is_complete_name(text) and (bool(_LEVELLED.match(text)) or has_office_ending(text))


def is_kind_of_unit(name: str) -> bool:
    """True if a folded name is a kind of unit that the plan binds (施工单位), not just 企业 or 单位.

    >>> is_kind_of_unit("施工单位"), is_kind_of_unit("企业"), is_kind_of_unit("参赛选手")
    (True, False, False)
    """
    return bool(_KIND_OF_UNIT.fullmatch(name)) and not _GENERIC.fullmatch(name)


def has_level_prefix(name: str) -> bool:
    """True if a folded name begins with a level of government, 各 or 有关."""
    return bool(_LEVELLED.match(name))


CLAUSE_WORDS = re.compile(r"牵头(?:单位|部门|责任)|责任(?:单位|部门)|配合(?:单位|部门)|分工负责")
"""By these a clause is known before it is read: what holds them is no furniture of a page."""
