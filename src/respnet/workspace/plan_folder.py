"""Folder of one plan: its document, its journal, and what both make."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import io
import os
import tempfile
import threading
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from respnet.core.errors import InputError, RespnetError
from respnet.core.i18n import Text
from respnet.core.installation import get_version
from respnet.core.safe_writing import replace_files
from respnet.workspace.decision import HINT_OPS, TABLE_OPS, Decision, list_subjects, parse_decision
from respnet.workspace.draft import describe_words, list_names
from respnet.workspace.drafting import REREAD, DocumentSource, TableSource
from respnet.workspace.errors import Conflict, EditedMeanwhile, NotRead, to_output_error
from respnet.workspace.file_names import OWN_STEMS, clean_file_name
from respnet.workspace.journal import JOURNAL_FILE, Entry, Journal
from respnet.workspace.names_file import make_name_record, read_names, write_names
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
    digest_question,
    list_unsure_names,
)
from respnet.workspace.sentences import describe_step, find_meant
from respnet.workspace.state import State
from respnet.workspace.state import Step as HistoryStep
from respnet.workspace.table_files import (
    Stamps,
    Summary,
    accept_tables,
    copy_tables,
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
    from respnet.workspace.reading import Reading
    from respnet.workspace.state import RowState


@dataclass(frozen=True, slots=True)
class Change:
    """Effect of one step: its sentence, and the keys of rows and questions that are new, gone or different."""

    version: int
    sentence: Text
    rows: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


class PlanFolder:
    """One plan of an office.

    Args:
        path: The folder.
        office: The folder with names.csv; the folder's parent by default.
    """

    def __init__(self, path: Path, office: Path | None = None) -> None:
        self.path = path
        self.office = office or path.parent
        self._lock = threading.RLock()
        self._journal: Journal | None = None
        self._source: DocumentSource | TableSource | None = None
        self._draft: PlanDraft | None = None
        self._state: State | None = None
        self._rows: dict[str, tuple[DraftRow, RowState]] = {}
        self._names: tuple[frozenset[str], dict[str, str]] = (frozenset(), {})
        self._stamps: Stamps = {}
        self._edits: EditedMeanwhile | None = None
        self._steps: dict[tuple[int, bool], HistoryStep] = {}

    @property
    def id(self) -> str:
        """Name of the plan in addresses, made of the folder's name."""
        return hashlib.sha256(self.path.name.encode("utf-8", "surrogateescape")).hexdigest()[:12]

    @property
    def journal(self) -> Journal:
        """The steps that were made."""
        with self._lock:
            if self._journal is None or not self._journal.entries:
                fresh = Journal(self.path)
                if self._journal is not None and fresh.entries:  # it was seen while another process was adding it
                    self.forget()
                self._journal = fresh
            return self._journal

    @property
    def document(self) -> Path | None:
        """The plan's document; None for a plan that has tables alone."""
        named = [entry.parameters.get("name", "") for entry in self.journal.entries if entry.op == REREAD]
        if named and named[-1]:
            return self.path / Path(named[-1]).name
        return None if self._find_base() or has_tables(self.path) else find_document(self.path)

    @property
    def title(self) -> str:
        """Title of the plan, or the folder's name while it has none."""
        return self.state().facts[0].value or self.path.name

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
        from respnet.intake.builder import build_plan

        with self._lock:
            self.state()
            draft = self._require_draft()
            tasks = [row.task for row in draft.rows.values()]
            return build_plan(draft.facts, tasks, draft.records.values(), file="tasks.csv")

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
                return self._settle_edits(made.op, before, by)
            entry = self._prepare(made, by or str(made.parameters.get("by", "")))
            self._refuse_conflict(made, entry)
            draft, was = self._try_step(replace(entry, n=self.journal.version + 1))
            kept = self.journal.append(replace(entry, was=was if entry.was is None else entry.was))
            self._draft = draft
            self._note_name(kept)
            return self._finish(self._describe(kept), before)

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

    def write(self) -> bool:
        """Write the tables that the steps make, all or none; what is in them already is left alone.

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
            return write_tables(self.path, self._render(), self._summarize(state))

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
        facts = {one.name: one.value for one in state.facts}
        names = {name for row in draft.rows.values() for one in row.task.units for name in one.names}
        merged = draft.map_spellings()
        return Summary(
            title=facts["title"] or draft.facts.name,
            area=facts["area"],
            number=facts["number"],
            date=facts["date"],
            tasks=len(state.rows),
            units=len({merged.get(name, name) for name in names}),
            questions=len(state.questions),
            checked=state.checked,
            version=state.version,
            changed=state.history[-1].at if state.history else "",
        )

    def reread(self) -> Reading:
        """Read the document again and keep the reading beside it; the steps are applied to it when it is next shown.

        Raises:
            InputError: There is no document, or it cannot be read.
            OutputError: The reading cannot be kept.
        """
        from respnet.workspace.reading import read_afresh

        document = self.document
        if document is None:
            raise InputError(
                zh=f"{self.path} 里没有方案文件，只有表格。", en=f"{self.path} holds tables and no document."
            )
        reading = read_afresh(document)
        self.forget()
        return reading

    def replace_document(self, name: str, data: bytes, *, by: str = "") -> None:
        """Take a newer document as the plan's own; the former goes into `versions`. A desk does this in a child.

        Args:
            name: The file's name, of which only the last part counts.
            data: Its content.
            by: Who gives it.

        Raises:
            InputError: The document cannot be read; nothing changed.
            OutputError: It cannot be written.
        """
        from respnet.workspace.reading import READING_FILE, read_afresh

        former = self.document
        versions = self.path / "versions"
        with self._lock, tempfile.TemporaryDirectory(prefix=".respnet-") as trial:
            file = clean_file_name(name)
            document = Path(trial) / file
            document.write_bytes(data)
            reading = read_afresh(document)
            kept = self.path / (f"{document.stem}-{reading.digest[:8]}{document.suffix}" if self._has(file) else file)
            try:
                versions.mkdir(exist_ok=True)
                replace_files({kept: data}, mode=0o444)
                replace_files({self.path / READING_FILE: (Path(trial) / READING_FILE).read_bytes()}, sync=False)
                line = self._new_entry(REREAD, "", by, parameters={"name": kept.name})
                self.journal.append(replace(line, doc=reading.digest))
                if former is not None and former != kept:  # the journal names the new one already
                    former.replace(versions / former.name)
            except OSError as error:
                raise to_output_error(kept, error) from error
            self.forget()

    def _has(self, file: str) -> bool:
        return os.path.lexists(self.path / file) or os.path.lexists(self.path / "versions" / file)

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
            self._journal = self._source = self._draft = self._state = None
            self._steps = {}

    def _build_draft(self, until: int | None = None) -> PlanDraft:
        if self._source is None:
            document = self.document
            if document is None:
                self._source = TableSource(self.path, self._find_base())
            else:
                from respnet.workspace.reading import load_reading

                self._source = DocumentSource(load_reading(document))
        return self._source.build(self.journal.list_active(until))

    def _try_step(self, entry: Entry) -> tuple[PlanDraft, Any]:
        """Make the draft with one step more, and what the step replaced. Raises InputError if nothing comes of it."""
        if entry.op in HINT_OPS and isinstance(self._source, DocumentSource):
            was = None
            draft = self._source.build([*self.journal.list_active(), entry])
            outcome = next(one for one in draft.outcomes if one.n == entry.n)
        else:
            draft = self._require_draft().copy()
            outcome, was = draft.apply(entry)
            draft.note(entry)
        if outcome.state in ("orphaned", "contradicted"):
            raise InputError(
                zh=f"这一步没有记下：{outcome.reason.zh}。", en=f"The step was not kept: {outcome.reason.en}."
            )
        return draft, was

    def _find_base(self) -> Path | None:
        """The tables as they were before the first step of a plan that has no document."""
        named = [entry.parameters.get("base", "") for entry in self.journal.entries if entry.op == REREAD]
        return self.path / "versions" / Path(named[-1]).name if named and named[-1] else None

    def _keep_base(self) -> None:
        """Keep the tables of a plan without a document before its first step: everything is made from them."""
        if self.document is None and not self.journal.entries:
            name = copy_tables(self.path)
            at = dt.datetime.now(dt.UTC).astimezone().isoformat(timespec="seconds")
            entry = Entry(os.urandom(8).hex(), 0, REREAD, at, "", get_version("respnet"), name, {"base": name})
            self.journal.append(entry)
            self._source = self._draft = None

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

    def _build_history(self) -> tuple[HistoryStep, ...]:
        """Build the history in words, undone steps included; what was said once is kept."""
        active = {entry.n for entry in self.journal.list_active()}
        history = []
        for entry in self.journal.entries:
            key = entry.n, not entry.undoes and entry.n not in active
            if key not in self._steps:
                can_undo = entry.op != REREAD
                self._steps[key] = HistoryStep(entry.n, entry.at, entry.by, self._describe(entry), key[1], can_undo)
            history.append(self._steps[key])
        return tuple(history)

    def _require_draft(self) -> PlanDraft:
        if self._draft is None:
            self._draft = self._build_draft()
        return self._draft

    def _prepare(self, made: Decision, by: str) -> Entry:
        """Make the line of a decision: when, on which reading, and the words of its row."""
        draft = self._require_draft()
        parameters = dict(made.parameters)
        words = was = None
        key = parameters.get("row") or parameters.get("after")
        if key:
            row = draft.rows.get(key)
            if row is None:
                raise self._explain_lost_row(made, key)
            words = describe_words(row)
        if made.op == "confirm" and "question" in parameters:
            state = self.state()
            asked = next((one for one in state.questions if one.key == parameters["question"]), None)
            was = digest_question(asked) if asked else ""
            if parameters["question"] == OUTCOMES_QUESTION and state.outcomes:
                was = digest_outcomes(draft)
        anchor: dict[str, Any] | None = dict(made.anchor) if made.anchor else None
        if anchor is not None and made.op in HINT_OPS and isinstance(self._source, DocumentSource):
            anchor["quote"] = self._source.quote(made.op, anchor)
        return self._new_entry(made.op, made.id, by, parameters=parameters, row=words, was=was, anchor=anchor)

    def _explain_lost_row(self, made: Decision, key: str) -> Exception:
        dropped = next((one for one in self.journal.list_active() if one.parameters.get("row") == key), None)
        if dropped is not None and dropped.op == "drop" and dropped.n > made.sees:
            mine = self._new_entry(made.op, made.id, "", parameters=dict(made.parameters), row=dropped.row)
            return Conflict(self._describe(mine), self._describe(dropped))
        return InputError(
            zh="这一项任务已经不在了。请重新打开这份方案，再看一次。",
            en="This task is no longer there. Open the plan again and look.",
        )

    def _new_entry(self, op: str, decision: str, by: str, **more: Any) -> Entry:
        doc, app = self._draft.reading if self._draft else ("", "")
        at = dt.datetime.now(dt.UTC).astimezone().isoformat(timespec="seconds")
        given = decision or os.urandom(8).hex()
        return Entry(given, 0, op, at, by[:80], app or get_version("respnet"), doc, **more)

    def _refuse_conflict(self, made: Decision, entry: Entry) -> None:
        mine = list_subjects(entry)
        for other in reversed(self.journal.entries):
            if other.n <= made.sees:
                return
            if mine & list_subjects(find_meant(other, self.journal.steps)):
                raise Conflict(self._describe(entry), self._describe(other))

    def _settle_edits(self, op: str, before: State, by: str) -> Change:
        """Take over what was changed in the tables, or move them away, as a person answers the question."""
        if op == "take-over":
            count = len(self.take_over(by=by))
            said = Text(zh=f"表格里的 {count} 处改动已记为更正", en=f"Taken over from the tables: {count}")
        else:
            self.set_aside()
            said = Text(
                zh="改过的表格已移到 versions 文件夹", en="The changed tables were moved to the folder versions"
            )
        return self._finish(said, before)

    def _take_back(self, find: Callable[[], Entry | None], decision: str, by: str, nothing: Text) -> Change:
        with self._lock:
            known = self.journal.find(decision)
            if known is not None:
                return Change(self.journal.version, self._describe(known))
            before, found = self.state(), find()
            if found is None:
                raise InputError(zh=nothing.zh, en=nothing.en)
            kept = self.journal.append(self._new_entry("undo", decision, by, undoes=found.n))
            self._draft = self._build_draft()
            self._note_name(find_meant(kept, self.journal.steps))
            return self._finish(self._describe(kept), before)

    def _note_name(self, entry: Entry) -> None:
        """Keep names.csv of the office as the steps of this plan are."""
        if not list_names(entry):
            return
        with contextlib.suppress(RespnetError):  # made again at the next such step; this one is on the disk
            others = [one for one in read_names(self.office) if one.since != self.path.name]
            own = (make_name_record(one, self.path.name) for one in self.journal.list_active())
            write_names(self.office, [*others, *dict.fromkeys(one for one in own if one is not None)])

    def _finish(self, said: Text, before: State) -> Change:
        self._state = None
        after = self.state()
        old = {row.key: row for row in before.rows}
        new = {row.key: row for row in after.rows}
        rows = [key for key in {**old, **new} if old.get(key) is not new.get(key)]
        asked = {one.key: one for one in before.questions}, {one.key: one for one in after.questions}
        questions = [key for key in {**asked[0], **asked[1]} if asked[0].get(key) != asked[1].get(key)]
        return Change(after.version, said, tuple(rows), tuple(questions))

    def _describe(self, entry: Entry) -> Text:
        return describe_step(entry, self.journal.steps)


def has_tables(folder: Path) -> bool:
    """True if a folder holds the tables of a plan, as files of its own and not as links."""
    return any(
        (folder / f"tasks{ending}").is_file() and not (folder / f"tasks{ending}").is_symlink() for ending in _TABLES
    )


_TABLES = (".csv", ".xlsx")


def find_document(folder: Path) -> Path | None:
    """Find the one document in a folder; None where there is none, or several and nothing says which."""
    from respnet.intake.documents.formats import is_readable

    found = [
        one
        for one in sorted(folder.iterdir())
        if is_readable(one) and one.stem.lower() not in OWN_STEMS and one.is_file() and not one.is_symlink()
    ]
    return found[0] if len(found) == 1 else None
