"""The command line: parse, call one library function, print. What a command needs is imported when it runs."""

from __future__ import annotations

from respnet.cli import ask, outcomes, plans
from respnet.cli.group import main, run
from respnet.cli.options import get_message_lang

__all__ = ["ask", "get_message_lang", "main", "outcomes", "plans", "run"]
