"""Vocabulary: names of flags and task fields in both languages."""

from __future__ import annotations

from respnet.analysis.compare.task_changes import TaskField
from respnet.analysis.workload.workload import Flag
from respnet.core.i18n import Text

FLAG_WORDS = {
    Flag.OVERLOADED: Text(zh="任务偏多", en="overload"),
    Flag.SOME_WEIGHTS: Text(zh="部分算法下任务偏多", en="overload under some weights"),
    Flag.WATCH: Text(zh="留意", en="watch"),
    Flag.NONE: Text(zh="未见偏多", en="no overload"),
}

TASK_FIELD_WORDS = {
    TaskField.TITLE: Text(zh="题目", en="title"),
    TaskField.DEADLINE: Text(zh="完成时限", en="deadline"),
    TaskField.TARGETS: Text(zh="目标要求", en="targets"),
    TaskField.SECTION: Text(zh="所属章节", en="section"),
}
