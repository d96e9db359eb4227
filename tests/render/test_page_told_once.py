"""A number that the page tells in several places is the same in all of them, and the one that the plan's rows give."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml.html import HtmlElement

import respnet
from respnet.core.plan import WORKING_ROLES, Role
from tests.render.pages import NAMES, count_roles, data_of, leads_of, network_of, tree_of

ROLES = {"牵头": Role.LEAD, "责任": Role.RESPONSIBLE, "配合": Role.SUPPORT, "督促": Role.SUPERVISE}
Told = tuple[str, str, int]
"""Name of a unit, what is counted (`lead`, `other`, `all` or a role), and how much."""


def text_of(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def in_table(name: str, table: str, cells: str, heads: str) -> Iterator[Told]:
    """The numbers of a table with a row for each unit; its heads are names of roles, and then the total."""
    tree = tree_of(name)
    names = tree.xpath(f'//*[@id="{table}"]/thead/tr[last()]/{heads}')
    for row in tree.xpath(f'//*[@id="{table}"]/tbody/tr'):
        unit = text_of(row.xpath("./th//a[@class='unit']")[0])
        for head, cell in zip(names, row.xpath(cells), strict=False):
            said = head.get("aria-label") or text_of(head)
            if said in ROLES or said == "合计":
                yield unit, ROLES[said].value if said in ROLES else "all", int(text_of(cell))


def in_pictures(name: str) -> Iterator[Told]:
    """The numbers in the chart's boxes and below it, in the bars of the overview, and on the heat map's diagonal."""
    tree, single = tree_of(name), {unit.id for unit in network_of(name).actors}
    led = any(those & single for those in leads_of(name).values())
    works = network_of(name).biadjacency().any()  # else the chart shows who supervises what
    for box in tree.xpath('//*[@id="network"]//a[@class="u"]'):
        unit, number = box.findtext("title") or "", text_of(box.xpath("./text[@class='number']")[0])
        yield from split(unit, number) if works else [(unit, "any", int(number))]
    for link in tree.xpath('//*[@class="folded"]//a'):
        yield text_of(link), "any", int(link.tail.strip())
    for line in tree.xpath('//*[@id="first-overloaded-units"]//figure//li'):
        yield from split(text_of(line.xpath("./span/a")[0]), text_of(line.xpath("./b")[0]))
    for row in tree.xpath('//*[@id="heat"]/tbody/tr'):
        yield (
            text_of(row.xpath("./th")[0]),
            "lead" if led else "all",
            int(text_of(row.xpath("./td[starts-with(@class, 'own')]")[0])),
        )


def in_brief(name: str) -> Iterator[Told]:
    for row in tree_of(name).xpath('//*[@class="brief"]//tr'):
        yield from split(text_of(row.xpath("./th")[0]), text_of(row.xpath("./td")[-1]).removesuffix(" 项"))


def split(unit: str, said: str) -> Iterator[Told]:
    numbers = [int(one) for one in said.split("＋")]
    yield from zip([unit] * 2, ("lead", "other") if len(numbers) > 1 else ("all",), numbers, strict=False)


def in_cards(name: str) -> Iterator[Told]:
    for unit, card in zip(network_of(name).plan.units, data_of(name)["units"], strict=True):
        facts = dict(card["facts"])
        for key, what in (("承担任务", "all"), ("牵头", "lead")):
            if key in facts:
                yield unit.name, what, int(re.findall(r"\d+", facts[key])[0])


def in_links(name: str) -> Iterator[Told]:
    for link in tree_of(name).xpath('//*[@id="units-table"]//td/a[@aria-label]'):
        said = re.fullmatch(r"(.*)(牵头|责任|配合|督促)的任务：(\d+) 项", link.get("aria-label"))
        assert said is not None
        assert said[3] == text_of(link)
        yield said[1], ROLES[said[2]].value, int(said[3])


@pytest.mark.parametrize("name", NAMES)
def test_each_number_of_a_unit_is_told_alike(name: str) -> None:
    told = [
        *in_table(name, "units-table", "./*", "th"),
        *in_table(name, "matrix-table", "./td[@class='sum']", "th[@class='sum']"),
        *(*in_pictures(name), *in_cards(name), *in_links(name), *in_brief(name)),
    ]
    true: dict[tuple[str, str], int] = {}
    for unit in network_of(name).plan.units:
        counts = count_roles(name, unit.id)
        worked = sum(counts[role] for role in WORKING_ROLES)
        true |= {(unit.name, role.value): counts[role] for role in Role}
        true |= {(unit.name, "all"): worked, (unit.name, "other"): worked - counts[Role.LEAD]}
        true[unit.name, "any"] = sum(counts.values())
    assert [one for one in told if true[one[:2]] != one[2]] == []
    assert {unit for unit, *_ in told} == {unit.name for unit in network_of(name).plan.units}


@pytest.mark.parametrize("name", NAMES)
def test_numbers_of_tasks_are_told_alike(name: str) -> None:
    tree, leads = tree_of(name), leads_of(name)
    rows = [one.get("data-leads") for one in tree.xpath('//*[@id="tasks-table"]/tbody/tr')]
    assert len(rows) == len(leads)
    if not rows:
        return
    assert f"/ {len(rows)} 项" in tree.xpath('//*[@id="tasks"]//output')[0].text
    intro = text_of(tree.get_element_by_id("finding-plan-size"))
    assert f"{len(rows)} 项任务" in intro
    units = network_of(name).actors
    assert f"{len(units)} 个单位" in intro or not units
    without = sum(not those for those in leads.values())
    assert rows.count("none") == without
    searched = {one["href"]: one["label"] for one in data_of(name)["finder"] if one["what"] == "what_action"}
    assert f"（{without} 项）" in searched["#tasks?leads=none"]
    single = searched.get("#tasks?leads=single")  # not offered where nobody leads
    assert (single is None) == (without == len(rows))
    assert single is None or f"（{rows.count('single')} 项）" in single
    buttons = tree.xpath('//*[@id="overview"]//a[@href="#tasks?leads=single"]')
    assert {text_of(one) for one in buttons} <= {f"看这 {rows.count('single')} 项"}
    step = re.search(r"(\d+) 项只有一家牵头", text_of(tree.get_element_by_id("next-steps")))
    assert step is None or int(step[1]) == rows.count("single")


@pytest.mark.parametrize("name", NAMES)
def test_points_to_check_and_dates_are_told_alike(name: str) -> None:
    tree = tree_of(name)
    problems = len(tree.xpath('//*[@id="problems-table"]/tbody/tr'))
    steps = [text_of(one) for one in tree.xpath('//*[@id="next-steps"]//a[@href="#data-problems"]/../span')]
    codes = [one.code for one in respnet.check(network_of(name).plan)]
    rest = [code for code in codes if code not in {"no-lead", "no-lead-named"}]  # of these a step of its own speaks
    assert (problems > 0) == bool(codes)
    assert steps == [f"{'除牵头外，' if len(rest) < len(codes) else ''}对照原文核对 {len(rest)} 处"][: len(rest)]
    due = [one.get("data-due") for one in tree.xpath('//*[@id="tasks-table"]/tbody/tr')]
    assert due == [one.get("due", "") for one in data_of(name)["tasks"]]
    periods = tree.xpath('//*[@id="time"]//select[@name="when"]/option[@value!=""]')
    said = [re.fullmatch(r".*（(\d+) 项）", text_of(one)) for one in periods]
    rows = [one.get("data-when") for one in tree.xpath('//*[@id="due-table"]/tbody/tr')]
    assert [int(one[1]) for one in said if one] == [rows.count(one.get("value")) for one in periods]
    assert len(due) == len(rows) or not rows
