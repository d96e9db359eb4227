"""The command line, one file a command: parse, call one library function, print.

The commands import what they need when they run, which keeps start-up short.
"""

from __future__ import annotations

from respnet.cli import (  # noqa: F401
    ask,
    atlas,
    brief,
    cache,
    check,
    compare,
    desk,
    export,
    extract,
    gather,
    load,
    progress,
    rebalance,
    report,
    sheet,
    stored,
    whatif,
)
from respnet.cli.group import main, run

__all__ = ["main", "run"]
