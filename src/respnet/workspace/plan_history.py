"""Steps of one plan: the journal, the document or tables that they are made on, and the draft that comes of them."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from respnet.core.errors import InputError, RespnetError
from respnet.core.i18n import Text
from respnet.workspace.decision import HINT_OPS, Decision, list_subjects
from respnet.workspace.draft import describe_words, list_names
from respnet.workspace.drafting import REREAD, DocumentSource, TableSource
from respnet.workspace.errors import Conflict
from respnet.workspace.file_names import OWN_STEMS
from respnet.workspace.journal import Entry, Journal, make_entry
from respnet.workspace.names_file import make_name_record, read_names, write_names
from respnet.workspace.questions import OUTCOMES_QUESTION, digest_outcomes, digest_question
from respnet.workspace.sentences import describe_step, find_meant
from respnet.workspace.state import Step
from respnet.workspace.table_files import copy_tables

if TYPE_CHECKING:
    from respnet.workspace.draft import PlanDraft
    from respnet.workspace.state import State


class PlanHistory:
    """The steps of one plan.

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
        self._steps: dict[tuple[int, bool], Step] = {}

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

    def forget(self) -> None:
        """Drop everything in memory, so that it is read from the folder again."""
        with self._lock:
            self._journal = self._source = self._draft = None
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

    def _try_step(self, entry: Entry, without: int = 0) -> tuple[PlanDraft, Any]:
        """Make the draft with one step more, and what the step replaced. Raises InputError if nothing comes of it."""
        active = [one for one in self.journal.list_active() if one.n != without]
        if entry.op in HINT_OPS and isinstance(self._source, DocumentSource):
            was = None
            draft = self._source.build([*active, entry])
            outcome = next(one for one in draft.outcomes if one.n == entry.n)
        else:
            draft = self._source.build(active) if without and self._source else self._require_draft().copy()
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
            self.journal.append(make_entry(REREAD, doc=name, parameters={"base": name}))
            self._source = self._draft = None

    def _build_history(self) -> tuple[Step, ...]:
        """Build the history in words, undone steps included; what was said once is kept."""
        active = {entry.n for entry in self.journal.list_active()}
        history = []
        for entry in self.journal.entries:
            key = entry.n, not entry.undoes and entry.n not in active
            if key not in self._steps:
                can_undo = entry.op != REREAD
                self._steps[key] = Step(entry.n, entry.at, entry.by, self._describe(entry), key[1], can_undo)
            history.append(self._steps[key])
        return tuple(history)

    def _require_draft(self) -> PlanDraft:
        if self._draft is None:
            self._draft = self._build_draft()
        return self._draft

    def _prepare(self, made: Decision, by: str, state: State) -> Entry:
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
            asked = next((one for one in state.questions if one.key == parameters["question"]), None)
            was = digest_question(asked) if asked else ""
            if asked:  # the history says what was seen, also when nobody asks it any more
                told = [one.what for one in asked.places] if asked.kind != "fact" else []
                parameters["seen"] = [one.to_dict() for one in (told or [asked.sentence])]
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
        return make_entry(op, decision=decision, by=by, app=app, doc=doc, **more)

    def _refuse_conflict(self, made: Decision, entry: Entry) -> None:
        mine = list_subjects(entry)
        for other in reversed(self.journal.entries):
            if other.n <= made.sees:
                return
            if mine & list_subjects(find_meant(other, self.journal.steps)):
                raise Conflict(self._describe(entry), self._describe(other))

    def _note_name(self, entry: Entry) -> None:
        """Keep names.csv of the office as the steps of this plan are."""
        if not list_names(entry):
            return
        with contextlib.suppress(RespnetError):  # made again at the next such step; this one is on the disk
            others = [one for one in read_names(self.office) if one.since != self.path.name]
            own = (make_name_record(one, self.path.name) for one in self.journal.list_active())
            write_names(self.office, [*others, *dict.fromkeys(one for one in own if one is not None)])

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
