"""The command line: parse, call one library function, print. What a command needs is imported when it runs."""

from __future__ import annotations

import functools
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

import click

from respnet.errors import RespnetError, StoreError
from respnet.words import LANGS, Lang, Text, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.plan import Plan
    from respnet.stores.protocol import Store

P = ParamSpec("P")
R = TypeVar("R")


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


def speaks(command: Callable[P, R]) -> Callable[..., R]:
    """Adds --lang, and turns what respnet raises into one message and exit status 1."""

    @click.option(
        "--lang",
        type=click.Choice(LANGS),
        help="Language: zh or en. Reports are Chinese unless told otherwise; messages follow the locale.",
    )
    @functools.wraps(command)
    def wrapped(*args: P.args, **options: P.kwargs) -> R:
        lang = options.get("lang") or message_lang()
        try:
            return command(*args, **options)
        except RespnetError as error:
            raise click.ClickException(error.message(cast("Lang", lang))) from error

    return wrapped


_store = click.option(
    "--store",
    "address",
    metavar="ADDRESS",
    envvar="RESPNET_STORE",
    help="Database: a file (plan.lbug) or a server (neo4j://host, bolt://host:7687). Without it: in memory.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="respnet", prog_name="respnet")
def main() -> None:
    """Who does what in a government plan, as a graph and as one report that anyone can read."""
    # pypinyin's phrase tables take 0.2 s to load and searching by initials needs single characters only.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")


@main.command()
@click.argument("plan", required=False, metavar="[PLAN]")
@click.option("--example", is_flag=True, help="Report on the Fengdu plan that comes with respnet.")
@_store
@click.option("--plan", "plan_id", metavar="ID", help="With --store and without PLAN: the stored plan to report on.")
@click.option("--output", default="report", show_default=True, metavar="FOLDER", help="Where the report goes.")
@click.option("--focus", multiple=True, metavar="UNIT", help="A unit to look at closely; may be given again.")
@click.option("--force", is_flag=True, help="Replace files in the folder that respnet did not write.")
@speaks
def report(  # noqa: PLR0913, PLR0917 - one parameter an option
    plan: str | None,
    example: bool,
    address: str | None,
    plan_id: str | None,
    output: str,
    focus: tuple[str, ...],
    force: bool,
    lang: Lang | None,
) -> None:
    """Write a report of PLAN (a folder, tasks.csv or .xlsx): index.html and analysis.json."""
    from respnet.analysis import analyse
    from respnet.checks import check
    from respnet.report import write_report
    from respnet.report.terminal import report_text
    from respnet.stores import open_store

    with ExitStack() as stack:
        if sum((plan is not None, example, plan_id is not None)) > 1:
            raise _misused(_ONE_PLAN, lang)
        source = _source(stack, plan, example=example)
        read = _read(source, lang) if source else None
        if read is None and address is None:
            raise _misused(_ONE_PLAN, lang)
        with open_store(address, read_only=read is None) as store:
            if read is not None:
                store.load(read)
            network = store.network(read.id if read is not None else _stored(store, plan_id))
    problems = check(read if read is not None else network.plan)
    analysis = analyse(network, focus=focus)
    written = write_report(analysis, problems, output, lang=lang or "zh", force=force)
    click.echo(report_text(analysis, written[-1], len(problems), lang or message_lang()))


@main.command()
@click.argument("plan")
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", help="For people, or for programs."
)
@speaks
def check(plan: str, form: str, lang: Lang | None) -> None:
    """Say what is wrong with PLAN, or worth a look: where it stands and what to do."""
    from respnet.checks import check as check_plan
    from respnet.problems import errors_in
    from respnet.reading import read_plan
    from respnet.report.terminal import problems_json, problems_text

    problems = check_plan(read_plan(plan))
    click.echo(problems_json(problems) if form == "json" else problems_text(problems, lang or message_lang()))
    if errors_in(problems):
        raise SystemExit(1)


@main.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option("--output", required=True, metavar="PLACE", help="A .csv file, or a folder: tasks, units and plan facts.")
@click.option("--review", metavar="FILE", help="Also write a page on which every decision can be checked.")
@click.option("--force", is_flag=True, help="Replace tables that are there already, with any corrections in them.")
@speaks
def extract(documents: tuple[str, ...], output: str, review: str | None, force: bool, lang: Lang | None) -> None:
    """Read a plan DOCUMENT (.docx, .pdf, .html, .txt, .md, .xlsx) into tables; many, or a folder, one folder each."""
    from respnet.report.extracting import extract_many, extract_one

    said_in = lang or message_lang()
    if len(documents) == 1 and not Path(documents[0]).is_dir():
        click.echo(extract_one(Path(documents[0]), Path(output), review, lang or "zh", force=force).of(said_in))
        return
    if review:
        raise click.UsageError("--review is for one DOCUMENT; with several, each folder gets its own review.html.")
    with click.progressbar(extract_many(documents, output, lang or "zh", force=force), file=sys.stderr) as results:
        told = list(results)
    for one in told:
        click.echo(f"{one.document}: {one.said.of(said_in)}", err=not one.done)
    if not all(one.done for one in told):
        raise SystemExit(1)


