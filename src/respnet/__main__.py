"""The `respnet` command, and `python -m respnet`: thin, so that Ctrl-C is answered from the very start."""

from __future__ import annotations

import sys


def _heard_later(lost: sys.UnraisableHookArgs) -> None:
    """An interruption that arrived where nothing could be raised (in a callback of a library) is sent once more."""
    if lost.exc_type is KeyboardInterrupt:
        from _thread import interrupt_main

        interrupt_main()
    else:
        sys.__unraisablehook__(lost)


def run() -> None:
    """Run the command line; an interruption, even while it is still being imported, ends in one word."""
    sys.unraisablehook = _heard_later
    try:
        from respnet.cli import run as command_line

        command_line()
    except KeyboardInterrupt:
        sys.stderr.write("\nAborted!\n")
        sys.exit(1)


if __name__ == "__main__":
    run()
