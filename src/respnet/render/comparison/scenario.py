"""A plan changed in thought, for people: its report and, in a folder beside it, the difference, written together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from respnet.render.files import write_files

DIFFERENCE_FOLDER = "difference"
"""The folder of the comparison inside that of the report."""


def write_scenario(
    report: Mapping[str, str], difference: Mapping[str, str], folder: str | Path, *, force: bool = False
) -> tuple[Path, ...]:
    """Write the files of the report into `folder` and those of the comparison into `difference` in it: all or none.

    Files that respnet did not write are only replaced with `force`. Raises OutputError.
    """
    inside = {f"{DIFFERENCE_FOLDER}/{name}": content for name, content in difference.items()}
    return write_files(Path(folder), {**inside, **report}, force=force)
