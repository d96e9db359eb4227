"""Query arguments: text as typed, resolved to a unit, task or number of the stored plan."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from respnet.core.deadlines import format_last_day
from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.lookup import lookup, lookup_task
from respnet.core.messages import truncate_text
from respnet.queries.query import Parameter, ParameterType, Question
from respnet.stores.mapping import build_tasks, build_units
from respnet.stores.statements import load_statement

if TYPE_CHECKING:
    from respnet.stores.base import Store
    from respnet.stores.protocol import CypherValue

MAX_NUMBER = 1_000_000_000
"""The largest number that can be given."""

_NO_PLAN = Text(zh="库中各方案都没有", en="No plan of the store has a ")
_UNITS = Text(zh="units_by_kind 可列出全部单位。", en="units_by_kind lists them all.")
_TASKS = Text(zh="tasks 可列出全部任务。", en="tasks lists them all.")


def resolve_argument(
    store: Store, asked: Question, parameter: Parameter, written: str, plans: tuple[str, ...]
) -> CypherValue:
    """Resolve the text given for a parameter to the value that is sent to the database.

    Args:
        store: The store that is asked.
        asked: The question that the parameter belongs to.
        parameter: The parameter.
        written: The text as typed.
        plans: Ids of the plans that the question is about.

    Returns:
        Text, a number, a unit's canonical name or a task's id, by the parameter's type.

    Raises:
        InputError: The text is no number, or no unit or task of the plans.
    """
    if not written.strip() or any("\ud800" <= one <= "\udfff" for one in written):
        raise InputError(
            zh=f"参数 {parameter.name} 的值为空或无法读取：{parameter.describe('zh')}。",
            en=f"The value of parameter {parameter.name} is empty or unreadable: {parameter.describe('en')}.",
        )
    if parameter.takes is ParameterType.UNIT:
        return _find_unit(store, written, plans, one_plan=asked.is_about_one_plan)
    if parameter.takes is ParameterType.TASK:
        return _find_task(store, written, plans[0])
    if parameter.takes is ParameterType.TEXT:
        return written
    if parameter.takes is ParameterType.DAY:
        return _find_day(parameter, written)
    number = parse_whole_number(written)
    if number is None:
        raise InputError(
            zh=f"参数 {parameter.name} 应为 0 到 {MAX_NUMBER} 的整数，而不是“{truncate_text(written)}”。",
            en=f"Parameter {parameter.name} is a whole number from 0 to {MAX_NUMBER}, not “{truncate_text(written)}”.",
        )
    return number


def parse_whole_number(written: str) -> int | None:
    """Parse a whole number from 0 to LARGEST, full-width digits included; None if the text is none."""
    digits = unicodedata.normalize("NFKC", written.strip())
    if not re.fullmatch(r"[0-9]{1,10}", digits) or int(digits) > MAX_NUMBER:
        return None
    return int(digits)


def _find_unit(store: Store, written: str, plans: tuple[str, ...], *, one_plan: bool) -> str:
    """The canonical name of the unit that is meant."""
    found = store.ask(
        load_statement("read/units" if one_plan else "read/all_units"), {"plan": plans[0]} if one_plan else {}
    )
    absent = _describe_plan(plans[0]) if one_plan else _NO_PLAN
    return lookup(written, build_units(found), absent=absent, advice=_UNITS).name


def _find_day(parameter: Parameter, written: str) -> str:
    """The last day of what is written, as an ISO date."""
    day = format_last_day(written)
    if not day:
        raise InputError(
            zh=f"参数 {parameter.name} 应为日期，如 2025-12-31，而不是“{truncate_text(written)}”。",
            en=f"Parameter {parameter.name} is a day, such as 2025-12-31, not “{truncate_text(written)}”.",
        )
    return day


def _find_task(store: Store, written: str, plan_id: str) -> str:
    """The id of the task that is meant."""
    tasks = build_tasks(store.ask(load_statement("read/tasks"), {"plan": plan_id}))
    return lookup_task(written, tasks, absent=_describe_plan(plan_id), advice=_TASKS).id


def _describe_plan(plan_id: str) -> Text:
    return Text(zh=f"方案“{truncate_text(plan_id)}”中没有", en=f"Plan “{truncate_text(plan_id)}” has no ")
