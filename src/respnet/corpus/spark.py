"""Reading on a Spark cluster: a list of paths in slices, each read by the same guarded process on an executor.

Spark's own reader of files leaves out empty and hidden ones in silence, and a document that ends the Python of an
executor would end the job. Executors write their parts; only entries of the ledger come to the driver.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from respnet.core.errors import InputError
from respnet.corpus.spark_session import get_spark_session, open_spark_session

if TYPE_CHECKING:
    from respnet.corpus.gather import Order, Result

FILES_A_SLICE = 50


def read_on_spark(
    commit: Callable[[Sequence[Result], str], None],
    orders: Sequence[Order],
    engine: str,
    parts: Path,
    seconds: float,
) -> None:
    """Read orders on Spark.

    Args:
        commit: Takes what became of the files of a slice, and the name of its part.
        orders: What is to be read, by paths that every executor reaches.
        engine: Address of the Spark.
        parts: Folder of the parts, which every executor reaches.
        seconds: Seconds that one document may take.

    Raises:
        InputError: pyspark is not installed, or an executor reaches the files, the parts or LibreOffice not.
    """
    context = (get_spark_session() or open_spark_session(engine)).sparkContext
    place = parts.absolute()
    _check_executors(context, orders, place)
    slices = list(_cut_slices(orders))
    work = context.parallelize(slices, len(slices)).map(lambda one: _read_slice(one, place, seconds))
    for part, results in work.toLocalIterator(prefetchPartitions=True):
        commit(results, part)


def _cut_slices(orders: Iterable[Order]) -> Iterator[list[Order]]:
    held: list[Order] = []
    for order in orders:
        if held and sum(map(len, held)) + len(order) > FILES_A_SLICE:
            yield held
            held = []
        held.append(order)
    if held:
        yield held


def _read_slice(orders: list[Order], parts: Path, seconds: float) -> tuple[str, list[Result]]:
    """Read a slice on an executor and write its part; tried again it writes the same part anew."""
    from dataclasses import replace

    from respnet.corpus.gather import read_order
    from respnet.corpus.guarded_reader import GuardedReader
    from respnet.corpus.rows import write_part

    seen: set[tuple[str, str]] = set()

    def take(column: str, digest: str) -> bool:
        known = (column, digest) in seen
        seen.add((column, digest))
        return known

    with GuardedReader(seconds) as reader:
        results = [result for order in orders for result in read_order(reader, order, take)]
    keys = "\n".join(f"{item.key} {item.stamp}" for order in orders for item in order)
    part = f"spark-{hashlib.sha256(keys.encode()).hexdigest()[:20]}"
    write_part(parts, part, [one.rows for one in results if one.rows is not None])
    return part, [replace(one, rows=None) for one in results]


def _check_executors(context: Any, orders: Sequence[Order], parts: Path) -> None:
    """Look on every executor whether the files, the folder of the parts and LibreOffice are there."""
    probe = parts / f".probe-{os.urandom(4).hex()}"
    probe.touch()
    first = orders[0][0].path.absolute()
    office = any(order[0].office_filter for order in orders)

    def look(_: int) -> tuple[str, bool, bool, bool]:
        program = shutil.which("soffice") or shutil.which("libreoffice")
        return socket.gethostname(), probe.exists(), first.exists(), not office or bool(program)

    try:
        several = 4 * context.defaultParallelism
        for host, *there in set(context.parallelize(range(several), several).map(look).collect()):
            needed = (str(parts), str(first), "LibreOffice")
            missing = [name for name, found in zip(needed, there, strict=True) if not found]
            if missing:
                raise InputError(
                    zh=f"Spark 的 {host} 上没有 {'、'.join(missing)}。"
                    "文件和输出文件夹应放在所有机器都能访问的共享位置，读 .doc 等旧格式还需每台装有 LibreOffice。",
                    en=f"{', '.join(missing)} is not there on {host} of the Spark. Files and output must be in a place "
                    "that all its machines reach, and older office formats need LibreOffice on each of them.",
                )
    finally:
        probe.unlink(missing_ok=True)
