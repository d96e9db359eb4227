"""English plans: lists of names, labels, text with clauses in brackets and on lines, and tables."""

from __future__ import annotations

import random
import textwrap

import pytest

from respnet.core.errors import InputError
from respnet.intake.clauses.extractor import extract
from respnet.intake.documents.document import Document
from respnet.intake.language.english import parse_english_clause, parse_english_label
from tests.intake.shown import lines, read, shown
from tests.intake.test_tables import grid


def parsed(text: str) -> list[tuple[str, list[str]]]:
    found = parse_english_clause(text).lists
    return [(one.role.value if one.role else "", [text[a:b] for a, b in one.names]) for one in found]


TRADE = "Business, Energy and Industrial Strategy"
HOMES = "Levelling Up, Housing and Communities"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"Department for {TRADE}", [f"Department for {TRADE}"]),
        (f"Ministry of {HOMES}", [f"Ministry of {HOMES}"]),
        (f"Office for Statistics, Department for {HOMES}", ["Office for Statistics", f"Department for {HOMES}"]),
        ("Department of Culture, Library Council", ["Department of Culture", "Library Council"]),
        ("Roads Office, Fire Brigade", ["Roads Office", "Fire Brigade"]),
        ("Health, Education and Transport", ["Health", "Education", "Transport"]),
        ("Cabinet Office and HM Treasury", ["Cabinet Office", "HM Treasury"]),
        ("National Parks and Wildlife Service", ["National Parks and Wildlife Service"]),
        ("FBI, CISA, and NSA", ["FBI", "CISA", "NSA"]),
        ("Department of Energy as well as Water Agency", ["Department of Energy", "Water Agency"]),
        ("Required for all agencies", ["all agencies"]),
        ("IT/Security / Legal", ["IT/Security", "Legal"]),
        ("Council (Parks Team, North); Police, etc.", ["Council (Parks Team, North)", "Police"]),
        ("Mr John Smith; Cabinet Office; j.smith@example.org", ["Cabinet Office"]),
        ("Department for\nEducation\nas well as\nPolice", ["Department for\nEducation", "Police"]),
    ],
)
def test_names_of_a_list(text: str, names: list[str]) -> None:
    assert [name for _, found in parsed(text) for name in found] == names


def test_roles_that_are_said_inside_a_list() -> None:
    assert parsed("DfE (lead), DCMS, DHSC") == [("lead", ["DfE"]), ("", ["DCMS", "DHSC"])]
    assert parsed("OSTP, with direction from the National Security Council") == [
        ("", ["OSTP"]),
        ("supervise", ["National Security Council"]),
    ]
    assert parsed("Department of Energy to lead, with support from NASA and NOAA") == [
        ("lead", ["Department of Energy"]),
        ("support", ["NASA", "NOAA"]),
    ]
    assert parsed("Health Board in collaboration with local councils, NHS England") == [
        ("", ["Health Board"]),
        ("support", ["local councils", "NHS England"]),
    ]


def test_a_label_that_is_not_known_ends_the_list_before_it() -> None:
    found = parse_english_clause("Lead: Road Agency; Budget: 5 million, 2026; Due: May 2027; Partners: Police")
    assert [(one.role, len(one.names)) for one in found.lists] == [("lead", 1), ("support", 1)]
    assert (found.deadline, len(found.unread)) == ("May 2027", 1)


HEADS = ("Lead", "Lead agency", "Owner", "Accountable body", "Action owner", "Primary department", "Led by")
SUPPORT = ("Partners", "Supported by", "Supporting agencies", "Contributing organisations", "Consulted", "Support")
WORK = ("Responsible", "Implementing agency", "Delivered by", "Responsible department", "Assigned to", "Who")
OFFICES = ("Road Agency", "Department of Health", "City Police", "Ministry of Housing, Land and Water", "HM Treasury")
MARKS = ("({})", "[{}]", "\n{}")


@pytest.mark.parametrize("seed", range(40))
def test_plans_put_together_from_labels_and_offices(seed: int) -> None:
    dice = random.Random(seed)
    text, rows = "Plan for a Better County\n", []
    for number in range(1, 5):
        labels = [dice.choice(HEADS), dice.choice(SUPPORT), dice.choice(WORK)]
        units = [dice.sample(OFFICES, dice.randint(1, 3)) for _ in labels]
        kept = dice.sample(range(3), dice.randint(1, 3))
        parts = [f"{labels[at]}: {dice.choice(('; ', ' / '))[0:3].join(units[at])}" for at in kept]
        form = dice.choice(MARKS)
        inner = ("\n" if form[0] == "\n" else dice.choice(("; ", ". "))).join(parts)
        text += f"{number}. Do the {number}th thing. It takes {number} years. {form.format(inner)}\n"
        signs = {0: "牵", 2: "责", 1: "配"}
        order = [at for at in (0, 2, 1) if at in kept]
        rows.append(f"{number} Do the {number}th thing " + " ".join(signs[at] + "、".join(units[at]) for at in order))
    assert shown(text) == tuple(rows)


