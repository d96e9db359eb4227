"""The timetable."""

from __future__ import annotations

from respnet.words import Text

TIME: dict[str, Text] = {
    "due_caption": Text(zh="按完成时限排列的任务", en="Tasks by when they are due"),
    "period": Text(zh="时间", en="When"),
    "due_units_caption": Text(zh="各单位在各时段要完成的任务数", en="Tasks due in each period, by unit"),
    "undated": Text(zh="没有确切日期的任务", en="Tasks without a date"),
}
