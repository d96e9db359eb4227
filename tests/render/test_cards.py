"""The cards of units and tasks: each value is counted again from the rows of the plan, in plain Python."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import WORKING_ROLES, Role
from respnet.findings.display_names import FLAG_WORDS
from respnet.intake.builder import PlanFacts, TaskRow, build_plan
from respnet.intake.documents.document import format_source
from respnet.render.page import page_data as cards
from respnet.render.presenter import Presenter
from tests.analysis.family import analyse_few
from tests.render.pages import NAMES, analysis_of, data_of, leads_of, network_of, strongest_of, tree_of, voice_of
from tests.toy import lead, responsible, support

ROLES = list(Role)


def workers_of(name: str) -> dict[str, set[str]]:
    """The units with a share in the work of each task, collectives too."""
    found: dict[str, set[str]] = {task.id: set() for task in network_of(name).tasks}
    for unit, mine in strongest_of(name).items():
        for task, role in mine.items():
            if role in WORKING_ROLES:
                found[task].add(unit)
    return found


def totals_of(name: str) -> Counter[str]:
    return Counter(unit for those in workers_of(name).values() for unit in those)


@pytest.mark.parametrize("name", NAMES)
def test_every_task_says_what_its_row_says(name: str) -> None:
    plan = network_of(name).plan
    place = {unit.id: number for number, unit in enumerate(plan.units)}
    said = data_of(name)["tasks"]
    assert len(said) == len(plan.tasks)
    for task, card in zip(plan.tasks, said, strict=True):
        assert card["title"] == task.title
        assert card.get("section", "") == " › ".join(task.section)
        for key in ("text", "summary", "clause", "deadline"):
            assert card.get(key, "") == getattr(task, key)
        assert tuple(card.get("targets", ())) == task.targets
        assert [ROLES[one] for one in card.get("open", ())] == list(task.open_roles)
        assert card.get("place", "") == (
            format_source(task.source, "zh") if task.source else f"第 {task.row} 行" if task.row is not None else ""
        )
        rows = [one for one in plan.assignments if one.task == task.id]
        assert [(unit, ROLES[role]) for unit, role, *_ in card["units"]] == [
            (place[one.unit], one.role) for one in rows
        ]
        for one, (unit, _, *printed) in zip(rows, card["units"], strict=True):
            assert (printed or [plan.units[unit].name]) == [one.printed]
        assert {key for key, value in card.items() if not value} <= {"units"}


def test_a_deadline_has_its_last_day_and_a_name_its_printed_form() -> None:
    rows = [
        TaskRow("甲", deadline="2025年6月底前", units=(lead("县科协"), responsible("县科学技术协会", more=True))),
        TaskRow("乙", deadline="长期坚持"),
    ]
    network = ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))
    dated, ongoing = cards.build_task_cards(Presenter(network, "zh"))
    assert (dated["due"], dated["open"]) == ("2025-06-30", [1])
    assert "due" not in ongoing
    assert ongoing["deadline"] == "长期坚持"


@pytest.mark.parametrize(
    ("source", "zh"),
    [
        ("page 3 line 12", "第 3 页第 12 行"),
        ("table 2 row 4", "表 2 第 4 行"),
        ("paragraph 7", "第 7 段"),
        ("第2页", "第2页"),
        ("附件1", "附件1"),
    ],
)
def test_a_place_is_said_in_the_language_of_the_page(source: str, zh: str) -> None:
    network = ResponsibilityNetwork(build_plan(PlanFacts("p"), [TaskRow("甲", source=source)]))
    assert cards.build_task_cards(Presenter(network, "zh"))[0]["place"] == zh
    assert cards.build_task_cards(Presenter(network, "en"))[0]["place"] == source


def test_only_another_spelling_is_kept_beside_a_unit() -> None:
    science = data_of("science")["tasks"][0]["units"]
    assert [one for one in science if len(one) > 2] == [[science[1][0], 1, "县科学技术协会"]]
    assert all(len(one) == 2 for card in data_of("science", "en")["tasks"] for one in card["units"] if one[1] == 0)


@pytest.mark.parametrize("name", NAMES)
def test_every_unit_says_its_tasks_leads_rank_and_neighbours(name: str) -> None:
    analysis, totals, workers = analysis_of(name), totals_of(name), workers_of(name)
    leads = Counter(unit for those in leads_of(name).values() for unit in those)
    single = [unit.id for unit in network_of(name).actors]
    flags = {one.unit: FLAG_WORDS[one.flag].zh for one in analysis.results.lottery.flags}
    for unit, card in zip(network_of(name).plan.units, data_of(name)["units"], strict=True):
        facts = dict(card["facts"])
        if unit.collective:
            assert list(facts) == ["类别"]
            continue

        def rank(counts: Counter[str], unit: str = unit.id) -> int:
            return 1 + sum(counts[other] > counts[unit] for other in single)

        def told(counts: Counter[str], unit: str = unit.id) -> str:
            shared = sum(counts[other] == counts[unit] for other in single) > 1
            return f"{'并列' if shared else ''}第 {rank(counts)}"

        numbers = [int(one) for one in re.findall(r"\d+", facts["承担任务"])]
        assert numbers == [totals[unit.id], len(network_of(name).tasks), *([rank(totals)] if totals[unit.id] else [])]
        assert ("牵头" in facts) == network_of(name).names_leads
        assert facts["承担任务"].endswith(f"，{told(totals)}") or not totals[unit.id]
        if "牵头" in facts:
            assert facts["牵头"].endswith(f"，{told(leads)}") or not leads[unit.id]
            assert [int(one) for one in re.findall(r"\d+", facts["牵头"])] == (
                [leads[unit.id], rank(leads)] if leads[unit.id] else [0]  # the last of many is no first place
            )
        near = {other for those in workers.values() if unit.id in those for other in those} & set(single) - {unit.id}
        assert facts["有共同任务的单位"] == f"{len(near)} 家"
        assert facts.get("与其他单位相比") == (flags[unit.id] if totals else None)
        places = analysis.results.centrality.units
        mine = next(one for one in places if one.unit == unit.id).unit_betweenness
        shared = sum(one.unit_betweenness == mine for one in places) > 1
        assert facts["衔接作用"].startswith(("并列第 " if shared else "第 ") if mine else "没有")


@pytest.mark.parametrize("name", NAMES)
def test_partners_are_those_that_lead_together_or_share_tasks_where_nobody_leads(name: str) -> None:
    units = network_of(name).plan.units
    single = {unit.id for unit in units if not unit.collective}
    led = {task: those & single for task, those in leads_of(name).items()}
    together = led if any(led.values()) else {task: those & single for task, those in workers_of(name).items()}
    pairs = Counter(frozenset(two) for those in together.values() for two in combinations(sorted(those), 2))
    verb = "共同牵头" if together is led else "共同承担"
    for unit, card in zip(units, data_of(name)["units"], strict=True):
        said = {units[place].id: words for place, words in card["partners"]}
        wanted = {next(iter(two - {unit.id})): count for two, count in pairs.items() if unit.id in two}
        assert len(said) == len(card["partners"]) == min(len(wanted), cards.MAX_PARTNERS)
        assert len(said) + card["more"] == len(wanted)
        for other, words in said.items():
            assert words.startswith(f"{verb} {wanted[other]} 项"), words
        counts = [wanted[other] for other in said]
        assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_when_a_unit_drops_out(name: str) -> None:
    units, tasks = network_of(name).plan.units, network_of(name).tasks
    many = {unit.id for unit in units if unit.collective}
    leads, workers = leads_of(name), workers_of(name)
    for unit, card in zip(units, data_of(name)["units"], strict=True):
        if unit.collective:
            assert card["absent"] == []
            continue
        mine = [(place, leads[task.id]) for place, task in enumerate(tasks) if unit.id in leads[task.id]]
        leaderless = [place for place, those in mine if those == {unit.id}]
        alone = [place for place, those in mine if len(those) == 2 and not those & many]
        empty = [place for place, task in enumerate(tasks) if workers[task.id] == {unit.id}]
        assert card["absent"] in ([leaderless, alone, empty], [] if not (leaderless or alone or empty) else None)


def test_of_many_partners_the_others_are_counted() -> None:
    names = [f"第{number}局" for number in range(cards.MAX_PARTNERS + 3)]
    network = ResponsibilityNetwork(build_plan(PlanFacts("p"), [TaskRow("大家的事", units=(lead(*names),))]))
    first = cards.build_unit_cards(analyse_few(network), Presenter(network, "zh"))[0]
    assert len(first["partners"]) == cards.MAX_PARTNERS  # type: ignore[arg-type]
    assert first["more"] == 2


def test_cards_of_an_english_page_are_english_but_for_the_plans_own_words() -> None:
    chinese = re.compile("[\u4e00-\u9fff]")
    names = {voice_of("shipped", "en").unit_name(unit.id) for unit in network_of("shipped").plan.units}
    for card in data_of("shipped", "en")["units"]:
        said = [*(part for fact in card["facts"] for part in fact), *(words for _, words in card["partners"])]
        assert not [one for one in said if chinese.search(one) and one not in names]


def test_a_role_that_supports_counts_as_a_share_and_supervision_does_not() -> None:
    rows = [TaskRow("甲", units=(lead("县甲局"), support("县乙局")))]
    network = ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))
    facts = [dict(one["facts"]) for one in cards.build_unit_cards(analyse_few(network), Presenter(network, "zh"))]  # type: ignore[call-overload]
    assert [one["有共同任务的单位"] for one in facts] == ["1 家", "1 家"]
    watched = dict(data_of("a unit without tasks")["units"][2]["facts"])
    assert (watched["承担任务"], watched["有共同任务的单位"]) == ("0 项（共 3 项）", "0 家")


def test_what_stands_for_a_missing_deadline_is_what_the_head_says_of_the_period() -> None:
    said = "方案期限 2021—2025 年，没有单列各项时限"
    assert data_of("shipped")["undated"] == said
    assert tree_of("shipped").xpath('string(//*[@class="masthead"]/*[@class="facts"])').endswith(said)
    assert data_of("science")["undated"] == "方案没有单列这项任务的时限"  # others have deadlines
