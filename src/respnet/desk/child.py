"""Entry point of a job's process: `python -m respnet.desk.child ORDER`, an order and an answer as JSON."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from respnet.core.errors import InputError, OutdatedStoreError, RespnetError, describe_os_error
from respnet.core.i18n import Text
from respnet.core.process_limits import limit_this_process
from respnet.core.safe_writing import replace_files
from respnet.desk.jobs import READING

if TYPE_CHECKING:
    from respnet.core.network import ResponsibilityNetwork
    from respnet.core.plan import Plan

MEMORY_BYTES = 1536 * 2**20
CPU_SECONDS = 60
FILE_BYTES = 256 * 2**20
OPEN_FILES = 256
Order = dict[str, Any]


def read(order: Order) -> dict[str, Any]:
    """Read a document into the office's folder; `plan` is the name of its folder there."""
    from respnet.workspace.office import Office

    office = Office(Path(order["office"]))
    added = office.add(order["name"], Path(order["file"]).read_bytes())
    return {"plan": added.id, "same": [one.id for one in office.find_same(added)]}


def reread(order: Order) -> dict[str, Any]:
    """Read the document of a plan again."""
    from respnet.workspace.plan_folder import PlanFolder

    PlanFolder(Path(order["plan"]), Path(order["office"])).reread()
    return {}


def form(order: Order) -> dict[str, Any]:
    """Read a form on which a unit has reported how far its tasks are."""
    from respnet.core.to_json import to_jsonable
    from respnet.workspace.progress_file import read_form

    file = Path(order["file"])
    return {"rows": to_jsonable(read_form(file.rename(file.parent / order["name"])))}  # what is said names the form


def progress_form(order: Order) -> dict[str, Any]:
    """Write the form on which units report how far their tasks are."""
    from respnet.render.files import write_files
    from respnet.render.workbook.progress import build_progress_form
    from respnet.workspace.progress_file import PROGRESS_FILE, read_records

    (plan,) = _build_plans({**order, "plans": [order["plan"]]})
    records = read_records(Path(order["plan"]) / PROGRESS_FILE)
    made = build_progress_form(plan, records, order["lang"], order["units"])
    return _name_last(write_files(Path(order["out"]), {"progress.xlsx": made}, force=True))


def report(order: Order) -> dict[str, Any]:
    """Write the report page of a plan."""
    from respnet.checks import check
    from respnet.render.page.page import write_report
    from respnet.result_cache import analyse_cached

    network, plan = _take(order)
    return _name_last(write_report(analyse_cached(network), check(plan), order["out"], lang=order["lang"], force=True))


def sheets(order: Order) -> dict[str, Any]:
    """Write the duty sheets of all units, or of those named, as one document."""
    from respnet.render.duty_sheet.files import build_sheets
    from respnet.render.files import write_files

    network, _ = _take(order)
    form = order["format"]
    made = build_sheets(network, order["units"] or None, format=form, lang=order["lang"])
    return _name_last(write_files(Path(order["out"]), {f"sheets.{form}": made}, force=True))


def workbook(order: Order) -> dict[str, Any]:
    """Write the workbook of a plan."""
    from respnet.checks import check
    from respnet.render.workbook.workbook import write_workbook

    network, plan = _take(order)
    return _name_last([write_workbook(network, check(plan), order["out"], lang=order["lang"], force=True)])


def brief(order: Order) -> dict[str, Any]:
    """Write the page for a superior, as DOCX and HTML."""
    from respnet.checks import check
    from respnet.render.brief.files import write_brief
    from respnet.result_cache import analyse_cached

    network, plan = _take(order)
    return _name_last(write_brief(analyse_cached(network), check(plan), order["out"], lang=order["lang"], force=True))


def portfolio(order: Order) -> dict[str, Any]:
    """Write the page on several plans: loads, joint leads and deadlines."""
    from respnet.portfolio import analyse_plans
    from respnet.render.portfolio.page import write_portfolio

    found = analyse_plans(_build_plans(order))
    return _name_last(write_portfolio(found, order["out"], lang=order["lang"], force=True))


def comparison(order: Order) -> dict[str, Any]:
    """Write the page on two plans, or two versions of one, side by side."""
    from respnet.comparison import compare
    from respnet.core.network import ResponsibilityNetwork
    from respnet.findings.comparison import build_comparison_findings
    from respnet.render.comparison.page import write_comparison

    old, new = map(ResponsibilityNetwork, _build_plans(order))
    found = compare(old, new)
    told = build_comparison_findings(old, new, found)
    return _name_last(write_comparison(old, new, found, told, order["out"], lang=order["lang"], force=True))


