"""Base class of the stores: reading plans, validating queries, and error messages common to both databases."""

from __future__ import annotations

import difflib
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Self, cast

from respnet.core.errors import StoreError
from respnet.core.i18n import Text, format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan
from respnet.stores.mapping import build_stored_plan, find_first_difference, get_signature
from respnet.stores.protocol import CypherValue, LoadSummary, ResultSet, StoredPlan
from respnet.stores.statements import find_parameters, get_first_keyword, is_single_statement, load_statement

QueryRequest = tuple[str, Mapping[str, CypherValue]]
"""A statement with its parameters."""

_READING_WORDS = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN")
_SCALARS = (str, int, float, bool)
_WAITS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds before each try to read a plan that is being replaced."""


class BaseStore(ABC):
    """Database-independent part of a store; see `protocol.Store` for the contract of each method."""

    def __init__(self, *, read_only: bool) -> None:
        self.read_only = read_only

    @abstractmethod
    def _read(self, requests: Sequence[QueryRequest]) -> tuple[ResultSet, ...]:
        """Run reading statements with their parameters in one read transaction."""

    @abstractmethod
    def close(self) -> None:
        """Close the database."""

    def plans(self) -> tuple[StoredPlan, ...]:
        """List the stored plans, sorted by id."""
        (found,) = self._read([(load_statement("read/plans"), {})])
        return tuple(
            StoredPlan(id=cast("str", one), title=str(title or ""), tasks=cast("int", tasks))
            for one, title, tasks in found.rows
        )

    def plan(self, plan_id: str) -> Plan:
        """Return the stored plan.

        A plan that is replaced while it is read may come as a mixture of two versions: Neo4j shows each statement what
        is committed. So what was read is held against the digest that was stored with it, and read again; what differs
        and stands still was changed by another program.

        Raises:
            StoreError: There is no plan with this id (the stored ones are listed), it is being loaded all the time, or
                it was changed by another program.
        """
        before: tuple[ResultSet, ...] = ()
        for wait in _WAITS:
            time.sleep(wait)
            answers = self._read(build_plan_queries(plan_id))
            if not answers[0].rows:
                raise self._unknown(plan_id)
            still = answers == before
            try:
                found = build_stored_plan(*answers)
            except StoreError:
                if still:
                    raise
            else:
                if get_signature(answers[0]).rpartition(":")[2] in ("", found.digest()):
                    return found
                if still:
                    raise _changed_plan_error(plan_id)
            before = answers
        raise StoreError(
            zh=f"方案“{plan_id}”正在被另一个程序载入：请等它载入完再试。",
            en=f"Another program is loading plan “{plan_id}”: try again when it has finished.",
        )

    def network(self, plan_id: str) -> ResponsibilityNetwork:
        """Return the two-mode graph of the stored plan: data that was not stored is not analysed."""
        return ResponsibilityNetwork(self.plan(plan_id))

    def ask(self, statement: str, parameters: Mapping[str, CypherValue]) -> ResultSet:
        """Run a reading statement.

        Args:
            statement: One Cypher statement that only reads.
            parameters: A value for every parameter of the statement, and for no other.

        Returns:
            Column names and rows; values are scalars, None or lists of scalars.

        Raises:
            StoreError: The statement writes, its parameters do not fit, or the database refuses it.
        """
        check_query(statement, parameters)
        (found,) = self._read([(statement, parameters)])
        return check_plain_values(found)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _unknown(self, plan_id: str) -> StoreError:
        return unknown_plan_error(plan_id, [held.id for held in self.plans()])

    def _refuse_if_read_only(self) -> None:
        if self.read_only:
            raise StoreError(
                zh="该库以只读方式打开，不能载入或移除方案。",
                en="The store was opened for reading only: nothing can be loaded or removed.",
            )


def build_plan_queries(plan_id: str) -> tuple[QueryRequest, QueryRequest, QueryRequest, QueryRequest]:
    """Return the four read statements of one plan, in the argument order of `mapping.build_stored_plan`."""
    given = {"plan": plan_id}
    return (
        (load_statement("read/plan"), given),
        (load_statement("read/units"), given),
        (load_statement("read/tasks"), given),
        (load_statement("read/assignments"), given),
    )


def get_first_line(words: str) -> str:
    """Return the first line of a database message; the other lines are for its developers."""
    return words.strip().partition("\n")[0]


def to_store_error(words: str) -> StoreError:
    """Make the error for a statement that the database refuses, with the first line of the database's message."""
    return StoreError(
        zh=f"数据库拒绝执行：{get_first_line(words)}", en=f"The database refused: {get_first_line(words)}"
    )


