"""Quantified targets in a task's text: what is counted, how many, by when; no subsidies, scores, years or 36个月."""

from __future__ import annotations

import re
from functools import lru_cache

_UNIT = (
    r"(?:%|‰|个百分点|场次|人次|万?(?:亩|吨|平方米|平方公里|立方米|千瓦|户|人|名|册|辆|套|件|次|台)|平方公里|公顷|公里|"
    r"亿元|万元|千瓦时|个(?!月)|家|项|场|所|座|台|套|件|条|批|期|名|人|户|次|支|处|片|米|亩|吨|张|款|种|篇|部|册|辆|只|头|株|盏|栋)"
)
_BEFORE = (
    r"(?:不少于|不低于|不得少于|不高于|达到|达|超过|突破|至少|控制在|提高到|"
    r"提升到|提升至|增长|增加到?|提高|降低|减少|力争)"
)
_TARGET = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<value>(?<![\d.〔\[第A-Za-z])\d+(?:\.\d+)?(?:[-—~至]\d+(?:\.\d+)?)?(?:万|亿|余|多)?"
    rf"|[一二三四五六七八九十百千两]{{1,4}}(?={_UNIT}以上))(?P<unit>{_UNIT})(?P<after>以上|左右|以内|以下|之内)?"
)
_YEAR = r"(?:[今明本每]|当|\d{4}(?:[-—~至]+\d{4})?)年度?"
_PART = (
    r"(?:年?[底末初]|年内|[春秋]季|[上下]半年|全年|前?第?[一二三四]个?季度末?|前[两二三]年|第[一二三四五]年|"
    r"\d{1,2}月份?(?:\d{1,2}日|[底末初]|[上中下]旬)?)"
)
_PERIOD = re.compile(
    rf"[到至]?(?:每月|每季度|\d年内|(?:{_YEAR}{_PART}?|{_PART})(?:[-—~至到]+{_PART})?|“?十[三四五六]五”?(?:时期|期间|末))(?:[之以]?前)?"
    r"|(?:汛|开学|(?:国庆|春)?节)前"
)
_NO_TARGET_BEFORE = re.compile(r"(?:最高|上限|扣|得|第|近|已|现有|共有|原有|目前|不超过|不|满|在)[^,。;\d]{0,4}$")
_EXISTS = re.compile(r"[^,。;]{0,8}(?:基础上|工作日)")
_PAID = re.compile(r"给予|补助|奖励|补贴|奖补|资助|贴息|罚款|最高|缴|减免")
_CLAUSE = re.compile(r"[^,;]*")
_SENTENCE = re.compile(r"[^。;!\n]+")
_NOTE = re.compile(r"\([^()]{1,4}\)")
_PHRASE_END = re.compile(r"[,、:()“]|(?<!十[三四五六]五)”")
_VERBS = re.compile(
    r"(?:—+|\d{1,2}\.|并|力争|确保|全[县市省区]|累计|新[增建]|建[成设立]|完成|实现|培[育养训]|打造|改造|创建|引进|开展|组织|举办|推[广动进出]|"
    r"集聚|认定|办好|使|将|争取|再|今年|年均|分别|继续|开工|实施|扩建|修建|发放|制作|选[取择]|遴选|谋划|[到至于在])+"
)
_NO_NOUN = re.compile(
    r"重点|每.*|各.*|.*化|.{0,2}级|.*(?:领域|方面|方向|环节|范围)[内中里上]?|.*[等与和及或的由]|.*\d[%个家].*|给予.*"
    r"|.*(?:具备|编制|安排|挖掘|发掘|建立|召开|举办|减轻|剩余)|(?:改造|关闭拆除|综合治理)"
)
"""Words that say where, of what rank or what is done, or that are cut, and not what is counted."""
_LIMIT = re.compile(r".*(?:不[超得高多]|可承担|减按|划定|没有).*")
"""Words before a quantity that bounds something else and is no target."""
_NOUN = re.compile(r"(?:的|(?![的或和及]))(?P<noun>(?!部分)[\u4e00-\u9fffA-Za-z]{2,16}?)(?=[,。;!?:)”]|[、和及]\d|$)")
"""What follows a quantity, up to the end of its phrase: one of several words (差异化、特色化社区) says nothing."""
MAX_NOUN_LENGTH = 20
"""Characters of what a target counts; a longer phrase is a sentence."""


@lru_cache(maxsize=8192)
def list_target_phrases(folded: str) -> tuple[str, ...]:
    """The targets of a task's folded text that say what they count, in printed order, each once. Linear in its length.

    >>> list_target_phrases("每年开展活动不少于50场次,覆盖率达到50%以上,得2分,推广5G,满36个月给予补贴。")
    ('活动 每年不少于50场次', '覆盖率 每年达到50%以上')
    """
    found: dict[str, None] = {}
    for sentence in _SENTENCE.finditer(folded):
        words = sentence[0]
        periods = list(_PERIOD.finditer(words))
        for match in _TARGET.finditer(words):
            start, end = match.span()
            if _is_payment(words, match) or words.count("“", 0, start) > words.count("”", 0, start):
                continue
            noun = _find_noun(words, start, end)
            if not noun or _NO_TARGET_BEFORE.search(words, max(0, start - 10), start) or _EXISTS.match(words, end):
                continue
            period = next((one for one in reversed(periods) if one.end() <= start), None)
            if period is not None and "年" not in period[0] and words.find(",", period.end() + 1, start) >= 0:
                period = None  # 3月启动,建成5所: a month holds for its own phrase
            found[f"{noun} {period[0] if period else ''}{match[0]}"] = None
    return tuple(found)


def _is_payment(words: str, match: re.Match[str]) -> bool:
    """True for money in a sentence that pays or as a limit, and for a share in the clause that does."""
    if match["unit"].endswith("元"):  # 政府采购项目400万元以下的: a limit
        return _PAID.search(words) is not None or (not match["before"] and match["after"] in ("以下", "以内", "之内"))
    start = max(words.rfind(mark, 0, match.start()) for mark in ",;") + 1
    clause = _CLAUSE.match(words, start)
    return match["unit"] in "%‰" and clause is not None and _PAID.search(clause[0]) is not None


def _find_noun(words: str, start: int, end: int) -> str:
    """Find what a quantity counts: the words of its phrase before it without their verbs, else those behind it."""
    phrases = _PHRASE_END.split(_NOTE.sub("", words[max(0, start - 10 * MAX_NOUN_LENGTH) : start]))
    phrase = phrases[-1]
    if _PERIOD.fullmatch(phrase.strip()) and len(phrases) > 1:  # 举办讲座,每年不少于50场次
        phrase = phrases[-2]
    times = list(_PERIOD.finditer(phrase))
    before = phrase[times[-1].end() :] if times else phrase
    verbs = list(_VERBS.finditer(before))
    noun = before[verbs[-1].end() :] if verbs and len(before) > MAX_NOUN_LENGTH else _VERBS.sub("", before, count=1)
    if _LIMIT.fullmatch(noun.strip()):
        return ""
    if _NO_NOUN.fullmatch(noun.strip()):
        noun = ""
    if 2 <= len(noun.strip()) <= MAX_NOUN_LENGTH:
        return noun.strip()
    behind = None if noun.strip() else _NOUN.match(words, end)
    return "" if behind is None or re.match(f"{_VERBS.pattern}|{_BEFORE}", behind["noun"]) else behind["noun"]
