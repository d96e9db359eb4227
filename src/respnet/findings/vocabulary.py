"""Vocabulary: names of flags and task fields in both languages."""

from __future__ import annotations

from respnet.analysis.compare.task_changes import TaskField
from respnet.analysis.pairs.backbone import Tie, TieVerdict
from respnet.analysis.workload.workload import Flag
from respnet.core.i18n import Text

FLAG_WORDS = {
    Flag.OVERLOADED: Text(zh="任务偏多", en="overload"),
    Flag.SOME_WEIGHTS: Text(zh="部分折算办法下任务偏多", en="overload under some weights"),
    Flag.WATCH: Text(zh="留意", en="watch"),
    Flag.NONE: Text(zh="未见偏多", en="no overload"),
}

TASK_FIELD_WORDS = {
    TaskField.TITLE: Text(zh="题目", en="title"),
    TaskField.DEADLINE: Text(zh="完成时限", en="deadline"),
    TaskField.TARGETS: Text(zh="目标要求", en="targets"),
    TaskField.SECTION: Text(zh="所属章节", en="section"),
}

TIE_VERDICT_WORDS = {
    "together": Text(zh="明显多", en="clearly many"),
    "apart": Text(zh="明显少", en="clearly few"),
    "within_chance": Text(zh="不明显", en="not clearly many"),
    "no_more": Text(zh="不多", en="no more than usual"),
    "too_few": Text(zh="无从判断：再多也不出奇", en="cannot be judged: no number would stand out"),
}


def classify_tie(tie: Tie) -> str:
    """Return the key of a pair's verdict in `TIE_VERDICT_WORDS`; a count that chance reaches on average is no more."""
    if tie.verdict not in (TieVerdict.TOGETHER, TieVerdict.APART) and len(tie.tasks) <= tie.expected:
        return "no_more"
    return tie.verdict.name.lower()
