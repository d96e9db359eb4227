"""Output of a what-if analysis: the report of the edited plan, and the comparison in a subfolder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from respnet.render.files import write_files

DIFFERENCE_FOLDER = "difference"
"""The folder of the comparison inside that of the report."""


def write_scenario(
    report: Mapping[str, str], difference: Mapping[str, str], folder: str | Path, *, force: bool = False
) -> tuple[Path, ...]:
    """Write a report into a folder and a comparison into its subfolder `difference`, all files or none.

    Args:
        report: Files of the report by name.
        difference: Files of the comparison by name.
        folder: The folder.
        force: Replace files that respnet did not write.

    Returns:
        The paths.

    Raises:
        OutputError: A file cannot be written or must not be replaced.
    """
    inside = {f"{DIFFERENCE_FOLDER}/{name}": content for name, content in difference.items()}
    return write_files(Path(folder), {**inside, **report}, force=force)
