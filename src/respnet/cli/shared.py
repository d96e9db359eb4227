"""What the commands share: the language, the plan they are about, and how long work is shown."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, ParamSpec, TypeVar, cast

import click
from click.core import ParameterSource

from respnet.cli.translated import argument, option
from respnet.errors import RespnetError, StoreError, system_reason
from respnet.words import LANGS, Lang, Text, listed

if TYPE_CHECKING:
    from rich.progress import TaskID

    from respnet.analysis.results import Progress
    from respnet.network import ResponsibilityNetwork
    from respnet.plan import Plan
    from respnet.stores.protocol import Store

P = ParamSpec("P")
R = TypeVar("R")

FORCE = option("--force", is_flag=True, help="Replace files in the folder that respnet did not write.")
STORE = option(
    "--store",
    "address",
    metavar="ADDRESS",
    envvar="RESPNET_STORE",
    help="Database: a file (plan.lbug) or a server (neo4j://host, bolt://host:7687). Without it: in memory.",
)
FAILED = Text(zh="错误：{}", en="Error: {}")
ONE_PLAN = Text(
    zh="请给出一个方案：方案（文件夹、表格或文件），或 --example，或 --store 库地址（可加 --plan 标识）。",
    en="Give one PLAN (folder, table or document), or --example, or --store ADDRESS (with --plan ID).",
)


def message_lang() -> Lang:
    """The language of messages where no --lang is given: RESPNET_LANG, else the locale's, else English."""
    for name in ("RESPNET_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value:
            return "zh" if value.startswith("zh") else "en"
    if sys.platform == "win32":  # sets none of these
        import locale

        return "zh" if (locale.getlocale()[0] or "").startswith(("zh", "Chinese")) else "en"
    return "en"


class Refused(click.ClickException):
    """What could not be done: one message in one language, and exit status 1."""

    def __init__(self, text: Text, lang: Lang) -> None:
        super().__init__(shown(text.of(lang)))
        self._lang = lang

    def show(self, file: IO[str] | None = None) -> None:
        """Write the message to standard error."""
        click.echo(FAILED.of(self._lang).format(self.message), file=file, err=True)


def speaks(command: Callable[P, R]) -> Callable[..., R]:
    """Adds --lang, and turns what respnet or the system raises into one message and exit status 1."""

    @option(
        "--lang",
        type=click.Choice(LANGS),
        help="Language: zh or en. Reports are Chinese unless told otherwise; messages follow the locale.",
    )
    @functools.wraps(command)
    def wrapped(*args: P.args, **options: P.kwargs) -> R:
        lang = cast("Lang", options.get("lang") or message_lang())
        try:
            return command(*args, **options)
        except RespnetError as error:
            raise Refused(error.text, lang) from error
        except OSError as error:
            if isinstance(error, BrokenPipeError):  # whoever listened has gone: click ends without a word
                raise
            raise Refused(_stopped(error), lang) from error

    return wrapped


def shown(text: str) -> str:
    """The text, of one line or several, with control and direction marks spelt out: it may repeat anybody's words."""
    from respnet.questions.wording import visible

    return "\n".join(visible(line) for line in text.split("\n"))


def _stopped(error: OSError) -> Text:
    """What no part of respnet has foreseen: a path that the system refuses, a disk that is full."""
    from respnet.questions.wording import brief

    where, why = brief(str(error.filename or "")), system_reason(error)
    return Text(
        zh=f"{where or '输出'}：{why.zh}。请核对路径、读写权限和磁盘空间。",
        en=f"{where or 'Output'}: {why.en}. "
        "Check the path, the right to read and write there, and the space on the disk.",
    )


@dataclass(slots=True)
class PlanSource:
    """Where the plan of a command comes from: a path, the example, or a store; read when it is asked for.

    A plan that is named goes before a store that only RESPNET_STORE names; `store_named` says that --store was given.
    """

    path: str | None
    example: bool
    address: str | None
    plan_id: str | None
    lang: Lang | None
    store_named: bool = False
    _stack: ExitStack = field(default_factory=ExitStack)

    def taken(self, *, into_store: bool = False) -> tuple[ResponsibilityNetwork, Plan]:
        """The network, through a store, and the plan as it was read (with its remarks), or else as it is stored.

        A plan that was read goes through memory, or with `into_store` into the store there is. One with errors ends
        the command, which names them all.
        """
        from respnet.stores import open_store

        self._check(into_store=into_store)
        with self._stack:
            source = self._place()
            read = readable(source, self.lang) if source else None
        with open_store(self.address if into_store or read is None else None, read_only=read is None) as store:
            if read is not None:
                store.load(read)
            network = store.network(read.id if read is not None else stored(store, self.plan_id))
        return network, read if read is not None else network.plan

    def plan(self) -> Plan:
        """The plan as it was read, with errors and all; a stored one as it is stored."""
        self._check()
        if not self.path:
            return self.taken()[1]
        from respnet.reading import read_plan

        return read_plan(self.path)

    def network(self) -> ResponsibilityNetwork:
        """The network alone."""
        return self.taken()[0]

    def path_or_word(self, words: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
        """The plan's path and the words before it; where another option names the plan, the last word is one too."""
        if self.path is None or there(self.path) or not (self.example or self.address is not None):
            return self.path, words
        return None, (*words, self.path)

    def _check(self, *, into_store: bool = False) -> None:
        """Raise UsageError unless exactly one plan is named."""
        named = sum((bool(self.path), self.example, self.plan_id is not None))
        store_too = self.store_named and not into_store and self.plan_id is None
        if named + store_too > 1 or (not named and self.address is None) or (self.plan_id and self.address is None):
            raise misused(ONE_PLAN, self.lang)

    def _place(self) -> str | None:
        """The plan's path; the shipped one may stand inside a zipped package and is unpacked while it is used."""
        if not self.example:
            return self.path
        from importlib.resources import as_file

        from respnet.bundled import bundled

        return str(self._stack.enter_context(as_file(bundled("data"))))


def about_a_plan(command: Callable[P, R]) -> Callable[..., R]:
    """Adds PLAN, --example, --store and --plan, and gives the command one `source` instead."""

    @argument("plan", required=False, metavar="[PLAN]")
    @option("--example", is_flag=True, help="Take the Fengdu plan that comes with respnet.")
    @STORE
    @option("--plan", "plan_id", metavar="ID", help="With --store and without PLAN: the stored plan to take.")
    @functools.wraps(command)
    def wrapped(*args: P.args, **options: P.kwargs) -> R:
        told = cast("dict[str, object]", options)
        path, example, address, plan_id = (told.pop(name) for name in ("plan", "example", "address", "plan_id"))
        told["source"] = PlanSource(
            cast("str | None", path),
            bool(example),
            cast("str | None", address),
            cast("str | None", plan_id),
            cast("Lang | None", told.get("lang")),
            store_named(),
        )
        return command(*args, **options)

    return wrapped


def store_named() -> bool:
    """Whether --store stands on the command line, and not in RESPNET_STORE alone."""
    return click.get_current_context().get_parameter_source("address") is ParameterSource.COMMANDLINE


def there(path: str) -> bool:
    """Whether there is such a file or folder; what the system takes for no path is none."""
    return os.path.exists(path)  # noqa: PTH110 - pathlib, imported for this, would cost every start 5 ms


def terminal_width() -> int:
    """The terminal's width; where there is none (a pipe, a file), the same for everyone."""
    import shutil

    return max(40, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 100


def misused(text: Text, lang: Lang | None) -> click.UsageError:
    """A command line that cannot be followed: exit status 2."""
    return click.UsageError(shown(text.of(lang or message_lang())))


def stored(store: Store, plan_id: str | None) -> str:
    """The id asked for; without one, that of the only plan in the store."""
    if plan_id is not None:
        return plan_id
    held = [one.id for one in store.plans()]
    if len(held) == 1:
        return held[0]
    raise StoreError(
        Text(
            zh=f"库里有 {len(held)} 个方案：{listed(held, 'zh')}。请用 --plan 指定一个。"
            if held
            else "库里还没有方案：请先载入（respnet load）。",
            en=f"The store holds {len(held)} plans: {listed(held, 'en')}. Name one with --plan."
            if held
            else "The store holds no plan yet: load one first (respnet load).",
        )
    )


def readable(source: str, lang: Lang | None) -> Plan:
    """The plan, if it has no errors; else all of them on standard error, and exit status 1."""
    from respnet.checks import check as check_plan
    from respnet.problems import errors_in
    from respnet.reading import read_plan
    from respnet.report.terminal import problems_text

    plan = read_plan(source)
    errors = errors_in(check_plan(plan))
    if errors:
        click.echo(problems_text(errors, lang or message_lang()), err=True)
        raise SystemExit(1)
    return plan


@contextmanager
def progress_shown(lang: Lang) -> Iterator[Progress | None]:
    """Long work on a terminal: what is being done and how far it is, on standard error. Elsewhere nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        current: dict[str, TaskID] = {}

        def tell(stage: Text, done: int, of: int) -> None:
            words = stage.of(lang)
            if words not in current:
                current[words] = bar.add_task(words, total=max(of, 1))
            bar.update(current[words], completed=done, total=max(of, 1))

        yield tell


@contextmanager
def at_work(doing: Text, lang: Lang) -> Iterator[None]:
    """Work of one step: on a terminal, that it goes on, on standard error. Elsewhere nothing."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{doing.of(lang)}…"):
        yield
