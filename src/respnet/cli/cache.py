"""The `cache` command: what respnet keeps in the user's cache folder, and how to empty it."""

from __future__ import annotations

import click

from respnet.cli.group import main
from respnet.cli.localized_click import argument, option
from respnet.cli.options import with_language_option
from respnet.core.i18n import Lang, Text, get_message_lang


@main.command()
@argument("clear", required=False, type=click.Choice(("clear",)), metavar="[clear]")
@option("--yes", is_flag=True, help="Do not ask.")
@with_language_option
def cache(clear: str | None, yes: bool, lang: Lang | None) -> None:
    """Say where results of plans are kept for the next time and how large that is; clear removes them."""
    from respnet.core.cache_dir import clear_cache, get_cache_dir, measure_cache
    from respnet.core.messages import escape_controls

    said_in, folder = lang or get_message_lang(), get_cache_dir()
    if folder is None:
        click.echo(Text(zh="没有缓存（RESPNET_CACHE=off）。", en="Nothing is kept (RESPNET_CACHE=off).").of(said_in))
        return
    count, size = measure_cache()
    how_large = f"{size / 2**20:.1f} MB"
    there = Text(
        zh=f"缓存在 {folder}：{count} 个文件，{how_large}。里面是方案的分析结果和做过的页面；方案本身不在这里。",
        en=f"The cache is {folder}: files: {count}, {how_large}. It holds results and pages made of plans, "
        "and no plan itself.",
    )
    click.echo(escape_controls(there.of(said_in)))
    if clear and count and (yes or click.confirm(Text(zh="清空吗", en="Clear it").of(said_in))):
        clear_cache()
        left, _ = measure_cache()
        done = Text(zh="已清空。", en="Cleared.")
        if left:
            done = Text(
                zh=f"还有 {left} 个文件正被别的程序使用，没有删掉。关闭责任网后再做一次。",
                en=f"Files that another program uses and that stay: {left}. Close the desk and do it again.",
            )
        click.echo(done.of(said_in))
