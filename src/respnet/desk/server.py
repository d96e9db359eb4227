"""The desk's server: its own listener, the page that opens the browser, and the end when nobody is there any more."""

from __future__ import annotations

import hashlib
import html
import logging
import logging.handlers
import os
import secrets
import socket
import tempfile
import threading
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import uvicorn

from respnet.core.cache_dir import make_private_dir
from respnet.core.i18n import Lang, Text
from respnet.core.safe_writing import replace_files
from respnet.desk.gate import Gate
from respnet.desk.labels import DESK_LABELS

if TYPE_CHECKING:
    from respnet.workspace.lock import InUse
    from respnet.workspace.office import Office

IDLE_SECONDS = 30 * 60
"""Seconds after the last request, windows that are open included, until the desk ends by itself."""
HELP_SECONDS = 10
"""Seconds without a request of the browser until a page says what may be in its way."""

_START_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="renderer" content="webkit">
<meta name="referrer" content="no-referrer">{refresh}<title>责任网 · respnet</title></head>
<body><h1>{title}</h1>{paragraphs}<p><a href="{address}">{link}</a></p></body></html>
"""
_OPENING = Text(zh="正在打开责任网……", en="Opening the desk…")
_NOTHING_CAME = Text(
    zh="责任网已在运行，但浏览器没有连上", en="The desk is running, but the browser has not reached it"
)
_REMEDIES = (
    DESK_LABELS["old_browser"],
    Text(
        zh="用了代理（单位代理、Clash 等）的，请在系统“代理设置”的例外中加上 127.0.0.1；localhost，再点下面的链接。",
        en="With a proxy, add 127.0.0.1; localhost to the exceptions in the system's proxy settings, then try again.",
    ),
    Text(
        zh="还是不行时，把本页交给信息科：责任网只在本机 127.0.0.1 上，不连外网。",
        en="If neither helps, show this page to whoever looks after the computers: the desk is on 127.0.0.1 only.",
    ),
)
_LINK = Text(zh="打开责任网", en="Open the desk")


def open_listener(wanted: int = 0) -> socket.socket:
    """Open the listener on 127.0.0.1, on the wanted port if it is free, else on one of the system's choice.

    Args:
        wanted: Port of the last time; 0 for none.

    Returns:
        The socket, made with IPPROTO_TCP: without it asyncio leaves Nagle on, which costs 44 ms a click.
    """
    for port in dict.fromkeys((wanted, 0)):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)  # on Windows another program could take the port too
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR if exclusive is None else exclusive, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen(100)  # who has the address may come before the server takes over
        except OSError:
            listener.close()
            if not port:
                raise
        else:
            return listener
    raise AssertionError("the system chooses a port or says why not")


def get_private_folder(folder: Path) -> Path:
    """Return the folder, for this user alone, where the desk of an office keeps start page, port and log."""
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    place = make_private_dir("desk")
    private = place / name if place is not None else Path(tempfile.gettempdir(), f"respnet-desk-{os.getpid()}-{name}")
    private.mkdir(mode=0o700, exist_ok=True)
    return private


def write_start_page(folder: Path, address: str, *, stuck: bool = False) -> Path:
    """Write the page that goes to the address; a command line would show the secret to other users.

    Args:
        folder: The desk's private folder.
        address: The address with its secret.
        stuck: The browser did not come: say what may be in its way instead of going there again.
    """
    title = _NOTHING_CAME if stuck else _OPENING
    shown = html.escape(address, quote=True)
    page = _START_PAGE.format(
        refresh="" if stuck else f'<meta http-equiv="refresh" content="0;url={shown}">',
        title=f"{title.zh}<br>{title.en}",
        paragraphs="".join(f"<p>{one.zh}<br>{one.en}</p>" for one in _REMEDIES),
        address=shown,
        link=f"{_LINK.zh} · {_LINK.en}",
    )
    file = folder / ("help.html" if stuck else "start.html")
    replace_files({file: page.encode("utf-8")}, mode=0o600, sync=False)
    return file


def open_in_browser(page: Path) -> None:
    """Open a page in the user's browser without waiting for it."""
    threading.Thread(target=lambda: webbrowser.open(page.as_uri()), daemon=True).start()


