"""Cypher statements: the shipped ones, one file each, read on first use; parameters, and checks of a user's own."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import cache
from itertools import accumulate

from respnet.core.errors import StoreError
from respnet.core.installation import find_resource_dir
from respnet.stores.protocol import CypherValue

# What is neither keyword, name nor parameter: comments, texts and quoted names. A quote may be escaped inside a text.
_OPAQUE = re.compile(r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:``|[^`])*`""", re.DOTALL)
_PARAMETER = re.compile(r"\$(\w+)")
_WORD = re.compile(r"\w+")
_READING_WORDS = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN")
# LadybugDB parses what is longer, or deeper, for minutes, and no limit of time ends that.
_MAX_CHARACTERS, _MAX_BRACKETS = 20_000, 100

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


def check_query(text: str, given: Mapping[str, CypherValue]) -> None:
    """Check that a text is one reading statement and that its parameters are complete.

    A database takes a missing parameter for NULL without an error, hence the check.

    Args:
        text: The Cypher statement.
        given: The parameters by name.

    Raises:
        StoreError: More than one statement, a very long or a writing one, or a parameter missing or unknown.
    """
    if not is_single_statement(text):
        raise StoreError(zh="一次只能问一条语句（请去掉分号）。", en="Ask one statement at a time (no semicolon).")
    bare = strip_comments(text)
    depth = max(accumulate((one in "([{") - (one in ")]}") for one in bare), default=0)
    if len(bare) > _MAX_CHARACTERS or depth > _MAX_BRACKETS:
        raise StoreError(
            zh=f"语句过长：引号内的文字和注释不算，最多 {_MAX_CHARACTERS} 个字符，括号最多套 {_MAX_BRACKETS} 层。",
            en=f"The statement has over {_MAX_CHARACTERS} characters beside texts, or {_MAX_BRACKETS} nested brackets.",
        )
    if get_first_keyword(text) not in _READING_WORDS:
        raise StoreError(
            zh="只能查询：语句须以 MATCH、OPTIONAL MATCH、UNWIND、WITH 或 RETURN 开头。",
            en="Questions only read: begin with MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN.",
        )
    named = find_parameters(text)
    for name in given:
        if name not in named:
            zh, en = f"语句中没有参数 ${name}", f"The statement has no parameter ${name}"
            raise _wrong_parameter(name, named, zh, en)
    for name in named:
        if name not in given:
            raise _wrong_parameter(name, tuple(given), f"参数 ${name} 没有值", f"Parameter ${name} has no value")


def _wrong_parameter(name: str, others: tuple[str, ...], zh: str, en: str) -> StoreError:
    near = difflib.get_close_matches(name, others, n=1)
    if near:
        return StoreError(zh=f"{zh}；是不是 ${near[0]}？", en=f"{en}; did you mean ${near[0]}?")
    return StoreError(zh=f"{zh}。", en=f"{en}.")
