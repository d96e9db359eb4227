"""Metadata that the document states: title, number, issuer, dates, area; nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from respnet.core.deadlines import find_period, format_last_day
from respnet.intake.builder import PlanFacts
from respnet.intake.language.normalize import HALF_WIDTH
from respnet.intake.language.outline import match_marker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.documents.document import Document
    from respnet.intake.language.normalize import TextStream

MAX_HEAD_LINES = 60
"""Lines at the start (and end) of a document in which facts are looked for."""

_KIND = (
    r"(?:方案|意见|措施|计划|要点|规划|办法|细则|清单|分工表|分解表|任务表|规定|决定|纲要|规划纲要|安排|分工|任务分解|举措|政策|条例|"
    r"行动|决策|台账|一览表|责任表|目标责任书|条措施|若干措施)"
)
_NOTE = r"(?:\([^()]{1,20}\)){0,2}"
_TITLE = re.compile(
    rf".{{4,70}}{_KIND}{_NOTE}|(?=[A-Z][^.:;]{{7,89}}$)(?:.* )?(?:Plan|Strategy|Program(?:me)?|Framework|Agenda|"
    r"Roadmap|Charter|Policy|Blueprint|Compact|Statement|Matrix|Register)\b.*"
)
_NOTICE = re.compile(rf".{{6,90}}的?(?:通知|批复|函|公告|通告){_NOTE}")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,14}[〔\[(【]\d{4}[〕\])】] ?(?:第)?\d{1,5}号")
_DATE = re.compile(
    r"(?P<y>\d{4}|[〇○零一二三四五六七八九]{4})[年\-/.](?P<m>\d{1,2}|[一二三四五六七八九十]{1,3})[月\-/.](?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})日?"
)
_ISSUER = re.compile(
    r"国务院|[\u4e00-\u9fff]{2,30}(?:人民政府办公厅|人民政府办公室|人民政府|政府办公厅|政府办公室|政府办|委员会办公室|委员会|办公厅|办公室|国务院|领导小组|"
    r"指挥部|厅|局|委|部|署|会|总局|总社)"
)
_LABELS = {
    "number": re.compile(r"发文字号|文号|文件编号|发文文号"),
    "issuer": re.compile(r"发布机构|发文机关|发文机构|制发机关|发文单位|颁布单位|公开主体"),
    "issued": re.compile(r"成文日期|发文日期|印发日期|签发日期|成文时间|发文时间"),
    "published": re.compile(r"发布日期|发布时间|公开日期|公布日期|公开时间"),
    "title": re.compile(r"标题|名称|文件名称|title"),
}
_PLACE = re.compile(
    r"(?:中共)?(?P<area>(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|特别行政区))?(?:[\u4e00-\u9fff]{2,10}?(?:自治州|地区|盟|市))?"
    r"(?:[\u4e00-\u9fff]{1,8}?(?:自治县|县|区|旗|市))?)(?=[\u4e00-\u9fff“\d])"
)


def find_plan_facts(document: Document, stream: TextStream, lead_rule: str = "") -> PlanFacts:
    """Read the facts of the plan from its document; what it does not say stays empty.

    Args:
        document: The document, for its name.
        stream: Its folded text.
        lead_rule: The document's own sentence on who leads, if there is one.
    """
    lines = _lines(stream)
    head = lines[:MAX_HEAD_LINES]
    labels = _labelled(head + lines[-MAX_HEAD_LINES:])
    title = _title(head, labels.get("title", ""))
    issuer, issued = _signature(lines, stream.text[-400:])
    issuer = labels.get("issuer") or issuer or _issuer_in(title[1])
    return PlanFacts(
        name=document.name,
        title=title[0],
        area=_area(issuer, title[0]),
        document_number=labels.get("number") or _own_number(head),
        issuer=issuer,
        issued=find_date(labels.get("issued", "")) or issued,
        published=find_date(labels.get("published", "")),
        period=find_period(title[0]) or find_period(title[1]),
        lead_rule=lead_rule,
    )


def _lines(stream: TextStream) -> list[tuple[str, str]]:
    """The lines of the text, folded and as printed (long ones without the latter); wide gaps end a line too."""
    lines: list[tuple[str, str]] = []
    start = 0
    for match in re.finditer(r"\n|[ \t]{2,}|\|", f"{stream.text}\n"):
        folded = " ".join(stream.text[start : match.start()].split())
        if folded:
            printed = stream.printed(start, match.start()) if len(folded) < 200 else ""
            lines.append((folded, " ".join(printed.split())))
        start = match.end()
    return lines


def _labelled(lines: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Values beside or after their labels (发文字号：…, or in the next cell)."""
    found: dict[str, str] = {}
    for place, (folded, printed) in enumerate(lines):
        head, mark, _ = folded.partition(":")
        bare = re.sub(r"[\s\[\]【】#*]", "", head)
        for name, pattern in _LABELS.items():
            if name in found or not pattern.fullmatch(bare):
                continue
            if mark and re.search(r"[:：](.*)", printed):
                value = re.split(r"[:：]", printed, maxsplit=1)[1]
            else:
                value = lines[place + 1][1] if place + 1 < len(lines) else ""
            value = value.strip(" |[]")
            if value and (name != "number" or _NUMBER.fullmatch(value.translate(HALF_WIDTH))) and len(value) < 100:
                found[name] = value
    return found