def keep_log(file: Path) -> None:
    """Send the desk's and the server's messages to a file: under pythonw there is no other place."""
    handler = logging.handlers.RotatingFileHandler(file, maxBytes=2**20, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    for name in ("respnet.desk", "uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.ERROR)
        logger.propagate = False
        logger.handlers = [handler]


class _Server(uvicorn.Server):
    """Server that ends by itself when nobody has asked for long and no work is under way."""

    def __init__(self, gate: Gate, is_busy: Callable[[], bool], idle: float) -> None:
        config = uvicorn.Config(
            gate,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=200,
            timeout_graceful_shutdown=2,
        )
        super().__init__(config)
        self._gate, self._is_busy, self._idle = gate, is_busy, idle

    async def on_tick(self, counter: int) -> bool:
        if time.monotonic() - self._gate.last_request > self._idle and not self._is_busy():
            return True
        return await super().on_tick(counter)


def serve(
    folder: Path,
    *,
    browser: bool = True,
    store: str | None = None,
    lang: Lang = "zh",
    say: Callable[[str], None] = print,
    idle: float = IDLE_SECONDS,
) -> None:
    """Serve the desk of an office until it is closed; where one is running already, open that.

    Args:
        folder: The folder of the office.
        browser: Open the browser; else say the address.
        store: Address of a database that plans are loaded into as well; None for the embedded one.
        lang: Language of the pages until another is chosen.
        say: Says the address.
        idle: Seconds after the last request until the desk ends by itself.

    Raises:
        RespnetError: The folder cannot be made or used.
    """
    from respnet.desk.app import Desk
    from respnet.workspace.lock import InUse
    from respnet.workspace.office import Office

    private, office = get_private_folder(folder), Office(folder)
    try:
        lock = office.lock()
    except InUse as error:
        running = _find_running(office, error)
        open_in_browser(write_start_page(private, running)) if browser else say(running)
        return
    listener = open_listener(_read_port(private))
    port = int(listener.getsockname()[1])
    token, secret = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    address = f"http://127.0.0.1:{port}/?token={token}"
    lock.publish(address)
    replace_files({private / "port": str(port).encode()}, 0o600, sync=False)
    page = write_start_page(private, address)
    keep_log(private / "desk.log")
    desk = Desk(office, private, port=port, secret=secret, store=store, lang=lang)
    gate = Gate(desk.app, port, token, secret)
    server = _Server(gate, desk.is_busy, idle)
    desk.close = lambda: setattr(server, "should_exit", True)
    if browser:
        open_in_browser(page)
        threading.Thread(target=_help_browser, args=(gate, private, address), daemon=True).start()
    else:
        say(address)
    try:
        server.run(sockets=[listener])
    finally:
        desk.shut_down()
        for one in (page, private / "help.html"):
            with suppress(OSError):
                one.unlink(missing_ok=True)
        lock.close()


def _find_running(office: Office, error: InUse) -> str:
    """Find the address of the desk that keeps the folder already. Raises InUse where it is not on this computer."""
    from respnet.workspace.lock import InUse

    for _ in range(60):  # it may have begun this moment
        if _answers(error.address):
            return error.address
        time.sleep(0.05)
        try:
            office.lock().close()
        except InUse as again:
            error = again
    raise error


def _answers(address: str) -> bool:
    """True if a desk answers at this address; asked without any proxy that the system has."""
    parts = urlsplit(address)
    if parts.hostname != "127.0.0.1" or not parts.port:
        return False
    connection = HTTPConnection("127.0.0.1", parts.port, timeout=3)
    try:
        connection.request("HEAD", f"/?{parts.query}")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _read_port(private: Path) -> int:
    try:
        port = int((private / "port").read_bytes()[:8])
    except (OSError, ValueError):
        return 0
    return port if 1024 <= port < 65536 else 0


def _help_browser(gate: Gate, private: Path, address: str) -> None:
    """Open the page with remedies where the browser did not come."""
    begin = gate.last_request
    time.sleep(HELP_SECONDS)
    if gate.last_request == begin:
        open_in_browser(write_start_page(private, address, stuck=True))
