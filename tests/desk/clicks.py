"""Hints carried out on the page as a person does it: clicks, keys and words typed, counted."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.intake.anchors import DocumentText, fold_quote
from respnet.intake.documents.document import Document, Paragraph
from respnet.intake.hints import Begin, Clause, Grid, Hint, Name, Quote, RoleWord, RowKey
from respnet.intake.language.normalize import fold_number, normalize_text
from respnet.workspace.plan_folder import PlanFolder
from tests.damaged_plans import Lists, Reading, Row, _key
from tests.desk.served import Window


@dataclass(frozen=True)
class Stretch:
    """A stretch of the document's own text, from one paragraph to another."""

    block: int
    start: int
    end_block: int
    end: int


class Clerk:
    """A person at the page of one plan who knows what is to be said."""

    def __init__(self, window: Window, document: Document) -> None:
        self._window, self._document, self._text = window, document, DocumentText(document)

    def carry_out(self, hint: Hint) -> str:
        """Carry one hint out; what the page says afterwards."""
        match hint:
            case Begin():
                self._begin(hint)
            case Clause():
                if hint.row is not None:
                    self._choose_row(hint.row)
                self._draw(hint.quote)
                self._window.press("c")
            case Name():
                self._name(hint)
            case RoleWord():
                self._draw(Quote(hint.word))
                self._open_more()
                self._window.click(f"#tools [data-op=role][data-parameters*={hint.role}]")
            case Grid():
                self._say_columns(hint)
            case _:
                raise NotImplementedError(hint)
        return self._window.wait_until_saved()

    def mend_rows(self, wanted: Reading, found: Reading) -> int:
        """Mend in the list of tasks what no words of the document say; how many steps it took."""
        have, before = {row.start: at for at, row in enumerate(found.rows)}, self._window.steps
        places = sorted(have)
        for added, row in enumerate([row for row in wanted.rows if row.start not in have]):
            above = have[max(place for place in places if place < row.start)] + added
            self._window.click(f"#grid .r >> nth={above} >> .no")
            self._fill("add", number=row.key.number, title=row.key.title)
            for role, names in row.units.items():
                for name in names:
                    self._window.click(f"#grid .r >> nth={above + 1} >> .no")
                    self._fill("assign", role=role.value, name=name)
        return self._window.steps - before

    def _fill(self, op: str, **fields: str) -> None:
        """Fill a form of the row that is chosen: a click and words for each field, Enter at the end."""
        for name, value in fields.items():
            field = self._window.page.locator(f"#tools form[data-op={op}] [name={name}]")
            if field.evaluate("(one) => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
            self._window.clicks += 2
        self._window.press("Enter")
        self._window.wait_until_saved()

    def _begin(self, hint: Begin) -> None:
        place = self._find(hint.quote)
        self._window.click_at(place.block, place.start)
        chosen = self._window.get_choice()
        if (chosen["block"], self._fold(chosen["block"], chosen["start"])) != (
            place.block,
            self._fold(place.block, place.start),
        ):
            self._window.draw(place.block, place.start, place.end_block, place.end)
        keys = {"same": "b", "none": "n"}
        if hint.level in keys:
            self._window.press(keys[hint.level])
        else:
            self._open_more()
            self._window.click(f"#tools [data-op=begin][data-parameters*={hint.level}]")

    def _name(self, hint: Name) -> None:
        chip = next((one for one in self._window.list_units() if fold_quote(one[1]) == fold_quote(hint.name)), None)
        if chip is None:
            self._draw(Quote(hint.name))
        else:
            self._window.click_unit(*chip)
        if hint.means:
            self._window.press("m")
            self._window.page.keyboard.type("、".join(hint.means))
            self._window.press("Enter")
        else:
            self._window.click("#tools [data-op=name] [data-op=name]")

    def _say_columns(self, hint: Grid) -> None:
        block = next(
            at
            for at, one in enumerate(self._document.blocks)
            if isinstance(one, Paragraph) and all(header in one.text for header in hint.header)
        )
        self._window.click_at(block, 0)
        for place, (_, use) in enumerate(hint.columns):
            self._window.page.select_option(f"#columns select >> nth={place}", use)
            self._window.clicks += 2
        self._window.click("#columns > button:not(.do)")

    def _choose_row(self, key: RowKey) -> None:
        label = f"{key.number}.{key.part}" if key.number and key.part else key.number
        for index, (number, title) in enumerate(self._window.list_rows()):
            if title == key.title and (not label or number == label):
                self._window.click(f"#grid .r >> nth={index} >> .no")
                return
        raise AssertionError(f"no row {label} {key.title}")

    def _open_more(self) -> None:
        if self._window.page.get_attribute("#tools details", "open") is None:
            self._window.click("#tools details summary")

    def _draw(self, quote: Quote) -> None:
        place = self._find(quote)
        self._window.draw(place.block, place.start, place.end_block, place.end)

    def _fold(self, block: int, offset: int) -> int:
        return self._text.fold_place(block, offset)

    def _find(self, quote: Quote) -> Stretch:
        found = self._text.find(quote)
        start, end = found.start, found.end
        if start < 0:
            start = self._text.find_all(quote)[0]
            end = start + len(fold_quote(quote.exact))
        first, last = self._text.locate(start)[0], self._text.locate(end - 1)[0]
        return Stretch(first, self._unfold(first, start), last, self._unfold(last, end - 1) + 1)

    def _unfold(self, block: int, place: int) -> int:
        """The character of a paragraph at a place of the folded text."""
        one = self._document.blocks[block]
        assert isinstance(one, Paragraph)
        folded = normalize_text(one.text)
        kept = [offset for offset, sign in zip(folded.offsets, folded.text, strict=True) if not sign.isspace()]
        begin = self._text.starts[block, -1, -1] + len(fold_quote(fold_number(one.number)))
        return kept[max(0, place - begin)]


def read_plan(plan: PlanFolder) -> Reading:
    """The rows that a plan has now, in the form that is compared with what is wanted."""
    rows = []
    for row in PlanFolder(plan.path).state().rows:
        lists: Lists = {}
        for one in row.units:
            lists[one.role] = (*lists.get(one.role, ()), fold_quote(one.name))
        key = RowKey(row.number, row.part, row.section, row.title)
        rows.append(Row(-1, _key(row.number), fold_quote(row.title).rstrip("…"), lists, None, key))
    return Reading(None, rows)  # type: ignore[arg-type]
