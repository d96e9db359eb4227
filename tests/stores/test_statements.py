"""The shipped statements: one a file, values only as parameters, named where a reader looks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from respnet.core.installation import find_resource_dir
from respnet.stores.statements import find_parameters, is_single_statement, load_statement, strip_comments

FOLDER = Path(str(find_resource_dir("cypher")))
OURS = ("schema", "load", "read", "guard", "remove", "import", "findings")
NAMES = sorted(
    file.relative_to(FOLDER).with_suffix("").as_posix() for one in OURS for file in (FOLDER / one).rglob("*.cypher")
)


@pytest.mark.parametrize("name", NAMES)
def test_one_statement_a_file(name: str) -> None:
    text = load_statement(name)
    assert is_single_statement(text)
    assert ";" not in strip_comments(text)
    assert text.endswith("\n")


def test_every_folder_is_described() -> None:
    described = (FOLDER / "README.md").read_text(encoding="utf-8")
    folders = {name.rpartition("/")[0] for name in NAMES}
    assert folders == {"schema/ladybug", "schema/neo4j", "schema/findings"} | {*OURS[1:]}
    assert [folder for folder in sorted(folders) if f"`{folder}/`" not in described] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("RETURN $a, $b, $a", ("a", "b")),
        ("RETURN '$a', \"$b\", `$c`", ()),
        ("RETURN 'it\\'s $a' + $b", ("b",)),
        ("// $a\nRETURN /* $b\n$c */ $d", ("d",)),
        ("RETURN 'a // b', $c", ("c",)),
        ("RETURN $名称", ("名称",)),
    ],
)
def test_the_parameters_of_a_statement(text: str, found: tuple[str, ...]) -> None:
    assert find_parameters(text) == found
