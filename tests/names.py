"""Measures how the code is named and documented: ``python tests/names.py`` prints four shares; with ``sections`` or
another of their keys behind it, also each function that has them and each that has not.

They are the habits in which packages of the field agree (networkx, pandas, scikit-network): functions begin with a
verb, no name is one past participle, a docstring begins with an imperative or a noun phrase, and a function of two
parameters or more has Args, Returns or Raises. Public is what begins without an underscore and stands at the top of a
module of ``src/respnet``; the docstrings counted are all that modules, classes and functions have.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

VERBS = frozenset(
    """
    add adjust aggregate align analyse apply ask assess assign autofit build calculate certify check choose clean close
    collapse collect compare compute convert convolve copy count create decode derive describe detect draw drop encode
    escape estimate evaluate exists explain export extract fill filter find fit fold format generate get group guess has
    highlight import insert is iterate join keep limit list load locate lookup make map mark match measure merge
    normalise normalize open order pack parse pick place plot predict prepare profile prune query quote rank read
    rebalance relabel remove rename render replace report resolve round run sample sanitize save scale search select set
    shorten show simplify solve sort split stack strip suggest summarise summarize test to translate trim truncate
    unpack update validate verify walk weigh wrap write
    """.split()  # noqa: SIM905  words read better as text
)
"""Verbs with which a function may begin, ``to_`` and ``is_`` among them."""

IRREGULAR = frozenset(
    """
    begun bound bought built chosen cut done drawn driven fallen felt forbidden found frozen given gone grown heard held
    hidden kept known laid left lent lost made meant met paid proven put read risen said sat seen sent set shaken shown
    shut sought spelt spent split spoken stood struck sunk swept taken taught thought thrown told torn understood woken
    won worn wound woven written
    """.split()  # noqa: SIM905  words read better as text
)
"""Past participles that do not end in -ed."""

_NO_PARTICIPLE = frozenset(
    {"need", "seed", "speed", "feed", "embed", "red", "read", "set", "cut", "split", "put", "bound"}
)
"""Nouns and imperatives that look like one."""

_OPENING = re.compile(r"(What|Whether|How|Which|Who|Where|When)\b")
_SECTION = re.compile(r"^\s*(Args|Returns|Raises|Yields):\s*$", re.MULTILINE)

_Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    name: str
    part: int
    whole: int
    counted: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def percent(self) -> float:
        return 100 * self.part / self.whole


def is_participle(name: str) -> bool:
    """Return whether `name` is one word, and that a past participle.

    >>> [is_participle(name) for name in ("shaken", "Measured", "seed", "read_plan", "keep_shaken")]
    [True, True, False, False, False]
    """
    word = name.lower()
    return word not in _NO_PARTICIPLE and (word in IRREGULAR or re.fullmatch(r"[a-z]+ed", word) is not None)


def measure(root: Path) -> dict[str, Share]:
    """Measure the package under `root`.

    Returns:
        The shares ``verbs``, ``participles``, ``questions`` (docstrings that begin as a question does), ``sections``.
    """
    functions: dict[str, _Function] = {}
    methods: dict[str, _Function] = {}
    names: dict[str, str] = {}
    texts: dict[str, str] = {}
    package = root / "src/respnet"
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        where = path.relative_to(package).as_posix()
        for node in ast.walk(tree):
            if isinstance(node, _Documented) and (text := ast.get_docstring(node)):
                texts[f"{where}: {text.splitlines()[0]}"] = text
        for node in tree.body:
            if isinstance(node, _Function | ast.ClassDef) and not node.name.startswith("_"):
                names[f"{where}: {node.name}"] = node.name
            if isinstance(node, ast.ClassDef):
                methods |= {f"{where}: {node.name}.{one.name}": one for one in node.body if _is_public(one)}
            elif _is_public(node):
                functions[f"{where}: {node.name}"] = node
    several = {where: one for where, one in (functions | methods).items() if _count_parameters(one) >= 2}
    return {
        "verbs": _share("public functions that begin with a verb", functions, begins_with_verb),
        "participles": _share("public names that are one past participle", names, is_participle),
        "questions": _share("docstrings that begin with What, Whether, How …", texts, begins_as_question),
        "sections": _share("functions of two parameters or more with Args, Returns, Raises", several, has_sections),
    }


def begins_with_verb(function: _Function) -> bool:
    """Return whether the function's name begins with one of `VERBS`."""
    return function.name.split("_")[0] in VERBS


def begins_as_question(docstring: str) -> bool:
    """Return whether the docstring's first word is What, Whether, How, Which, Who, Where or When."""
    return _OPENING.match(docstring) is not None


def has_sections(function: _Function) -> bool:
    """Return whether the function's docstring has a section of Args, Returns or Raises."""
    return _SECTION.search(ast.get_docstring(function) or "") is not None


def _is_public(node: ast.stmt) -> TypeGuard[_Function]:
    """Return whether `node` is a public function that a program calls: a command's docstring is its help."""
    return (
        isinstance(node, _Function)
        and not node.name.startswith("_")
        and not any("command" in ast.unparse(decorator) for decorator in node.decorator_list)
    )


def _count_parameters(function: _Function) -> int:
    given = function.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]
    return sum(1 for one in every if one.arg not in ("self", "cls"))


def _share(name: str, every: dict[str, Any], is_counted: Callable[[Any], bool]) -> Share:
    counted = {where for where, one in every.items() if is_counted(one)}
    return Share(name, len(counted), len(every), tuple(sorted(counted)), tuple(sorted(every.keys() - counted)))


def main(root: Path, listed: Iterable[str]) -> None:
    """Print the four shares of `root`; of those named in `listed` also which count and which do not."""
    for key, share in measure(root).items():
        sys.stdout.write(f"{share.percent:5.1f} %  {share.part} of {share.whole} {share.name} ({key})\n")
        if key in listed:
            sys.stdout.writelines(f"    + {where}\n" for where in share.counted)
            sys.stdout.writelines(f"    - {where}\n" for where in share.others)


if __name__ == "__main__":
    main(Path(__file__).parents[1], sys.argv[1:])
