"""Questions about a plan that was read: each asked once for all places that it concerns for the same reason."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.core.problems import Severity
from respnet.workspace.draft import make_step_key
from respnet.workspace.state import Proposal, Question, QuestionPlace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from respnet.intake.language.extraction import Decision
    from respnet.workspace.draft import PlanDraft
    from respnet.workspace.errors import EditedMeanwhile
    from respnet.workspace.names_file import NameRecord
    from respnet.workspace.plan_state import DocumentMarks
    from respnet.workspace.reading import Reading

TITLE_QUESTION = "title"
FACTS_QUESTION = "facts"
"""Confirmed when a person has seen the plan's facts."""
OUTCOMES_QUESTION = "outcomes"
"""Confirmed when a person has seen what became of the steps in a new reading."""

_KINDS = {
    "convention": Text(
        zh="{count} 项任务没有写明牵头，按文中惯例认定，对吗？", en="Leads by the paper's convention in {count}: right?"
    ),
    "inherited": Text(zh="{count} 项任务沿用前文的单位，对吗？", en="Units carried forward in {count}: right?"),
    "expanded": Text(zh="{count} 处名称补全了，对吗？", en="Names completed in {count}: right?"),
    "section-wide": Text(
        zh="{count} 处一段分工管几项任务，对吗？", en="One clause for several tasks in {count}: right?"
    ),
    "alias": Text(zh="{count} 处名称像是同一单位，是吗？", en="Names that look like one office in {count}: are they?"),
    "no-clause": Text(zh="{count} 处没有分工，对吗？", en="No clause in {count}: right?"),
    "not-read": Text(zh="{count} 处文字没有作为单位读取，对吗？", en="Words not read as units in {count}: right?"),
    "person": Text(zh="{count} 处是人，不是单位，对吗？", en="People and not units in {count}: right?"),
    "no-role": Text(zh="{count} 处单位没有写角色，对吗？", en="Units without a role word in {count}: right?"),
    "guidance": Text(zh="只写“指导”的单位列为责任单位，对吗？", en="Units that only guide are responsible: right?"),
    "repeated": Text(zh="{count} 处重复的内容没有再读，对吗？", en="Repeated text left out in {count}: right?"),
    "table": Text(zh="表格有 {count} 处请看一看，对吗？", en="Cells and columns of tables in {count}: right?"),
}


def build_questions(
    draft: PlanDraft, proposed: Sequence[NameRecord] = (), edits: EditedMeanwhile | None = None
) -> tuple[Question, ...]:
    """Build what is still to be asked: title and refusal of the document first, then each reason once.

    Args:
        draft: The plan with its steps; a question that one of them answers is left out, and so is a confirmed one while
            it asks the same.
        proposed: Decisions on names in the office's other plans.
        edits: Tables that were changed with another program.
    """
    found = [*_ask_about_edits(edits), *_ask_for_title(draft), *_ask_for_names(draft, proposed)]
    if draft.read is not None and draft.marks is not None:
        found = [*_ask_about_refusal(draft), *found, *_ask_about_decisions(draft.read, draft, draft.marks)]
    return tuple(one for one in found if not _is_answered(one, draft))


def _is_answered(question: Question, draft: PlanDraft) -> bool:
    if draft.confirmed and draft.confirmed.get(question.key) == digest_question(question):
        return True
    return any(make_step_key(one.op, one.parameters) in draft.made for one in question.proposals)


def list_unsure_names(questions: Iterable[Question]) -> frozenset[str]:
    """List the names that questions are about whether they are one office or another."""
    places = (one for question in questions if question.kind in ("alias", "expanded") for one in question.places)
    return frozenset(name for one in places for name in _QUOTED.findall(one.what.zh))


_AIM = re.compile(
    "(?:(?:指导思想|(?:基本|工作)原则|(?:总体|主要|工作|发展|行动)(?:目标|要求|思路))|“[^以]*以[^，”]+为[^，”]+，以[^”]*)”没有列为任务"
)
"""Titles of what a plan aims at (指导思想, 以改革为主线，以…), where no task is missed."""
_QUOTED = re.compile(r"“([^”]+)”")


