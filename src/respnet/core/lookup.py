"""Finding a unit or task of a plan by what people write."""

from __future__ import annotations

import unicodedata

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.messages import find_similar_names, join_or, not_found_error, truncate_text
from respnet.core.plan import Plan, Task, Unit
from respnet.core.unit_names import is_likely_same

_AS_PRINTED = Text(zh="请照方案里的写法写。", en="Write it as the plan does.")
_BY_NUMBER = Text(
    zh="请写任务序号，如 4、4.1；没有序号的写 # 加位置，如 #3。",
    en="Write its number, such as 4 or 4.1, or where none is printed # and its place, such as #3.",
)


def find_unit(plan: Plan, name: str) -> Unit:
    """The unit with this canonical name, recorded other spelling or English name.

    Raises InputError, with the names that are written alike.
    """
    found = get_unit_or_none(plan, name)
    if found is not None:
        return found
    of = {written: unit.name for unit in plan.units for written in (*unit.also_written, unit.english, unit.name)}
    near = [unit.name for unit in plan.units if is_likely_same(unit.name, name[:200])]
    near += [of[written] for written in find_similar_names(name, list(of))]
    what = Text(zh=f"方案中没有单位“{truncate_text(name)}”", en=f"The plan has no unit “{truncate_text(name)}”")
    raise not_found_error(what, list(dict.fromkeys(near))[:3], _AS_PRINTED)


def get_unit_or_none(plan: Plan, name: str) -> Unit | None:
    """A unit's own name comes before another's recorded spelling; small and large letters are the same."""
    said = _folded(name)
    by_name = (unit for unit in plan.units if said == _folded(unit.name))
    spellings = ((unit, {_folded(other) for other in (*unit.also_written, unit.english)}) for unit in plan.units)
    by_spelling = (unit for unit, others in spellings if said and said in others)
    return next(by_name, None) or next(by_spelling, None)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def find_task(plan: Plan, number: str) -> Task:
    """The task with this printed number (4, 4.1; #3 where none is printed), or with this id.

    Raises InputError where there is none, or several.
    """
    found = [task for task in plan.tasks if task.id == number] or [task for task in plan.tasks if task.label == number]
    if not found:
        # Other numbers look alike without being meant.
        what = Text(zh=f"方案中没有任务“{truncate_text(number)}”", en=f"The plan has no task “{truncate_text(number)}”")
        raise not_found_error(what, [], _BY_NUMBER)
    if len(found) > 1:
        ids = [task.id for task in found]
        raise InputError(
            Text(
                zh=f"序号“{truncate_text(number)}”的任务有 {len(found)} 项：请写{join_or(ids, 'zh')}。",
                en=f"The number “{truncate_text(number)}” stands on {len(found)} tasks: write {join_or(ids, 'en')}.",
            )
        )
    return found[0]
