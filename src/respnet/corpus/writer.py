"""Plans in memory as a corpus, for notebooks and tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from respnet.core.plan import Plan
from respnet.corpus.compaction import compact
from respnet.corpus.rows import flatten_plan, write_part
from respnet.corpus.schema import Corpus, read_corpus


def write_plans(folder: str | Path, plans: Iterable[Plan]) -> Corpus:
    """Write plans as a corpus. An equal plan is written once; the same id with other content is another version.

    Args:
        folder: Folder of the corpus; tables that are there are replaced.
        plans: The plans, in the order of their making.

    Raises:
        InputError: DuckDB or pyarrow are not installed.
    """
    place = Path(folder)
    held = {plan.digest(): plan for plan in plans}
    parts = place / ".parts"
    write_part(parts, "plans", (flatten_plan(plan) for plan in held.values()))
    try:
        compact(place, parts, [("plans", digest, plan.file, "") for digest, plan in held.items()])
    finally:
        shutil.rmtree(parts)
    return read_corpus(place)
