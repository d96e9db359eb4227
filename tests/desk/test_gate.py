"""The gate: each rule refuses what it is for, and nothing else would."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from respnet.desk.gate import MAX_BODY_BYTES, MAX_UPLOAD_BYTES, RULES, Gate, get_cookie_name

PORT, TOKEN, SECRET = 4711, "t" * 43, "s" * 43
OWN = {
    "host": f"127.0.0.1:{PORT}",
    "cookie": f"other=1; {get_cookie_name(PORT)}={SECRET}",
    "sec-fetch-site": "same-origin",
}
POST = {**OWN, "origin": f"http://127.0.0.1:{PORT}", "content-length": "2"}
Headers = dict[str, str] | list[tuple[str, str]]


def ask(
    method: str, path: str, headers: Headers, query: str = "", *, rules: Any = RULES, fault: bool = False
) -> tuple[int, dict[str, str], bool, str]:
    """Status, headers, whether the application was asked, and what was said."""
    asked, sent = [], []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        asked.append(await receive() if scope["method"] == "POST" else None)
        if fault:
            raise ValueError("secret inside")
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"in"})

    async def receive() -> Any:
        assert asked == [], "the body was read"
        return {"type": "http.request", "body": b"{}"}

    async def send(message: Any) -> None:
        sent.append(message)

    pairs = list(headers.items()) if isinstance(headers, dict) else headers
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in pairs],
    }
    with ThreadPoolExecutor(1) as pool:  # the browser of other tests has its own loop in this thread
        pool.submit(lambda: asyncio.run(Gate(app, PORT, TOKEN, SECRET, rules)(scope, receive, send))).result()
    answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], answered, bool(asked), sent[1]["body"].decode()


def host(name: str) -> dict[str, str]:
    return {**OWN, "host": name}


def without(headers: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in headers.items() if key != name}


EVIL = [
    *(("check_host", 421, "GET", "/", host(name)) for name in ("evil.example", f"127.0.0.1:{PORT + 1}", "127.0.0.1")),
    ("check_host", 421, "GET", "/", host(f"127.0.0.1:{PORT}.evil.example")),
    ("check_host", 421, "GET", "/", host(f"127.0.0.1:{PORT}@evil.example")),
    ("check_host", 421, "GET", "/", without(OWN, "host")),
    ("check_host", 421, "GET", "/", [*OWN.items(), ("host", "evil.example")]),
    ("check_host", 421, "GET", "//evil.example", OWN),
    ("check_host", 421, "GET", "http://evil.example/", OWN),
    ("check_length", 411, "POST", "/x", {**POST, "transfer-encoding": "chunked"}),
    ("check_length", 411, "POST", "/x", [*POST.items(), ("content-length", "7")]),
    ("check_length", 411, "POST", "/x", without(POST, "content-length")),
    ("check_length", 400, "POST", "/x", {**POST, "content-length": "+2"}),
    ("check_length", 413, "POST", "/x", {**POST, "content-length": str(MAX_BODY_BYTES + 1)}),
    ("check_length", 413, "POST", "/plans", {**POST, "content-length": str(MAX_UPLOAD_BYTES + 1)}),
    ("check_length", 413, "GET", "/x", {**OWN, "content-length": "2"}),
    *(("check_method", 405, method, "/", OWN) for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "get", "CONNECT")),
    *(("check_site", 403, "GET", "/", {**OWN, "sec-fetch-site": site}) for site in ("cross-site", "same-site", "")),
    *(
        ("check_origin", 403, "POST", "/x", {**POST, "origin": origin})
        for origin in (
            *("null", "http://evil.example", f"https://127.0.0.1:{PORT}", f"http://127.0.0.1:{PORT}.evil.example"),
            *(f"http://127.0.0.1:{PORT + 1}", f"http://localhost:{PORT}", "http://127.0.0.1", "file://"),
        )
    ),
    ("check_origin", 403, "POST", "/x", without(POST, "origin")),
    ("check_key", 403, "GET", "/", {**OWN, "cookie": ""}),
    ("check_key", 403, "GET", "/", {**OWN, "cookie": f"{get_cookie_name(PORT)}={SECRET[:-1]}"}),
    ("check_key", 403, "GET", "/", {**OWN, "cookie": f"{get_cookie_name(PORT)}=县"}),
    ("check_key", 403, "GET", "/", {**OWN, "cookie": f"{get_cookie_name(PORT + 1)}={SECRET}"}),
]


@pytest.mark.parametrize(("rule", "status", "method", "path", "headers"), EVIL)
def test_a_rule_refuses_before_the_body_and_no_other_would(
    rule: str, status: int, method: str, path: str, headers: Headers
) -> None:
    answered, said, asked, text = ask(method, path, headers)
    assert (answered, asked) == (status, False)
    assert said["connection"] == "close"
    assert text.count("\n") == 2  # a sentence in each language
    others = [one for one in RULES if one.__name__ != rule]
    assert len(others) == len(RULES) - 1
    assert ask(method, path, headers, rules=others)[2], "another rule refuses it too"


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "x", "%00" + TOKEN, TOKEN.upper(), TOKEN + "&a=1"])
def test_a_wrong_start_address_opens_nothing(token: str) -> None:
    assert ask("GET", "/", OWN, f"token={token}")[::2] == (403, False)


def test_the_desks_own_requests_come_in() -> None:
    assert ask("GET", "/plans", OWN)[::2] == (200, True)
    assert ask("HEAD", "/", {**OWN, "sec-fetch-site": "none"})[::2] == (200, True)
    assert ask("POST", "/x", POST)[::2] == (200, True)
    assert ask("POST", "/plans", {**POST, "content-length": str(MAX_UPLOAD_BYTES)})[::2] == (200, True)
    local = {**POST, "host": f"localhost:{PORT}", "origin": f"http://localhost:{PORT}"}
    assert ask("POST", "/x", local)[::2] == (200, True)
    foreign = {"host": OWN["host"], "sec-fetch-site": "cross-site"}  # the file page is another site
    assert ask("GET", "/", foreign, f"token={TOKEN}")[::2] == (200, True)
    assert ask("POST", "/", {**POST, "cookie": ""}, f"token={TOKEN}")[::2] == (403, False)
    assert ask("GET", "/plans", {**OWN, "cookie": ""}, f"token={TOKEN}")[::2] == (403, False)


def test_every_answer_says_what_a_browser_may_do_with_it() -> None:
    for answer in (ask("GET", "/", OWN), ask("GET", "/", {}), ask("GET", "/", OWN, fault=True)):
        said = answer[1]
        assert said["x-content-type-options"] == "nosniff"
        assert said["cache-control"] == "no-store"
        assert said["referrer-policy"] == "same-origin"
        assert said["cross-origin-resource-policy"] == said["cross-origin-opener-policy"] == "same-origin"
        assert "default-src 'none'" in said["content-security-policy"]
        assert "frame-ancestors 'none'" in said["content-security-policy"]
        assert not {name for name in said if name.startswith("access-control") or name == "server"}


def test_a_fault_is_answered_in_words_and_shows_nothing() -> None:
    status, _, _, text = ask("GET", "/", OWN, fault=True)
    assert status == 500
    assert "desk.log" in text
    assert "secret" not in text
