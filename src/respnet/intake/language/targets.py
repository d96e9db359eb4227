"""Quantified targets in a task's text: value, unit, bound, period; no scores, years, document numbers or 5G."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """One quantity to be reached, as printed after folding: `不少于` `50` `场次` `每年`."""

    value: str
    unit: str
    bound: str = ""
    period: str = ""

    @property
    def text(self) -> str:
        """The target in one phrase.

        >>> Target("50", "场次", "不少于", "每年").text, Target("30", "家", "以上").text
        ('每年不少于50场次', '30家以上')
        """
        after = self.bound if self.bound.endswith(("以上", "左右", "以内", "以下", "之内")) else ""
        before = self.bound.removesuffix(after) if after else self.bound
        tail = next((end for end in ("以上", "左右", "以内", "以下", "之内") if after.endswith(end)), "")
        return f"{self.period}{before or after.removesuffix(tail)}{self.value}{self.unit}{tail}"


_UNIT = (
    r"(?:%|‰|个百分点|场次|人次|万?(?:亩|吨|平方米|平方公里|立方米|千瓦|户|人|名|册|辆|套|件|次|台)|平方公里|公顷|公里|"
    r"亿元|万元|千瓦时|个|家|项|场|所|座|台|套|件|条|批|期|名|人|户|次|支|处|片|米|亩|吨|张|款|种|篇|部|册|辆|只|头|株)"
)
_BEFORE = (
    r"(?:不少于|不低于|不得少于|不超过|不高于|达到|达|超过|突破|至少|控制在|提高到|提升到|提升至|增长|增加到?|提高|降低|减少|"
    r"力争)"
)
_TARGET = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<value>(?<![\d.〔\[第A-Za-z])\d+(?:\.\d+)?(?:[-—~至]\d+(?:\.\d+)?)?(?:万|亿|余|多)?)"
    rf"(?P<unit>{_UNIT})(?P<after>以上|左右|以内|以下|之内)?"
)
_PERIOD = re.compile(
    r"(?:每年|每月|每季度|年内|年底前|年底|(?:到|至)?\d{4}年(?:年?底)?(?:之?前)?|“?十[三四五六]五”?(?:期间|末))"
)
_NOT_A_TARGET = re.compile(r"(?:给予|最高|补助|奖励|补贴|奖补|资助|扣|得|第|近|已|现有|不超过)(?:[^,。;\d]{0,4})$")
_SENTENCE = re.compile(r"[^。;!\n]+")


def find_targets(folded: str) -> tuple[Target, ...]:
    """The targets of a task's folded text, in printed order, each once. Linear in its length.

    >>> [one.text for one in find_targets("每年开展活动不少于50场次,覆盖率达到50%以上,得2分,推广5G。(国发〔2021〕9号)")]
    ['每年不少于50场次', '每年达到50%以上']
    """
    found: dict[Target, None] = {}
    for sentence in _SENTENCE.finditer(folded):
        words = sentence[0]
        period = ""
        periods = list(_PERIOD.finditer(words))
        for match in _TARGET.finditer(words):
            if _NOT_A_TARGET.search(words, max(0, match.start() - 10), match.start()) or _is_name(words, match):
                continue
            before = [one[0] for one in periods if one.end() <= match.start()]
            period = before[-1] if before else ""
            bound = f"{match['before'] or ''}{match['after'] or ''}"
            found[Target(match["value"], match["unit"], bound, period)] = None
    return tuple(found)


def list_target_phrases(folded: str) -> tuple[str, ...]:
    """The targets as the phrases that stand in a table."""
    return tuple(one.text for one in find_targets(folded))


def _is_name(words: str, match: re.Match[str]) -> bool:
    """True if the number is part of a name in quotes (“3个一”工程) or of a list number."""
    before, after = words[: match.start()], words[match.end() : match.end() + 6]
    quoted = before.count("“") > before.count("”")
    return quoted or after.startswith(("工作日内", "工作日"))
