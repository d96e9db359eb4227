"""Traces one lead through the house: ``python tests/trace_lead.py`` prints the types that hold its name, in order.

A type counts when a function of the package returns a value in which an instance of it holds the name (in a field, or
in a list of a field) on the way from a table to the network. Lists, tuples and dictionaries by themselves do not count:
they carry the same strings. After the network a lead is a number in a matrix.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import FrameType

SOURCE = str(Path(__file__).resolve().parents[1] / "src" / "respnet")
LEAD = "县独特局"
DEPTH = 5


def list_lead_forms() -> dict[str, str]:
    """List the types, each with the function that made the first of it."""
    import respnet

    found: dict[str, str] = {}

    def listen(frame: FrameType, event: str, value: object) -> None:
        if event == "return" and frame.f_code.co_filename.startswith(SOURCE):
            for form in _find_forms(value, "", DEPTH):
                found.setdefault(form, f"{frame.f_code.co_filename[len(SOURCE) + 1 :]}: {frame.f_code.co_qualname}")

    with tempfile.TemporaryDirectory() as folder, respnet.open_store() as store:
        text = f"number,title,lead_units,responsible_units\n1,修路,{LEAD},县财政局\n2,架桥,县水利局,{LEAD}\n"
        Path(folder, "tasks.csv").write_text(text, encoding="utf-8")
        sys.setprofile(listen)
        try:
            plan = respnet.read_plan(folder)
            store.load(plan)
            store.network(plan.id).biadjacency()
        finally:
            sys.setprofile(None)
    return found


def _find_forms(value: object, holder: str, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if LEAD in value and holder:
            yield holder
    elif depth and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _find_forms(getattr(value, field.name, None), type(value).__name__, depth - 1)
    elif depth and isinstance(value, list | tuple | dict):
        for one in [*value, *(value.values() if isinstance(value, dict) else ())]:
            yield from _find_forms(one, holder, depth - 1)


if __name__ == "__main__":
    for form, maker in list_lead_forms().items():
        print(f"{form:<16} {maker}")
