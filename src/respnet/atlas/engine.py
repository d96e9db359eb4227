"""Engines that run the statements of `sql/` over a corpus: DuckDB on this machine, or a Spark cluster.

Both see the same views, made by the same text, and give the same rows in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from respnet.core.errors import InputError
from respnet.corpus.schema import TABLES, Corpus, build_arrow_schema

if TYPE_CHECKING:
    import pyarrow

    from respnet.atlas.statement import Statement

ASKED = {"area": "string", "unit": "string", "year": "int32"}
"""Columns of the view `asked`, one row: what a statement is asked for; NULL where nothing is said."""
CHOSEN = {"kind": "string", "place": "int64", "first_key": "int64", "second_key": "int64", "year": "int64"}
CHOSEN |= dict.fromkeys(("role", "level", "first_kind", "second_kind"), "string")
"""Columns of the view `chosen`: rows of a table for which `evidence` finds what they were made of."""
MAX_EVIDENCE_PLANS = 200
"""Plans that `evidence` gives for a row at most: two kinds of office may lead together in any number of them."""
MASTERS = ("local", "spark://", "yarn", "k8s://")
"""Beginnings of names of Spark clusters, as Spark calls its masters."""


_PAIRS = {
    "pair_degrees": """SELECT n.plan_key, n.unit_key, n.unit_leads - COALESCE(o.leads, 0) AS degree FROM named_in n
LEFT JOIN (
  SELECT a.plan_key, a.unit_key, COUNT(*) AS leads
  FROM assignments a JOIN tasks t ON t.plan_key = a.plan_key AND t.task = a.task
  WHERE t.leads > 30 AND a.counts AND NOT a.collective AND a.role = 'lead' GROUP BY a.plan_key, a.unit_key
) AS o ON o.plan_key = n.plan_key AND o.unit_key = n.unit_key
WHERE n.unit_leads > COALESCE(o.leads, 0)""",
    "pair_margins": """SELECT p.plan_key, p.year, t.leads, t.meetings FROM plans p JOIN (
  SELECT plan_key, CAST(SUM(leads) AS BIGINT) AS leads, CAST(SUM(leads * (leads - 1)) AS BIGINT) AS meetings
  FROM tasks WHERE leads BETWEEN 1 AND 30 GROUP BY plan_key
) AS t ON t.plan_key = p.plan_key JOIN (
  SELECT plan_key FROM pair_degrees GROUP BY plan_key HAVING COUNT(*) BETWEEN 2 AND 400
) AS d ON d.plan_key = p.plan_key""",
    "pair_meetings": """WITH leads AS (
  SELECT a.plan_key, a.task, a.unit_key FROM assignments a
  JOIN tasks t ON t.plan_key = a.plan_key AND t.task = a.task
  WHERE t.leads BETWEEN 2 AND 30 AND a.counts AND NOT a.collective AND a.role = 'lead'
)
SELECT a.plan_key, a.task, m.year, a.unit_key AS first_key, b.unit_key AS second_key
FROM leads a JOIN leads b ON b.plan_key = a.plan_key AND b.task = a.task AND a.unit_key < b.unit_key
JOIN pair_margins m ON m.plan_key = a.plan_key""",
    "pair_chances": """WITH led AS (
  SELECT d.plan_key, m.year, d.unit_key, d.degree, CAST(m.meetings * 1000000 AS DOUBLE) AS meetings,
         CAST(NULLIF(m.leads * (m.leads - 1), 0) AS DOUBLE) AS pairs
  FROM pair_degrees d JOIN pair_margins m ON m.plan_key = d.plan_key
)
SELECT a.plan_key, a.year, a.unit_key AS first_key, b.unit_key AS second_key,
  CAST(FLOOR(CAST(a.degree * b.degree AS DOUBLE) * a.meetings / a.pairs) AS BIGINT) AS expected
FROM led a JOIN led b ON b.plan_key = a.plan_key AND a.unit_key < b.unit_key""",
}
"""Views of what pairs are counted from: leads on tasks of at most 30, in plans of at most 400 units that lead.

