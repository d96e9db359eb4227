"""Options and decorators common to the commands: language, plan source, progress, terminal width."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

import click
from click.core import ParameterSource

from respnet.cli.localized_click import argument, option
from respnet.core.errors import RespnetError, describe_os_error
from respnet.core.i18n import LANGS, Lang, Text, get_message_lang

if TYPE_CHECKING:
    from rich.progress import TaskID

    from respnet.pipeline import ProgressCallback

P = ParamSpec("P")
R = TypeVar("R")

FORCE_OPTION = option("--force", is_flag=True, help="Replace files in the folder that respnet did not write.")
STORE_OPTION = option(
    "--store",
    "address",
    metavar="ADDRESS",
    envvar="RESPNET_STORE",
    help="Database: a file (plan.lbug) or a server (neo4j://host, bolt://host:7687). Without it: in memory.",
)
ERROR_MESSAGE = Text(zh="错误：{}", en="Error: {}")
COMPARING_MESSAGE = Text(zh="比较两个方案", en="Comparing the plans")


class CommandError(click.ClickException):
    """Failure of a command: one message in one language, and exit status 1."""

    def __init__(self, text: Text, lang: Lang) -> None:
        super().__init__(escape_lines(text.of(lang)))
        self._lang = lang

    def show(self, file: IO[str] | None = None) -> None:
        """Write the message to standard error."""
        click.echo(ERROR_MESSAGE.of(self._lang).format(self.message), file=file, err=True)


def with_language_option(command: Callable[P, R]) -> Callable[..., R]:
    """Decorator: `--lang` option, and respnet's and the system's errors as one message with exit status 1."""

    @option(
        "--lang",
        type=click.Choice(LANGS),
        help="Language: zh or en. Reports are Chinese unless told otherwise; messages follow the locale.",
    )
    @functools.wraps(command)
    def wrapped(*args: P.args, **options: P.kwargs) -> R:
        lang = cast("Lang", options.get("lang") or get_message_lang())
        try:
            return command(*args, **options)
        except RespnetError as error:
            raise CommandError(error.text, lang) from error
        except OSError as error:
            if isinstance(error, BrokenPipeError):  # whoever listened has gone: click ends without a word
                raise
            raise CommandError(_describe_os_error(error), lang) from error

    return wrapped


def escape_lines(text: str) -> str:
    """Spell out control and direction characters in every line: the text may repeat foreign input."""
    from respnet.core.messages import escape_controls

    return "\n".join(escape_controls(line) for line in text.split("\n"))


def _describe_os_error(error: OSError) -> Text:
    """Describe an unforeseen system error: a path that the system refuses, a full disk."""
    from respnet.core.messages import truncate_text

    where, why = truncate_text(str(error.filename or "")), describe_os_error(error)
    return Text(
        zh=f"{where or '输出'}：{why.zh}。请核对路径、读写权限和磁盘空间。",
        en=f"{where or 'Output'}: {why.en}. "
        "Check the path, the right to read and write there, and the space on the disk.",
    )


_EXAMPLE_OPTION = option("--example", is_flag=True, help="Take the Fengdu plan that comes with respnet.")
_PLAN_HELP = "With --store and without PLAN: the stored plan to take."


def _replace_options(convert: Callable[[dict[str, Any]], None], *options: Callable[..., Any]) -> Callable[..., Any]:
    """Make a decorator that adds options to a command; `convert` replaces their values by what the command takes."""

    def decorate(command: Callable[..., R]) -> Callable[..., R]:
        @functools.wraps(command)
        def wrapped(*args: Any, **told: Any) -> R:
            convert(told)
            return command(*args, **told)

        return functools.reduce(lambda made, one: one(made), reversed(options), wrapped)

    return decorate


def _make_source(told: dict[str, Any]) -> None:
    from respnet.cli.plan_source import PlanSource

    path, example, address, plan_id = (told.pop(name) for name in ("plan", "example", "address", "plan_id"))
    told["source"] = PlanSource(path, example, address, plan_id, told.get("lang"), is_store_option_given())


def _choose_plans(told: dict[str, Any]) -> None:
    from respnet.cli.plan_source import PlanChoice

    places, ids, example, address = (told[name] for name in ("plan", "plan_id", "example", "address"))
    area, year, whole, counterparts = (told.pop(name) for name in ("area", "year", "whole", "counterparts"))
    lang, findings = told.get("lang"), told.pop("findings")
    if findings and (address is None or len(places) > 1 or len(ids) > 1 or area or year or whole):
        raise usage_error(
            lang,
            zh="--write-findings 用于库里的一个方案；一次写回多个请用 respnet load --write-findings。",
            en="--write-findings is for one plan of a store; respnet load --write-findings takes several.",
        )
    chosen = area is not None or year is not None or whole
    several = chosen or len(places) > 1 or len(ids) > 1
    if counterparts if not several else example or (places and (ids or chosen)) or not (places or address):
        raise several_plans_error(lang)
    told["several"] = PlanChoice(places, ids, address, area, year, counterparts, lang) if several else None
    told |= {"plan": next(iter(places), None), "plan_id": next(iter(ids), None)}
    _make_source(told)
    told["source"].write_findings = findings


def _parse_table_options(told: dict[str, Any]) -> None:
    columns, marks = told.pop("columns"), told.pop("marks")
    told["roles"] = None
    if columns or marks:
        from respnet.intake.tables.table_roles import parse_table_roles

        told["roles"] = parse_table_roles(columns, marks)


with_plan_arguments = _replace_options(
    _make_source,
    argument("plan", required=False, metavar="[PLAN]"),
    _EXAMPLE_OPTION,
    STORE_OPTION,
    option("--plan", "plan_id", metavar="ID", help=_PLAN_HELP),
)
"""Decorator: PLAN, --example, --store and --plan, passed to the command as one `source`."""

with_several_plans = _replace_options(
    _choose_plans,
    argument("plan", nargs=-1, metavar="[PLAN]..."),
    _EXAMPLE_OPTION,
    STORE_OPTION,
    option("--plan", "plan_id", multiple=True, metavar="ID", help=f"{_PLAN_HELP[:-1]}; may be given again."),
    option("--area", metavar="AREA", help="With --store: one page on all plans of this area."),
    option("--year", metavar="YEAR", help="With --store: one page on all plans of this year."),
    option(
        "--counterparts", metavar="FILE", help="Of several plans: their units' counterparts, read and completed there."
    ),
    option("--write-findings", "findings", is_flag=True, help="With --store: also write the findings into the store."),
    option("--all", "whole", is_flag=True, help="With --store: one page on all plans."),
)
"""Decorator: as `with_plan_arguments`, but several plans go to the command too, as `several` (None for one)."""

with_table_options = _replace_options(
    _parse_table_options,
    option(
        "--columns",
        metavar="PAIRS",
        help="What columns of a document's tables hold, by header, letter or number: title=Work,lead=D.",
    ),
    option("--marks", metavar="PAIRS", help="What marks of a responsibility matrix mean: A=lead,R=responsible,I=none."),
)
"""Decorator: --columns and --marks, passed to the command as `roles` (None without them)."""


def is_store_option_given() -> bool:
    """True if --store is on the command line; RESPNET_STORE alone does not count."""
    return click.get_current_context().get_parameter_source("address") is ParameterSource.COMMANDLINE


def exists(path: str) -> bool:
    """True if the path exists; False for paths that the system rejects."""
    return os.path.exists(path)  # noqa: PTH110 - pathlib, imported for this, would cost every start 5 ms


def get_terminal_width() -> int:
    """Return the terminal's width in columns; a constant for pipes and files."""
    import shutil

    return max(40, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 100


def usage_error(lang: Lang | None, *, zh: str, en: str) -> click.UsageError:
    """Make the error for an invalid command line (exit status 2).

    Args:
        lang: Language of --lang; None for the message language.
        zh: The message in Chinese.
        en: The message in English.
    """
    return click.UsageError(escape_lines(Text(zh=zh, en=en).of(lang or get_message_lang())))


def require_store(address: str | None, lang: Lang | None) -> str:
    """Return the address of the store. Raises UsageError where none was given.

    Args:
        address: The address of --store or RESPNET_STORE.
        lang: Language of --lang; None for the message language.
    """
    if address is None:
        raise usage_error(
            lang,
            zh="请说明是哪个库：--store plan.lbug，或 --store neo4j://主机",
            en="Say which store: --store plan.lbug, or --store neo4j://host",
        )
    return address


def one_plan_error(lang: Lang | None) -> click.UsageError:
    """Make the error for a command line that names no plan, or several."""
    return usage_error(
        lang,
        zh="请给出一个方案：方案（文件夹、表格或文件），或 --example，或 --store 库地址（可加 --plan 标识）。",
        en="Give one PLAN (folder, table or document), or --example, or --store ADDRESS (with --plan ID).",
    )


def several_plans_error(lang: Lang | None) -> click.UsageError:
    """Make the error for a command line on several plans that are not all named in one way."""
    return usage_error(
        lang,
        zh="多个方案请用一种方式给出：几个路径，或 --store 库地址加 --plan、--area、--year 或 --all。",
        en="Name several plans in one way: paths, or --store ADDRESS with --plan, --area, --year or --all.",
    )


@contextmanager
def progress_bar(lang: Lang) -> Iterator[ProgressCallback | None]:
    """Show a progress bar for each stage on standard error; yields None unless that is a terminal."""
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
def spinner(doing: Text, lang: Lang) -> Iterator[None]:
    """Show a spinner on standard error, if that is a terminal.

    Args:
        doing: Name of the work.
        lang: Language of the name.
    """
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{doing.of(lang)}…"):
        yield
