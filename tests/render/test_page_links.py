"""No address of the page leads nowhere: views with their filters, elements, units, tasks by number, sheets, actions."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, unquote

import pytest

from respnet.render.page import page
from tests.render.conftest import LANGS
from tests.render.pages import NAMES, data_of, network_of, tree_of

ROUTER = (Path(page.__file__).parent / "assets" / "router.js").read_text(encoding="utf-8")
ACTIONS = set(re.findall(r'"([\w-]+)": \(\) =>', ROUTER[ROUTER.index("const ACTIONS") :].split("\n")[0]))


@cache
def known(name: str) -> tuple[set[str], list[str]]:
    """Names of units, other spellings too, and printed numbers of tasks."""
    entries = data_of(name)["finder"]
    units = {spelling for one in entries if one["what"] == "what_unit" for spelling in one["names"]}
    return units, [one["short"] for one in entries if one["what"] == "what_task"]


@cache
def ids_of(name: str) -> frozenset[str]:
    return frozenset(map(str, tree_of(name).xpath("//@id")))


@cache
def sheets_of(name: str) -> list[str]:
    return [str(one) for one in tree_of(name).xpath('//*[@class="sheet"]/@data-name')]


def list_addresses(name: str, lang: str) -> set[str]:
    tree = tree_of(name, "en" if lang == "en" else "zh")
    found = {str(one) for one in tree.xpath("//@href")}
    return found | {one["href"] for one in data_of(name, "en" if lang == "en" else "zh")["finder"]}


@cache
def filters_rows(name: str, view: str, key: str, value: str) -> bool:
    """True if the view offers the choice, or if it leaves the filter out because each row fits."""
    box = tree_of(name).get_element_by_id(view)
    options = box.xpath(f'.//*[@data-table]//select[@name="{key}"]/option/@value')
    rows = box.xpath(f".//tbody/tr/@data-{key}") or box.xpath(".//tbody/tr/@data-who")
    fits = [value in row.replace("/", " ").split() for row in rows]
    return value in options if options else bool(fits) and all(fits)


def leads_somewhere(name: str, href: str) -> bool:
    address, _, chosen = href.removeprefix("#").partition("?")
    kind, _, what = address.partition("=")
    units, tasks = known(name)
    choices = parse_qsl(chosen, keep_blank_values=True)
    if kind == "unit" and what:
        return unquote(what) in units and all(key == "with" and other in units for key, other in choices)
    if kind in ("task", "sheet") and what:
        return (tasks if kind == "task" else sheets_of(name)).count(unquote(what)) == 1
    if address in ACTIONS:
        return not chosen
    return address in ids_of(name) and all(filters_rows(name, address, key, value) for key, value in choices)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_every_address_leads_somewhere(name: str, lang: str) -> None:
    found = list_addresses(name, lang)
    assert {"#overview", "#units", "#tasks", "#network", "#data"} <= found
    assert [one for one in sorted(found) if not leads_somewhere(name, one)] == []


def test_addresses_that_lead_nowhere_are_noticed() -> None:
    wrong = [
        "#risks",
        "#task=99",
        "#unit=县无此局",
        "#tasks?leads=many",
        "#tasks?owner=1",
        "#sheet=县无此局",
        "#print-all",
    ]
    assert not [one for one in wrong if leads_somewhere("shipped", one)]
    right = [
        "#task=25",
        "#unit=县应急管理局",
        "#unit=县科协?with=县科技局",
        "#tasks?leads=single&unit=县科协",
        "#print-page",
    ]
    assert [one for one in right if leads_somewhere("shipped", one)] == right


@pytest.mark.parametrize("name", NAMES)
def test_a_card_s_address_is_that_of_its_row(name: str) -> None:
    tree, network = tree_of(name), network_of(name)
    rows = [str(one).removeprefix("task=") for one in tree.xpath('//*[@id="tasks-table"]/tbody/tr/@id')]
    assert rows == known(name)[1][: len(rows)]
    units = [str(one).removeprefix("unit=") for one in tree.xpath('//*[@id="units-table"]/tbody/tr/@id')]
    assert sorted(units) == sorted(unit.name for unit in network.plan.units)


@pytest.mark.parametrize("name", NAMES)
def test_every_id_stands_once(name: str) -> None:
    ids = tree_of(name).xpath("//@id")
    assert sorted(set(ids)) == sorted(ids)
    assert set(tree_of(name).xpath("//@aria-labelledby | //@aria-controls")) <= set(ids)
