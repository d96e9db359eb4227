"""Named questions: what a coordinator asks of a stored plan, one file each in `cypher/questions`.

A file begins with comments of a fixed form, and then holds one statement that both databases answer alike:

    // zh: title in Chinese
    // en: title in English
    // about zh: what is counted, in Chinese
    // about en: the same in English
    // parameter NAME (text|number|unit|task): Chinese | English | example       (none or more)
    // column NAME (number|role|kind|origin|list|path): Chinese | English        (one or more; plain text without brackets)

`$plan` is the plan that is asked about and is not declared; a statement without it looks at all plans of the store.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, cast

from respnet.bundled import bundled
from respnet.errors import InputError, StoreError
from respnet.names import likely_same
from respnet.plan import Task
from respnet.stores.base import unknown_plan
from respnet.stores.statements import is_single, parameters, statement
from respnet.words import Lang, Text, listed

if TYPE_CHECKING:
    from respnet.stores.protocol import Rows, Store, Value

LARGEST = 1_000_000_000
"""The largest number that can be given."""


class Takes(StrEnum):
    """What is given for a parameter; a unit or task is looked up in the plan."""

    TEXT = "text"
    NUMBER = "number"
    UNIT = "unit"
    TASK = "task"


class Holds(StrEnum):
    """What stands in a column; a role, kind or origin has a word in each language, a path is a list of headings."""

    TEXT = "text"
    NUMBER = "number"
    ROLE = "role"
    KIND = "kind"
    ORIGIN = "origin"
    LIST = "list"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question needs to be told; `example` fits the shipped plan."""

    name: str
    takes: Takes
    about: Text
    example: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answer."""

    name: str
    holds: Holds
    heading: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its statement; `about` says what is counted."""

    name: str
    title: Text
    about: Text
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    statement: str

    @property
    def of_one_plan(self) -> bool:
        """Whether it is about one plan; else about all plans of the store."""
        return "plan" in parameters(self.statement)


@cache
def questions() -> tuple[Question, ...]:
    """All questions, by name. Raises ValueError, with file and line, where a file is not of the fixed form.

    >>> [one.name for one in questions()][:2]
    ['answers_to_whom', 'busiest_units']
    """
    files = (bundled("cypher") / "questions").iterdir()
    names = sorted(file.name.removesuffix(".cypher") for file in files if file.name.endswith(".cypher"))
    return tuple(parse(name, statement(f"questions/{name}")) for name in names)


def question(name: str) -> Question:
    """The question of that name. Raises InputError, with the nearest names, if there is none.

    >>> question("co_leads").title.en
    'Who leads together with a unit, and on which tasks'
    """
    for one in questions():
        if one.name == name:
            return one
    near = _nearest(name, [one.name for one in questions()])
    raise _nothing(
        Text(zh=f"没有名为“{brief(name)}”的问题", en=f"There is no question “{brief(name)}”"),
        near,
        Text(zh="respnet ask 可列出全部问题。", en="respnet ask lists them all."),
    )


def ask(store: Store, name: str, given: Mapping[str, str], plan_id: str | None = None) -> Rows:
    """The answer to a question about the plan `plan_id` of the store; without it, about the only plan there is.

    `given` holds the parameters as a person writes them. A unit may be written in a recorded other spelling or by
    its English name; a task goes by its printed number. A question that is not `of_one_plan` looks at all plans.
    Raises InputError for a question, parameter, unit or task that is not there, StoreError for a plan that is not.

    >>> from respnet.assemble import PlanFacts, TaskRow, UnitList, assemble
    >>> from respnet.plan import Role
    >>> from respnet.stores import open_store
    >>> row = TaskRow("修路", number="1", units=(UnitList(Role.LEAD, ("县交通局",)),))
    >>> with open_store() as store:
    ...     loaded = store.load(assemble(PlanFacts("p"), [row]))
    ...     ask(store, "single_lead_tasks", {}).rows
    (('1', '修路', '县交通局', 0),)
    """
    asked = question(name)
    _check_names(asked, given)
    plans = _plans(store, asked, plan_id)
    values: dict[str, Value] = {"plan": plans[0]} if asked.of_one_plan else {}
    for parameter in asked.parameters:
        values[parameter.name] = _value(store, asked, parameter, given[parameter.name], plans)
    return store.ask(asked.statement, values)


