"""Shipped Cypher statements: one file each, read on first use, and their parameters."""

from __future__ import annotations

import re
from functools import cache

from respnet.core.installation import find_resource_dir

# What is neither keyword, name nor parameter: comments, texts and quoted names. A quote may be escaped inside a text.
_OPAQUE = re.compile(r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:``|[^`])*`""", re.DOTALL)
_PARAMETER = re.compile(r"\$(\w+)")
_WORD = re.compile(r"\w+")

CONSTRAINTS = {"plan_id": "schema/neo4j/plan", "unit_id": "schema/neo4j/unit", "task_id": "schema/neo4j/task"}
"""The uniqueness constraints of a server by name, with the statements that create them."""


@cache
def load_statement(name: str) -> str:
    """Return the statement in `cypher/<name>.cypher`, cached; after a colon, the type of its relationships.

    >>> load_statement("schema/ladybug/part_of").strip()
    'CREATE REL TABLE PART_OF(FROM Task TO Plan)'
    """
    name, _, link = name.partition(":")
    folder, _, file = name.rpartition("/")
    place = find_resource_dir("cypher")
    for part in folder.split("/"):
        place = place / part
    text = (place / f"{file}.cypher").read_text(encoding="utf-8")
    return text.replace("LEADS", link) if link else text


def strip_comments(text: str) -> str:
    """Return the statement without comments, string literals and quoted names, each replaced by a blank.

    >>> strip_comments("RETURN '$a // b' AS `x;` // note").split()
    ['RETURN', 'AS']
    """
    return _OPAQUE.sub(" ", text)


def find_parameters(text: str) -> tuple[str, ...]:
    r"""Return the distinct `$parameters` of a statement, in order of first use.

    >>> find_parameters("MATCH (u {name: $name}) // $not_this\nWHERE u.id <> '$nor_this' RETURN $name, $most")
    ('name', 'most')
    """
    return tuple(dict.fromkeys(_PARAMETER.findall(strip_comments(text))))


def get_first_keyword(text: str) -> str:
    r"""Return the first keyword of a statement, in capitals; empty if there is none.

    >>> get_first_keyword("// which units?\nmatch (u:Unit) RETURN u.name")
    'MATCH'
    """
    found = _WORD.search(strip_comments(text))
    return found.group().upper() if found else ""


def is_single_statement(text: str) -> bool:
    """True if the text is one statement; a final semicolon is allowed.

    >>> is_single_statement("RETURN ';';"), is_single_statement("RETURN 1; MATCH (n) DETACH DELETE n")
    (True, False)
    """
    return ";" not in strip_comments(text).rstrip().removesuffix(";")
