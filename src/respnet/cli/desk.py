"""The `desk` command: respnet in the browser, over the folder of an office."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from respnet.cli.group import main
from respnet.cli.localized_click import argument, option
from respnet.cli.options import STORE_OPTION, with_language_option
from respnet.core.i18n import Text, get_message_lang

if TYPE_CHECKING:
    from respnet.core.i18n import Lang


@main.command()
@argument("folder", required=False, metavar="[FOLDER]")
@option("--no-browser", is_flag=True, help="Print the address with its secret, and open nothing.")
@option("--shortcut", is_flag=True, help="Put an icon on the desktop that opens the desk of FOLDER, and end.")
@STORE_OPTION
@with_language_option
def desk(folder: str | None, no_browser: bool, shortcut: bool, address: str | None, lang: Lang | None) -> None:
    """Open the desk of an office in the browser: its plans in FOLDER, read, checked and handed out with the mouse."""
    place = Path(folder).absolute() if folder else None
    if shortcut:
        from respnet.desk.shortcut import make_shortcut

        said = Text(zh="图标已放到桌面：{}", en="The icon is on the desktop: {}").of(lang or get_message_lang())
        click.echo(said.format(make_shortcut(place)))
        return
    from respnet.desk.server import serve

    serve(
        place or get_default_folder(),
        browser=not no_browser,
        store=address,
        lang=lang or get_message_lang(),
        say=click.echo,
    )


def get_default_folder() -> Path:
    """Return the folder of an office where none is named: 责任网 among the user's documents."""
    from platformdirs import user_documents_path

    return user_documents_path() / "责任网"
