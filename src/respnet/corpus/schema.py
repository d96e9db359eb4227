"""The tables of a corpus: columns, types, and the folder that holds them (docs/corpus.md says each column)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from respnet.core.errors import InputError

if TYPE_CHECKING:
    import pyarrow

SCHEMA = 2
"""Number of the schema; another one is refused."""
Row = dict[str, Any]
INFO_FILE = "corpus.toml"
"""Written last: a folder without it holds no whole corpus."""

TABLES = {
    "plans": "plan_key:int64 plan:string version:int32 current:bool digest:string file_digest:string file:string "
    "title:string area:string area_level:string year:int32 issued:string published:string period:string issuer:string "
    "document_number:string owner:string owner_key:int32 focus:list lead_rule:string names_leads:bool tasks:int32 "
    "units:int32 assignments:int32 remarks:list",
    "tasks": "plan_key:int64 task:int32 year:int32 number:string part:string section:list title:string deadline:string "
    "due_when:string due:date targets:list leads:int32 others:int32 open_roles:list effort:double",
    "task_texts": "plan_key:int64 task:int32 year:int32 text:string summary:string clause:string source:string",
    "units": "unit_key:int32 unit:string name:string area:string home_area:string level:string counterpart:string "
    "counterpart_state:string kind:string collective:bool english:string",
    "named_in": "plan_key:int64 unit_key:int32 kind:string guessed:bool also_written:list members:list english:string "
    "capacity:double unit_tasks:int32 unit_leads:int32 unit_responsible:int32",
    "assignments": "plan_key:int64 task:int32 unit_key:int32 role:string year:int32 position:int16 printed:string "
    "origin:string collective:bool counts:bool",
    "not_read": "file_digest:string file:string kind:string reason_zh:string reason_en:string seconds:double",
    "same": "file:string file_digest:string taken:string",
}
"""Columns of each table with their types, in order; `list` is a list of texts."""
YEAR_TABLES = ("tasks", "task_texts", "assignments")
"""Tables cut into folders `year=YYYY` (0 for a plan without date); their files do not hold `year` itself."""


def list_columns(table: str) -> dict[str, str]:
    """Return the columns of a table with the names of their types, in order.

    >>> list(list_columns("same"))
    ['file', 'file_digest', 'taken']
    """
    return dict(one.split(":") for one in TABLES[table].split())


@cache
def build_schema(table: str) -> pyarrow.Schema:
    """Build the Arrow schema of a table, `year` included.

    Raises:
        InputError: pyarrow is not installed.
    """
    return build_arrow_schema(list_columns(table))


def build_arrow_schema(columns: dict[str, str]) -> pyarrow.Schema:
    """Build an Arrow schema from columns and the names of types that TABLES uses."""
    arrow = import_extra("pyarrow")
    made = {
        "list": arrow.list_(arrow.string()),
        "date": arrow.date32(),
        "bool": arrow.bool_(),
        "double": arrow.float64(),
    }
    return arrow.schema([(name, made.get(kind) or getattr(arrow, kind)()) for name, kind in columns.items()])


def import_extra(name: str, extra: str = "atlas") -> Any:
    """Import a library that only corpora need.

    Args:
        name: Module.
        extra: The extra of respnet that brings it.

    Raises:
        InputError: It is not installed; the message says how to install it.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise InputError(
            zh=f"这里没有安装 {name.partition('.')[0]}。请运行 pip install 'respnet[{extra}]' 后再试。",
            en=f"{name.partition('.')[0]} is not installed. Run pip install 'respnet[{extra}]' and try again.",
        ) from error


@dataclass(frozen=True, slots=True)
class Corpus:
    """Whole corpus on the disk: its folder and what its corpus.toml says."""

    folder: Path
    info: dict[str, Any]

    def locate(self, table: str) -> str:
        """Return the pattern of a table's Parquet files, as engines take it."""
        return str(self.folder / table / ("year=*/*.parquet" if table in YEAR_TABLES else "*.parquet"))


def read_corpus(folder: str | Path) -> Corpus:
    """Open the corpus in a folder; its tables are not read.

    Raises:
        InputError: There is no whole corpus, or it was made by another version of respnet.
    """
    place = Path(folder)
    try:
        info = tomllib.loads((place / INFO_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            zh=f"{place} 里没有完整的语料（缺 {INFO_FILE} 或读不出）。"
            f"请先运行 respnet gather 文件夹 --output {place} 收集。",
            en=f"{place} holds no whole corpus (no {INFO_FILE} that can be read). "
            f"Run respnet gather FOLDER --output {place} first.",
        ) from error
    if info.get("schema") != SCHEMA:
        raise InputError(
            zh=f"{place} 的语料是第 {info.get('schema')} 版格式，此版 respnet 用第 {SCHEMA} 版。"
            f"请用 respnet gather 重新收集。",
            en=f"The corpus in {place} has schema {info.get('schema')}, and this respnet reads schema {SCHEMA}. "
            f"Gather it again with respnet gather.",
        )
    return Corpus(place, info)