def check_query(text: str, given: Mapping[str, CypherValue]) -> None:
    """Check that a text is one reading statement and that its parameters are complete.

    A database takes a missing parameter for NULL without an error, hence the check.

    Args:
        text: The Cypher statement.
        given: The parameters by name.

    Raises:
        StoreError: More than one statement, a writing statement, or a parameter missing or unknown.
    """
    if not is_single_statement(text):
        raise StoreError(zh="一次只能问一条语句（请去掉分号）。", en="Ask one statement at a time (no semicolon).")
    if get_first_keyword(text) not in _READING_WORDS:
        raise StoreError(
            zh="只能查询：语句须以 MATCH、OPTIONAL MATCH、UNWIND、WITH 或 RETURN 开头。",
            en="Questions only read: begin with MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN.",
        )
    named = find_parameters(text)
    for name in given:
        if name not in named:
            raise _wrong_parameter(
                name, named, Text(zh=f"语句中没有参数 ${name}", en=f"The statement has no parameter ${name}")
            )
    for name in named:
        if name not in given:
            raise _wrong_parameter(
                name, tuple(given), Text(zh=f"参数 ${name} 没有值", en=f"Parameter ${name} has no value")
            )


def _wrong_parameter(name: str, others: tuple[str, ...], what: Text) -> StoreError:
    near = difflib.get_close_matches(name, others, n=1)
    if near:
        return StoreError(zh=f"{what.zh}；是不是 ${near[0]}？", en=f"{what.en}; did you mean ${near[0]}?")
    return StoreError(zh=f"{what.zh}。", en=f"{what.en}.")


def check_plain_values(rows: ResultSet) -> ResultSet:
    """Return the rows if they hold only scalars and lists of scalars; StoreError names the first other column."""
    for row in rows.rows:
        for column, value in zip(rows.columns, row, strict=True):
            pieces: Sequence[object] = value if isinstance(value, list) else (value,)
            if not all(isinstance(piece, _SCALARS) or (piece is None and value is None) for piece in pieces):
                raise StoreError(
                    zh=f"列 {column} 返回的是节点、关系或其他复合值：请返回其属性，如 u.name。",
                    en=f"Column {column} returns a node, a relationship or another compound value: "
                    "return its properties, such as u.name.",
                )
    return rows


def choose_plan(held: Sequence[StoredPlan]) -> str:
    """Return the id of the only plan. Raises StoreError, which lists them, where there are none or several."""
    if len(held) == 1:
        return held[0].id
    ids = tuple(one.id for one in held)
    raise StoreError(
        zh=f"库里有 {len(held)} 个方案：{format_list(ids, 'zh', most=10)}。请用 --plan 指定一个。"
        if held
        else "库里还没有方案：请先载入（respnet load）。",
        en=f"The store holds {len(held)} plans: {format_list(ids, 'en', most=10)}. Name one with --plan."
        if held
        else "The store holds no plan yet: load one first (respnet load).",
    )


def unknown_plan_error(plan_id: str, held: Sequence[str]) -> StoreError:
    """Make the error for an unknown plan id, which lists the stored ones.

    Args:
        plan_id: The id that was asked for.
        held: The ids of the stored plans.
    """
    if not held:
        return StoreError(
            zh=f"库中没有方案“{plan_id}”，也没有其他方案。",
            en=f"There is no plan “{plan_id}” in the store, nor any other.",
        )
    return StoreError(
        zh=f"库中没有方案“{plan_id}”。现有：{format_list(tuple(held), 'zh', most=10)}。",
        en=f"There is no plan “{plan_id}” in the store. It holds {format_list(tuple(held), 'en', most=10)}.",
    )


def _changed_plan_error(plan_id: str) -> StoreError:
    return StoreError(
        zh=f"库中的方案“{plan_id}”载入之后被其他程序改动过：请重新载入。",
        en=f"The stored plan “{plan_id}” was changed by another program after it was loaded: load it again.",
    )


def check_same_plan(sent: Plan, found: Plan) -> None:
    """Compare a plan with its stored copy.

    Args:
        sent: The plan as it was written.
        found: The plan as it was read back.

    Raises:
        StoreError: The two differ; the message names the first difference.
    """
    difference = find_first_difference(sent, found)
    if difference:
        raise StoreError(
            zh=f"数据库没有原样保存方案“{sent.id}”（{difference}），原有内容保持不变。",
            en=f"The database did not keep plan “{sent.id}” as it was sent ({difference}); "
            "what it held before is unchanged.",
        )


def check_written(what: Text, sent: int, written: int) -> None:
    """Check that a statement wrote every row it was sent: fewer mean that an end of a relationship is missing.

    More are no error yet: a relationship may exist twice, and reading the plan back decides.

    Args:
        what: Name of the rows for the message.
        sent: Number of rows sent.
        written: Number of rows written.

    Raises:
        StoreError: Fewer rows were written than sent.
    """
    if written < sent:
        raise StoreError(
            zh=f"写入{what.zh} {written} 条，应为 {sent} 条；原有内容保持不变。",
            en=f"The database wrote {written} of {sent} {what.en}; what it held before is unchanged.",
        )


def make_load_summary(plan: Plan, *, replaced: bool) -> LoadSummary:
    """Summarise a load.

    Args:
        plan: The plan that was stored and read back.
        replaced: True if the store held an earlier version.
    """
    return LoadSummary(
        plan=plan.id,
        units=len(plan.units),
        tasks=len(plan.tasks),
        assignments=len(plan.assignments),
        replaced=replaced,
    )
