"""Explanations of proposed moves: the unit's present role and section, and its load."""

from __future__ import annotations

from respnet.analysis.rebalance.rebalance import MoveReason
from respnet.core.i18n import Text


def describe_move_reason(reason: MoveReason) -> Text:
    """Describe the reasons for a move in one sentence; the unit is named beside it."""
    share, load = _share(reason), _load(reason)
    return Text(zh=f"{share.zh}；{load.zh}。", en=f"{share.en}; {load.en}.")


def _share(reason: MoveReason) -> Text:
    role = Text(
        zh=f"已是该任务的{'责任' if reason.responsible else '配合'}单位",
        en="Already responsible for the task" if reason.responsible else "Already supports the task",
    )
    if reason.section_tasks < 2:
        return role
    if reason.shared == reason.section_tasks:
        both = reason.shared == 2
        return Text(
            zh=f"{role.zh}，本章节 {reason.shared} 项任务全部参与",
            en=f"{role.en} and takes part in {'both' if both else f'all {reason.shared}'} tasks of its section",
        )
    return Text(
        zh=f"{role.zh}，本章节 {reason.section_tasks} 项任务中参与 {reason.shared} 项",
        en=f"{role.en} and takes part in {reason.shared} of the {reason.section_tasks} tasks of its section",
    )


def _load(reason: MoveReason) -> Text:
    before, after = format_load(reason.before), format_load(reason.after)
    goes = Text(
        zh=f"全部调整后加权任务量由 {before} 变为 {after}",
        en=f"with all moves made, its weighted workload goes from {before} to {after}",
    )
    if reason.candidates == 1:
        return Text(zh=f"能接手的只有这一家；{goes.zh}", en=f"the only unit that could take the lead; {goes.en}")
    if reason.lightest:
        return Text(
            zh=f"在能接手的 {reason.candidates} 个单位中任务量最轻；{goes.zh}",
            en=f"the lightest workload of the {reason.candidates} units that could take the lead; {goes.en}",
        )
    return goes


def format_load(load: float) -> str:
    """Format a load with at most two decimals.

    >>> format_load(26.0), format_load(17.5), format_load(4 / 3)
    ('26', '17.5', '1.33')
    """
    return f"{load:.2f}".rstrip("0").rstrip(".")
