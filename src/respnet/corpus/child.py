"""Entry point of a guarded process that reads documents: `python -m respnet.corpus.child`, a line of JSON each way.

An order is a list of paths; the answer to each path is its plan as rows, or why it was not read. When the pipe of the
orders closes, because the coordinator is done or is no more, the process ends, whatever it is doing.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from respnet.core.errors import RespnetError
from respnet.core.process_limits import limit_this_process

MEMORY_BYTES = 1536 * 2**20
CPU_SECONDS = 90
"""Seconds of processor time for one order; also what ends a reader that nobody watches any more."""
ORDERS_A_PROCESS = 200
"""Orders after which a fresh process takes over, so that what libraries keep does not add up."""
FILE_BYTES = 256 * 2**20
GRACE_SECONDS = 3
"""Seconds to clear away temporary files after the pipe has closed."""


def answer(path: Path) -> dict[str, Any]:
    """Read one document, table or plan folder.

    Args:
        path: Its place.

    Returns:
        `rows` of its plan, or `kind`, `zh` and `en` of the reason why there is none.
    """
    from respnet.corpus.rows import flatten_plan
    from respnet.intake.read import read_plan

    try:
        return {"rows": flatten_plan(read_plan(path))}
    except RespnetError as error:
        return {"kind": "refused", **error.text.to_dict()}
    except MemoryError:
        return {
            "kind": "memory",
            "zh": f"读它要用的内存超过 {MEMORY_BYTES >> 20} MB。请另存为不带图片的 .docx 再试。",
            "en": f"It needs more than {MEMORY_BYTES >> 20} MB of memory. Save it without pictures and try again.",
        }
    except Exception as error:  # a fault of respnet ends no work on other documents
        name = f"{type(error).__name__}: {error}"[:300]
        return {"kind": "fault", "zh": f"respnet 内部出错（{name}）。", "en": f"respnet has a fault ({name})."}


def _listen(orders: queue.SimpleQueue[list[str]]) -> None:
    for line in sys.stdin.buffer:
        orders.put(json.loads(line))
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


def main() -> None:
    """Answer orders until the pipe closes."""
    from respnet.intake.documents import libreoffice

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    libreoffice.MAX_WORKERS = 1  # there is one such process for each processor
    limit_this_process(MEMORY_BYTES, CPU_SECONDS * ORDERS_A_PROCESS, file_bytes=FILE_BYTES)
    orders: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    while True:
        paths = [Path(one) for one in orders.get()]
        if sys.platform != "win32":  # a job object there would be one more each time
            limit_this_process(MEMORY_BYTES, int(time.process_time()) + CPU_SECONDS, file_bytes=FILE_BYTES)
        with libreoffice.convert_together(paths):
            for path in paths:
                found = answer(path)
                print(json.dumps(found, default=str), file=answers, flush=True)


if __name__ == "__main__":
    main()