def _title(head: Sequence[tuple[str, str]], labelled: str) -> tuple[str, str]:
    """The plan's own title and the title of the paper that carries it (its notice, or the same)."""
    own, notice = "", labelled if labelled else ""
    before = ""
    for folded, printed in head:
        if match_marker(folded, 0, len(folded)) is not None:
            break
        text, shown = folded.strip("# *"), printed.strip("# *")
        dated = _DATE.match(text)
        if dated and text.startswith("关于", dated.end()):  # the date of the letter, glued to the title below it
            text, shown = text[dated.end() :], shown[shown.find("关于") :]
        if "。" in text or len(text) > 90 or ":" in text[:10]:
            before = ""
            continue
        if _goes_on(before, text):
            text, shown = f"{before.translate(HALF_WIDTH)}{text}", f"{before}{shown}"
        if _NOTICE.fullmatch(text):
            notice = notice or shown
        elif _TITLE.fullmatch(text) and not text.startswith(("各", "附件")) and text.count("《") == text.count("》"):
            own = shown
        before = shown if 6 <= len(text) <= 90 and not _DATE.search(text) and not _NUMBER.search(text) else ""
    if not own and notice:
        match = re.search(r"印发[《<]?(?P<own>.+?)[》>]?的通知", notice)
        own = match["own"] if match else notice
    return own, notice or own


_STARTS_WITH_PLACE = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:省|市|县|区|州|旗|镇|乡)(?=[\u4e00-\u9fff“\d])")


def _goes_on(before: str, text: str) -> bool:
    """True if a line of the head goes on with the heading of the line before (…关于开展⏎…工作的通知)."""
    if before.count("《") > before.count("》"):
        return True
    folded = before.translate(HALF_WIDTH)
    if not before or _TITLE.fullmatch(folded) or _NOTICE.fullmatch(folded) or _are_offices(before):
        return False
    if "关于" in before and "关于" not in text:
        return True
    titled = bool(_TITLE.fullmatch(text))
    return titled and bool(_STARTS_WITH_PLACE.match(before)) and not _STARTS_WITH_PLACE.match(text)


_ADDRESSEES = re.compile("(?:各|县|市|省|区|有关|机关)[^。:]{1,60}:")


def _own_number(head: Sequence[tuple[str, str]]) -> str:
    """A document number that has a line to itself, or begins the document: one in a sentence is another paper's."""
    for place, (folded, printed) in enumerate(head):
        match = _NUMBER.match(folded)
        if match and (match.end() == len(folded) or (place == 0 and match.end() + 1 >= len(folded))):
            return printed
        if match and place == 0 and _ADDRESSEES.match(folded, match.end()):  # glued to whom the paper goes
            return match[0]
    return ""


def _signature(lines: Sequence[tuple[str, str]], end: str) -> tuple[str, str]:
    """The issuer and date that sign the paper: lines with offices, then a date; or both glued at the end."""
    for place, (below, _) in enumerate(lines):
        match = _DATE.match(below)
        if match is None or (len(below) - match.end() > 2 and not below.startswith("关于", match.end())):
            continue
        first = place
        while first and place - first < 5 and (_are_offices(lines[first - 1][0]) or _is_bracketed(lines[first - 1][0])):
            first -= 1
        signers = [printed for folded, printed in lines[first:place] if not _is_bracketed(folded)]
        if signers:
            return " ".join(signers), find_date(below)
    glued = re.search(rf"(?:^|[。\n ])(?P<who>{_ISSUER.pattern}) ?(?P<date>{_DATE.pattern})", end)
    if glued:
        return glued["who"], find_date(glued["date"])
    numbered = next((place for place, (one, _) in enumerate(lines) if match_marker(one, 0, len(one))), len(lines))
    head = lines[:numbered] if numbered else lines
    return "", next((find_date(one) for one, _ in head[1:] if _DATE.fullmatch(one)), "")


def _is_bracketed(line: str) -> bool:
    """True if a line is one bracket: the second name of a signer, or a note."""
    return bool(re.fullmatch(r"\([^()]*\)", line))


def _are_offices(line: str) -> bool:
    return 0 < len(line) <= 60 and all(_ISSUER.fullmatch(one) for one in line.split())


def find_date(text: str) -> str:
    """Find a date and return it as 2022-05-10, or "" where there is none.

    >>> find_date("2022年5月10日"), find_date("二〇二二年五月十日"), find_date("0402年5月1日")
    ('2022-05-10', '2022-05-10', '')
    """
    match = _DATE.search(text)
    return format_last_day(match[0]) if match else ""


def _issuer_in(title: str) -> str:
    """The office before 关于 in a title, where one stands there."""
    head = title.partition("关于")[0].strip()
    offices = head.split()
    return head if offices and _are_offices(head) else ""


def _area(issuer: str, title: str) -> str:
    for text in (issuer, title):
        match = _PLACE.match(next(iter(text.split()), ""))
        if match and match["area"] and not re.match(r"国家|中央|全国|国务院", match["area"]):
            return match["area"]
    return ""
