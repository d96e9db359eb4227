"""Unit names as written in plans: splitting lists, and properties that follow from a name alone."""

from __future__ import annotations

import re
import unicodedata

SEPARATORS = "、;；\n"
"""What stands between two units: `、` is written, the others are read too. Never inside brackets."""

_OPENING = {"(": ")", "（": "）", "[": "]", "［": "］", "〔": "〕", "【": "】", "《": "》"}
_CLOSING = frozenset(_OPENING.values())
_OPEN_END = ("等有关单位", "等有关部门", "等相关单位", "等相关部门", "等单位", "等部门", "等")


class UnbalancedBracketError(ValueError):
    """An unbalanced bracket in a list of units."""


def split_units(cell: str) -> tuple[tuple[str, ...], bool]:
    """Split one cell into its unit names, in order; the second value is True if the list is open (ends in 等).

    Levels after 各 (各市、州、县人民政府) are one name. Raises UnbalancedBracketError.

    >>> split_units("县教委、各乡镇(街道、开发区)；团县委")
    (('县教委', '各乡镇(街道、开发区)', '团县委'), False)
    >>> split_units("县科协、县教委等")
    (('县科协', '县教委'), True)
    >>> split_units("各市、县等部门")
    (('各市、县',), True)
    >>> split_units("各市、州、县人民政府、省科协")
    (('各市、州、县人民政府', '省科协'), False)
    >>> split_units("各乡镇、街道、县科协")
    (('各乡镇、街道', '县科协'), False)
    >>> split_units("")
    ((), False)
    """
    names = [name for name in (piece.strip() for piece in _pieces(cell)) if name]
    last = names.pop() if names else ""
    # Before levels are joined: in 各市、县等部门 the last level is 县, not a name of its own.
    ending = next((ending for ending in _OPEN_END if last.endswith(ending)), "")
    last = last.removesuffix(ending).rstrip()
    return tuple(join_levels([*names, last] if last else names)), bool(ending)


def _pieces(cell: str) -> list[str]:
    pieces, start, waiting = [], 0, []
    for place, character in enumerate(cell):
        if character in _OPENING:
            waiting.append(_OPENING[character])
        elif character in _CLOSING:
            # （ closed by ) is a slip of the keyboard, not another structure.
            if not waiting:
                raise UnbalancedBracketError(cell)
            waiting.pop()
        elif character in SEPARATORS and not waiting:
            pieces.append(cell[start:place])
            start = place + 1
    if waiting:
        raise UnbalancedBracketError(cell)
    pieces.append(cell[start:])
    return pieces


_LEVEL = (
    r"(?:省|市|州|县|区|旗|盟|乡|镇|街道|自治州|自治县|自治区|直辖市|地区|乡镇|县级市|县市|市区|县区|区县|市县|开发区)"
)
_BRACKETED = r"(?:\([^()]*\)|（[^（）]*）|〔[^〔〕]*〕|\[[^\[\]]*\])?"
_KIND = (
    r"[\u4e00-\u9fff]{2,6}"
    r"(?<![省市州县区旗镇乡街村居道局委办厅部署院会所站处科室校社队组班司场馆团行心商体户位关构门府])(?<!企业)"
)
"""Words that end as no unit does."""
_TOGETHER = re.compile(
    rf"各(?:有关|相关)?{_LEVEL}(?:、{_LEVEL}{_BRACKETED})*"
    rf"(?:、{_LEVEL}{_BRACKETED}(?:人民政府|政府|党委和政府|党委|党工委|委员会|办事处|管委会|管理委员会|.{{0,4}}部门){_BRACKETED})?"
    rf"|各{_KIND}(?:、{_KIND})*、(?!有关|相关|成员|其[他它]|.*[各级直属])[\u4e00-\u9fff]{{2,6}}(?:单位|企业|机构|部门)"
)
"""One name that holds 、: levels (各市、州、县人民政府) or kinds of units (各建设、施工、监理单位)."""
MOST_JOINED = 8
"""Pieces of the longest such name."""


def join_levels(names: list[str]) -> list[str]:
    """Join the pieces of names that list levels or kinds: 各市、州、县人民政府 is split in three and is one name.

    >>> join_levels(["各区", "县级市政府", "市科协"]), join_levels(["各乡镇", "县科协"])
    (['各区、县级市政府', '市科协'], ['各乡镇', '县科协'])
    >>> join_levels(["市住建局", "各建设", "施工", "监理单位"])
    ['市住建局', '各建设、施工、监理单位']
    """
    joined: list[str] = []
    place = 0
    while place < len(names):
        most = min(MOST_JOINED, len(names) - place) if names[place].startswith("各") else 1
        tried = ("、".join(names[place : place + count]) for count in range(most, 1, -1))
        joined.append(next(filter(_TOGETHER.fullmatch, tried), names[place]))
        place += joined[-1].count("、") - names[place].count("、") + 1
    return joined