def test_goals_are_sections_and_labelled_lines_belong_to_the_item_above() -> None:
    found = read(
        "National Reading Plan 2026-2028\n"
        "Goal 1: Schools\n"
        "1.1 Open libraries at weekends. Soon. (Lead: Department of Health; Partners: Library Council)\n"
        "Goal 2: Families\n"
        "Action 2.1: Give each newborn a book\n"
        "Responsible: Department of Health\n"
        "Timeline: June 2027\n"
        "Contact: Ms Jane Doe\n"
        "2.2 Report every year.\n"
    )
    assert lines(found) == (
        "1.1 Open libraries at weekends 牵Department of Health 配Library Council",
        "2.1 Give each newborn a book 责Department of Health 限June 2027",
        "2.2 Report every year",
    )
    assert [row.section for row in found.rows] == [("Goal 1: Schools",), ("Goal 2: Families",), ("Goal 2: Families",)]
    assert found.facts.title == "National Reading Plan 2026-2028"
    assert [one.kind for one in found.decisions] == ["person", "no-clause"]


def test_bullets_and_a_label_behind_the_last_sentence() -> None:
    text = "• Offer 500 places. Lead: Jobs Agency. Partners: trade unions; Chamber of Commerce\n• Map needs (Lead: DfE)"
    assert shown(text) == (
        "#1 Offer 500 places 牵Jobs Agency 配trade unions、Chamber of Commerce",
        "#2 Map needs 牵DfE",
    )


@pytest.mark.parametrize("width", [45, 50, 60, 80, 110])
def test_lines_that_a_copy_cut_at_a_width_are_one_item(width: int) -> None:
    items = [
        f"{number}.1 Deliver the {word} programme to every family in the county and report each year to the council. "
        f"(Lead: Department of {word}; Partners: Library Council, City Police and HM Treasury)"
        for number, word in enumerate(("Health", "Culture", "Education", "Transport"), 1)
    ]
    text = "\n".join(line for item in items for line in textwrap.wrap(item, width))
    assert shown(text) == tuple(
        f"{number}.1 Deliver the {word} programme to every family in the county and report each year to the council "
        f"牵Department of {word} 配Library Council、City Police、HM Treasury"
        for number, word in enumerate(("Health", "Culture", "Education", "Transport"), 1)
    )


def test_running_prose_is_not_read() -> None:
    with pytest.raises(InputError):
        read(
            "The Department of Health (the lead agency) coordinates the response. All departments must report.\n"
            "1. The Ministry is responsible for roads, together with the counties (see Annex: Roads).\n"
        )


def test_numbers_in_front_of_the_titles_of_a_table_and_rows_of_one_cell() -> None:
    table = (
        ("Recommendation", "Responsible department", "Supporting departments or bodies, where known"),
        (("Theme 1: Data", 1, 3),),
        ("**1.1** Publish registers. Each year.", "Cabinet Office", "DfE; DHSC"),
        ("1.2\nTrain analysts", "Office for Statistics", "Required for all agencies"),
        (("Theme 2: People", 1, 3),),
        ("2.1 Hire", "HM Treasury, with direction from the Cabinet Office", "None"),
    )
    found = extract(Document("plan", (grid(*table),)))
    assert lines(found) == (
        "1.1 Publish registers 责Cabinet Office 配DfE、DHSC",
        "1.2 Train analysts 责Office for Statistics 配all agencies",
        "2.1 Hire 责HM Treasury 督Cabinet Office",
    )
    assert [row.section for row in found.rows] == [("Theme 1: Data",), ("Theme 1: Data",), ("Theme 2: People",)]


@pytest.mark.parametrize(
    ("word", "column"),
    [
        ("Milestone owner", "lead_units"),
        ("Co-lead organisation", "lead_units"),
        ("By whom", "responsible_units"),
        ("Delivery partners", "supporting_units"),
        ("With", "supporting_units"),
        ("Overseen by", "supervising_units"),
        ("Timescale", "deadline"),
        ("Budget", ""),
        ("Status", ""),
        ("Information", ""),
    ],
)
def test_labels_by_their_words(word: str, column: str) -> None:
    assert parse_english_label(word) == column
