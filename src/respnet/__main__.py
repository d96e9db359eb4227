"""The `respnet` command, and `python -m respnet`: thin, so that Ctrl-C is answered from the very start."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line; an interruption, even while it is still being imported, ends in one word."""
    try:
        from respnet.cli import run as command_line

        command_line()
    except KeyboardInterrupt:
        sys.stderr.write("\nAborted!\n")
        sys.exit(1)


if __name__ == "__main__":
    run()
