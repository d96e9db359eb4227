"""Why a unit is proposed as a lead: what it already does on the task and in its section, and how much it carries."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.core.i18n import Text


@dataclass(frozen=True, slots=True)
class ProposedLead:
    """A unit that would lead a task, and what speaks for it.

    `responsible`: it is responsible for the task at present, else it supports it. `shared` of the `section_tasks`
    tasks of the section it takes part in (0 of 0 where there is no section). `candidates` counts who could take the
    lead; `lightest`: none of them has a lower load at present. `before` and `after` are the unit's loads.
    """

    responsible: bool
    shared: int
    section_tasks: int
    candidates: int
    lightest: bool
    before: float
    after: float

    def reason(self) -> Text:
        """One sentence for the person who decides; the unit itself is named beside it."""
        share, load = self._share(), self._load()
        return Text(zh=f"{share.zh}；{load.zh}。", en=f"{share.en}; {load.en}.")

    def _share(self) -> Text:
        role = Text(
            zh=f"已是该任务的{'责任' if self.responsible else '配合'}单位",
            en="Already responsible for the task" if self.responsible else "Already supports the task",
        )
        if self.section_tasks < 2:
            return role
        if self.shared == self.section_tasks:
            both = self.shared == 2
            return Text(
                zh=f"{role.zh}，本章节 {self.shared} 项任务全部参与",
                en=f"{role.en} and takes part in {'both' if both else f'all {self.shared}'} tasks of its section",
            )
        return Text(
            zh=f"{role.zh}，本章节 {self.section_tasks} 项任务中参与 {self.shared} 项",
            en=f"{role.en} and takes part in {self.shared} of the {self.section_tasks} tasks of its section",
        )

    def _load(self) -> Text:
        before, after = format_load(self.before), format_load(self.after)
        goes = Text(
            zh=f"全部调整后加权任务量由 {before} 变为 {after}",
            en=f"with all moves made, its weighted workload goes from {before} to {after}",
        )
        if self.candidates == 1:
            return Text(zh=f"能接手的只有这一家；{goes.zh}", en=f"the only unit that could take the lead; {goes.en}")
        if self.lightest:
            return Text(
                zh=f"在能接手的 {self.candidates} 个单位中任务量最轻；{goes.zh}",
                en=f"the lightest workload of the {self.candidates} units that could take the lead; {goes.en}",
            )
        return goes


def format_load(load: float) -> str:
    """A load as people write it.

    >>> format_load(26.0), format_load(17.5), format_load(4 / 3)
    ('26', '17.5', '1.33')
    """
    return f"{load:.2f}".rstrip("0").rstrip(".")
