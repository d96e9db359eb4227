"""Progress of tasks (办理情况), as their units report it: states, and one record a task and unit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from respnet.core.deadlines import InvalidDateError, parse_due_date
from respnet.core.i18n import Text
from respnet.core.lookup import match_key

ON_TRACK, IN_REVIEW, DONE, ENDED = "正常推进中", "审核中", "已办结", "已终止"
STATE_WORDS = {
    ON_TRACK: Text(zh=ON_TRACK, en="on track"),
    IN_REVIEW: Text(zh=IN_REVIEW, en="in review"),
    DONE: Text(zh=DONE, en="done"),
    ENDED: Text(zh=ENDED, en="ended"),
}
"""States of ledgers. That a task is overdue is worked out from its date."""
_SYNONYMS = {
    **{words.en: state for state, words in STATE_WORDS.items()},
    **dict.fromkeys(("办结", "完成", "已完成", "已销号", "销号", "finished", "completed"), DONE),
    **dict.fromkeys(("推进中", "正常推进", "正在推进", "进行中", "已超期", "超期", "overdue", "in progress"), ON_TRACK),
    **dict.fromkeys(("终止", "取消"), ENDED),
}


@dataclass(frozen=True, slots=True)
class ProgressRecord:
    """Report on one task.

    `task` is the tail of the task's id: its number, `.part`, and `~2` where both repeat. `unit` is the name of the unit
    that reports; it is empty where the report is on the task as a whole. `date` is the day of the state.
    """

    task: str
    unit: str = ""
    state: str = ""
    date: str = ""
    progress: str = ""
    problem: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Task and unit."""
        return self.task, self.unit

    @property
    def said(self) -> tuple[str, ...]:
        """The report itself, without task and unit."""
        return self.state, self.date, self.progress, self.problem, self.note

    def describe(self) -> str:
        """Describe the report in one line; empty if it says nothing."""
        return "；".join(filter(None, self.said))

    def normalize(self) -> ProgressRecord:
        """Return the record with states and dates as ledgers write them, and blanks as one.

        >>> ProgressRecord("1", state="完成", date="2026年5月3日").normalize().describe()
        '已办结；2026-05-03'
        """
        clean = replace(self, **{name: " ".join(getattr(self, name).split()) for name in FIELDS})
        state = clean.state
        return replace(
            clean,
            state=_SYNONYMS.get(match_key(state).lower(), _SYNONYMS.get(state.lower(), state)),
            date=_normalize_date(clean.date),
        )


FIELDS = ("task", "unit", "state", "date", "progress", "problem", "note")


def _normalize_date(text: str) -> str:
    text = text.removesuffix("00:00:00").strip()
    try:
        found = parse_due_date(text)
    except InvalidDateError:
        return text
    return "{:04}-{:02}-{:02}".format(*found.last_day) if found and found.day else text
