"""Folder of one plan: its document, its journal, and what both make."""

from __future__ import annotations

import contextlib
import io
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.workspace.decision import TABLE_OPS, Decision, parse_decision
from respnet.workspace.draft import describe_words
from respnet.workspace.drafting import REREAD
from respnet.workspace.errors import EditedMeanwhile, NotRead
from respnet.workspace.journal import JOURNAL_FILE, Entry
from respnet.workspace.names_file import read_names
from respnet.workspace.plan_documents import PlanDocuments
from respnet.workspace.plan_state import (
    build_facts,
    build_row_state,
    describe_check,
    describe_outcomes,
)
from respnet.workspace.questions import (
    FACTS_QUESTION,
    OUTCOMES_QUESTION,
    build_questions,
    digest_outcomes,
    list_unsure_names,
)
from respnet.workspace.sentences import find_meant
from respnet.workspace.state import State
from respnet.workspace.table_files import (
    Stamps,
    Summary,
    accept_tables,
    find_edited,
    find_written_version,
    load_summary,
    move_tables,
    save_summary,
    stamp_tables,
    write_tables,
)
from respnet.workspace.tables import TABLE_NAMES, TableStep, find_differences, render_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from respnet.core.plan import Plan
    from respnet.workspace.draft import DraftRow, PlanDraft, StepOutcome
    from respnet.workspace.state import RowState


@dataclass(frozen=True, slots=True)
class Change:
    """Effect of one step: the version that it made, and its sentence."""

    version: int
    sentence: Text


