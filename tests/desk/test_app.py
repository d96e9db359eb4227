"""What the desk does, asked over HTTP of a real one: from a document to what is handed out."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, unquote

import openpyxl
import pytest
from lxml import html

from respnet.desk.hand_out import HandOut
from respnet.desk.jobs import Jobs
from respnet.desk.pages import DeskPages
from respnet.desk.plans import OpenPlan
from respnet.stores import open_store
from respnet.workspace.office import Office
from tests.desk_server import ROOT, Client, Served, serve_desk
from tests.neo4j_server import Server

PLAN = """乙县道路建设实施方案
一、重点任务
1.修好县道。完成路面。（牵头单位：县交通局，责任单位：县财政局、县公安局）
2.办好公交。新增线路。（牵头单位：县城管局，责任单位：县交通局）
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place = tmp_path_factory.mktemp("desk")
    with serve_desk(place / "办公室", place / "cache") as one:
        yield one


def read_plan(client: Client, name: str, text: str = "") -> str:
    """Upload a document, and return the id that its plan has."""
    before = set(client.list_plans())
    text = text or PLAN.replace("道路", f"{Path(name).stem}道路")  # a title of its own
    assert client.upload((name, text.encode())).status == 303
    (found,) = set(client.list_plans()) - before
    return found


def decide(
    client: Client, plan: str, n: int, sees: int = 0, row: str = "", value: str = ""
) -> tuple[int, dict[str, object]]:
    row = row or client.get(f"/plans/{plan}/state").json["rows"][0]["key"]
    step = {"op": "field", "parameters": {"row": row, "name": "deadline", "value": value or f"2026年{n}月"}}
    answer = client.post_json(f"/plans/{plan}/decisions", {"id": f"step-{n}", "sees": sees, "anchor": None, **step})
    return answer.status, answer.json


def wait_for_table(folder: Path) -> None:
    """Wait until the tables of a plan are written after its first step, a moment after the answer."""
    end = time.monotonic() + 60
    while not (folder / "tasks.csv").exists() and time.monotonic() < end:
        time.sleep(0.02)


def test_from_a_document_to_everything_that_is_handed_out(served: Served) -> None:
    client = served.client
    plan = read_plan(client, "全程.txt")
    row = html.fromstring(client.get("/").text).xpath(
        f"//table[@id='plans']/tbody/tr[th/a/@href='/plans/{plan}/check']"
    )[0]
    cells = [" ".join(cell.text_content().split()) for cell in row]
    assert cells[0] == "乙县全程道路建设实施方案"
    assert cells[1] == "乙县"
    assert cells[3:5] == ["2", "4"]
    page = client.wait(f"/plans/{plan}/report").text
    assert "乙县全程道路建设实施方案" in page
    assert f'href="/plans/{plan}/hand-out"' in page
    saved = client.wait(f"/plans/{plan}/report.html")
    assert "/hand-out" not in saved.text
    assert "filename*=UTF-8''%E4%B9%99%E5%8E%BF" in saved.headers["Content-Disposition"]
    units = html.fromstring(client.get(f"/plans/{plan}/hand-out").text).xpath("//input[@name='unit']/@value")
    assert units == ["县交通局", "县财政局", "县公安局", "县城管局"]
    assert client.wait(f"/plans/{plan}/sheets").text.count('<article class="sheet"') == 4
    some = client.wait(f"/plans/{plan}/sheets?unit=县公安局&unit=县城管局").text
    assert some.count('<article class="sheet"') == 2
    assert client.get(f"/plans/{plan}/sheets?unit=县环保局").status == 400
    for name, part in (
        ("sheets.docx", "word/document.xml"),
        ("brief.docx", "word/document.xml"),
        ("workbook.xlsx", "xl/workbook.xml"),
    ):
        made = client.wait(f"/plans/{plan}/{name}")
        assert part in zipfile.ZipFile(io.BytesIO(made.body)).namelist()
    assert "乙县" in client.wait(f"/plans/{plan}/brief").text


def test_a_page_that_waited_for_a_download_says_that_it_came_and_goes_to_it(served: Served) -> None:
    plan = read_plan(served.client, "公交方案.txt")
    unit = served.client.get(f"/plans/{plan}/state").json["rows"][0]["units"][0]["name"]
    address = f"/plans/{plan}/sheets.docx?unit={unit}"
    sent = served.client.wait(address)
    assert sent.body.startswith(b"PK")
    named = sent.headers["Content-Disposition"].rpartition("''")[2]
    page = served.client.get(f"{address}&wait=").text
    assert "“任务清单”做好了" in page
    assert f"正在下载“{unquote(named)}”" in page
    goes_to = re.findall(r'http-equiv="refresh" content="0;url=([^"]+)"', page)[0].replace("&amp;", "&")
    assert goes_to == f"/plans/{plan}/sheets.docx?unit={quote(unit)}"
    assert f'<a href="/plans/{plan}/hand-out">' in page