_SCOPE = (
    r"(?:全[省市州县区]|[省市县区]内|[省市州县区][属直]|驻[省市县区]|辖区内?|本地|当地|属地|有关|相关|规模以上|重点)"
)
_GENERAL_NAMES = re.compile(
    rf"{_SCOPE}*(?:"
    r"(?:行业|业务|行政|归口|职能|监管|执法|主管|管理)+部门"
    r"|(?:金融|银行业?|保险业?|证券业?|医疗|卫生|养老|教育|培训|科研|科普|文化|体育|服务|中介|新闻|社会|群团|企?事业|国有|民营"
    r"|中小微?|骨干|龙头|科技|基础|通信|电信|运营|建设|施工|实施|责任|成员|人民)+(?:机构|院所|单位|组织|团体|企业|运营商|媒体)"
    r"|(?:高等|职业|大中?专|科研|中小)*(?:院校|学校|高校)|(?:中小学|幼儿园)+|科研院所|(?:商业|政策性)银行|保险公司|行业(?:协会|商会)"
    r"|(?:企业|运营商|媒体|医院|园区|社区|部门|单位|镇街?|乡镇|街道)"
    r")"
)
"""Kinds of offices without a name of their own: 金融机构, 行业主管部门, 市属高校. What one level has once is none."""
_OWN_PLACE = re.compile(r"(?:地方|当地|属地|所在地|基层)(?:各级)?(?:党委和?|人民)*(?:政府|部门|单位)?")
_OF_A_LEVEL = re.compile(r"[省市州县区乡镇村]+[级直]机?关?(?:部门|单位|机关)")
_COUNTED = re.compile(
    rf"{_SCOPE}?(?:\d+|[一二三四五六七八九十两]+)(?:个(?:[乡镇街县区市]+|街道|园区)|[个家所].{{0,6}}(?:部门|单位|企业|学校|高校|医院|运营商))"
)
_LEVELS = re.compile(r"(?:街道|[省市州县区旗盟乡镇街村居]|(?:人民)?政府|党委|党工委|办事处|管委会|委员?会|部门)+")
_ENGLISH_KINDS = re.compile(r"(?:all|other|relevant|each|every)\b.*[^s]s", re.IGNORECASE)
_MARKS = str.maketrans("", "", "()（）〔〕[]、/／和及与 ")


def is_collective_name(name: str) -> bool:
    """Guess from its form whether a name stands for many units; callers mark the result as a guess.

    These are 各, general words (有关部门), a place named by no name (地方人民政府), offices of a level (县级部门),
    counted ones (14个镇), two levels or more (县(市、区)政府), and kinds without a name of their own (金融机构).

    >>> is_collective_name("各乡镇(街道)"), is_collective_name("县级各部门"), is_collective_name("县教委")
    (True, True, False)
    >>> [is_collective_name(name) for name in ("县(市、区)政府", "14个镇", "科研院所", "县政府", "农业银行")]
    [True, True, True, False, False]
    """
    if "各" in name or name.endswith(("有关部门", "相关部门", "有关单位", "相关单位", "成员单位", "责任单位")):
        return True
    if _ENGLISH_KINDS.fullmatch(name):
        return True
    plain = unicodedata.normalize("NFKC", name).translate(_MARKS)
    if any(pattern.fullmatch(plain) for pattern in (_GENERAL_NAMES, _OWN_PLACE, _OF_A_LEVEL, _COUNTED)):
        return True
    return bool(_LEVELS.fullmatch(plain)) and len(re.findall("街道|[省市州县区旗盟乡镇街村居]", plain)) > 1


FOREIGN_SEPARATORS = "，,/／|｜。"
"""Marks that clerks put between two units and that respnet does not take for a separator."""


def find_foreign_separators(name: str) -> str:
    """Return the unrecognised separators inside a name, in order; those in brackets belong to the name.

    >>> find_foreign_separators("县教委，县科协"), find_foreign_separators("各市政府（含定州、辛集市，下同）")
    ('，', '')
    """
    found, depth = "", 0
    for character in name:
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth <= 0 and character in FOREIGN_SEPARATORS:
            found += character
    return found


