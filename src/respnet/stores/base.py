"""The store that plans are loaded into and read back from, and error messages common to both databases."""

from __future__ import annotations

import math
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Self, cast

from respnet.core.errors import StoreError
from respnet.core.i18n import format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan
from respnet.stores.mapping import (
    LoadStep,
    build_plan_queries,
    build_stored_plan,
    find_first_difference,
    get_signature,
    to_dicts,
)
from respnet.stores.protocol import (
    CypherValue,
    DatedPlans,
    FindingLinks,
    LoadProgress,
    LoadSummary,
    PlanVersion,
    QueryRequest,
    ResultSet,
    StoredPlan,
)
from respnet.stores.statements import check_query, load_statement
from respnet.stores.validation import check_storable, check_unique
from respnet.stores.versions import PlanChange, Run, encode_plan, list_versions, read_change, unpack_version

MAX_ROWS, MAX_SECONDS = 10_000, 60
"""Limits of a statement that a user wrote."""

_SCALARS = (str, int, float, bool)
_WAITS = (0.0, 0.02, 0.05, 0.1, 0.2)
"""Seconds before each try to read a plan that is being replaced."""


class Store(ABC):
    """A graph database that holds any number of plans; a context manager."""

    def __init__(self, *, read_only: bool) -> None:
        self.read_only = read_only

    @abstractmethod
    def _read(self, requests: Sequence[QueryRequest], *, bounded: bool = False) -> tuple[ResultSet, ...]:
        """Run reading statements with their parameters in one read transaction.

        With `bounded`, each ends after MAX_SECONDS, and one row more than MAX_ROWS is fetched at most.
        """

    @abstractmethod
    def remove(self, plan_id: str) -> None:
        """Remove the plan, its versions and the units that no other plan names. Raises StoreError if there is none."""

    @abstractmethod
    def close(self) -> None:
        """Close the database."""

    @abstractmethod
    def load_all(
        self, plans: DatedPlans, keep: int | None, progress: LoadProgress, *, anew: bool = False
    ) -> tuple[LoadSummary, ...]:
        """Store several plans: an embedded file all or none of them, a server one after the other; else as `load`."""

    @abstractmethod
    def write_findings(self, plan: Plan, links: FindingLinks) -> None:
        """Write the findings on a stored plan beside it, in place of former ones; they go with its next load.

        Args:
            plan: The plan that was analysed.
            links: Rows by relationship type (`findings.graph_links.list_finding_links`).

        Raises:
            StoreError: The store does not hold this version of the plan.
        """

    def load(self, plan: Plan, *, loaded: str = "", keep: int | None = None, anew: bool = False) -> LoadSummary:
        """Store `plan`, replacing the plan of the same id as a whole and changing no other.

        The version that is replaced stays as a former one. A plan that is stored already, by its digest, is not written
        again. What another program changed in it since is noticed when it is read.

        Args:
            plan: The plan.
            loaded: Date of this version, which names it when it has become a former one.
            keep: Number of former versions that stay at most, the newest ones; None for all.
            anew: Write the plan also where it is stored already.

        Raises:
            StoreError: The plan cannot be stored, or what was read back differs from it.
        """
        return self.load_all([(plan, loaded)], keep, lambda _: None, anew=anew)[0]

    def plan_ids(self) -> tuple[str, ...]:
        """List the ids of the stored plans, sorted."""
        (found,) = self._read([(load_statement("read/plan_ids"), {})])
        return tuple(cast("str", one) for (one,) in found.rows)

    def history(self, plan_id: str) -> tuple[PlanVersion, ...]:
        """List the former versions of a plan, oldest first. Raises StoreError if there is no such plan."""
        found, held = self._read([build_plan_queries(plan_id)[0], build_history_query(plan_id)])
        if not found.rows:
            raise self._unknown(plan_id)
        return list_versions(held)

    def plans(self) -> tuple[StoredPlan, ...]:
        """List the stored plans, sorted by id."""
        (found,) = self._read([(load_statement("read/plans"), {})])
        return tuple(
            StoredPlan(
                *(cast("str", one), str(title or ""), cast("int", tasks), str(loaded or ""), cast("int", versions)),
                *(str(area or ""), str(issued or published or "")[:4]),
            )
            for one, title, tasks, loaded, versions, area, issued, published in found.rows
        )

    def plan(self, plan_id: str) -> Plan:
        """Return the stored plan, or the former version, of this id.

        A plan that is replaced while it is read may come as a mixture of two versions: Neo4j shows each statement what
        is committed. So what was read is held against the digest that was stored with it, and read again; what differs
        and stands still was changed by another program. A plan that is replaced faster than it is read is taken from
        its packed copy, which is one node and so never a mixture.

        Raises:
            StoreError: There is no plan with this id (the stored ones are listed), it is being loaded all the time and
                has no packed copy, or it was changed by another program.
        """
        before: tuple[ResultSet, ...] = ()
        for wait in _WAITS:
            time.sleep(wait)
            answers = self._read(build_plan_queries(plan_id))
            if not answers[0].rows:
                return self._find_version(plan_id)
            fault = None
            try:
                found = build_stored_plan(*answers)
            except StoreError as error:
                fault = error
            else:
                if get_signature(answers[0]).rpartition(":")[2] in ("", found.digest()):
                    return found
            versions = self._read([build_history_query(plan_id, f"{plan_id}@")])
            if (*answers, *versions) == before:
                raise fault or _changed_plan_error(plan_id)
            packed = [row for row in to_dicts(*versions) if row["number"] == 0]
            if before and packed:
                return unpack_version(packed[0])
            before = *answers, *versions
        raise StoreError(
            zh=f"方案“{plan_id}”正在被另一个程序载入：请等它载入完再试。",
            en=f"Another program is loading plan “{plan_id}”: try again when it has finished.",
        )

    def network(self, plan_id: str) -> ResponsibilityNetwork:
        """Return the two-mode graph of the stored plan: data that was not stored is not analysed."""
        return ResponsibilityNetwork(self.plan(plan_id))

    def ask(self, statement: str, parameters: Mapping[str, CypherValue], *, bounded: bool = False) -> ResultSet:
        """Run a reading statement.

        Args:
            statement: One Cypher statement that only reads.
            parameters: A value for every parameter of the statement, and for no other.
            bounded: Give up after MAX_SECONDS, and where there are more than MAX_ROWS.

        Returns:
            Column names and rows; values are scalars, None or lists of scalars.

        Raises:
            StoreError: The statement writes, its parameters do not fit, or the database refuses it.
        """
        check_query(statement, parameters)
        (found,) = self._read([(statement, parameters)], bounded=bounded)
        if bounded and len(found.rows) > MAX_ROWS:
            raise StoreError(
                zh=f"结果超过 {MAX_ROWS} 行：请在语句末尾加上 LIMIT。",
                en=f"The answer has more than {MAX_ROWS} rows: end the statement with LIMIT.",
            )
        return check_plain_values(found)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _find_version(self, version: str) -> Plan:
        (found,) = self._read([(load_statement("read/version"), {"version": version})])
        if not found.rows:
            raise self._unknown(version)
        return unpack_version(to_dicts(found)[0])

    def _unknown(self, plan_id: str) -> StoreError:
        held, plan = self.plan_ids(), plan_id.rpartition("@")[0]
        versions = [one.id for one in self.history(plan)] if plan in held else ()
        return unknown_plan_error(plan_id, versions or held)

    def _prepare(self, plans: DatedPlans, longest_id: int = 0) -> list[bytes]:
        """Return the contents of plans that are to be loaded. Raises StoreError where one cannot be."""
        self._refuse_if_read_only()
        check_unique("plan", "方案", (plan.id for plan, _ in plans))
        for plan, _ in plans:
            check_storable(plan, longest_id)
        return [encode_plan(plan) for plan, _ in plans]

    def _refuse_if_read_only(self) -> None:
        if self.read_only:
            raise StoreError(
                zh="该库以只读方式打开，不能载入或移除方案。",
                en="The store was opened for reading only: nothing can be loaded or removed.",
            )