def test_what_was_made_and_cleared_away_before_anybody_came_for_it_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("respnet.desk.hand_out.WAIT_SECONDS", 0)
    plan = OpenPlan(Office(tmp_path / "office").add("方案.txt", PLAN.encode()))
    jobs, pages = Jobs(), DeskPages("zh", "office")
    hand_out = HandOut(jobs, tmp_path / "made", None)

    def ask() -> bytes:
        answer = bytes(hand_out.respond(pages, plan, "workbook.xlsx", ()).body)
        while jobs.is_busy():
            time.sleep(0.05)
        return answer

    assert b"refresh" in ask()
    shutil.rmtree(tmp_path / "made")
    assert b"refresh" in ask()
    assert b"refresh" in ask()
    assert ask().startswith(b"PK")


@pytest.mark.parametrize("code", ["", "import time; time.sleep(60)"])
def test_what_was_not_made_is_not_called_a_document_that_was_read(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    def start(*_: str, stdin: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", code]
        return subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, start_new_session=True)

    monkeypatch.setattr("respnet.desk.jobs.MAKE_SECONDS", 2)
    monkeypatch.setattr("respnet.desk.jobs.start_process", start)
    job = Jobs().submit("report", "网页", {})
    assert job.over.wait(60)
    assert job.state == "failed"
    assert job.text.zh.startswith("没有做完")
    assert "读" not in job.text.zh


def test_a_file_that_is_gone_before_it_is_read_is_named(tmp_path: Path) -> None:
    order = {"office": str(tmp_path / "office"), "name": "方案.docx", "file": str(tmp_path / "document.docx")}
    job = Jobs().submit("read", "方案.docx", order)
    assert job.over.wait(60)
    assert job.text.zh.startswith("document.docx没有读成")


def test_a_form_that_cannot_be_read_is_named_without_the_desks_own_folder(served: Served) -> None:
    plan = read_plan(served.client, "坏表.txt")
    said = served.client.upload(("填好.xlsx", b""), to=f"/plans/{plan}/progress/forms").text
    assert "填好.xlsx：填好.xlsx 无法读取" in said
    assert "表格已合并" not in said


def test_what_is_handed_out_is_never_older_than_the_last_step(served: Served) -> None:
    plan = read_plan(served.client, "最新.txt")
    assert "2031" not in served.client.wait(f"/plans/{plan}/sheets").text
    assert decide(served.client, plan, 1, value="2031年5月底前")[0] == 200
    assert "2031" in served.client.wait(f"/plans/{plan}/sheets").text
    assert served.client.post_json(f"/plans/{plan}/undo", {"id": "u", "n": 0, "sees": 1}).status == 200
    assert "2031" not in served.client.wait(f"/plans/{plan}/sheets").text


def test_several_plans_are_seen_together_and_two_side_by_side(served: Served) -> None:
    client = served.client
    one = read_plan(client, "旧版.txt", PLAN)
    two = read_plan(client, "新版.txt", PLAN.replace("县财政局、", "县水利局、").replace("道路", "新版道路"))
    assert f'value="{one}"' in client.get("/all").text
    together = client.wait(f"/all/portfolio?plan={one}&plan={two}")
    assert together.status == 200
    assert "县水利局" in together.text
    assert '<nav class="desk"><a href="/">方案</a> <a href="/all">全部方案</a>' in together.text
    changed = client.wait(f"/all/comparison?plan={one}&plan={two}")
    assert changed.status == 200
    assert "县水利局" in changed.text
    assert '<a href="/all">全部方案</a>' in changed.text
    assert client.get(f"/all/comparison?plan={one}").status == 400
    assert client.get("/all/portfolio").status == 400
    assert client.get(f"/all/portfolio?plan={one}&plan=..%2f..").status == 404


def test_a_named_question_gives_a_table_for_each_chosen_plan_also_where_the_database_is_damaged(served: Served) -> None:
    client = served.client
    one = read_plan(client, "问一.txt")
    two = read_plan(client, "问二.txt", PLAN.replace("道路", "问二道路").replace("县交通局", "县水利局"))
    page = f"/all/questions?plan={one}&plan={two}"
    assert "牵头最多的单位" in client.get(page).text
    for _ in range(2):
        shown = html.fromstring(client.wait(f"{page}&question=most_leads").text).xpath("//section[@id='answer']")[0]
        assert shown.xpath(".//h4/bdi/text()") == ["乙县问一道路建设实施方案", "乙县问二道路建设实施方案"]
        assert [cell.text_content() for cell in shown.xpath(".//tbody/tr[1]/td[1]")] == ["县交通局", "县水利局"]
        assert decide(client, one, 1)[0] == 200  # another step: asked anew, of a database that is damaged now
        for file in served.cache.glob("desk/*/database/*.lbug"):
            file.write_bytes(b"damaged")
    answer = client.wait(f"{page}&question=unit_tasks&unit=县水利局").text
    assert "修好县道" in answer
    assert "乙县问一道路建设实施方案" in answer
    assert "没有" in answer
    assert client.get(f"{page}&question=../../etc/passwd").status == 200
    assert client.get("/all/questions").status == 400


def test_work_can_be_saved_elsewhere_when_the_folder_is_gone(served: Served) -> None:
    plan = read_plan(served.client, "存盘.txt")
    assert decide(served.client, plan, 1)[0] == 200
    folder = served.cache.parent / "办公室" / "存盘"
    wait_for_table(folder)
    folder.rename(served.cache.parent / "elsewhere")
    lost = served.client.get(f"/plans/{plan}/check")
    assert lost.status == 404
    assert f"/plans/{plan}/copy.zip" in lost.text
    saved = zipfile.ZipFile(io.BytesIO(served.client.get(f"/plans/{plan}/copy.zip").body))
    assert "2026年1月" in saved.read("history.jsonl").decode()
    assert "2026年1月" in saved.read("tasks.csv").decode()
    assert served.client.get("/plans/0123456789ab/copy.zip").status == 404


def test_two_windows_see_each_others_steps_and_the_same_row_shows_both(served: Served) -> None:
    one, two = served.client, Client(served.client.address)
    plan = read_plan(one, "两窗.txt")
    rows = [row["key"] for row in one.get(f"/plans/{plan}/state").json["rows"]]
    version = two.get(f"/plans/{plan}/state").json["version"]
    status, said = decide(one, plan, 1, version, rows[0])
    assert status == 200
    assert said["sentence"]
    heard = two.get(f"/plans/{plan}/changes?since={version}").json
    assert heard["version"] == said["version"]
    assert any("2026年1月" in piece["html"] for piece in heard["pieces"])
    assert decide(two, plan, 2, version, rows[1])[0] == 200  # another row: both hold
    status, both = decide(two, plan, 3, version, rows[0])
    assert status == 409
    assert "2026年3月" in str(both["mine"])
    assert "2026年1月" in str(both["theirs"])
    again = decide(one, plan, 1, version, rows[0])  # clicked twice, or sent again: one step
    assert again[0] == 200
    assert len(one.get(f"/plans/{plan}/state").json["history"]) == version + 2
    assert two.get(f"/plans/{plan}/changes?since=999").json["reload"] is True


def test_a_document_that_cannot_be_read_says_why_and_the_others_are_read(served: Served) -> None:
    client = served.client
    before = len(client.list_plans())
    text = PLAN.replace("道路", "坏件道路").encode()
    answer = client.upload(("照片.png", b"\x89PNG\r\n\x1a\n"), ("坏件.txt", text), ("坏.docx", b"PK\x03\x04"))
    assert answer.status == 303
    failed = html.fromstring(client.get("/").text).xpath("//li[@class='failed']")
    assert len(failed) == 2
    said = " ".join(one.text_content() for one in failed)
    assert "照片.png 是图片" in said
    assert str(served.cache.parent) not in said, "a path of the desk's own is shown"
    assert len(client.list_plans()) == before + 1
    for form in re.findall(r"/jobs/\d+/forget", client.get("/").text):
        assert client.post(form).status == 303
    assert not re.search(r"/jobs/\d+/forget", client.get("/").text)
    assert client.upload().status == 400
    assert not list(served.cache.glob("desk/*/incoming/*"))


@pytest.mark.rare
def test_a_document_that_takes_too_much_ends_its_own_process_alone(served: Served) -> None:
    packed, before = io.BytesIO(), len(served.client.list_plans())
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as file:
            for _ in range(600):
                file.write(b" " * 2**20)
    slowest = 0.0
    done = threading.Event()

    def watch() -> None:
        nonlocal slowest
        while not done.wait(0.1):
            begin = time.monotonic()
            assert served.client.get("/").status == 200
            slowest = max(slowest, time.monotonic() - begin)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        assert served.client.upload(("大.docx", packed.getvalue())).status == 303
    finally:
        done.set()
        watcher.join()
    assert 'class="failed"' in served.client.get("/").text
    assert slowest < 2.5
    assert len(served.client.list_plans()) == before


def test_a_plan_given_again_is_asked_about_once_and_becomes_a_version(served: Served) -> None:
    client = served.client
    text, before = PLAN.replace("道路", "重复道路"), set(client.list_plans())
    first = read_plan(client, "重复.txt", text)
    row = client.get(f"/plans/{first}/state").json["rows"][1]["key"]
    assert decide(client, first, 1)[0] == decide(client, first, 2, row=row)[0] == 200
    second = read_plan(client, "改名.txt", text.replace("2.办好公交", "2.办好县城公交").replace("县财政局、", ""))
    asked = html.fromstring(client.get("/").text).xpath("//ul[@class='jobs']//form/@action")
    assert {f"/plans/{second}/newer-version/{first}", f"/plans/{second}/remove"} <= set(asked)
    answer = client.post(f"/plans/{second}/newer-version/{first}")
    assert answer.headers["Location"] == f"/plans/{first}/versions"
    assert set(client.list_plans()) == before | {first}
    assert f"/plans/{second}/" not in client.get("/").text
    shown = client.get(f"/plans/{first}/versions").text
    assert "现有的 2 步更正：1 步采用、1 步找不到原处。" in shown
    (settle,) = set(re.findall(rf"/plans/{first}/steps/\d+", shown))
    assert client.post(settle, do="again").status == 400, "its place is gone"
    assert client.post(settle, do="burn").status == 400
    assert client.post(settle, do="keep").status == 303
    assert settle not in client.get(f"/plans/{first}/versions").text
    (former,) = re.findall(rf"/plans/{first}/versions/\d+/comparison", shown)
    assert "县财政局" in client.wait(former).text
    assert client.get(former.replace("comparison", "document")).body == text.encode()
    assert client.get(f"/plans/{first}/versions/99/document").status == 400
    assert re.search(r"<bdi>[^<]*[^\d<]</bdi>（20\d\d-\d\d-\d\d \d\d:\d\d）", client.get("/").text)
    (form, *_) = re.findall(r"/bin/\w+/restore", client.get("/").text)
    assert client.post(form).status == 303
    assert client.post("/bin/0123456789ab/restore").status == 404


def test_progress_is_kept_on_request_and_forms_go_out_and_come_back(served: Served) -> None:
    client = served.client
    plan = read_plan(
        client,
        "办理.txt",
        PLAN.replace("道路", "办理道路").replace("县公安局）", "县公安局，完成时限：2026年6月底前）"),
    )
    page = f"/plans/{plan}/progress"
    assert "还没有记办理情况" in client.get(page).text
    assert client.post(f"{page}/start").status == 303
    assert "已超期" in client.get(page).text
    told = {
        "task": "1",
        "unit": "县交通局",
        "seen": "",
        "state": "已办结",
        "date": "2026年5月3日",
        "problem": "<b>缺钱</b>",
    }
    assert client.post(page, **told).status == 303
    shown = client.get(f"{page}?task=1").text
    assert "按期办结率 100%" in shown
    assert "<b>缺钱" not in shown
    assert client.post(page, **{**told, "state": "审核中"}).status == 409, "another report was kept meanwhile"
    assert client.post(page, **{**told, "task": "77"}).status == 400
    over = client.get(f"/all/progress?plan={plan}").text
    assert "乙县办理道路建设实施方案" in over
    assert "100%" in over
    assert client.get("/all/progress").status == 400
    form = client.wait(f"{page}.xlsx").body
    book = openpyxl.load_workbook(io.BytesIO(form))
    headings = [cell.value for cell in book.worksheets[0][2]]
    book.worksheets[0].cell(3, 1 + headings.index("状态"), "正常推进中")
    saved = io.BytesIO()
    book.save(saved)
    assert client.post(page, **{**told, "seen": "已办结；2026-05-03；<b>缺钱</b>", "note": "又改"}).status == 303
    merged = client.upload(("县交通局.xlsx", saved.getvalue()), ("照片.png", b"\x89PNG\r\n\x1a\n"), to=f"{page}/forms")
    assert merged.status == 200
    assert "县交通局.xlsx：1 处与现有的不同，请决定。" in merged.text
    assert "是图片" in merged.text
    asked = client.get(page).text
    assert "有 1 处与现有的不同" in asked
    assert client.post(f"{page}/settle", task="1", unit="县交通局", do="leave").status == 303
    assert "与现有的不同" not in client.get(page).text.replace("与这里不同", "")
    assert client.post(f"{page}/settle", task="1", unit="县交通局", do="take").status == 400
    assert client.upload(to=f"{page}/forms").status == 400
    assert client.post(f"{page}/stop").status == 303
    assert "还没有记办理情况" in client.get(page).text


def test_tables_changed_in_excel_are_asked_about_before_anything_goes_out(served: Served) -> None:
    plan = read_plan(served.client, "改表.txt")
    assert decide(served.client, plan, 1)[0] == 200
    table = served.cache.parent / "办公室" / "改表" / "tasks.csv"
    wait_for_table(table.parent)
    changed = table.read_bytes().replace("县财政局".encode(), "县财政金融局".encode())
    table.chmod(0o644)
    table.write_bytes(changed)
    asked = served.client.get(f"/plans/{plan}/sheets")
    assert f'href="/plans/{plan}/check">核对' in asked.text
    shown = served.client.wait(f"/plans/{plan}/check").text
    assert "县财政金融局" in shown
    assert "另存" in shown
    step = {"id": "taken", "op": "take-over", "parameters": {}, "anchor": None, "sees": 1}
    assert served.client.post_json(f"/plans/{plan}/decisions", step).status == 200
    assert "县财政金融局" in served.client.wait(f"/plans/{plan}/sheets").text


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style><script>alert(1)</script>",
    "{{7*191}}",
    "县\u202e局\u2066",
    "=HYPERLINK(1)",
]


