"""The command line, one file a command: parse, call one library function, print.

The commands import what they need when they run, which keeps start-up short.
"""

from __future__ import annotations

from respnet.cli import ask, brief, check, compare, export, extract, load, rebalance, report, sheet, whatif
from respnet.cli.group import main, run
from respnet.core.i18n import get_message_lang

__all__ = [
    "ask",
    "brief",
    "check",
    "compare",
    "export",
    "extract",
    "get_message_lang",
    "load",
    "main",
    "rebalance",
    "report",
    "run",
    "sheet",
    "whatif",
]