def build_history_query(plan_id: str, full: str = "*") -> QueryRequest:
    """Return the read statement of a plan's versions; `full` is the only one that comes with its contents, * all."""
    return load_statement("read/versions"), {"plan": plan_id, "full": [full]}


def get_first_line(words: str) -> str:
    """Return the first line of a database message; the other lines are for its developers."""
    return words.strip().partition("\n")[0]


def to_store_error(words: str) -> StoreError:
    """Make the error for a statement that the database refuses, with the first line of the database's message."""
    return StoreError(
        zh=f"数据库拒绝执行：{get_first_line(words)}", en=f"The database refused: {get_first_line(words)}"
    )


def check_plain_values(rows: ResultSet) -> ResultSet:
    """Return the rows if they hold only finite scalars and lists of them; StoreError names the first other column."""
    for row in rows.rows:
        for column, value in zip(rows.columns, row, strict=True):
            pieces: Sequence[object] = value if isinstance(value, list) else (value,)
            if not all(_is_plain(piece) or (piece is None and value is None) for piece in pieces):
                raise StoreError(
                    zh=f"列 {column} 返回的不是文字、数字、真假值或它们的列表：节点和关系请返回其属性，如 u.name。",
                    en=f"Column {column} returns neither text, number, truth value nor a list of these; "
                    "of a node or relationship, return properties, such as u.name.",
                )
    return rows