@main.command()
@click.argument("plans", nargs=-1, required=True, metavar="PLAN...")
@_store
@speaks
def load(plans: tuple[str, ...], address: str | None, lang: Lang | None) -> None:
    """Load plans into a database and check that everything arrived. Other plans there stay as they are."""
    from respnet.report.terminal import loaded_text
    from respnet.stores import open_store

    if address is None:
        raise _misused(
            Text(
                zh="请说明载入哪里：--store plan.lbug，或 --store neo4j://主机",
                en="Say where to load it: --store plan.lbug, or --store neo4j://host",
            ),
            lang,
        )
    read = [_read(plan, lang) for plan in plans]
    with open_store(address) as store:
        for plan in read:
            click.echo(loaded_text(store.load(plan), lang or message_lang()))


@main.command()
@click.argument("plan")
@click.option(
    "--format",
    "formats",
    type=click.Choice(("csv", "graphml", "gexf")),
    multiple=True,
    help="csv (units, tasks and relationships, as neo4j-admin imports them), graphml or gexf; all without it.",
)
@click.option("--output", default="graph", show_default=True, metavar="FOLDER", help="Where the files go.")
@click.option("--force", is_flag=True, help="Replace files in the folder that respnet did not write.")
@speaks
def export(plan: str, formats: tuple[str, ...], output: str, force: bool, lang: Lang | None) -> None:
    """Write PLAN as a graph for other programs: Neo4j's import, Gephi, yEd."""
    from respnet.report.exports import write_exports
    from respnet.stores import open_store

    read = _read(plan, lang)
    with open_store() as store:
        store.load(read)
        network = store.network(read.id)
    for path in write_exports(network, output, formats, force=force):
        click.echo(path)


@main.command()
@click.argument("question", required=False, metavar="[QUESTION]")
@click.argument("plan", required=False, metavar="[PLAN]")
@_store
@click.option("--plan", "plan_id", metavar="ID", help="With --store: the stored plan to ask about.")
@click.option("--with", "pieces", multiple=True, metavar="NAME=VALUE", help="What the question needs to be told.")
@click.option(
    "--format", "form", type=click.Choice(("table", "csv", "json")), default="table", help="How to print the answer."
)
@speaks
def ask(
    question: str | None,
    plan: str | None,
    address: str | None,
    plan_id: str | None,
    pieces: tuple[str, ...],
    form: str,
    lang: Lang | None,
) -> None:
    """Ask PLAN, or a stored plan, one of the named questions; without QUESTION, list them."""
    from respnet import questions
    from respnet.report import answers
    from respnet.stores import open_store

    said_in = lang or message_lang()
    if question is None:
        click.echo(answers.as_list(said_in), nl=False)
        return
    asked, given = questions.question(question), questions.given_in(pieces)
    if plan is None and address is None:
        raise _misused(
            Text(
                zh="请说明查询什么：方案（文件夹或表格），或 --store 库地址。",
                en="Say what to ask about: a PLAN (folder or table), or --store ADDRESS.",
            ),
            lang,
        )
    read = _read(plan, lang) if plan is not None else None
    with open_store(address if read is None else None, read_only=read is None) as store:
        if read is not None:
            store.load(read)
        rows = questions.ask(store, question, given, plan_id if read is None else read.id)
    if form == "table":
        click.echo(answers.as_table(rows, asked, said_in, width=_width()), nl=False)
    else:
        click.echo(answers.as_csv(rows, asked, said_in) if form == "csv" else answers.as_json(rows, asked), nl=False)


_ONE_PLAN = Text(
    zh="请给出一个方案：方案（文件夹、表格或文件），或 --example，或 --store 库地址（可加 --plan 标识）。",
    en="Give one PLAN (folder, table or document), or --example, or --store ADDRESS (with --plan ID).",
)


def _misused(text: Text, lang: Lang | None) -> click.UsageError:
    return click.UsageError(text.of(lang or message_lang()))


def _stored(store: Store, plan_id: str | None) -> str:
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


def _width() -> int:
    """The terminal's width; where there is none (a pipe, a file), the same for everyone."""
    return max(40, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 100


def _source(stack: ExitStack, plan: str | None, *, example: bool) -> str | None:
    """The plan's place; the shipped one may stand inside a zipped package and is unpacked while it is used."""
    if not example:
        return plan
    from importlib.resources import as_file

    from respnet.bundled import bundled

    return str(stack.enter_context(as_file(bundled("data"))))


def _read(source: str, lang: Lang | None) -> Plan:
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


def run(arguments: Sequence[str] | None = None) -> Any:
    """The `respnet` command: whatever happens, the user gets a sentence and never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console that lacks a character shows ? for it, and nothing is lost
            stream.reconfigure(errors="replace")
    try:
        return main(list(arguments) if arguments is not None else None)
    except Exception as error:  # the last resort: a fault of respnet's own
        if os.environ.get("RESPNET_DEBUG"):
            raise
        said = Text(
            zh=f"respnet 内部出错（{type(error).__name__}：{error}）。没有写出任何不完整的文件。"
            "请设 RESPNET_DEBUG=1 重试，并把显示的内容报告给开发者。",
            en=f"respnet has a fault ({type(error).__name__}: {error}). No file was left half written. "
            "Set RESPNET_DEBUG=1, try again, and report what it shows to the developers.",
        )
        click.echo(said.of(message_lang()), err=True)
        sys.exit(1)
