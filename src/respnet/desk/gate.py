"""The gate: requests that do not come from the desk's own pages are refused before a byte of their body is read."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hmac import compare_digest
from typing import TYPE_CHECKING, NamedTuple

from respnet.core.i18n import Text

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_UPLOAD_BYTES = 64 * 2**20
MAX_BODY_BYTES = 256 * 2**10
"""Of any other request: a decision is a few hundred bytes."""
SILENCE_SECONDS = 20.0
"""Seconds that a body may stand still."""
BODY_SECONDS = 60.0
"""Seconds that a whole body may take."""
UPLOAD_PATH = "/plans"
STRICT_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
COOKIE_PREFIX = "respnet-desk-"
COOKIE_ATTRIBUTES = "HttpOnly; SameSite=Strict; Path=/"

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # with no-referrer a browser sends a form's Origin as null
    (b"cache-control", b"no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)
_FOREIGN = Text(
    zh="这个请求不是从责任网自己的页面发出的，没有执行。",
    en="This request did not come from the desk's own page and was not carried out.",
)
_NO_KEY = Text(
    zh="请从桌面图标“责任网”打开（或重新运行 respnet desk）：这个地址只对刚打开的窗口有效。",
    en="Open the desk by its icon (or run respnet desk again): this address is only good for the window that it opens.",
)


class Refusal(NamedTuple):
    """Answer of a rule to a request that it does not let in."""

    status: int
    text: Text


@dataclass(frozen=True, slots=True)
class Request:
    """Request as far as the gate looks at it."""

    method: str
    path: str
    query: str
    headers: tuple[tuple[bytes, bytes], ...]
    port: int
    token: str
    secret: str

    def list_values(self, name: bytes) -> list[str]:
        """List the values of a header, one for each time that it stands there."""
        return [value.decode("latin-1") for key, value in self.headers if key == name]

    @property
    def is_start(self) -> bool:
        """True for the start address, which sets the cookie and may be opened from anywhere."""
        return self.method in ("GET", "HEAD") and self.path == "/" and self.query.startswith("token=")


def check_host(request: Request) -> Refusal | None:
    """Refuse other names of this machine (DNS rebinding) and addresses that are no path."""
    names = {f"127.0.0.1:{request.port}", f"localhost:{request.port}"}
    hosts = request.list_values(b"host")
    if len(hosts) != 1 or hosts[0] not in names:
        return Refusal(421, _FOREIGN)
    if not request.path.startswith("/") or request.path.startswith("//"):
        return Refusal(421, _FOREIGN)
    return None


def check_length(request: Request) -> Refusal | None:
    """Refuse bodies that two readers could cut differently, bodies without a length, and those too long."""
    lengths = request.list_values(b"content-length")
    if request.list_values(b"transfer-encoding") or len(lengths) > 1:
        return Refusal(411, _FOREIGN)
    if not lengths:
        return Refusal(411, _FOREIGN) if request.method == "POST" else None
    most = 0 if request.method != "POST" else MAX_UPLOAD_BYTES if request.path == UPLOAD_PATH else MAX_BODY_BYTES
    if not re.fullmatch(r"[0-9]{1,15}", lengths[0]):
        return Refusal(400, _FOREIGN)
    if int(lengths[0]) > most:
        return Refusal(413, _describe_limit(most))
    return None


def check_method(request: Request) -> Refusal | None:
    """Refuse all methods but GET, HEAD and POST."""
    return None if request.method in ("GET", "HEAD", "POST") else Refusal(405, _FOREIGN)


def check_site(request: Request) -> Refusal | None:
    """Refuse what pages of other sites, and of other ports of this machine, ask for."""
    sites = request.list_values(b"sec-fetch-site")
    return None if request.is_start or set(sites) <= {"same-origin", "none"} else Refusal(403, _FOREIGN)


def check_origin(request: Request) -> Refusal | None:
    """Refuse changes that do not name the desk itself as their origin: a strict cookie does not part ports."""
    if request.method != "POST":
        return None
    own = [f"http://{host}" for host in request.list_values(b"host")]
    return None if request.list_values(b"origin") == own else Refusal(403, _FOREIGN)


def check_key(request: Request) -> Refusal | None:
    """Refuse whoever has neither the start address nor the cookie that it sets."""
    if request.is_start:
        return None if _equal(request.query.removeprefix("token="), request.token) else Refusal(403, _NO_KEY)
    name = get_cookie_name(request.port)
    pairs = [one.strip().partition("=") for line in request.list_values(b"cookie") for one in line.split(";")]
    found = [value for key, _, value in pairs if key == name]
    return None if any(_equal(value, request.secret) for value in found[:4]) else Refusal(403, _NO_KEY)


Rule = Callable[[Request], Refusal | None]
RULES: tuple[Rule, ...] = (check_host, check_length, check_method, check_site, check_origin, check_key)
"""The rules, in the order in which they are asked."""


def get_cookie_name(port: int) -> str:
    """Return the cookie's name: ports of one machine share their cookies."""
    return f"{COOKIE_PREFIX}{port}"


