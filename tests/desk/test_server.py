"""The desk as a process: how it starts, who keeps a folder, how it ends."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from respnet.desk.server import get_private_folder, open_listener, write_start_page
from tests.desk_server import ROOT, Served, make_command, make_environment, serve_desk


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place = tmp_path_factory.mktemp("desk")
    office = place / "张 三" / "办公室（一）" / "计划 2026"
    shutil.copytree(ROOT / "data", office / "丰都")
    with serve_desk(office, place / "cache") as one:
        yield one


def test_the_start_address_is_answered_by_a_page_that_goes_on_and_sets_a_strict_cookie(served: Served) -> None:
    started = served.client.started
    assert started.status == 200  # after 303 the strict cookie would not be sent: the chain began at another site
    assert 'content="0;url=/"' in started.text
    assert served.client.address.partition("=")[2] not in started.text
    kept = started.headers["Set-Cookie"]
    assert kept.startswith(f"respnet-desk-{served.client.port}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(kept.split("; "))
    assert "Domain" not in kept
    assert served.client.get("/").status == 200
    assert served.client.ask("GET", "/", cookie="").status == 403


def test_a_second_start_gives_the_address_of_the_first(served: Served) -> None:
    office = Path(served.process.args[4])  # type: ignore[index, call-overload]
    again = subprocess.run(
        make_command(office), capture_output=True, text=True, env=make_environment(served.cache), timeout=30, check=True
    )
    assert again.stdout.strip() == served.client.address


def test_the_icon_starts_the_desk_in_an_isolated_python_and_looks_like_the_desk(tmp_path: Path) -> None:
    office = tmp_path / "张 三" / '办公室 "一" 100%'
    command = [sys.executable, "-m", "respnet", "desk", str(office), "--shortcut"]
    environment = {**make_environment(tmp_path), "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    lines = (tmp_path / "Desktop/责任网.desktop").read_text(encoding="utf-8").splitlines()
    entry = dict(line.split("=", 1) for line in lines[1:])
    words = shlex.split(entry["Exec"].replace("\\\\", "\\").replace("%%", "%"))
    assert words == [sys.executable, "-X", "utf8", "-I", "-m", "respnet", "desk", str(office)]
    assert Path(entry["Icon"]).read_text(encoding="utf-8").startswith("<svg")


def test_the_desk_itself_needs_no_numpy(tmp_path: Path) -> None:
    """A library that does not load ends a process on some machines; only a job of the desk may end so."""
    shutil.copytree(ROOT / "data", tmp_path / "office/丰都")
    code = "import sys; sys.modules['numpy'] = None; from respnet.__main__ import run; run()"
    with serve_desk(tmp_path / "office", tmp_path / "cache", program=("-c", code)) as served:
        client = served.client
        (plan,) = client.list_plans()
        row = client.get(f"/plans/{plan}/state").json["rows"][0]["key"]
        step = {"id": "a", "op": "confirm", "parameters": {"row": row}, "sees": 0}
        assert client.post_json(f"/plans/{plan}/decisions", step).status == 200
        client.post(f"/plans/{plan}/progress/start")
        for page in ("check", "hand-out", "progress", "versions", "copy.zip"):
            assert client.get(f"/plans/{plan}/{page}").status == 200, page


def test_a_page_that_is_not_there_says_so_in_words(served: Served) -> None:
    for path in ("/no-such-page", "/plans/0123456789ab/check", "/plans/..%2f..%2fetc%2fpasswd/check", "/%2e%2e/"):
        answer = served.client.get(path)
        assert answer.status == 404, path
        assert "没有这一页" in answer.text


def test_a_killed_desk_leaves_no_lock_and_takes_its_port_again(tmp_path: Path) -> None:
    office, cache = tmp_path / "office", tmp_path / "cache"
    with serve_desk(office, cache) as first:
        first.kill()
    with serve_desk(office, cache) as second:
        assert second.client.port == first.client.port
        assert second.client.address != first.client.address
        assert second.client.ask("GET", "/", cookie=first.client.cookie).status == 403
        private = cache / "desk"
        assert stat.S_IMODE(private.stat().st_mode) == 0o700
        (page,) = private.glob("*/start.html")
        assert stat.S_IMODE(page.stat().st_mode) == 0o600
        assert second.client.address in page.read_text(encoding="utf-8")
        second.process.send_signal(signal.SIGINT)
        assert second.process.wait(10) in (0, 1, -signal.SIGINT)
        assert not page.exists()


def test_it_closes_when_asked_and_when_nobody_is_there(tmp_path: Path) -> None:
    with serve_desk(tmp_path / "office", tmp_path / "cache") as served:
        closed = served.client.post("/quit")
        assert "已关闭" in closed.text
        assert served.process.wait(10) == 0
    code = (
        "import sys; from pathlib import Path; from respnet.desk.server import serve; sys.stdout = sys.stderr = None\n"
        f"serve(Path({str(tmp_path / 'office')!r}), browser=False, say=lambda _: None, idle=.5)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=make_environment(tmp_path / "c"), timeout=30, check=False)
    assert done.returncode == 0  # and it needs no standard output, as under pythonw


def test_the_start_waits_for_no_large_library() -> None:
    large = "{'numpy', 'pandas', 'lxml', 'ladybug'}"
    code = f"import sys, respnet.desk.app, respnet.desk.server; print({large} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_it_answers_after_the_command(tmp_path: Path) -> None:
    with serve_desk(tmp_path / "office", tmp_path / "cache") as served:  # in .5 s: bench/desk.py
        assert served.client.started.status == 200


def test_the_listener_is_made_for_small_answers_and_takes_another_port_where_one_is_taken() -> None:
    with open_listener() as first:
        port = first.getsockname()[1]
        assert first.getsockname()[0] == "127.0.0.1"
        assert first.proto == socket.IPPROTO_TCP
        with open_listener(port) as second:
            assert second.getsockname()[1] != port


def test_the_file_page_says_what_to_do_when_nothing_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPNET_CACHE", str(tmp_path))
    private = get_private_folder(tmp_path / "办公室")
    assert private == get_private_folder(tmp_path / "x" / ".." / "办公室")
    start = write_start_page(private, "http://127.0.0.1:1/?token=a&b")
    said = start.read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:1/?token=a&amp;b">' in said
    assert "极速模式" in said
    assert "127.0.0.1；localhost" in said
    stuck = write_start_page(private, "http://127.0.0.1:1/?token=a&b", stuck=True).read_text(encoding="utf-8")
    assert "refresh" not in stuck
    assert 'href="http://127.0.0.1:1/?token=a&amp;b"' in stuck


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_said_at_once(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = subprocess.run(
        make_command(tmp_path / "a"), capture_output=True, text=True, env=make_environment(tmp_path), check=False
    )
    assert done.returncode == 1
    assert "无法写入" in done.stderr


def test_two_windows_each_have_the_cookie_of_their_own_port(tmp_path: Path) -> None:
    with serve_desk(tmp_path / "a", tmp_path / "cache") as one, serve_desk(tmp_path / "b", tmp_path / "cache") as two:
        both = f"{one.client.cookie}; {two.client.cookie}"
        assert one.client.ask("GET", "/", cookie=both).status == 200
        assert two.client.ask("GET", "/", cookie=both).status == 200
        assert one.client.ask("GET", "/", cookie=two.client.cookie).status == 403
        stale = f"{one.client.cookie}; respnet-desk-1=x; respnet-desk-99999999=x; other=1"
        again = two.client.ask("GET", two.client.address.partition(str(two.client.port))[2], site="none", cookie=stale)
        cleared = [one for one in again.headers.get_all("Set-Cookie", []) if "Max-Age=0" in one]
        assert [one.partition("=")[0] for one in cleared] == ["respnet-desk-1"]  # the other desk still runs
