"""Execution of named questions on a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text, format_list
from respnet.core.installation import find_resource_dir
from respnet.core.messages import find_similar_names, not_found_error, truncate_text
from respnet.queries.arguments import resolve_argument
from respnet.queries.query import AnswerColumn, ColumnType, Question
from respnet.queries.query_file import parse_question
from respnet.stores.base import choose_plan, unknown_plan_error
from respnet.stores.statements import load_statement

if TYPE_CHECKING:
    from respnet.stores.base import Store
    from respnet.stores.protocol import CypherValue, ResultSet


@cache
def list_questions() -> tuple[Question, ...]:
    """List all questions, by name. Raises ValueError, with file and line, for a file that breaks the fixed form.

    >>> [one.name for one in list_questions()][:2]
    ['answers_to_whom', 'busiest_units']
    """
    files = (find_resource_dir("cypher") / "questions").iterdir()
    names = sorted(file.name.removesuffix(".cypher") for file in files if file.name.endswith(".cypher"))
    return tuple(parse_question(name, load_statement(f"questions/{name}")) for name in names)


def get_question(name: str) -> Question:
    """Return the question of that name. Raises InputError, with the nearest names, if there is none.

    >>> get_question("co_leads").title.en
    'Who leads together with a unit, and on which tasks'
    """
    for one in list_questions():
        if one.name == name:
            return one
    near = find_similar_names(name, [one.name for one in list_questions()])
    raise not_found_error(
        Text(zh=f"没有名为“{truncate_text(name)}”的问题", en=f"There is no question “{truncate_text(name)}”"),
        near,
        Text(zh="respnet ask 可列出全部问题。", en="respnet ask lists them all."),
    )


def ask(store: Store, name: str, given: Mapping[str, str], plan_id: str | None = None) -> ResultSet:
    """Answer a named question from a store.

    Args:
        store: The store that is asked.
        name: Name of the question.
        given: Parameters as typed: a unit by canonical name, recorded spelling or English name, a task by its number.
        plan_id: The plan asked about; None for the only plan of the store. A question whose statement has no `$plan`
            looks at all plans.

    Returns:
        Column names and rows.

    Raises:
        InputError: No such question, parameter, unit or task.
        StoreError: No such plan.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> from respnet.core.plan import Role
    >>> from respnet.stores import open_store
    >>> row = TaskRow("修路", number="1", units=(UnitList(Role.LEAD, ("县交通局",)),))
    >>> with open_store() as store:
    ...     loaded = store.load(build_plan(PlanFacts("p"), [row]))
    ...     ask(store, "single_lead_tasks", {}).rows
    (('1', '修路', '县交通局', 0),)
    """
    asked = get_question(name)
    _check_names(asked, given)
    plans = store.plan_ids()
    if plan_id is not None and plan_id not in plans:
        raise unknown_plan_error(plan_id, plans)
    if asked.is_about_one_plan:
        plans = (plan_id or choose_plan(plans),)
    values: dict[str, CypherValue] = {"plan": plans[0]} if asked.is_about_one_plan else {}
    for parameter in asked.parameters:
        values[parameter.name] = resolve_argument(store, asked, parameter, given[parameter.name], plans)
    return store.ask(asked.statement, values)


def ask_statement(store: Store, path: str, given: Mapping[str, str]) -> tuple[ResultSet, Question]:
    """Answer a statement of the user's own from a store.

    Args:
        store: The store that is asked.
        path: The file with the statement, which must only read.
        given: Its parameters, all of them texts.

    Returns:
        Column names and rows, and the question that the statement is.

    Raises:
        InputError: The file cannot be read.
        StoreError: The statement writes, or its answer is too long or takes too long.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as fault:
        raise InputError(
            zh=f"读不了 {truncate_text(path)}：应为 UTF-8 文本文件，内容是一条 Cypher 查询语句。",
            en=f"{truncate_text(path)} cannot be read: it is to be a UTF-8 text file with one Cypher statement.",
        ) from fault
    rows = store.ask(text.strip().removesuffix(";"), given, bounded=True)
    title = Text(zh=truncate_text(path), en=truncate_text(path))
    columns = tuple(AnswerColumn(name, ColumnType.TEXT, Text(zh=name, en=name)) for name in rows.columns)
    return rows, Question(path, title, Text(zh="自己写的语句。", en="A statement of your own."), (), columns, text)


def parse_parameters(pieces: Iterable[str]) -> dict[str, str]:
    """Parse NAME=VALUE pairs. Raises InputError for a pair without `=` and for a repeated name.

    >>> parse_parameters(["unit=县科协", "word=a=b"])
    {'unit': '县科协', 'word': 'a=b'}
    """
    given: dict[str, str] = {}
    for piece in pieces:
        name, sign, value = piece.partition("=")
        if not sign or not name.strip():
            raise InputError(
                zh=f"“{truncate_text(piece)}”不是“名称=值”的形式，如 unit=县科协。",
                en=f"“{truncate_text(piece)}” is not of the form NAME=VALUE, such as unit=县科协.",
            )
        if name.strip() in given:
            raise InputError(
                zh=f"参数 {truncate_text(name.strip())} 给了两次：只给一次。",
                en=f"Parameter {truncate_text(name.strip())} is given twice: give it once.",
            )
        given[name.strip()] = value
    return given


def _check_names(asked: Question, given: Mapping[str, str]) -> None:
    names = [one.name for one in asked.parameters]
    for name in given:
        if name not in names:
            takes = Text(
                zh=f"它需要 {format_list(tuple(names), 'zh')}。" if names else "它不需要参数。",
                en=f"It takes {format_list(tuple(names), 'en')}." if names else "It takes none.",
            )
            what = Text(
                zh=f"问题 {asked.name} 没有参数“{truncate_text(name)}”",
                en=f"Question {asked.name} has no parameter “{truncate_text(name)}”",
            )
            raise not_found_error(what, find_similar_names(name, names), takes)
    missing = [one for one in asked.parameters if one.name not in given]
    if missing:
        raise InputError(
            zh=f"问题 {asked.name} 还缺少参数：{'；'.join(one.describe('zh') for one in missing)}。",
            en=f"Question {asked.name} still needs {'; '.join(one.describe('en') for one in missing)}.",
        )
