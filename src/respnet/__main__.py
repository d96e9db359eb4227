"""Entry point of the `respnet` command and of `python -m respnet`: thin, so that Ctrl-C works from the start."""

from __future__ import annotations

import gc
import sys

GC_THRESHOLD = 500_000  # objects; a short-lived process gains nothing from the usual collection at every 700th
INTERRUPT_DELAY = 0.02  # seconds until a lost interruption is sent again: the callback that lost it is over by then


def _resend_interrupt(lost: sys.UnraisableHookArgs) -> None:
    """Send an interrupt again that was lost where no exception could be raised (in a library's callback).

    Sent from a thread: this function is such a place too.
    """
    if lost.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(lost)
    elif not sys.is_finalizing():
        from _thread import start_new_thread

        start_new_thread(_interrupt_soon, ())


def _interrupt_soon() -> None:
    from _thread import interrupt_main
    from time import sleep

    sleep(INTERRUPT_DELAY)
    interrupt_main()


def run() -> None:
    """Run the command line; an interrupt, even during imports, ends with one word."""
    gc.set_threshold(GC_THRESHOLD, 50, 50)
    sys.unraisablehook = _resend_interrupt
    try:
        from respnet.cli.group import run as command_line

        command_line()
    except KeyboardInterrupt:
        sys.stderr.write("\nAborted!\n")
        sys.exit(1)
    finally:
        gc.freeze()  # the interpreter's last collections would walk all that the process is about to give back (60 ms)


if __name__ == "__main__":
    run()