Joint leads are the rows of `pair_meetings`; in `pair_chances` each two units that lead something in a plan have the
joint leads to expect, in millionths.
"""


class Engine(Protocol):
    """Engine open on a corpus."""

    def query(self, name: str, *, chosen: pyarrow.Table | None = None, **asked: str | int | None) -> pyarrow.Table:
        """Run the statement `sql/<name>.sql`; with `area`, over the plans of this area alone.

        Args:
            name: Name of the statement.
            chosen: Rows of the view `chosen`, with the columns of CHOSEN.
            asked: Values of the view `asked`, by its columns.
        """

    def close(self) -> None:
        """Release memory and processes."""


def open_engine(name: str, corpus: Corpus, memory: str = "") -> Engine:
    """Open an engine on a corpus.

    Args:
        name: `duckdb`, or a master of Spark: `local`, `spark://host:7077`, `yarn`, `k8s://…`.
        corpus: The corpus.
        memory: Limit of memory of DuckDB, such as `2GB`; empty for its own choice (80% of the machine).

    Raises:
        InputError: There is no such engine, it is not installed, or the folder's name is a pattern to it.
    """
    if any(character in str(corpus.folder) for character in "*?[]{}"):
        raise InputError(
            zh=f"{corpus.folder} 的路径里有 * ? [ ] {{ }}，引擎会把它当作通配符。请给文件夹换个名称。",
            en=f"The path {corpus.folder} holds * ? [ ] {{ or }}, which engines take for a pattern. Rename the folder.",
        )
    if name == "duckdb":
        from respnet.atlas.duckdb_engine import DuckDBEngine

        return DuckDBEngine(corpus, memory)
    if not name.startswith(MASTERS):
        raise InputError(
            zh=f"没有“{name}”这种引擎。请用 duckdb（本机），或 Spark 集群的地址，如 spark://主机:7077、yarn、k8s://…。",
            en=f"There is no engine “{name}”. Use duckdb (this machine) or the master of a Spark cluster: "
            "spark://host:7077, yarn, k8s://….",
        )
    from respnet.atlas.spark_engine import SparkEngine

    return SparkEngine(corpus, name)


def build_views(*, area: bool, versions: bool) -> dict[str, str]:
    """Return the SELECT of each view that statements see, over the tables `read_<table>`, in the order of making.

    Args:
        area: Keep the plans of the area in `asked` alone.
        versions: The corpus holds earlier versions of plans, which are left out.
    """
    held = "SELECT p.* FROM read_plans p CROSS JOIN asked q WHERE p.current AND p.area = q.area"
    views = {"plans": held if area else "SELECT * FROM read_plans WHERE current"}
    for name in ("tasks", "named_in", "assignments"):
        kept = f"SELECT r.* FROM read_{name} r"  # noqa: S608 - names of tables, as below
        if area:
            kept += " SEMI JOIN plans p ON p.plan_key = r.plan_key"
        elif versions:  # as a rule there are few, so that this join costs little
            kept += " ANTI JOIN (SELECT plan_key FROM read_plans WHERE NOT current) AS p ON p.plan_key = r.plan_key"
        views[name] = kept
    return views | {name: f"SELECT * FROM read_{name}" for name in TABLES if name not in views} | _PAIRS  # noqa: S608


def complete_asked(asked: Mapping[str, str | int | None]) -> dict[str, str | int | None]:
    """Return the values of all columns of `asked`. Raises TypeError for a name that it does not have."""
    if unknown := asked.keys() - ASKED.keys():
        raise TypeError(f"a statement can be asked for {', '.join(ASKED)}, not {', '.join(unknown)}")
    return dict.fromkeys(ASKED) | dict(asked)


def cast_rows(rows: pyarrow.Table, statement: Statement) -> pyarrow.Table:
    """Give the rows of an engine the columns and types that the statement declares."""
    if list(rows.column_names) != list(statement.types):
        raise ValueError(f"sql/{statement.name}.sql gives {rows.column_names} and declares {list(statement.types)}")
    return rows.cast(build_arrow_schema(statement.types)).combine_chunks()
