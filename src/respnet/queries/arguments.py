"""Query arguments: text as typed, resolved to a unit, task or number of the stored plan."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.messages import find_similar_names, join_or, not_found_error, truncate_text
from respnet.core.plan import Task
from respnet.core.unit_names import is_likely_same
from respnet.queries.query import Parameter, ParameterType, Question
from respnet.stores.statements import load_statement

if TYPE_CHECKING:
    from respnet.stores.protocol import CypherValue, Store

MAX_NUMBER = 1_000_000_000
"""The largest number that can be given."""


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
            Text(
                zh=f"参数 {parameter.name} 的值为空或无法读取：{parameter.describe('zh')}。",
                en=f"The value of parameter {parameter.name} is empty or unreadable: {parameter.describe('en')}.",
            )
        )
    if parameter.takes is ParameterType.UNIT:
        return _unit(store, written, plans, one_plan=asked.is_about_one_plan)
    if parameter.takes is ParameterType.TASK:
        return _task(store, written, plans[0])
    if parameter.takes is ParameterType.TEXT:
        return written
    number = parse_whole_number(written)
    if number is None:
        raise InputError(
            Text(
                zh=f"参数 {parameter.name} 应为 0 到 {MAX_NUMBER} 的整数，而不是“{truncate_text(written)}”。",
                en=f"Parameter {parameter.name} is a whole number from 0 to {MAX_NUMBER}, not "
                f"“{truncate_text(written)}”.",
            )
        )
    return number


def parse_whole_number(written: str) -> int | None:
    """Parse a whole number from 0 to LARGEST, full-width digits included; None if the text is none."""
    digits = unicodedata.normalize("NFKC", written.strip())
    if not re.fullmatch(r"[0-9]{1,10}", digits) or int(digits) > MAX_NUMBER:
        return None
    return int(digits)


def _unit(store: Store, written: str, plans: tuple[str, ...], *, one_plan: bool) -> str:
    """Return the canonical name of the unit that the text names."""
    spellings = dict.fromkeys(pair for plan in plans for pair in _spellings(store, plan))
    names = list(dict.fromkeys(name for name, _ in spellings))
    for said in (written, written.strip()):
        if said in names:
            return said
        meant = list(dict.fromkeys(name for name, other in spellings if other.casefold() == said.casefold()))
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise InputError(
                Text(
                    zh=f"“{truncate_text(said)}”可能是{join_or(meant, 'zh')}：请写全称。",
                    en=f"“{truncate_text(said)}” may be {join_or(meant, 'en')}: write that name.",
                )
            )
    what = Text(
        zh=f"方案“{truncate_text(plans[0])}”中没有单位“{truncate_text(written)}”",
        en=f"Plan “{truncate_text(plans[0])}” has no unit “{truncate_text(written)}”",
    )
    if not one_plan:
        what = Text(
            zh=f"库中各方案都没有单位“{truncate_text(written)}”",
            en=f"No plan of the store has a unit “{truncate_text(written)}”",
        )
    likely = [name for name in names if is_likely_same(name, written[:200])]
    alike = {other: name for name, other in spellings}
    near = list(dict.fromkeys([*likely, *(alike[one] for one in find_similar_names(written, list(alike)))]))[:3]
    more = Text(zh="units_by_kind 可列出全部单位。", en="units_by_kind lists them all.")
    raise not_found_error(what, near, more)


def _spellings(store: Store, plan_id: str) -> Iterator[tuple[str, str]]:
    """Yield every unit's name with each accepted spelling: the name itself, the recorded others, the English name."""
    found = store.ask(load_statement("read/units"), {"plan": plan_id})
    for row in found.rows:
        unit = dict(zip(found.columns, row, strict=True))
        name = cast("str", unit["name"])
        yield name, name
        for other in cast("list[str]", unit["also_written"]):
            yield name, other
        if unit["english"]:
            yield name, cast("str", unit["english"])


def _task(store: Store, written: str, plan_id: str) -> str:
    """Return the id of the task named by a printed number, a position (#3) or the id itself."""
    found = store.ask(load_statement("read/tasks"), {"plan": plan_id})
    labels: dict[str, list[str]] = {}
    for task_id, place, number, part, *_ in found.rows:
        task = Task(
            id=cast("str", task_id),
            order=cast("int", place),
            title="",
            number=cast("str | None", number) or "",
            part=cast("str | None", part) or "",
        )
        labels.setdefault(task.label, []).append(task.id)
    ids = [one for those in labels.values() for one in those]
    for said in (written, written.strip()):
        if said in ids:
            return said
        meant = labels.get(said, [])
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise InputError(
                Text(
                    zh=f"序号“{truncate_text(said)}”的任务有 {len(meant)} 项：请写{join_or(meant, 'zh')}。",
                    en=f"The number “{truncate_text(said)}” stands on {len(meant)} tasks: write "
                    f"{join_or(meant, 'en')}.",
                )
            )
    what = Text(
        zh=f"方案“{truncate_text(plan_id)}”中没有任务“{truncate_text(written)}”",
        en=f"Plan “{truncate_text(plan_id)}” has no task “{truncate_text(written)}”",
    )
    raise not_found_error(
        what,
        [],  # other numbers look alike without being meant
        Text(zh="tasks 可列出全部任务。", en="tasks lists them all."),
    )