def given_in(pieces: Iterable[str]) -> dict[str, str]:
    """Parameters written as NAME=VALUE, by name. Raises InputError where there is no `=`, or a name comes twice.

    >>> given_in(["unit=县科协", "word=a=b"])
    {'unit': '县科协', 'word': 'a=b'}
    """
    given: dict[str, str] = {}
    for piece in pieces:
        name, sign, value = piece.partition("=")
        if not sign or not name.strip():
            raise InputError(
                Text(
                    zh=f"“{brief(piece)}”不是“名称=值”的形式，如 unit=县科协。",
                    en=f"“{brief(piece)}” is not of the form NAME=VALUE, such as unit=县科协.",
                )
            )
        if name.strip() in given:
            raise InputError(
                Text(
                    zh=f"参数 {brief(name.strip())} 给了两次：只给一次。",
                    en=f"Parameter {brief(name.strip())} is given twice: give it once.",
                )
            )
        given[name.strip()] = value
    return given


def visible(text: str) -> str:
    r"""The text with every control and direction mark spelt out, so that it does nothing where it is shown.

    >>> visible("县\u202e科协\n")
    '县<U+202E>科协<U+000A>'
    """
    return "".join(f"<U+{ord(one):04X}>" if unicodedata.category(one) in _UNSEEN else one for one in text)


_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def brief(text: str) -> str:
    """What a person typed, as a message repeats it: visible, and cut after 60 characters.

    >>> brief("局" * 61) == "局" * 60 + "…"
    True
    """
    return visible(text[:60]) + ("…" if len(text) > 60 else "")


# ---- The files ----

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PIECE = re.compile(r"// (?:(zh|en|about zh|about en)|(parameter|column) (\w+)(?: \((\w+)\))?): (\S.*)")
_TEXTS = ("zh", "en", "about zh", "about en")


def parse(name: str, text: str) -> Question:
    """The question in one file's text. Raises ValueError, with file and line, where it is not of the fixed form."""
    lines = text.split("\n")
    header = next((place for place, line in enumerate(lines) if not line.startswith("//")), len(lines))
    texts: list[str] = []
    takes: list[Parameter] = []
    shows: list[Column] = []
    for number, line in enumerate(lines[:header], 1):
        try:
            _read_line(line, texts, takes, shows)
        except ValueError as fault:
            raise ValueError(f"cypher/questions/{name}.cypher, line {number}: {fault}") from fault
    body = "\n".join(lines[header:])
    wrong = _wrong(name, texts, takes, shows, body)
    if wrong:
        raise ValueError(f"cypher/questions/{name}.cypher: {wrong}")
    zh, en, about_zh, about_en = texts
    return Question(name, Text(zh=zh, en=en), Text(zh=about_zh, en=about_en), tuple(takes), tuple(shows), body)


def _read_line(line: str, texts: list[str], takes: list[Parameter], shows: list[Column]) -> None:
    """Put one line of the header where it belongs; ValueError says what is wrong with it."""
    found = _PIECE.fullmatch(line)
    if not found:
        raise ValueError(f"not of the fixed form: {line}")
    key, sort, name, kind, rest = found.groups()
    if key:
        if len(texts) == len(_TEXTS) or key != _TEXTS[len(texts)]:
            raise ValueError(f"“{key}” is out of order; the order is {', '.join(_TEXTS)}")
        texts.append(rest)
        return
    pieces = [piece.strip() for piece in rest.split("|")]
    if len(pieces) != (3 if sort == "parameter" else 2) or not all(pieces):
        raise ValueError(f"a {sort} has {'zh | en | example' if sort == 'parameter' else 'zh | en'}")
    about = Text(zh=pieces[0], en=pieces[1])
    if sort == "parameter":
        takes.append(Parameter(name, Takes(kind or ""), about, pieces[2]))
    else:
        shows.append(Column(name, Holds(kind or "text"), about))


