"""Make the pictures of README and the walk afresh: `python docs/screenshots.py` (needs the dev extra and Chromium)."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

import respnet

HERE = Path(__file__).parent
SIZE = {"width": 1280, "height": 800}
LAPTOP = {"width": 1366, "height": 600}
ROADS = """乙县农村公路建设实施方案
乙政办发〔2026〕12号
一、重点任务
1.修好县道。2026年底前完成县道路面改造40公里。（牵头单位：县交通局，责任单位：县财政局、县公安局）
2.办好公交。新增镇村公交线路6条。（牵头单位：县交通运输局，责任单位：县城管局、各乡镇，完成时限：2026年9月底前）
3.管好桥梁。建立桥梁台账，定期检测。（牵头单位：县交通局，责任单位：县应急局、各乡镇）
乙县人民政府办公室
2026年3月5日
"""
"""A plan with one name written in two ways, so that there is something to ask."""
COLOURS = 96
"""More make files larger, and nothing on the page clearer."""

PICTURES = {
    "overview": ("#overview", ""),
    "units": ("#units", ""),
    "task": ("#task=25", ""),
    "matrix": ("#matrix", ""),
    "network": ("#network", ""),
    "coleads": ("#coleads", ".picture[data-picture=units]"),
    "sheet": ("#sheet=县教委", ".sheet.shown"),
}
"""For each picture the address that is opened, and what stands at its top where that is not the page's."""


def main() -> None:
    """Write the report of the shipped plan somewhere else and photograph it at desktop width."""
    plan = respnet.read_plan(HERE.parent / "data")
    with respnet.open_store() as store:
        store.load(plan)
        analysis = respnet.analyse(store.network(plan.id))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = respnet.write_report(analysis, respnet.check(plan), folder)[-1]
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = chromium.new_page(viewport=SIZE)  # type: ignore[arg-type]
        page.goto(page_file.as_uri())
        for name, (address, top) in PICTURES.items():
            (HERE / "images" / f"{name}.png").write_bytes(picture(page, address, top))
        chromium.close()


def photograph_desk() -> None:
    """Photograph the desk over the shipped plan at the size of a small laptop: list, check, hand-out."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        office = Path(place, "办公室")
        shutil.copytree(HERE.parent / "data", office / "丰都科普")
        command = [sys.executable, "-m", "respnet", "desk", str(office), "--no-browser", "--lang", "zh"]
        environment = {**os.environ, "RESPNET_CACHE": f"{place}/cache"}
        with subprocess.Popen(  # noqa: S603 - this Python
            command, stdout=subprocess.PIPE, text=True, env=environment
        ) as desk:
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            try:
                page = chromium.new_page(viewport=LAPTOP)  # type: ignore[arg-type]
                page.goto(desk.stdout.readline().strip())  # type: ignore[union-attr]
                page.wait_for_selector("#drop")
                page.set_input_files(
                    "#files", {"name": "道路方案.txt", "mimeType": "text/plain", "buffer": ROADS.encode()}
                )
                page.locator("#plans tbody tr").nth(1).wait_for()
                page.locator(".jobs a").wait_for()
                save_picture(page, "desk-plans")
                page.locator(".jobs a").click()
                page.locator("#rows").wait_for()
                save_picture(page, "desk-check")
                page.goto(page.url.replace("check", "hand-out").partition("#")[0])
                page.locator(".made").wait_for()
                save_picture(page, "desk-hand-out")
                photograph_progress_and_versions(page)
            finally:
                chromium.close()
                desk.terminate()


def photograph_progress_and_versions(page: Page) -> None:
    """Report on a task and photograph how far the plan is; then give it again, as a newer version."""
    page.locator("a:has-text('办理情况')").click()
    page.locator("button:has-text('开始记办理情况')").click()
    page.locator(".tasks a").first.click()
    form = page.locator("form.report").nth(1)
    form.locator("select").select_option("正常推进中")
    form.locator("[name=progress]").fill("路面改造 30 公里")
    form.locator("button").click()
    page.locator(".lead").wait_for()
    save_picture(page, "desk-progress")
    page.goto(page.url.replace("/progress", "/check"))
    page.locator("#rows").wait_for()
    step = {"op": "fact", "parameters": {"name": "area", "value": "乙县（含开发区）"}, "id": "s", "sees": 0}
    base = page.url.partition("/check")[0]
    page.evaluate(
        "([path, body]) => fetch(path, {method: 'POST', headers: {'Content-Type': 'application/json'}, body})",
        [f"{base}/decisions", json.dumps({**step, "anchor": None})],
    )
    page.goto(page.url.partition("/plans/")[0])
    newer = ROADS.replace("乙县农村公路", "乙县（新区）农村公路").encode()
    page.set_input_files("#files", {"name": "道路方案（修订）.txt", "mimeType": "text/plain", "buffer": newer})
    page.locator("form[action*=newer-version] button").first.click()
    page.locator(".versions").wait_for()
    save_picture(page, "desk-versions")


def save_picture(page: Page, name: str) -> None:
    """Write one screen as a small PNG."""
    page.wait_for_timeout(800)
    (HERE / "images" / f"{name}.png").write_bytes(shrink(page.screenshot()))


def picture(page: Page, address: str, top: str) -> bytes:
    """One screen as a small PNG."""
    page.evaluate("address => { location.hash = address; }", address)
    page.wait_for_timeout(400)
    if top:
        page.locator(top).first.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 12)")
    return shrink(page.screenshot())


def shrink(screen: bytes) -> bytes:
    """The same picture in few colours."""
    taken = Image.open(io.BytesIO(screen)).convert("RGB")
    small = io.BytesIO()
    taken.quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    if "--desk" not in sys.argv:
        main()
    photograph_desk()
