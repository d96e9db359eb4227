"""Vocabulary: names of flags, task fields, statuses and measures in both languages."""

from __future__ import annotations

from respnet.analysis.compare.task_changes import TaskField
from respnet.analysis.workload.weighting_schemes import Flag
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

STRUCTURE_WORDS = {
    "tasks": Text(zh="任务", en="Tasks"),
    "units": Text(zh="单位（不含集合单位）", en="Units (without collectives)"),
    "assignments": Text(zh="分工（每家每项任务计一次）", en="Assignments (one a unit and task)"),
    "single-lead": Text(zh="独家牵头任务", en="Single-lead tasks"),
    "without-lead": Text(zh="未明确牵头的任务", en="Tasks with no lead named"),
    "lead-cover": Text(
        zh="涵盖全部任务至少需要的牵头单位", en="Fewest units that between them lead every task (led by a unit)"
    ),
    "gini": Text(zh="集中度（基尼系数，0 为均匀）", en="Concentration (Gini, 0 is even)"),
    "gini-standardised": Text(
        zh="集中度比随机分配高出几个标准差", en="Concentration above a lottery's, in standard deviations"
    ),
}
"""The measures of the whole, by `SummaryMeasure.what`."""