def find_unclean_characters(name: str) -> str:
    r"""Return the characters of a name that are invisible or look like another character, in order.

    White space beside Chinese, control and direction marks, full-width letters and digits, characters that
    only look like the usual one (radicals, compatibility forms). Full-width brackets are usual.

    >>> (find_unclean_characters("县\u200b教委"), find_unclean_characters("县（市）科协"),
    ... find_unclean_characters("县 科协"))
    ('\u200b', '', ' ')
    """
    return "".join(
        character
        for place, character in enumerate(name)
        if _looks_odd(character) or (character.isspace() and not _between_latin(name, place))
    )


_USUAL_FULL_WIDTH = frozenset("（），；：！？［］～＋－．＆／｜")


def _looks_odd(character: str) -> bool:
    if character in _USUAL_FULL_WIDTH or character.isspace():
        return False
    radical = "\u2e80" <= character <= "\u2fdf"
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")
    selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return radical or hidden or selector or unicodedata.normalize("NFKC", character) != character


def _between_latin(name: str, place: int) -> bool:
    return 0 < place < len(name) - 1 and name[place] == " " and (name[place - 1] + name[place + 1]).isascii()


_ORGANS = ("政府", "委员会", "人大", "政协")
"""What follows a place in the name of the place's own organs: 市政府 shortens nothing else."""

_GENERAL = ("有关", "相关", "成员单位", "责任单位", "各")
_LONG_ENDING = re.compile(r"(?<=.)(?:(委)员?会|(联)合会|(协)会|(办)公室)(?=$|\()")
"""Endings of which everyday names keep one character: 教育委员会 is 教委, 妇女联合会 is 妇联, 科学技术协会 is 科协."""

_PARTY = re.compile(r".*?(?:省|市|州|县|区|旗|镇|乡)委(?=.{2})")
_LEVEL_AT_START = re.compile(r"国家|全国|省|市|州|县|区|旗|盟|镇|乡|村")


def is_likely_same(one: str, other: str) -> bool:
    """Guess whether two names are spellings of one unit: a proposal for a person, never a decision.

    One is the other abbreviated (县应急局, 县应急管理局), or they differ in brackets and spaces only.
    Names of different levels (省, 市, 县, 区), of a party and a government office, or of two collectives never match.

    Args:
        one: A unit name.
        other: Another unit name; the order does not matter.

    >>> is_likely_same("县应急局", "县应急管理局"), is_likely_same("省发改委", "省发展和改革委")
    (True, True)
    >>> is_likely_same("县妇联", "县妇女联合会"), is_likely_same("县科协", "县科学技术协会")
    (True, True)
    >>> is_likely_same("县教委", "县民族宗教委"), is_likely_same("县公安局", "县森林公安局")
    (False, False)
    >>> (is_likely_same("市教育局", "市体育局"), is_likely_same("市教育局", "县教育局"),
    ... is_likely_same("县教委", "县委教育工委"))
    (False, False, False)
    """
    short, long = sorted((_bare(one), _bare(other)), key=len)
    if short == long:
        return True
    if not short or any(word in name for word in _GENERAL for name in (short, long)):
        return False
    if long.startswith(f"{short}(") and long.endswith(")"):
        return True
    return _shortens(short, long)


def _shortens(short: str, long: str) -> bool:
    """True if `short` is a subsequence of `long` that keeps the first and last character of the proper name."""
    party, other_party = _PARTY.match(short), _PARTY.match(long)
    level, other_level = _LEVEL_AT_START.match(short), _LEVEL_AT_START.match(long)
    if _text(party) != _text(other_party) or _text(level) != _text(other_level):
        return False
    start = len(_text(party) or _text(level))
    proper, whole = short[start:], long[start:]
    if len(proper) < 2 or proper in _ORGANS or proper[0] != whole[0] or proper[-1] != whole[-1]:
        return False
    rest = iter(whole)
    return all(character in rest for character in proper)


def similarity_key(name: str) -> str:
    """Return the blocking key for `is_likely_same`: only names with equal keys can match.

    The key is the level or party office and the first character after it.

    >>> similarity_key("县应急局"), similarity_key("县委宣传部")
    ('县应', '县委宣')
    """
    bare = _bare(name)
    start = len(_text(_PARTY.match(bare) or _LEVEL_AT_START.match(bare)))
    return bare[: start + 1]


def _text(match: re.Match[str] | None) -> str:
    return match[0] if match else ""


def _bare(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).replace("人民政府", "政府").replace("共青团", "团")
    bare = "".join(
        character for character in folded if not character.isspace() and unicodedata.category(character) != "Cf"
    )
    return _LONG_ENDING.sub(lambda ending: next(filter(None, ending.groups())), bare)