class PlanFolder(PlanDocuments):
    """One plan of an office.

    Args:
        path: The folder.
        office: The folder with names.csv; the folder's parent by default.
    """

    def __init__(self, path: Path, office: Path | None = None) -> None:
        super().__init__(path, office)
        self._state: State | None = None
        self._rows: dict[str, tuple[DraftRow, RowState]] = {}
        self._names: tuple[frozenset[str], dict[str, str]] = (frozenset(), {})
        self._stamps: Stamps = {}
        self._edits: EditedMeanwhile | None = None

    def state(self) -> State:
        """Everything that the page of the plan shows.

        Raises:
            NotRead: The document has still to be read (`reread`), which a desk does in a process of its own.
            InputError: The tables cannot be read.
        """
        with self._lock:
            stamps = stamp_tables(self.path, TABLE_NAMES)
            if self._state is None or stamps != self._stamps:
                if stamps != self._stamps:
                    self._edits, self._stamps = self._find_edits(), stamps
                self._state = self._build_state(self._require_draft())
            return self._state

    def list_outcomes(self) -> tuple[StepOutcome, ...]:
        """List what became of each step in the last reading."""
        with self._lock:
            self.state()
            return tuple(sorted(self._require_draft().outcomes, key=lambda one: one.n))

    def build_plan(self) -> Plan:
        """The plan as it stands, with every step."""
        with self._lock:
            self.state()
            return self._require_draft().build_plan("tasks.csv")

    def decide(self, decision: Decision | Mapping[str, Any], *, by: str = "") -> Change:
        """Make a step: it is on the disk when this returns. The same id a second time is one step.

        Args:
            decision: The decision, or its JSON object.
            by: Who decides.

        Returns:
            What changed.

        Raises:
            InputError: It is no decision on this plan; nothing was kept.
            Conflict: Somebody changed the same thing since the version that the decision saw.
            OutputError: It could not be kept.
        """
        made = decision if isinstance(decision, Decision) else parse_decision(decision)
        with self._lock:
            known = self.journal.find(made.id)
            if known is not None:
                return Change(self.journal.version, self._describe(known))
            self._keep_base()
            before = self.state()
            if made.op in TABLE_OPS:
                return self._settle_edits(made.op, by)
            entry = self._prepare(made, by or str(made.parameters.get("by", "")), before)
            self._refuse_conflict(made, entry)
            draft, was = self._try_step(replace(entry, n=self.journal.version + 1))
            kept = self.journal.append(replace(entry, was=was if entry.was is None else entry.was))
            self._draft = draft
            self._note_name(kept)
            return self._finish(self._describe(kept))

    def undo(self, n: int = 0, *, decision: str = "", by: str = "") -> Change:
        """Take a step back, by a line of its own.

        Args:
            n: Number of the step; 0 takes the last one that holds.
            decision: Id given by the browser, so that a repeated click is one undo.
            by: Who does it.

        Raises:
            InputError: There is no such step, or it is undone already.
            OutputError: It could not be kept.
        """

        def find() -> Entry | None:
            active = [entry for entry in self.journal.list_active() if entry.op != REREAD]
            return next((entry for entry in reversed(active) if n in (0, entry.n)), None)

        return self._take_back(find, decision, by, Text(zh="没有可以撤销的步骤。", en="There is no step to undo."))

    def redo(self, n: int = 0, *, decision: str = "", by: str = "") -> Change:
        """Make an undone step hold again, by a line of its own.

        Args:
            n: Number of the undone step; 0 takes the one undone last.
            decision: Id given by the browser.
            by: Who does it.

        Raises:
            InputError: There is no such step, or it holds.
            OutputError: It could not be kept.
        """

        def find() -> Entry | None:
            steps, holds = self.journal.steps, {entry.n for entry in self.journal.list_active()}
            undos = [one for one in steps.values() if one.undoes and not steps[one.undoes].undoes]
            undone = [one for one in undos if one.undoes not in holds]
            return next((one for one in reversed(undone) if n in (0, one.undoes)), None)

        return self._take_back(find, decision, by, Text(zh="没有可以恢复的步骤。", en="There is no step to do again."))

    def list_lost_steps(self) -> tuple[StepOutcome, ...]:
        """List the steps that have no effect in the present reading and that nobody has decided to keep."""
        with self._lock:
            outcomes, draft = self.list_outcomes(), self._require_draft()
            lost = {*draft.list_lost()}
            kept = {n for n in lost if draft.confirmed.get(f"step {n}") == draft.reading[0]}
            return tuple(one for one in outcomes if one.n in lost - kept)

    def keep_step(self, n: int, *, by: str = "") -> Change:
        """Keep a step that has no effect for a later reading, and ask about it no more in this one.

        Args:
            n: Number of the step.
            by: Who decides.

        Raises:
            InputError: There is no such step among those without effect.
            OutputError: It could not be kept.
        """
        with self._lock:
            step = self._find_lost_step(n)
            seen = {"question": f"step {n}", "seen": [self._describe(step).to_dict()]}
            reading = self._require_draft().reading[0]
            kept = self.journal.append(self._new_entry("confirm", "", by, parameters=seen, was=reading))
            self._draft = self._build_draft()
            return self._finish(self._describe(kept))

    def repeat_step(self, n: int, *, by: str = "") -> Change:
        """Make a step that has no effect again, on the present reading, in place of the former.

        Args:
            n: Number of the step.
            by: Who decides.

        Raises:
            InputError: There is no such step, or its place is gone: it is to be made by hand.
            OutputError: It could not be kept.
        """
        with self._lock:
            step, draft = self._find_lost_step(n), self._require_draft()
            row = draft.find_row(step.parameters.get("row", ""), step.row)
            words: dict[str, Any] = (
                {"parameters": {**step.parameters, "row": row.key}, "row": describe_words(row)} if row else {}
            )
            at = self._new_entry(step.op, "", by)
            again = replace(step, id=at.id, at=at.at, by=at.by, app=at.app, doc=at.doc, was=None, **words)
            draft, was = self._try_step(replace(again, n=self.journal.version + 2), without=n)
            self.journal.append(self._new_entry("undo", "", by, undoes=n))
            kept = self.journal.append(replace(again, was=was))
            self._draft = self._build_draft()
            self._note_name(kept)
            return self._finish(self._describe(kept))

    def _find_lost_step(self, n: int) -> Entry:
        if n not in [one.n for one in self.list_lost_steps()]:
            raise InputError(
                zh="这一步已经处理过了。请刷新页面再看。",
                en="This step has been dealt with already. Load the page again.",
            )
        return self.journal.steps[n]

    def write(self, *, patience: float | None = None) -> bool:
        """Write the tables that the steps make, all or none; what is in them already is left alone.

        Args:
            patience: Seconds in which another program may let go of a table; None for as long as is usual.

        Returns:
            True if something was written.

        Raises:
            EditedMeanwhile: A table was changed with another program: `take_over` or `set_aside` first.
            OutputError: They cannot be written.
        """
        with self._lock:
            state = self.state()
            if not self.journal.entries:
                return False
            edits = self._find_edits()
            if edits is not None:
                raise edits
            return write_tables(self.path, self._render(), self._summarize(state), patience=patience)

    def take_over(self, *, by: str = "") -> tuple[Text, ...]:
        """Make steps of the changes that somebody made in the tables with another program.

        Args:
            by: Who takes them over.

        Returns:
            The steps in words.

        Raises:
            InputError: The tables cannot be read.
            OutputError: A step could not be kept, while those before it are; or the tables cannot be written.
        """
        with self._lock:
            self.state()
            kept = [self._take(op, parameters, by) for op, parameters in self._find_differences()]
            self._state = None
            accept_tables(self.path)
            self.write()
            return tuple(map(self._describe, kept))

    def set_aside(self) -> Path | None:
        """Move the tables that were changed with another program into `versions`, so that `write` makes new ones.

        Returns:
            The folder that holds them; None if there were none.

        Raises:
            OutputError: They cannot be moved.
        """
        with self._lock:
            self.state()
            self._stamps = {}
            return move_tables(self.path, find_edited(self.path, self._render()))

    def summary(self) -> Summary:
        """Line of a list of plans: cheap where tables and steps are as they were when it was made."""
        with self._lock:
            found = load_summary(self.path)
            if found is None:
                try:
                    found = self._summarize(self.state())
                except NotRead:
                    return Summary(title=self.path.name, is_read=False)
                save_summary(self.path, found)
            return found

    def _render(self) -> dict[str, bytes]:
        return render_tables(self._require_draft(), self._source.source_file if self._source else "")

    def _find_edits(self) -> EditedMeanwhile | None:
        """Find the tables that are neither what was written before nor say the same, and what is different in them."""
        if not self.journal.entries or not find_edited(self.path, {}):
            return None
        edited = find_edited(self.path, self._render())
        differences, unreadable = [], None
        try:
            for op, parameters in self._find_differences() if edited else ():
                differences.append(self._describe(self._make_entry(op, parameters, "")))
        except InputError as error:
            unreadable = error.text
        if differences or unreadable:
            return EditedMeanwhile(edited, differences, unreadable)
        accept_tables(self.path)  # saved again by another program, with nothing changed
        return None

    def _find_differences(self) -> list[TableStep]:
        """Find what was changed in the tables since they were written, which may be some steps ago."""
        return find_differences(self._build_draft(find_written_version(self.path)), self.path)

    def _make_entry(self, op: str, parameters: dict[str, Any], by: str) -> Entry:
        row = self._require_draft().rows.get(parameters.get("row", "") or parameters.get("after", ""))
        return self._new_entry(op, "", by, parameters=parameters, row=describe_words(row) if row else None)

    def _take(self, op: str, parameters: dict[str, Any], by: str) -> Entry:
        entry = self._make_entry(op, parameters, by)
        draft = self._require_draft().copy()
        _, was = draft.apply(entry)
        kept = self.journal.append(replace(entry, was=was))
        self._draft = draft
        return kept

    def _summarize(self, state: State) -> Summary:
        draft = self._require_draft()
        facts: dict[str, Any] = {one.name: one.value for one in state.facts}
        names = {name for row in draft.rows.values() for one in row.task.units for name in one.names}
        merged = draft.map_spellings()
        return Summary(
            title=state.title,
            **{name: facts[name] for name in ("area", "number", "date")},
            tasks=len(state.rows),
            units=len({merged.get(name, name) for name in names}),
            questions=len(state.questions),
            checked=state.checked,
            version=state.version,
            changed=state.history[-1].at if state.history else "",
        )

    def pack(self) -> bytes:
        """Pack document, steps and tables as a ZIP, from memory where the folder is gone or cannot be written to.

        Raises:
            NotRead: The document has still to be read.
            OutputError: A table cannot say what the plan says.
        """
        with self._lock, io.BytesIO() as packed:
            self.state()
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, data in {JOURNAL_FILE: self.journal.pack(), **self._render()}.items():
                    archive.writestr(name, data)
                with contextlib.suppress(OSError):
                    if self.document is not None:
                        archive.writestr(self.document.name, self.document.read_bytes())
            return packed.getvalue()

    def forget(self) -> None:
        """Drop everything in memory, so that it is read from the folder again."""
        with self._lock:
            super().forget()
            self._state = None

    def _build_state(self, draft: PlanDraft) -> State:
        proposed = [one for one in read_names(self.office) if one.since != self.path.name]
        questions = build_questions(draft, proposed, self._edits)
        names = list_unsure_names(questions), draft.map_spellings()
        former, self._rows = self._rows, {}
        for key, row in draft.rows.items():
            known = former.get(key)
            if known is None or (known[0] is not row and known[0] != row) or names != self._names:
                made = build_row_state(row, *names)
                known = row, made if known is None or known[1] != made else known[1]
            self._rows[key] = known
        self._names = names
        history = self._build_history()
        return State(
            version=self.journal.version,
            title=draft.facts.title or draft.facts.name,
            facts=build_facts(draft),
            blocks=draft.marks.build_blocks(questions) if draft.marks else (),
            rows=tuple(shown for _, shown in self._rows.values()),
            questions=questions,
            history=history,
            outcomes=self._describe_outcomes(draft),
            checked=describe_check(draft),
            facts_seen=FACTS_QUESTION in draft.confirmed,
        )

    def _describe_outcomes(self, draft: PlanDraft) -> Text | None:
        """Say what became of the steps where one was made on another reading or has no effect, until it was seen."""
        active = self.journal.list_active()
        is_old = any((entry.doc, entry.app) != draft.reading for entry in active if entry.op != REREAD)
        if not (is_old or draft.list_lost()) or draft.confirmed.get(OUTCOMES_QUESTION) == digest_outcomes(draft):
            return None
        return describe_outcomes(draft.outcomes)

    def _settle_edits(self, op: str, by: str) -> Change:
        """Take over what was changed in the tables, or move them away, as a person answers the question."""
        if op == "take-over":
            count = len(self.take_over(by=by))
            said = Text(zh=f"表格里的 {count} 处改动已记为更正", en=f"Taken over from the tables: {count}")
        else:
            self.set_aside()
            said = Text(
                zh="改过的表格已移到 versions 文件夹", en="The changed tables were moved to the folder versions"
            )
        return self._finish(said)

    def _take_back(self, find: Callable[[], Entry | None], decision: str, by: str, nothing: Text) -> Change:
        with self._lock:
            known = self.journal.find(decision)
            if known is not None:
                return Change(self.journal.version, self._describe(known))
            self.state()
            found = find()
            if found is None:
                raise InputError(zh=nothing.zh, en=nothing.en)
            kept = self.journal.append(self._new_entry("undo", decision, by, undoes=found.n))
            self._draft = self._build_draft()
            self._note_name(find_meant(kept, self.journal.steps))
            return self._finish(self._describe(kept))

    def _finish(self, said: Text) -> Change:
        self._state = None
        return Change(self.state().version, said)