def _is_plain(value: object) -> bool:
    return isinstance(value, _SCALARS) and (not isinstance(value, float) or math.isfinite(value))


def choose_plan(held: tuple[str, ...]) -> str:
    """Return the id of the only plan. Raises StoreError, which lists them, where there are none or several."""
    if len(held) == 1:
        return held[0]
    if not held:
        raise unknown_plan_error("", held)
    raise StoreError(
        zh=f"库里有 {len(held)} 个方案：{format_list(held, 'zh', most=10)}。请用 --plan 指定一个。",
        en=f"The store holds {len(held)} plans: {format_list(held, 'en', most=10)}. Name one with --plan.",
    )


def unknown_plan_error(plan_id: str, held: Sequence[str]) -> StoreError:
    """Make the error for an unknown plan id, which lists the stored ones.

    Args:
        plan_id: The id that was asked for.
        held: The ids of the stored plans.
    """
    if not held:
        return StoreError(
            zh="库里还没有方案：请先载入（respnet load）。",
            en="The store holds no plan yet: load one first (respnet load).",
        )
    return StoreError(
        zh=f"库中没有方案“{plan_id}”。现有：{format_list(tuple(held), 'zh', most=10)}。",
        en=f"There is no plan “{plan_id}” in the store. It holds {format_list(tuple(held), 'en', most=10)}.",
    )


def _changed_plan_error(plan_id: str) -> StoreError:
    return StoreError(
        zh=f"库中的方案“{plan_id}”载入之后被其他程序改动过：请重新载入（respnet load --anew）。",
        en=f"The stored plan “{plan_id}” was changed by another program after its load: load it again, with --anew.",
    )


def check_change(run: Run, change: PlanChange) -> Plan:
    """Read back what a change wrote, and compare it with what was sent.

    Args:
        run: Runs a reading statement.
        change: The change, which has been made.

    Returns:
        The plan, or its part, as it was read back.

    Raises:
        StoreError: The two differ; the message names the first difference.
    """
    found, is_right = read_change(run, change)
    difference = find_first_difference(change.part.plan, found)
    if difference:
        raise StoreError(
            zh=f"数据库没有原样保存方案“{change.id}”（{difference}），原有内容保持不变。",
            en=f"The database did not keep plan “{change.id}” as it was sent ({difference}); "
            "what it held before is unchanged.",
        )
    if not is_right:
        raise to_store_error("digest, versions or counts differ")
    return found


def write_steps(steps: Iterable[LoadStep], run: Run) -> None:
    """Write rows by their statements, in batches.

    Fewer rows written than sent mean that an end of a relationship is missing. More are no error yet: a relationship
    may exist twice, and reading the plan back decides.

    Args:
        steps: Statements with their rows.
        run: Runs a statement with its parameters.

    Raises:
        StoreError: Fewer rows were written than sent.
    """
    for step in steps:
        for batch in step.split_batches():
            ((written,),) = run(load_statement(step.statement), {"rows": cast("CypherValue", batch)}).rows
            if cast("int", written) < len(batch):
                raise StoreError(
                    zh=f"写入{step.what.zh} {written} 条，应为 {len(batch)} 条；原有内容保持不变。",
                    en=f"The database wrote {written} of {len(batch)} {step.what.en}; "
                    "what it held before is unchanged.",
                )


def make_load_summary(plan: Plan, change: PlanChange | None) -> LoadSummary:
    """Summarise a load.

    Args:
        plan: The plan that is stored.
        change: What was done for it; None if it was stored already.
    """
    sizes = len(plan.units), len(plan.tasks), len(plan.assignments)
    return LoadSummary(plan.id, *sizes, replaced=change is None or change.replaces, unchanged=change is None)
