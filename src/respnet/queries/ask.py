"""The questions there are, and asking one of a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from respnet.core.errors import InputError, StoreError
from respnet.core.i18n import Text, listed
from respnet.core.messages import brief, nearest, nothing
from respnet.core.resources import bundled
from respnet.queries.arguments import value_of
from respnet.queries.query import Question
from respnet.queries.query_file import parse
from respnet.stores.base import unknown_plan
from respnet.stores.statements import statement

if TYPE_CHECKING:
    from respnet.stores.protocol import Rows, Store, Value


@cache
def questions() -> tuple[Question, ...]:
    """All questions, by name. Raises ValueError, with file and line, where a file is not of the fixed form.

    >>> [one.name for one in questions()][:2]
    ['answers_to_whom', 'busiest_units']
    """
    files = (bundled("cypher") / "questions").iterdir()
    names = sorted(file.name.removesuffix(".cypher") for file in files if file.name.endswith(".cypher"))
    return tuple(parse(name, statement(f"questions/{name}")) for name in names)


def question(name: str) -> Question:
    """The question of that name. Raises InputError, with the nearest names, if there is none.

    >>> question("co_leads").title.en
    'Who leads together with a unit, and on which tasks'
    """
    for one in questions():
        if one.name == name:
            return one
    near = nearest(name, [one.name for one in questions()])
    raise nothing(
        Text(zh=f"没有名为“{brief(name)}”的问题", en=f"There is no question “{brief(name)}”"),
        near,
        Text(zh="respnet ask 可列出全部问题。", en="respnet ask lists them all."),
    )


def ask(store: Store, name: str, given: Mapping[str, str], plan_id: str | None = None) -> Rows:
    """The answer to a question about the plan `plan_id` of the store; without it, about the only plan there is.

    `given` holds the parameters as a person writes them. A unit may be written in a recorded other spelling or by
    its English name; a task goes by its printed number. A question that is not `of_one_plan` looks at all plans.
    Raises InputError for a question, parameter, unit or task that is not there, StoreError for a plan that is not.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, assemble
    >>> from respnet.core.plan import Role
    >>> from respnet.stores import open_store
    >>> row = TaskRow("修路", number="1", units=(UnitList(Role.LEAD, ("县交通局",)),))
    >>> with open_store() as store:
    ...     loaded = store.load(assemble(PlanFacts("p"), [row]))
    ...     ask(store, "single_lead_tasks", {}).rows
    (('1', '修路', '县交通局', 0),)
    """
    asked = question(name)
    _check_names(asked, given)
    plans = _plans(store, asked, plan_id)
    values: dict[str, Value] = {"plan": plans[0]} if asked.of_one_plan else {}
    for parameter in asked.parameters:
        values[parameter.name] = value_of(store, asked, parameter, given[parameter.name], plans)
    return store.ask(asked.statement, values)


def given_in(pieces: Iterable[str]) -> dict[str, str]:
    """Parameters written as NAME=VALUE, by name. Raises InputError where there is no `=`, or a name comes twice.

    >>> given_in(["unit=县科协", "word=a=b"])
    {'unit': '县科协', 'word': 'a=b'}
    """
    given: dict[str, str] = {}
    for piece in pieces:
        name, sign, value = piece.partition("=")
        if not sign or not name.strip():
            raise InputError(
                Text(
                    zh=f"“{brief(piece)}”不是“名称=值”的形式，如 unit=县科协。",
                    en=f"“{brief(piece)}” is not of the form NAME=VALUE, such as unit=县科协.",
                )
            )
        if name.strip() in given:
            raise InputError(
                Text(
                    zh=f"参数 {brief(name.strip())} 给了两次：只给一次。",
                    en=f"Parameter {brief(name.strip())} is given twice: give it once.",
                )
            )
        given[name.strip()] = value
    return given


def _check_names(asked: Question, given: Mapping[str, str]) -> None:
    names = [one.name for one in asked.parameters]
    for name in given:
        if name not in names:
            takes = Text(
                zh=f"它需要 {listed(tuple(names), 'zh')}。" if names else "它不需要参数。",
                en=f"It takes {listed(tuple(names), 'en')}." if names else "It takes none.",
            )
            what = Text(
                zh=f"问题 {asked.name} 没有参数“{brief(name)}”",
                en=f"Question {asked.name} has no parameter “{brief(name)}”",
            )
            raise nothing(what, nearest(name, names), takes)
    missing = [one for one in asked.parameters if one.name not in given]
    if missing:
        raise InputError(
            Text(
                zh=f"问题 {asked.name} 还缺少参数：{'；'.join(one.described('zh') for one in missing)}。",
                en=f"Question {asked.name} still needs {'; '.join(one.described('en') for one in missing)}.",
            )
        )


def _plans(store: Store, asked: Question, plan_id: str | None) -> tuple[str, ...]:
    """The plans the question is about: one, or all."""
    held = tuple(one.id for one in store.plans())
    if plan_id is not None and plan_id not in held:
        raise unknown_plan(plan_id, held)
    if not asked.of_one_plan:
        return held
    if plan_id is not None:
        return (plan_id,)
    if len(held) == 1:
        return held
    if not held:
        raise StoreError(
            Text(zh="库中没有方案：请先载入（respnet load）。", en="The store holds no plan: load one (respnet load).")
        )
    raise StoreError(
        Text(
            zh=f"库中有 {len(held)} 个方案，请说明问哪一个：{listed(held, 'zh', most=10)}。",
            en=f"The store holds {len(held)} plans; say which one is meant: {listed(held, 'en', most=10)}.",
        )
    )
