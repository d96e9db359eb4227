"""The `ask` command: named questions to a plan or a store."""

from __future__ import annotations

import click

from respnet.cli.group import main
from respnet.cli.localized_click import argument, option
from respnet.cli.options import (
    STORE_OPTION,
    exists,
    get_terminal_width,
    is_store_option_given,
    one_plan_error,
    usage_error,
    with_language_option,
)
from respnet.core.i18n import Lang, get_message_lang


@main.command()
@argument("question", required=False, metavar="[QUESTION]")
@argument("plan", required=False, metavar="[PLAN]")
@STORE_OPTION
@option("--plan", "plan_id", metavar="ID", help="With --store: the stored plan to ask about.")
@option("--with", "pieces", multiple=True, metavar="NAME=VALUE", help="What the question needs to be told.")
@option(
    "--format", "form", type=click.Choice(("table", "csv", "json")), default="table", help="How to print the answer."
)
@option(
    "--cypher",
    "file",
    metavar="FILE",
    help="Instead of a question: a statement of your own that only reads; at most 10,000 rows and 60 seconds.",
)
@with_language_option
def ask(  # noqa: PLR0913, PLR0917 - one parameter an option
    question: str | None,
    plan: str | None,
    address: str | None,
    plan_id: str | None,
    pieces: tuple[str, ...],
    form: str,
    file: str | None,
    lang: Lang | None,
) -> None:
    """Ask PLAN, or a stored plan, one of the named questions; without QUESTION, list them."""
    from respnet.cli.output import answers
    from respnet.cli.output.terminal import write_data
    from respnet.cli.plan_source import read_valid_plan
    from respnet.queries import ask as queries
    from respnet.stores import open_store

    said_in = lang or get_message_lang()
    if file is not None:  # the only argument is the plan then
        question, plan = file, plan or question
    if question is None:
        click.echo(answers.format_question_list(said_in), nl=False)
        return
    given = queries.parse_parameters(pieces)
    asked = queries.get_question(question) if file is None else None
    if plan and "=" in plan and not exists(plan):
        raise usage_error(lang, zh=f"参数前要加 --with：--with {plan}。", en=f"Write --with before it: --with {plan}.")
    if plan is not None and is_store_option_given():
        raise one_plan_error(lang)
    if plan is None and address is None:
        raise usage_error(
            lang,
            zh="请说明查询什么：方案（文件夹或表格），或 --store 库地址。",
            en="Say what to ask about: a PLAN (folder or table), or --store ADDRESS.",
        )
    read = read_valid_plan(plan, lang) if plan is not None else None
    with open_store(address if read is None else None, read_only=read is None) as store:
        if read is not None:
            store.load(read)
        if asked is None:
            rows, asked = queries.ask_statement(store, question, given)
        else:
            rows = queries.ask(store, question, given, plan_id if read is None else read.id)
    if form == "table":
        click.echo(answers.format_answer_table(rows, asked, said_in, width=get_terminal_width()), nl=False)
    else:
        write_data(
            answers.format_answer_csv(rows, asked, said_in)
            if form == "csv"
            else answers.format_answer_json(rows, asked)
        )
