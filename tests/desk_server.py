"""A real desk in a process of its own, and a client that asks it as its own pages do."""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


class Answer:
    """Answer of the desk."""

    def __init__(self, found: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.body = found.status, found.headers, found.read()

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Window of a browser that has opened the start address."""

    def __init__(self, address: str) -> None:
        parts = urllib.parse.urlsplit(address)
        self.address, self.port = address, int(parts.port or 0)
        self.origin = f"http://127.0.0.1:{self.port}"
        self.cookie = ""
        self.started = self.ask("GET", f"/?{parts.query}", site="cross-site")
        self.cookie = self.started.headers["Set-Cookie"].partition(";")[0]

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        kind: str = "",
        site: str = "same-origin",
        cookie: str | None = None,
    ) -> Answer:
        headers = {"Sec-Fetch-Site": site, "Cookie": self.cookie if cookie is None else cookie}
        if method == "POST":
            headers |= {"Origin": self.origin, "Content-Type": kind}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, urllib.parse.quote(path, safe="/?=&%"), body, headers)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def wait(self, path: str, seconds: float = 120) -> Answer:
        """The page at last, after those that say that it is being made."""
        end = time.monotonic() + seconds
        while True:
            found = self.get(path)
            if b'http-equiv="refresh"' not in found.body[:4000] or time.monotonic() > end:
                return found
            time.sleep(0.05)

    def post(self, path: str, **fields: str) -> Answer:
        return self.ask("POST", path, urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def post_json(self, path: str, data: Any) -> Answer:
        return self.ask("POST", path, json.dumps(data).encode(), "application/json")

    def upload(self, *files: tuple[str, bytes], to: str = "/plans") -> Answer:
        edge = "x" + secrets.token_hex(12)
        body = b"".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
            + data
            + b"\r\n"
            for name, data in files
        )
        return self.ask("POST", to, body + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}")

    def list_plans(self) -> list[str]:
        """Ids of the plans in the list."""
        return list(dict.fromkeys(re.findall(r"/plans/(\w+)/check", self.get("/").text)))


class Served:
    """Desk that runs."""

    def __init__(self, process: subprocess.Popen[str], client: Client, cache: Path) -> None:
        self.process, self.client, self.cache = process, client, cache

    @property
    def spent(self) -> float:
        """Seconds of the processor that it has taken, where /proc says so; the clock tells what else runs too."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def log(self) -> str:
        return "".join(one.read_text(encoding="utf-8") for one in self.cache.glob("desk/*/desk.log"))

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


PROGRAM = ("-m", "respnet")


def make_command(folder: Path, *options: str, program: tuple[str, ...] = PROGRAM) -> list[str]:
    return [sys.executable, *program, "desk", str(folder), "--no-browser", *options]


def make_environment(cache: Path, lang: str = "zh") -> dict[str, str]:
    return {**os.environ, "RESPNET_CACHE": str(cache), "RESPNET_LANG": lang, "PYTHONPATH": str(ROOT / "src")}


@contextmanager
def serve_desk(
    folder: Path, cache: Path, *options: str, lang: str = "zh", program: tuple[str, ...] = PROGRAM, fresh: bool = False
) -> Iterator[Served]:
    """Start a desk on a folder and stop it at the end; a fault in its log is an error.

    Its own folder for what it keeps begins with the results that this run has measured, or empty where it is `fresh`.
    """
    cache.mkdir(parents=True, exist_ok=True)
    for result in Path(os.environ.get("RESPNET_CACHE", "off")).glob("*.json"):
        if not fresh and not (cache / result.name).exists():
            os.link(result, cache / result.name)
    with subprocess.Popen(
        make_command(folder, *options, program=program),
        stdout=subprocess.PIPE,
        text=True,
        env=make_environment(cache, lang),
    ) as process:
        try:
            assert process.stdout is not None
            served = Served(process, Client(process.stdout.readline().strip()), cache)
            yield served
        finally:
            process.terminate()
            process.wait(20)
    assert "Traceback" not in served.log