def digest_question(question: Question) -> str:
    """Compute the digest of what a question asks: where it differs, a confirmed question is open again."""
    return _digest_text("\n".join((question.kind, question.reason.zh, *sorted(one.what.zh for one in question.places))))


def digest_outcomes(draft: PlanDraft) -> str:
    """Compute the digest of which steps have no effect in which reading."""
    return _digest_text(repr((draft.reading, draft.list_lost())))


def _digest_text(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _ask_about_edits(edits: EditedMeanwhile | None) -> Iterator[Question]:
    if edits is not None:
        names = "、".join(edits.files)
        sentence = Text(
            zh=f"{names} 在别的程序里改过，要把改动记为更正吗？",
            en=f"{', '.join(edits.files)} changed in another program. Take the changes over as corrections?",
        )
        reason = edits.unreadable or Text(zh="改动如下。", en="These are the changes.")
        take = Proposal(Text(zh="记为更正", en="Take them over"), "take-over", {})
        aside = Proposal(Text(zh="不采用，改过的文件另存", en="No, put the changed files aside"), "set-aside", {})
        places = tuple(map(QuestionPlace, edits.differences or [reason]))
        yield Question("edited", "edited", sentence, reason, places, (aside,) if edits.unreadable else (take, aside))


def _ask_for_title(draft: PlanDraft) -> Iterator[Question]:
    if not draft.facts.title and FACTS_QUESTION not in draft.confirmed:  # else it was seen with the other facts
        reason = Text(zh="没有读到方案的名称，暂用文件名。", en="No title was found; the file's name stands for it.")
        what = Text(zh=draft.facts.name, en=draft.facts.name)
        sentence = Text(zh="这份方案叫什么名称？", en="What is this plan called?")
        keep = Text(zh=f"就叫“{draft.facts.name}”", en=f"Call it “{draft.facts.name}”")
        proposals = (Proposal(keep, "fact", {"name": "title", "value": draft.facts.name}),)
        yield Question(TITLE_QUESTION, "fact", sentence, reason, (QuestionPlace(what),), proposals)


def _ask_about_refusal(draft: PlanDraft) -> Iterator[Question]:
    if draft.read is not None and draft.read.refused is not None and not draft.rows:
        sentence = Text(
            zh="没有读到任务。任务从哪里开始？", en="No task was recognised. Where does the first one begin?"
        )
        ways = {"zh": "点左边的表格，在下面写明各列；", "en": "click the table on the left and name its columns below,"}
        reason = {lang: _OPTION.sub(ways[lang], said) for lang, said in draft.read.refused.to_dict().items()}
        yield Question("refused", "refused", sentence, Text(**reason))


_OPTION = re.compile(r"可加上 --columns '.*?'（.*?），|add --columns '.*?' \(.*?\),")

"""What a command would take; a page has another way."""


def _ask_for_names(draft: PlanDraft, proposed: Sequence[NameRecord]) -> Iterator[Question]:
    """Propose what was decided on names in other plans, where this plan has such a name and says nothing of it."""
    rows = draft.rows.values() if proposed else ()
    printed = {name for row in rows for one in row.task.units for name in one.names}
    for record in proposed:
        joined = {*record.list_names()}
        if not joined & printed or joined & draft.named:
            continue
        said = record.describe()
        sentence = Text(zh=f"{said.zh}，这里也一样吗？", en=f"{said.en}. Here too?")
        reason = Text(zh=f"在《{record.since}》里这样决定过。", en=f"It was decided so in “{record.since}”.")
        key = f"name-{hashlib.sha256(f'{record.op} {record.name} {record.means}'.encode()).hexdigest()[:10]}"
        label = Text(zh="是", en="Yes")
        places = tuple(QuestionPlace(Text(zh=name, en=name)) for name in sorted(joined & printed))
        yield Question(
            key, "office-name", sentence, reason, places, (Proposal(label, record.op, record.to_parameters()),)
        )


def _ask_about_decisions(reading: Reading, draft: PlanDraft, marks: DocumentMarks) -> Iterator[Question]:
    groups: dict[tuple[str, Text], list[Decision]] = {}
    printed = {name for row in draft.rows.values() for one in row.task.units for name in one.names}
    spellings = draft.map_spellings()
    for decision in reading.extraction.decisions:
        if _is_worth_asking(decision, printed, spellings):
            groups.setdefault((decision.kind, decision.reason), []).append(decision)
    order = list(_KINDS)
    for (kind, reason), group in sorted(groups.items(), key=lambda one: order.index(one[0][0])):
        found = [(one, marks.find_row(one.place)) for one in group]
        places = [QuestionPlace(one.what, one.place, key) for one, key in found if not key or key in draft.rows]
        if places:
            words, count, what = _KINDS[kind], len(places), places[0].what
            sentence = Text(zh=f"{what.zh}，对吗？", en=f"{what.en}: right?")
            if count > 1:
                sentence = Text(zh=words.zh.format(count=count), en=words.en.format(count=f"{count} places"))
            digest = hashlib.sha256(f"{kind} {reason.zh}".encode()).hexdigest()[:10]
            proposals = tuple(_propose(kind, group))
            yield Question(f"{kind}-{digest}", kind, sentence, reason, tuple(places), proposals)


def _is_worth_asking(decision: Decision, printed: set[str], spellings: dict[str, str]) -> bool:
    """False where nothing is to be done: a column, a name that stands once without its note, what the paper says."""
    from respnet.intake.language.unit_list import ExpansionReason

    if decision.problem is not None and decision.problem.code == "unread-column":
        return decision.problem.level is not Severity.NOTE
    names = _QUOTED.findall(decision.what.zh)
    if decision.kind == "alias":
        return len({spellings.get(name, name) for name in names}) > 1
    if decision.kind == "no-clause":
        return not _AIM.search(decision.what.zh)
    if decision.reason == ExpansionReason.ALIAS.value:
        return False
    if decision.reason != ExpansionReason.SCOPE_NOTE.value or len(names) < 2:
        return True
    return names[1] in printed and "下同" not in names[0]


def _propose(kind: str, group: list[Decision]) -> Iterator[Proposal]:
    """Propose the answers that one step can give; "seen and right" goes with every question."""
    names = _QUOTED.findall(group[0].what.zh) if len(group) == 1 else []
    if kind == "alias":
        yield from _propose_one_office(group)
    elif kind == "convention":
        label = Text(zh="不对，第一个单位不因此牵头", en="No, the first does not lead for that")
        yield Proposal(label, "lead-rule", {"first": False})
    elif kind == "person" and len(names) == 1:
        label = Text(zh=f"“{names[0]}”是单位", en=f"“{names[0]}” is an office")
        yield Proposal(label, "name", {"name": names[0], "means": names})
    elif kind == "guidance":
        for role, zh, en in (("support", "是配合单位", "They support"), ("none", "不算分工", "They have no role")):
            yield Proposal(Text(zh=zh, en=en), "role", {"word": "指导", "role": role})


def _propose_one_office(group: list[Decision]) -> Iterator[Proposal]:
    """Propose of one pair of names which is written, of several pairs that the longer name is written for both."""
    for decision in group:
        names = _QUOTED.findall(decision.what.zh)
        for printed in sorted(names, key=len, reverse=True)[: 1 if group[1:] else 2]:
            zh, en = f"是同一单位，写作“{printed}”", f"One office, written “{printed}”"
            if group[1:]:
                zh, en = f"“{names[0]}”就是“{names[1]}”", f"“{names[0]}” is “{names[1]}”"
            yield Proposal(Text(zh=zh, en=en), "same", {"names": names, "printed": printed})