@pytest.mark.parametrize("bad", [HOSTILE[0], pytest.param("".join(HOSTILE[1:]), marks=pytest.mark.rare)])
def test_hostile_names_stand_in_every_page_as_text(served: Served, bad: str) -> None:
    client = served.client
    before = set(client.list_plans())
    client.upload((f"{bad}.txt", PLAN.replace("县", bad).replace("道路", f"{bad}道路").encode()))
    plans = set(client.list_plans()) - before
    assert plans
    for plan in plans:
        pages = [
            client.get("/"),
            *(client.wait(f"/plans/{plan}/{name}") for name in ("check", "hand-out", "report", "sheets")),
        ]
        for page in pages:
            assert page.status in (200, 400)
            assert "1337" not in page.text
            assert not {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"} & {*page.text}
            for one in html.fromstring(page.text).iter("img", "script"):
                assert not (one.text or "").strip().startswith("alert")
                assert "onerror" not in one.attrib


NONSENSE = (
    *(b"", b"{", b"null", b"[" * 100_000, b'{"a":' * 3000, b'{"row":1e999}', b'{"id":"\\ud800"}'),
    b'{"n":' + b"9" * 5000 + b"}",
)


def test_nonsense_is_refused_in_words_and_changes_nothing(served: Served) -> None:
    plan = read_plan(served.client, "乱码.txt")
    for body in NONSENSE:
        for act in ("decisions", "undo", "redo"):
            answer = served.client.ask("POST", f"/plans/{plan}/{act}", body, "application/json")
            assert answer.status == 400
            assert answer.json["message"]
            assert served.client.ask("POST", f"/plans/{plan}/{act}", body, "text/plain").status == 400
    assert served.client.get(f"/plans/{plan}/changes?since=-1").status == 400


def test_what_this_computer_cannot_read_is_said_before_a_file_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with serve_desk(tmp_path / "office", tmp_path / "cache") as desk:
        page = html.fromstring(desk.client.get("/").body)
    (said,) = page.xpath("//form[@id='drop']/p[@class='missing']/text()")
    assert ".doc、.wps" in said
    assert "Word 文档 (*.docx)" in page.xpath("string(//details[@class='save-as']/*[local-name()='svg'])")


def load_by_desk(place: Path, address: str) -> None:
    shutil.copytree(ROOT / "data", place / "office" / "丰都")
    with serve_desk(place / "office", place / "cache", "--store", address) as served:
        (plan,) = served.client.list_plans()
        first = served.client.wait(f"/all/questions?plan={plan}&question=most_leads")  # nothing was made before
        assert first.status == 200
        assert served.client.wait(f"/plans/{plan}/sheets").status == 200
    with open_store(address, read_only=True) as store:
        assert [one.tasks for one in store.plans()] == [32]


def test_what_goes_out_is_loaded_into_the_store_that_the_desk_was_given(tmp_path: Path) -> None:
    load_by_desk(tmp_path, str(tmp_path / "plans.lbug"))


@pytest.mark.rare
def test_what_goes_out_is_loaded_into_neo4j(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    if server.auth:
        monkeypatch.setenv("NEO4J_USERNAME", server.auth[0])
        monkeypatch.setenv("NEO4J_PASSWORD", server.auth[1])
    monkeypatch.setenv("NEO4J_DATABASE", server.database)
    load_by_desk(tmp_path, server.address)


@pytest.mark.rare
def test_a_desk_whose_program_was_replaced_says_so_and_does_not_read_for_ever(tmp_path: Path) -> None:
    old = tmp_path / "src"
    shutil.copytree(ROOT / "src", old, ignore=shutil.ignore_patterns("__pycache__"))
    with (old / "respnet/intake/anchors.py").open("a") as module:
        module.write("# as it was before\n")
    start = f"import runpy, sys; sys.path.insert(0, {str(old)!r}); runpy.run_module('respnet', run_name='__main__')"
    with serve_desk(tmp_path / "office", tmp_path / "cache", program=("-c", start)) as served:
        assert served.client.upload(("路.txt", PLAN.encode())).status == 303
        (plan,) = re.findall(r"/plans/(\w+)/check", served.client.get("/").text)[:1]
        assert "换过了。请关闭责任网，再双击图标打开" in served.client.wait(f"/plans/{plan}/check", 30).text


def test_links_in_the_folder_are_not_followed(tmp_path: Path) -> None:
    office, outside = tmp_path / "office", tmp_path / "outside"
    shutil.copytree(ROOT / "data", outside)
    office.mkdir()
    (office / "link").symlink_to(outside)
    with serve_desk(office, tmp_path / "cache") as served:
        assert served.client.list_plans() == []


@pytest.mark.parametrize("count", [60, pytest.param(200, marks=pytest.mark.rare)])
def test_many_plans_are_listed_at_once_and_counted_behind(tmp_path: Path, count: int) -> None:
    office = tmp_path / "office"
    for number in range(count):
        shutil.copytree(ROOT / "data", office / f"方案 {number:03}")
    with serve_desk(office, tmp_path / "cache") as served:
        first = served.client.get("/")  # in .5 s: bench/desk.py
        assert first.text.count("/check") == 2 * count
        assert 'data-busy="yes"' in first.text
        for _ in range(600):
            if 'data-busy="yes"' not in served.client.get("/").text:
                break
            time.sleep(0.1)
        rows = html.fromstring(served.client.get("/").text).xpath("//table[@id='plans']/tbody/tr")
        assert {row.xpath("td[3]")[0].text_content().strip() for row in rows} == {"32"}
        assert 'data-busy="yes"' not in served.client.get("/").text


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.rare) for seed in range(1, 3))])
def test_a_killed_desk_has_kept_every_step_that_it_answered(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    office, cache = tmp_path / "office", tmp_path / "cache"
    answered: list[int] = []
    with serve_desk(office, cache) as served:
        assert "还没有方案" in served.client.get("/").text
        plan = read_plan(served.client, "断电.txt")
    for _ in range(3 if seed else 1):
        with serve_desk(office, cache) as served:
            timer = threading.Timer(rng.uniform(0, 0.6), served.kill)  # from the first answer
            version = 0
            try:
                for n in range(len(answered) + 1000 * (1 + len(answered)), 10**6):
                    status, said = decide(served.client, plan, n, version, value=f"步骤{n}")
                    if status == 200:
                        answered.append(n)
                        if timer.ident is None:
                            timer.start()
                    version = int(str(said["version"]))
            except (OSError, ValueError, HTTPException):
                pass  # it was killed
            timer.join()
    with serve_desk(office, cache) as served:
        told = "".join(str(step["sentence"]) for step in served.client.get(f"/plans/{plan}/state").json["history"])
        assert answered
        assert [n for n in answered if f"步骤{n}" not in told] == []
        assert served.client.wait(f"/plans/{plan}/sheets").status == 200
    assert not list(office.glob("*/*.tmp"))
