"""What both databases do alike: reading plans, checking questions, and saying what went wrong."""

from __future__ import annotations

import difflib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Self, cast

from respnet.core.errors import StoreError
from respnet.core.i18n import Text, format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan
from respnet.stores.mapping import build_stored_plan, find_first_difference
from respnet.stores.protocol import CypherValue, LoadSummary, ResultSet, StoredPlan
from respnet.stores.statements import find_parameters, get_first_keyword, is_single_statement, load_statement

QueryRequest = tuple[str, Mapping[str, CypherValue]]
"""A statement with its parameters."""

_READING_WORDS = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN")
_SCALARS = (str, int, float, bool)


class BaseStore(ABC):
    """A store as far as the two databases do not differ; see `protocol.Store` for what each method promises."""

    def __init__(self, *, read_only: bool) -> None:
        self.read_only = read_only

    @abstractmethod
    def _read(self, requests: Sequence[QueryRequest]) -> tuple[ResultSet, ...]:
        """The answers of reading statements with their parameters, all from one look at the database."""

    @abstractmethod
    def close(self) -> None:
        """Release the database."""

    def plans(self) -> tuple[StoredPlan, ...]:
        """The plans held, by id."""
        (found,) = self._read([(load_statement("read/plans"), {})])
        return tuple(
            StoredPlan(id=cast("str", one), title=cast("str", title), tasks=cast("int", tasks))
            for one, title, tasks in found.rows
        )

    def plan(self, plan_id: str) -> Plan:
        """The plan as stored. Raises StoreError, naming the plans there are, if it is not there."""
        facts, units, tasks, assignments = self._read(build_plan_queries(plan_id))
        if not facts.rows:
            raise self._unknown(plan_id)
        return build_stored_plan(facts, units, tasks, assignments)

    def network(self, plan_id: str) -> ResponsibilityNetwork:
        """The two-mode graph of the plan as stored: what was not stored is not analysed."""
        return ResponsibilityNetwork(self.plan(plan_id))

    def ask(self, statement: str, parameters: Mapping[str, CypherValue]) -> ResultSet:
        """Run a reading statement. Every parameter it names must be given, and no other."""
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
                Text(
                    zh="该库以只读方式打开，不能载入或移除方案。",
                    en="The store was opened for reading only: nothing can be loaded or removed.",
                )
            )


def build_plan_queries(plan_id: str) -> tuple[QueryRequest, QueryRequest, QueryRequest, QueryRequest]:
    """What to ask for one plan; `rows.plan_from` takes the answers in this order."""
    given = {"plan": plan_id}
    return (
        (load_statement("read/plan"), given),
        (load_statement("read/units"), given),
        (load_statement("read/tasks"), given),
        (load_statement("read/assignments"), given),
    )


def get_first_line(words: str) -> str:
    """The first line of what a database says; the rest is for its developers."""
    return words.strip().partition("\n")[0]


def to_store_error(words: str) -> StoreError:
    """The error for a statement that the database refuses, with the database's own first line."""
    return StoreError(
        Text(zh=f"数据库拒绝执行：{get_first_line(words)}", en=f"The database refused: {get_first_line(words)}")
    )


def check_query(text: str, given: Mapping[str, CypherValue]) -> None:
    """Raise StoreError unless `text` is one reading statement and `given` holds exactly its parameters.

    A database takes a parameter that is missing for NULL and says nothing, hence the check.
    """
    if not is_single_statement(text):
        raise StoreError(
            Text(zh="一次只能问一条语句（请去掉分号）。", en="Ask one statement at a time (no semicolon).")
        )
    if get_first_keyword(text) not in _READING_WORDS:
        raise StoreError(
            Text(
                zh="只能查询：语句须以 MATCH、OPTIONAL MATCH、UNWIND、WITH 或 RETURN 开头。",
                en="Questions only read: begin with MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN.",
            )
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
        return StoreError(Text(zh=f"{what.zh}；是不是 ${near[0]}？", en=f"{what.en}; did you mean ${near[0]}?"))
    return StoreError(Text(zh=f"{what.zh}。", en=f"{what.en}."))


def check_plain_values(rows: ResultSet) -> ResultSet:
    """The rows, if they hold texts, numbers, truth values and lists of these; StoreError names the column if not."""
    for row in rows.rows:
        for column, value in zip(rows.columns, row, strict=True):
            pieces: Sequence[object] = value if isinstance(value, list) else (value,)
            if not all(isinstance(piece, _SCALARS) or (piece is None and value is None) for piece in pieces):
                raise StoreError(
                    Text(
                        zh=f"列 {column} 返回的是节点、关系或其他复合值：请返回其属性，如 u.name。",
                        en=f"Column {column} returns a node, a relationship or another compound value: "
                        "return its properties, such as u.name.",
                    )
                )
    return rows


def unknown_plan_error(plan_id: str, held: Sequence[str]) -> StoreError:
    """The error for a plan that is not there, naming those that are."""
    if not held:
        return StoreError(
            Text(
                zh=f"库中没有方案“{plan_id}”，也没有其他方案。",
                en=f"There is no plan “{plan_id}” in the store, nor any other.",
            )
        )
    return StoreError(
        Text(
            zh=f"库中没有方案“{plan_id}”。现有：{format_list(tuple(held), 'zh', most=10)}。",
            en=f"There is no plan “{plan_id}” in the store. It holds {format_list(tuple(held), 'en', most=10)}.",
        )
    )


def check_same_plan(sent: Plan, found: Plan) -> None:
    """Raise StoreError if what was read back is not what was sent."""
    difference = find_first_difference(sent, found)
    if difference:
        raise StoreError(
            Text(
                zh=f"数据库没有原样保存方案“{sent.id}”（{difference}），原有内容保持不变。",
                en=f"The database did not keep plan “{sent.id}” as it was sent ({difference}); "
                "what it held before is unchanged.",
            )
        )


def check_written(what: Text, sent: int, written: int) -> None:
    """Raise StoreError if a statement wrote fewer rows than it was sent: then an end of a relationship is missing.

    More are no fault yet: somebody doubled a relationship, and what is read back afterwards decides.
    """
    if written < sent:
        raise StoreError(
            Text(
                zh=f"写入{what.zh} {written} 条，应为 {sent} 条；原有内容保持不变。",
                en=f"The database wrote {written} of {sent} {what.en}; what it held before is unchanged.",
            )
        )


def make_load_summary(plan: Plan, *, replaced: bool) -> LoadSummary:
    """What a load reports of the plan that was read back."""
    return LoadSummary(
        plan=plan.id,
        units=len(plan.units),
        tasks=len(plan.tasks),
        assignments=len(plan.assignments),
        replaced=replaced,
    )