def answer(order: Order) -> dict[str, Any]:
    """Answer a named question over several plans, from the desk's own database."""
    from respnet.queries.answer_cells import format_cells
    from respnet.queries.ask import ask, get_question
    from respnet.stores.cached_store import open_cached_store

    asked, plans = get_question(order["question"]), _build_plans(order)
    tables: list[dict[str, Any]] = []
    with open_cached_store(Path(order["database"]), plans) as store:
        for plan in plans if asked.is_about_one_plan else plans[:1]:
            title = plan.title if asked.is_about_one_plan else ""
            try:
                rows = ask(store, asked.name, order["given"], plan.id if title else None)
            except InputError as error:  # a unit that this plan does not name
                tables.append({"title": title, "said": error.text.of(order["lang"]), "rows": []})
            else:
                tables.append({"title": title, "said": "", "rows": format_cells(rows, asked, order["lang"])})
    place = Path(order["out"]) / "answer.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_files({place: json.dumps(tables, ensure_ascii=False).encode("utf-8", "replace")}, sync=False)
    return _name_last([place])


KINDS: dict[str, Callable[[Order], dict[str, Any]]] = {
    one.__name__: one
    for one in (read, reread, form, progress_form, report, sheets, workbook, brief, portfolio, comparison, answer)
}


def _take(order: Order) -> tuple[ResponsibilityNetwork, Plan]:
    """Take a plan as it stands, put it into a database, and return the network that this gives back."""
    from respnet.checks import check, select_errors
    from respnet.core.network import ResponsibilityNetwork
    from respnet.stores import open_store
    from respnet.stores.round_trip import read_back
    from respnet.workspace.plan_folder import PlanFolder

    plan = PlanFolder(Path(order["plan"]), Path(order["office"])).build_plan()
    errors = select_errors(check(plan))
    if errors:
        first, more = errors[0], len(errors) - 1
        raise InputError(
            zh=f"表格中有错误：{first.what.zh}；{first.remedy.zh}。" + (f"另有 {more} 处。" if more else ""),
            en=f"The tables have an error: {first.what.en}; {first.remedy.en}." + (f" {more} more." if more else ""),
        )
    if not order["store"]:
        return ResponsibilityNetwork(read_back(plan)), plan
    try:
        store = open_store(order["store"])
    except OutdatedStoreError:
        _rebuild_store(order)
        store = open_store(order["store"])
    with store:
        store.load(plan)
        return store.network(plan.id), plan


def _rebuild_store(order: Order) -> None:
    """Put a file that an older database made aside and load all plans of the office into a new one."""
    from respnet.checks import check, select_errors
    from respnet.core.safe_writing import find_free_name, replace_file
    from respnet.stores import open_store
    from respnet.workspace.office import Office

    file = Path(order["store"])
    replace_file(file, find_free_name(file, "old"))
    with open_store(order["store"]) as store:
        for folder in Office(order["office"]).plans():
            with suppress(RespnetError):  # one that has to be read again, or with errors: it is loaded when handed out
                plan = folder.build_plan()
                if not select_errors(check(plan)):
                    store.load(plan)


def _build_plans(order: Order) -> list[Plan]:
    """Build several plans, each id once: two plans read from files of one name are still two.

    With a `version`, the plan as that version of its document gives it comes first.
    """
    from respnet.workspace.plan_folder import PlanFolder

    folders = [PlanFolder(Path(one), Path(order["office"])) for one in order["plans"]]
    former = [folders[0].build_version(order["version"])] if order.get("version") else []
    plans = [*former, *(one.build_plan() for one in folders)]
    ids = [plan.id for plan in plans]
    twice = {one for one in ids if ids.count(one) > 1}
    return [replace(one, id=f"{one.id} {n}") if one.id in twice else one for n, one in enumerate(plans, 1)]


def _name_last(written: Any) -> dict[str, Any]:
    return {"file": Path(written[-1]).name}


def main() -> None:
    """Do what the order says and print the answer; whatever goes wrong is an answer too."""
    order = json.loads(sys.argv[1])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what is open in a `with` or `finally` is closed
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    if order["kind"] in READING or order.get("version"):  # a document is read
        limit_this_process(MEMORY_BYTES, CPU_SECONDS, file_bytes=FILE_BYTES, open_files=OPEN_FILES)
    try:
        answer = KINDS[order["kind"]](order)
    except RespnetError as error:
        gone = Path(order.get("file", "")).parent  # as the folder of a plan that was not read is
        place = re.compile(rf"{re.escape(order['office'])}[/\\][^/\\]+[/\\]|{re.escape(str(gone))}[/\\]")
        answer = {"error": {lang: place.sub("", said) for lang, said in error.text.to_dict().items()}}
    except MemoryError:
        return
    except OSError as error:
        why, name = describe_os_error(error), Path(str(error.filename or order.get("name", ""))).name
        zh, en = (
            f"{name}没有读成或写成：{why.zh}。请检查磁盘",
            f"{name} was not read or written: {why.en}. Check the disk",
        )
        answer = {"error": Text(zh=f"{zh}。", en=f"{en}.").to_dict()}
    except Exception as error:
        name = f"{type(error).__name__}: {error}"[:300]
        answer = {"error": Text(zh=f"respnet 内部出错（{name}）。", en=f"respnet has a fault ({name}).").to_dict()}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
