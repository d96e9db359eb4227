"""Documentation that cannot rot: what it says is compared with what the code says."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from respnet import cli
from respnet.checks import CHECKS, READER_REMARK_TITLES
from respnet.intake.tables.columns import TASK_VOCABULARY, UNIT_VOCABULARY

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands.md", "commands.zh.md", "checks.md", "questions.md", "questions.zh.md"])
def test_generated_pages_are_fresh(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == generator().PAGES[name](), "run: python docs/generate.py"


def test_the_catalogue_of_the_command_line_is_fresh() -> None:
    made = generator()
    assert made.CATALOGUE.with_suffix(".mo").read_bytes() == made.catalogue(), "run: python docs/generate.py"


def test_every_command_and_option_is_documented_and_has_help() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    for name, command in cli.main.commands.items():
        assert f"## respnet {name}\n" in page
        assert command.help
        for parameter in command.params:
            if parameter.param_type_name == "option":
                if getattr(parameter, "hidden", False):
                    continue
                assert getattr(parameter, "help", None), f"respnet {name} {parameter.opts}"
                assert all(option in page for option in parameter.opts)


def test_every_check_has_a_row() -> None:
    page = (DOCS / "checks.md").read_text(encoding="utf-8")
    for code in [one.code for one in CHECKS] + [code for code, _ in READER_REMARK_TITLES]:
        assert f"| `{code}` |" in page


def test_every_code_that_the_source_uses_has_a_title() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    used = set(re.findall(r'(?:code=|Problem\(\s*|_problem\(\s*)"([a-z]+(?:-[a-z]+)+)"', source))
    titled = {one.code for one in CHECKS} | {code for code, _ in READER_REMARK_TITLES}
    assert used - titled == set()


def test_every_column_is_documented() -> None:
    page = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    for vocabulary in (TASK_VOCABULARY, UNIT_VOCABULARY):
        for column in vocabulary.columns:
            assert f"`{column.name}`" in page, column.name


@pytest.mark.parametrize(
    "page", [path for path in sorted(ROOT.rglob("*.md")) if not {".venv", "node_modules"} & set(path.parts)], ids=str
)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), target


def test_readmes_commands_are_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for block in re.findall(r"```sh\n(.*?)```", readme, flags=re.S):
        for name in re.findall(r"^respnet (\w+)", block, flags=re.M):
            assert name in cli.main.commands
        for target in re.findall(r"^make (\w+)", block, flags=re.M):
            assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M)


def test_terms_of_the_field_are_where_the_house_says() -> None:
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| [^|]+ \| `([\w/]+\.py)` \| `(\w+)` \|$", page, flags=re.M)
    assert len(rows) >= 60
    for file, name in rows:
        source = (ROOT / "src" / "respnet" / file).read_text(encoding="utf-8")
        assert re.search(rf"^\s*(def|class) {name}\b|^{name}\b", source, flags=re.M), f"{name} in {file}"


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/api-policy.md"])
def test_named_files_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = [one for one in re.findall(r"`([\w./-]+)`", text) if "/" in one and "NAME" not in one]
    assert len(named) > 2
    for one in named:
        assert (ROOT / one).exists(), one


def test_contributing_has_five_lines_for_each_kind_of_addition() -> None:
    part = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## How to add\n")[1].split("\n## ")[0]
    kinds = re.findall(r"^An? (?:named )?\*\*(\w+)\*\*.*?:\n\n(.*?)(?=\n\n|\Z)", part, flags=re.M | re.S)
    assert [kind for kind, _ in kinds] == ["check", "measure", "format", "view", "question"]
    for _, steps in kinds:
        assert re.findall(r"^(\d)\. ", steps, flags=re.M) == list("12345")


def test_citation_has_the_version_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {project['version']}\n" in citation
    assert f"\nlicense: {project['license']}\n" in citation