def _wrong(name: str, texts: list[str], takes: list[Parameter], shows: list[Column], body: str) -> str:
    """What is wrong with a file as a whole; empty if nothing is."""
    names = [one.name for one in takes]
    columns = [one.name for one in shows]
    odd = [each for each in (name, *names, *columns) if not _NAME.fullmatch(each)]
    if odd:
        return f"names are small ASCII letters, digits and _, not {', '.join(odd)}"
    if len(texts) < len(_TEXTS):
        return f"“{_TEXTS[len(texts)]}” is missing"
    if not columns or len(set(columns)) < len(columns) or len(set(names)) < len(names):
        return "columns and parameters have different names, and there is at least one column"
    if not body.strip() or not is_single(body):
        return "exactly one statement follows the header"
    if set(parameters(body)) - {"plan"} != set(names):
        return f"the statement takes {sorted(parameters(body))}, and {sorted(names)} are declared ($plan need not be)"
    if any(one.takes is Takes.NUMBER and _number(one.example) is None for one in takes):
        return "the example of a number is a number"
    return ""


# ---- What is given ----


def _check_names(asked: Question, given: Mapping[str, str]) -> None:
    names = [one.name for one in asked.parameters]
    for name in given:
        if name not in names:
            takes = Text(
                zh=f"它需要 {listed(tuple(names), 'zh')}。" if names else "它不需要参数。",
                en=f"It takes {listed(tuple(names), 'en')}." if names else "It takes none.",
            )
            what = Text(
                zh=f"问题 {asked.name} 没有参数“{brief(name)}”",
                en=f"Question {asked.name} has no parameter “{brief(name)}”",
            )
            raise _nothing(what, _nearest(name, names), takes)
    missing = [one for one in asked.parameters if one.name not in given]
    if missing:
        raise InputError(
            Text(
                zh=f"问题 {asked.name} 还缺少参数：{'；'.join(_described(one, 'zh') for one in missing)}。",
                en=f"Question {asked.name} still needs {'; '.join(_described(one, 'en') for one in missing)}.",
            )
        )


def _described(parameter: Parameter, lang: Lang) -> str:
    if lang == "zh":
        return f"{parameter.name}（{parameter.about.zh}；例如 {parameter.name}={parameter.example}）"
    return f"{parameter.name} ({parameter.about.en}; for example {parameter.name}={parameter.example})"


def _plans(store: Store, asked: Question, plan_id: str | None) -> tuple[str, ...]:
    """The plans the question is about: one, or all."""
    held = tuple(one.id for one in store.plans())
    if plan_id is not None and plan_id not in held:
        raise unknown_plan(plan_id, held)
    if not asked.of_one_plan:
        return held
    if plan_id is not None:
        return (plan_id,)
    if len(held) == 1:
        return held
    if not held:
        raise StoreError(
            Text(zh="库中没有方案：请先载入（respnet load）。", en="The store holds no plan: load one (respnet load).")
        )
    raise StoreError(
        Text(
            zh=f"库中有 {len(held)} 个方案，请说明问哪一个：{listed(held, 'zh', most=10)}。",
            en=f"The store holds {len(held)} plans; say which one is meant: {listed(held, 'en', most=10)}.",
        )
    )


def _value(store: Store, asked: Question, parameter: Parameter, written: str, plans: tuple[str, ...]) -> Value:
    if not written.strip() or any("\ud800" <= one <= "\udfff" for one in written):
        raise InputError(
            Text(
                zh=f"参数 {parameter.name} 的值为空或无法读取：{_described(parameter, 'zh')}。",
                en=f"The value of parameter {parameter.name} is empty or unreadable: {_described(parameter, 'en')}.",
            )
        )
    if parameter.takes is Takes.UNIT:
        return _unit(store, written, plans, one_plan=asked.of_one_plan)
    if parameter.takes is Takes.TASK:
        return _task(store, written, plans[0])
    if parameter.takes is Takes.TEXT:
        return written
    number = _number(written)
    if number is None:
        raise InputError(
            Text(
                zh=f"参数 {parameter.name} 应为 0 到 {LARGEST} 的整数，而不是“{brief(written)}”。",
                en=f"Parameter {parameter.name} is a whole number from 0 to {LARGEST}, not “{brief(written)}”.",
            )
        )
    return number


def _number(written: str) -> int | None:
    """A whole number from 0 to LARGEST, also in full-width digits; None if it is none."""
    digits = unicodedata.normalize("NFKC", written.strip())
    if not re.fullmatch(r"[0-9]{1,10}", digits) or int(digits) > LARGEST:
        return None
    return int(digits)