class Gate:
    """ASGI middleware: the rules, headers of every answer, limits of bodies, and one place for faults."""

    def __init__(self, app: ASGIApp, port: int, token: str, secret: str, rules: Sequence[Rule] = RULES) -> None:
        """Stand before an application.

        Args:
            app: The application.
            port: Port of the listener.
            token: Secret of the start address.
            secret: Value of the cookie.
            rules: The rules.
        """
        self._app, self._port, self._token, self._secret, self._rules = app, port, token, secret, tuple(rules)
        self.last_request = time.monotonic()
        """When somebody was last let in."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            return
        request = Request(
            scope["method"],
            (scope.get("raw_path") or scope["path"].encode("utf-8")).decode("latin-1"),
            scope["query_string"].decode("latin-1"),
            tuple(scope["headers"]),
            self._port,
            self._token,
            self._secret,
        )
        for rule in self._rules:
            refusal = rule(request)
            if refusal is not None:
                await _refuse(send, refusal, request.method)
                return
        self.last_request = time.monotonic()
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(_add_headers(message))

        try:
            await self._app(scope, _limit_time(receive), answer)
        except Exception:
            logging.getLogger("respnet.desk").exception("%s %s", request.method, request.path)
            if not started:
                await _refuse(send, Refusal(500, FAULT), request.method)


FAULT = Text(
    zh="责任网内部出错，这一步没有完成；已写入运行记录 desk.log。请退回上一页再试。",
    en="The desk has a fault and this step was not done; its log desk.log says more. Go back and try again.",
)


def _equal(given: str, wanted: str) -> bool:
    return compare_digest(given.encode("utf-8", "replace"), wanted.encode("ascii"))


def _describe_limit(most: int) -> Text:
    size = f"{most // 2**20} MB" if most >= 2**20 else f"{most // 2**10} KB"
    return Text(
        zh=f"内容超过 {size}，没有接收。请分几次交，或先把文件变小（如去掉图片）。",
        en=f"This is more than {size} and was not taken. Give fewer files, or make them smaller.",
    )


async def _refuse(send: Send, refusal: Refusal, method: str) -> None:
    said = f"{refusal.text.zh}\n{refusal.text.en}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(said)).encode()),
        (b"connection", b"close"),  # what follows on this connection may be a body that nobody reads
    ]
    await send(_add_headers({"type": "http.response.start", "status": refusal.status, "headers": headers}))
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else said})


def _add_headers(message: Message) -> Message:
    if message["type"] != "http.response.start":
        return message
    given = list(message.get("headers", ()))
    names = {name.lower() for name, _ in given}
    policy = ((b"content-security-policy", STRICT_POLICY.encode()),)
    return {**message, "headers": [*given, *(pair for pair in (*_HEADERS, *policy) if pair[0] not in names)]}


def _limit_time(receive: Receive) -> Receive:
    """Give up on a body that stands still or takes too long, as if the browser had gone."""
    end, whole = time.monotonic() + BODY_SECONDS, False

    async def limited() -> Message:
        nonlocal whole
        if whole:  # waiting for the browser to go away has no limit
            return await receive()
        try:
            left = min(SILENCE_SECONDS, end - time.monotonic())
            message = await asyncio.wait_for(receive(), max(left, 0.001))
        except TimeoutError:
            return {"type": "http.disconnect"}
        whole = not message.get("more_body", False)
        return message

    return limited
