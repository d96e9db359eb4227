"""Counts the lines that say something: ``python tests/count_lines.py [ROOT]`` prints them room by room.

Of Python under ``src/respnet`` a line counts unless it is blank, a comment, or in the docstring of a module, class or
function (a sentence that explains a field is written for the reader of the code as any statement is, and counts).
Of what lies beside (scripts, styles, templates, catalogues, statements) every line counts that is neither blank nor a
comment of its own. What lay beside when the ceilings were set (3,087 lines at commit 3361069, where Python had 28,781)
is taken off again: a text that moves out of Python into another file is no saving.
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections import Counter
from pathlib import Path

BESIDE_WHEN_SET = 3087
"""Lines beside Python at the commit from which the ceilings were reckoned."""

COMMENTS = {
    ".css": ("/*", "*"),
    ".cypher": ("//",),
    ".j2": ("{#",),
    ".js": ("//", "/*", "*"),
    ".po": ("#",),
    ".sql": ("--",),
}
"""What begins a line of comment, for each kind of file that is counted beside Python; other text has none."""

UNCOUNTED = {".md", ".mo", ".typed"}
"""Documentation, made by a program, empty."""

_SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def count_python(source: str) -> int:
    """Count the lines of Python that are neither blank, comment nor docstring.

    >>> count_python('"Doc."\\n\\n# why\\nNAME = (\\n    1,\\n)\\n"What NAME is."\\n')
    4
    """
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _SILENT:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(
            node, clean=False
        ):
            lines.difference_update(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    text = source.splitlines()
    return sum(1 for number in lines if text[number - 1].strip())


def count_beside(text: str, suffix: str) -> int:
    """Count the lines of another file that are neither blank nor begin as a comment does."""
    comment = COMMENTS.get(suffix, ())
    return sum(1 for line in text.splitlines() if line.strip() and not line.strip().startswith(comment or "\0"))


def count_rooms(root: Path) -> tuple[Counter[str], Counter[str]]:
    """Count under `root`.

    Returns:
        Lines of Python by room of ``src/respnet``, and lines beside Python by suffix.
    """
    rooms: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    package = root / "src/respnet"
    for path in sorted([*package.rglob("*"), *(root / "cypher").rglob("*"), *(root / "sql").rglob("*")]):
        if not path.is_file() or "__pycache__" in path.parts or path.suffix in UNCOUNTED:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            rooms[path.relative_to(package).parts[0]] += count_python(text)
        else:
            beside[path.suffix] += count_beside(text, path.suffix)
    return rooms, beside


def total(rooms: Counter[str], beside: Counter[str]) -> int:
    """Return the number that the ceiling is for."""
    return rooms.total() + beside.total() - BESIDE_WHEN_SET


def main(root: Path) -> None:
    """Print the count of `root`, the largest room first."""
    rooms, beside = count_rooms(root)
    for name, lines in [*rooms.most_common(), *beside.most_common()]:
        sys.stdout.write(f"{name:<20} {lines:>7,}\n")
    sys.stdout.write(f"{'Python':<20} {rooms.total():>7,}\n{'beside':<20} {beside.total():>7,}\n")
    sys.stdout.write(f"{'held':<20} {total(rooms, beside):>7,}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
