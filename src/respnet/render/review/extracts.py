"""Tables of an extracted plan, for a person to check and correct."""

from __future__ import annotations

from pathlib import Path

from respnet.core.errors import OutputError
from respnet.core.plan import Plan
from respnet.intake.folder.write import render_plan_toml, render_tasks_csv, render_units_csv
from respnet.render.files import write_files


def write_plan_tables(plan: Plan, output: str | Path, *, force: bool = False) -> tuple[Path, ...]:
    """Write an extracted plan as tables.

    Existing tables may hold somebody's corrections: a file that differs is only replaced with `force`.

    Args:
        plan: The plan.
        output: A .csv file, with units.csv and plan.toml beside it, or a folder for all three.
        force: Replace files that differ.

    Returns:
        The paths.

    Raises:
        OutputError: A file cannot be written or must not be replaced.
    """
    place = Path(output)
    folder, name = (place.parent, place.name) if place.suffix.lower() == ".csv" else (place, "tasks.csv")
    contents = {name: "\ufeff" + render_tasks_csv(plan), "units.csv": "\ufeff" + render_units_csv(plan)}
    contents["plan.toml"] = render_plan_toml(plan)
    for file, text in contents.items():
        target = folder / file
        if not force and target.is_file() and target.read_bytes() != text.encode("utf-8"):
            raise OutputError(
                zh=f"{target} 已存在，可能有人改过，没有覆盖。请换一个输出位置（--output），或加 --force 覆盖。",
                en=f"{target} exists and may hold corrections, so it was left alone. "
                "Choose another place (--output), or add --force to replace it.",
            )
    return write_files(folder, contents, force=True)
