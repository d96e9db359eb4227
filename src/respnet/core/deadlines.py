"""Deadline parsing: the year, quarter or month that a deadline's text states; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, field

_DIGIT = "〇○零一二三四五六七八九"
_DIGITS = str.maketrans(_DIGIT, "000123456789")
_CHINESE_YEAR = re.compile(rf"[{_DIGIT}]{{4}}(?=年)")
_CHINESE_NUMBER = re.compile(
    r"([一二三]?)十([一二三四五六七八九]?)(?=[月日号])|([一二三四五六七八九])(?=月|季度|日|号)"
)
_PART = re.compile(
    r"(?P<range>[-—–~至到]*)(?:"
    r"(?<!\d)(?P<whole>(?:19|20)\d\d)(?:[-./](?P<m>\d{1,2})(?:[-./](?P<d>\d{1,2}))?|(?P<mm>\d\d)(?P<dd>\d\d))(?!\d)"
    r"|(?<!\d)(?P<year>(?:19|20)\d\d)(?:年度?|$|(?=[底末]))(?P<before>(?:[以之])?前)?"
    r"|(?P<next>次年|翌年)"
    r"|(?P<end>年?[底末终])|(?P<start>年?初)|(?P<half>[上下])半年|第?(?P<quarter>\d)季度|Q(?P<q>\d)"
    r"|(?<!\d)(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号]|(?P<stage>[底末初]|[上中下]旬))?)"
)
_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)年?[-—–~至到]{1,2}((?:19|20)\d\d)(?!\d)")
_QUOTED = re.compile(r"《[^》]*》|〈[^〉]*〉")
_STAGES = {"初": "10", "上旬": "10", "中旬": "20"}
"""The last day of what is written as a part of the month; the others end with it."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ONGOING = re.compile(
    r"持续|长期|长效|常年|常态|经常|日常|不间断|贯穿|每[年月季周日半]|逐[年月季]|[按定][期月季年周]|全程|滚动"
    r"|\b(?:ongoing|on-going|continu(?:ous|al|ing)(?:ly)?|permanent|rolling|recurring|(?:annual|quarter|month|week|year)ly"
    rf"|annual|(?:every|each) (?:year|quarter|month|week|(?:{'|'.join(_MONTHS)})[a-z]*))\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
    r"(?:\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?(?!\d))?,?\s*(?:of\s+)?(?P<year>(?:19|20)\d\d)"
    r"|\b(?:q(?P<q>\d)|(?P<nth>\d)(?:st|nd|rd|th) quarter),?\s*(?:of\s+)?(?P<qyear>(?:19|20)\d\d)"
    r"|(?<!\d)(?P<one>\d{1,2})(?P<sign>[/.])(?P<two>\d{1,2})(?P=sign)(?P<last>(?:19|20)\d\d)(?!\d)"
    r"|(?P<first>(?:19|20)\d\d)\s*[/–—-]\s*(?P<fiscal>\d\d)(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due date with year precision or finer: `quarter` and `month` are 0 where the text does not state them.

    Dates compare and sort by month; `day` is the last day within the month, where the text states one.

    >>> DueDate(2025, 2) < DueDate(2025, 3, 7) < DueDate(2025)
    True
    """

    year: int
    quarter: int = 0
    month: int = 0
    day: int = field(default=0, compare=False, repr=False)

    def __lt__(self, other: DueDate) -> bool:
        return self.end < other.end

    @property
    def end(self) -> tuple[int, int]:
        """Year and last month of the period."""
        return self.year, self.month or self.quarter * 3 or 12

    @property
    def last_day(self) -> tuple[int, int, int]:
        """Year, month and day of the last day of the period.

        >>> [parse_due_date(text).last_day for text in ("2025年", "2025年二季度", "2025年2月底前", "2025年6月上旬")]
        [(2025, 12, 31), (2025, 6, 30), (2025, 2, 28), (2025, 6, 10)]
        """
        year, month = self.end
        return year, month, self.day or monthrange(year, month)[1]


class InvalidDateError(Exception):
    """A date that does not exist, such as a thirteenth month or 30 February."""


class AmbiguousDateError(InvalidDateError):
    """A date with two readings: 2025年前 is before the year begins, or before it ends."""


def parse_due_date(text: str) -> DueDate | None:
    """Return the last date that the text names, or None if no year is written; a year is never guessed.

    Raises InvalidDateError for a date that does not exist, AmbiguousDateError for one with two readings.

    >>> [parse_due_date(text).last_day for text in ("Q3 2026", "by 31 May 2027", "Dec. 2026", "2026–27", "end of 2026")]
    [(2026, 9, 30), (2027, 5, 31), (2026, 12, 31), (2027, 12, 31), (2026, 12, 31)]
    >>> [parse_due_date(text).last_day for text in ("15/11/2026", "11/15/2026", "4.5.2027", "05/05/2027")]
    [(2026, 11, 15), (2026, 11, 15), (2027, 5, 4), (2027, 5, 5)]
    >>> parse_due_date("2023—2025年"), parse_due_date("２０２５年６月３０日前"), parse_due_date("年底前")
    (DueDate(year=2025, quarter=0, month=0), DueDate(year=2025, quarter=2, month=6), None)
    """
    found: list[DueDate] = []
    for part in _PART.finditer(_plain(text)):
        date = _date(part, found[-1] if found else None)
        if date is None:
            continue
        if part["year"] is None and part["next"] is None and found and found[-1] == DueDate(date.year):
            found[-1] = date
        else:
            found.append(date)
    return max(reversed(found), key=lambda date: date.end, default=None)


def format_last_day(text: str) -> str:
    """Return the last day of what a deadline's text states, as an ISO date; empty where no date can be read.

    >>> format_last_day("2025年6月底前"), format_last_day("年底前"), format_last_day("2025年13月")
    ('2025-06-30', '', '')
    """
    try:
        date = parse_due_date(text)
    except InvalidDateError:
        return ""
    return "{:04}-{:02}-{:02}".format(*date.last_day) if date else ""


def find_period(text: str) -> str:
    """Find the years that a title gives for its own plan, as 2021-2025; empty where it gives none.

    >>> find_period("科学素质实施方案(2021—2025年)"), find_period("贯彻《规划纲要（2021—2035年）》实施方案")
    ('2021-2025', '')
    """
    text = unicodedata.normalize("NFKC", text)
    whole = text.startswith("《") and text.find("》") == len(text) - 1
    own = text if whole else _QUOTED.sub("", text)  # the years of another document are not this plan's
    found = [years for years in _PERIOD.findall(own) if years[0] < years[1]]
    return "-".join(found[-1]) if found else ""


def is_ongoing(text: str) -> bool:
    """True if the text speaks of work without an end, or of recurring work.

    >>> is_ongoing("长期坚持"), is_ongoing("每年12月底前"), is_ongoing("2025年12月")
    (True, True, False)
    """
    return bool(_ONGOING.search(unicodedata.normalize("NFKC", text)))


def _plain(text: str) -> str:
    """Remove white space and convert full-width and Chinese digits to ASCII digits."""
    text = re.sub(r"\s+", "", _ENGLISH.sub(_write_in_chinese, unicodedata.normalize("NFKC", text)))
    text = _CHINESE_YEAR.sub(lambda year: year[0].translate(_DIGITS), text)

    def number(found: re.Match[str]) -> str:
        tens, ones, alone = ((found[place] or "").translate(_DIGITS) for place in (1, 2, 3))
        return alone or str(10 * int(tens or 1) + int(ones or 0))

    return _CHINESE_NUMBER.sub(number, text)


def _write_in_chinese(found: re.Match[str]) -> str:
    """Write an English date as the pattern of dates expects it; of 2026–27, which is no month, the second year."""
    if found["year"]:
        day = found["day"] or found["after"]
        month = _MONTHS.index(found["month"].lower()) + 1
        return f"{found['year']}年{month}月" + (f"{day}日" if day else "")
    if found["last"]:
        day, month = int(found["one"]), int(found["two"])
        if found["sign"] == "/" and month > len(_MONTHS):
            day, month = month, day
        if found["sign"] == "/" and day <= len(_MONTHS) and day != month:
            raise AmbiguousDateError(found[0])  # 04/05/2027: May, or in America April
        return f"{found['last']}年{month}月{day}日"
    if found["qyear"]:
        return f"{found['qyear']}年{found['q'] or found['nth']}季度"
    follows = int(found["fiscal"]) == (int(found["first"]) + 1) % 100 and int(found["fiscal"]) > len(_MONTHS)
    return f"{int(found['first']) + 1}年" if follows else found[0]


def _date(part: re.Match[str], last: DueDate | None) -> DueDate | None:
    """Return the date of one match; a month or quarter by itself belongs to the year named before it."""
    if part["whole"]:
        return _month(int(part["whole"]), part["m"] or part["mm"], part["d"] or part["dd"])
    if part["year"]:
        if part["before"]:
            raise AmbiguousDateError(part[0])
        return DueDate(int(part["year"]))
    if last is None:
        return None
    if part["next"]:
        return DueDate(last.year + 1)
    date = _within(part, last)
    if date is not None and part["range"] and date < last and last != DueDate(last.year):
        raise AmbiguousDateError(part[0])  # from October to March, of which year?
    return date


def _within(part: re.Match[str], last: DueDate) -> DueDate | None:
    year = last.year
    if part["month"]:
        return _month(year, part["month"], part["day"] or _STAGES.get(part["stage"]))
    if part["quarter"] or part["q"]:
        quarter = int(part["quarter"] or part["q"])
        if not 1 <= quarter <= 4:
            raise InvalidDateError(part[0])
        return DueDate(year, quarter)
    if part["half"]:
        return DueDate(year, 2 if part["half"] == "上" else 4)
    if last != DueDate(year):  # 底, 末 and 初 say something of the year only where they follow it
        return None
    return DueDate(year, 4, 12) if part["end"] else DueDate(year, 1)


def _month(year: int, month: str, day: str | None) -> DueDate:
    number = int(month)
    if not 1 <= number <= 12 or (day and not 1 <= int(day) <= monthrange(year, number)[1]):
        raise InvalidDateError(f"{year}-{month}-{day}")
    return DueDate(year, (number + 2) // 3, number, int(day or 0))