def _unit(store: Store, written: str, plans: tuple[str, ...], *, one_plan: bool) -> str:
    """The canonical name of the unit that is meant."""
    spellings = dict.fromkeys(pair for plan in plans for pair in _spellings(store, plan))
    names = list(dict.fromkeys(name for name, _ in spellings))
    for said in (written, written.strip()):
        if said in names:
            return said
        meant = list(dict.fromkeys(name for name, other in spellings if other.casefold() == said.casefold()))
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise InputError(
                Text(
                    zh=f"“{brief(said)}”可能是 {_either(meant, 'zh')}：请写全称。",
                    en=f"“{brief(said)}” may be {_either(meant, 'en')}: write that name.",
                )
            )
    what = Text(
        zh=f"方案“{brief(plans[0])}”中没有单位“{brief(written)}”",
        en=f"Plan “{brief(plans[0])}” has no unit “{brief(written)}”",
    )
    if not one_plan:
        what = Text(
            zh=f"库中各方案都没有单位“{brief(written)}”", en=f"No plan of the store has a unit “{brief(written)}”"
        )
    likely = [name for name in names if likely_same(name, written[:200])]
    alike = {other: name for name, other in spellings}
    near = list(dict.fromkeys([*likely, *(alike[one] for one in _nearest(written, list(alike)))]))[:3]
    more = Text(zh="units_by_kind 可列出全部单位。", en="units_by_kind lists them all.")
    raise _nothing(what, near, more)


def _spellings(store: Store, plan_id: str) -> Iterator[tuple[str, str]]:
    """Every unit's name with each way to write it: the name itself, the recorded others, the English name."""
    found = store.ask(statement("read/units"), {"plan": plan_id})
    for row in found.rows:
        unit = dict(zip(found.columns, row, strict=True))
        name = cast("str", unit["name"])
        yield name, name
        for other in cast("list[str]", unit["also_written"]):
            yield name, other
        if unit["english"]:
            yield name, cast("str", unit["english"])


def _task(store: Store, written: str, plan_id: str) -> str:
    """The id of the task that is meant by a printed number, a place (#3) or the id itself."""
    found = store.ask(statement("read/tasks"), {"plan": plan_id})
    labels: dict[str, list[str]] = {}
    for task_id, place, number, part, *_ in found.rows:
        task = Task(
            id=cast("str", task_id),
            order=cast("int", place),
            title="",
            number=cast("str | None", number) or "",
            part=cast("str | None", part) or "",
        )
        labels.setdefault(task.label, []).append(task.id)
    ids = [one for those in labels.values() for one in those]
    for said in (written, written.strip()):
        if said in ids:
            return said
        meant = labels.get(said, [])
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise InputError(
                Text(
                    zh=f"序号“{brief(said)}”的任务有 {len(meant)} 项：请写 {_either(meant, 'zh')}。",
                    en=f"The number “{brief(said)}” stands on {len(meant)} tasks: write {_either(meant, 'en')}.",
                )
            )
    what = Text(
        zh=f"方案“{brief(plan_id)}”中没有任务“{brief(written)}”",
        en=f"Plan “{brief(plan_id)}” has no task “{brief(written)}”",
    )
    raise _nothing(
        what,
        _nearest(written, list(labels)),
        Text(zh="tasks 可列出全部任务。", en="tasks lists them all."),
    )


# ---- Messages ----


def _nearest(name: str, names: list[str]) -> list[str]:
    return difflib.get_close_matches(name[:200], names, n=3, cutoff=0.5)


def _either(names: list[str], lang: Lang) -> str:
    shown = [brief(name) for name in names]
    joined, last = ("、", " 或 ") if lang == "zh" else (", ", " or ")
    return last.join([joined.join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def _nothing(what: Text, near: list[str], more: Text) -> InputError:
    """What is not there, what may be meant, and where to look."""
    if near:
        return InputError(
            Text(
                zh=f"{what.zh}；是不是 {_either(near, 'zh')}？{more.zh}",
                en=f"{what.en}; did you mean {_either(near, 'en')}? {more.en}",
            )
        )
    return InputError(Text(zh=f"{what.zh}。{more.zh}", en=f"{what.en}. {more.en}"))
