"""Plans of a corpus, built again from its tables; their digests say that nothing is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from respnet.core.errors import InputError
from respnet.core.i18n import format_list
from respnet.core.plan import Assignment, Origin, Plan, Role, Task, Unit, UnitKind, make_unit_id
from respnet.corpus.schema import YEAR_TABLES, Corpus, build_schema, import_extra
from respnet.intake.builder import make_task_ids

_BLOCK = 200
"""Plans read at once."""
_NAMED = 8
Row = dict[str, Any]


def read_corpus_plan(corpus: Corpus, plan_id: str | None) -> Plan:
    """Read one plan of a corpus, the current version.

    Args:
        corpus: The corpus.
        plan_id: Id of the plan; may be None if there is only one.

    Raises:
        InputError: There is no such plan, it is not said which, or its rows are not whole.
    """
    compute = import_extra("pyarrow.compute")
    condition = (
        compute.field("current") if plan_id is None else compute.field("current") & (compute.field("plan") == plan_id)
    )
    rows = _read(corpus, "plans", condition, most=_NAMED + 1)
    if len(rows) == 1:
        return next(_build_plans(corpus, rows))
    if plan_id is not None:
        raise InputError(
            zh=f"{corpus.folder} 的语料里没有方案“{plan_id}”。各方案的标识见图集。",
            en=f"The corpus in {corpus.folder} holds no plan “{plan_id}”. The atlas gives each plan's id.",
        )
    named = [row["plan"] for row in rows[:_NAMED]]
    raise InputError(
        zh=f"{corpus.folder} 是语料，里面不止一个方案，请用 --plan 指明，如 {format_list(named, 'zh')}；"
        "全部方案请看图集：respnet atlas。",
        en=f"{corpus.folder} is a corpus of several plans: say which with --plan, such as {format_list(named, 'en')}; "
        "respnet atlas is for all of them.",
    )


def iterate_plans(corpus: Corpus) -> Iterator[Plan]:
    """Iterate over the current plans of a corpus, by year, area and id, a few hundred in memory at a time."""
    compute = import_extra("pyarrow.compute")
    rows = _read(corpus, "plans", compute.field("current"))
    rows.sort(key=lambda row: (row["year"], row["area"].encode("utf-8"), row["plan_key"]))
    start = 0
    while start < len(rows):
        stop = start
        while stop < len(rows) and stop - start < _BLOCK and rows[stop]["year"] == rows[start]["year"]:
            stop += 1
        yield from _build_plans(corpus, rows[start:stop])
        start = stop


def _read(corpus: Corpus, table: str, condition: Any, year: int | None = None, most: int | None = None) -> list[Row]:
    """Read the rows of a table that meet a condition, in the order of the files."""
    dataset = import_extra("pyarrow.dataset")
    place = corpus.folder / table / (f"year={year}" if table in YEAR_TABLES else "")
    if not place.is_dir():
        return []
    schema = build_schema(table)
    if table in YEAR_TABLES:  # the folder alone says it
        schema = schema.remove(schema.get_field_index("year"))
    held = dataset.dataset(place, schema=schema, format="parquet")
    found = held.to_table(filter=condition) if most is None else held.head(most, filter=condition)
    rows: list[Row] = found.to_pylist()
    return rows


def _build_plans(corpus: Corpus, rows: Sequence[Row]) -> Iterator[Plan]:
    """Build plans of one year from their rows in the table `plans`."""
    compute, year = import_extra("pyarrow.compute"), rows[0]["year"]
    asked = compute.field("plan_key").isin([row["plan_key"] for row in rows])
    found: dict[str, dict[int, list[Row]]] = {}
    for table in ("tasks", "task_texts", "named_in", "assignments"):
        found[table] = defaultdict(list)
        for row in _read(corpus, table, asked, year):
            found[table][row["plan_key"]].append(row)
    keys = {row["unit_key"] for those in found["named_in"].values() for row in those}
    units = _read(corpus, "units", compute.field("unit_key").isin(sorted(keys)))
    names = {row["unit_key"]: row["name"] for row in units}
    for row in rows:
        parts = {table: those[row["plan_key"]] for table, those in found.items()}
        # Two plans with one id go in a corpus by the id and a mark each; the digest is that of the plan without it.
        ids = dict.fromkeys((row["plan"], row["plan"].rpartition("~")[0] or row["plan"]))
        try:
            plans = [_build_plan(one, row, parts, names) for one in ids]
            next(plan for plan in plans if _is_whole(plan, row))
        except (KeyError, StopIteration) as error:
            raise InputError(
                zh=f"{corpus.folder} 中方案“{row['plan']}”的各表不完整或被改动过。请用 respnet gather 重新收集。",
                en=f"The rows of the plan “{row['plan']}” in {corpus.folder} are not whole or were changed. "
                "Gather the corpus again with respnet gather.",
            ) from error
        yield plans[0]


def _is_whole(plan: Plan, row: Row) -> bool:
    """Compare with the digest of the plan that was written; a plan made by lot has none, and its parts are counted."""
    sizes = {name: len(getattr(plan, name)) for name in ("tasks", "units", "assignments")}
    return plan.digest() == row["digest"] if row["digest"] else all(row[name] == sizes[name] for name in sizes)


def _build_plan(plan_id: str, row: Row, parts: dict[str, list[Row]], names: dict[int, str]) -> Plan:
    area = row["area"]
    units = {
        one["unit_key"]: Unit(
            **{name: one[name] for name in ("guessed", "english", "capacity")},
            id=make_unit_id(names[one["unit_key"]], area, plan_id),
            name=names[one["unit_key"]],
            area=area,
            kind=UnitKind(one["kind"]),
            also_written=tuple(one["also_written"]),
            members=tuple(one["members"]),
        )
        for one in parts["named_in"]
    }
    numbers = [(one["number"], one["part"]) for one in parts["tasks"]]
    ids = dict(zip([one["task"] for one in parts["tasks"]], make_task_ids(plan_id, numbers), strict=True))
    texts = {one["task"]: one for one in parts["task_texts"]}
    tasks = [
        Task(
            **{name: one[name] for name in ("title", "number", "part", "deadline", "effort")},
            **{name: texts[one["task"]][name] for name in ("text", "summary", "clause", "source")},
            id=ids[one["task"]],
            order=one["task"],
            section=tuple(one["section"]),
            targets=tuple(one["targets"]),
            open_roles=tuple(map(Role, one["open_roles"])),
        )
        for one in parts["tasks"]
    ]
    assignments = [
        Assignment(
            units[one["unit_key"]].id,
            ids[one["task"]],
            Role(one["role"]),
            one["position"],
            one["printed"],
            Origin(one["origin"]),
        )
        for one in parts["assignments"]
    ]
    same = ("title", "document_number", "issuer", "issued", "published", "period", "lead_rule", "owner", "file")
    facts: dict[str, Any] = {name: row[name] for name in same}
    facts |= {"units": tuple(units.values()), "tasks": tuple(tasks), "assignments": tuple(assignments)}
    return Plan(plan_id, area=area, focus=tuple(row["focus"]), **facts)
