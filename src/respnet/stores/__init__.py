"""Graph databases that hold plans: `open_store` returns the store for an address."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.errors import StoreError

if TYPE_CHECKING:
    from respnet.stores.base import Store

__all__ = ["open_store"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_SERVER_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def open_store(
    address: str | None = None,
    *,
    read_only: bool = False,
    auth: tuple[str, str] | None = None,
    database: str | None = None,
) -> Store:
    """Open the store at `address`: an in-memory database, a LadybugDB file or a Neo4j server.

    Args:
        address: None or "memory", a path ending in .lbug, or a server (bolt://, neo4j://; also +s, +ssc).
        read_only: Refuse `load` and `remove`; a file must then exist.
        auth: User and password of a server. Default: NEO4J_USERNAME ("neo4j") and NEO4J_PASSWORD; without a password
            no authentication is tried.
        database: Database name on a server. Default: NEO4J_DATABASE ("neo4j").

    Returns:
        The open store, a context manager.

    Raises:
        StoreError: The address is unknown, or the database cannot be opened.

    >>> with open_store() as store:
    ...     store.plans()
    ()
    """
    found = _SCHEME.match(address or "")
    if found:
        _check_server(address or "", found.group(1))
        from respnet.stores.neo4j_store import Neo4jStore  # half a second that an embedded run need not wait

        return Neo4jStore(
            address or "",
            auth=auth or _auth_from_environment(),
            database=database or os.environ.get("NEO4J_DATABASE") or "neo4j",
            read_only=read_only,
        )
    if auth is not None or database is not None:
        raise StoreError(
            zh="用户名、密码和数据库名只用于 Neo4j 服务器（bolt:// 或 neo4j:// 地址）。",
            en="A user, password or database name is only for a Neo4j server (a bolt:// or neo4j:// address).",
        )
    if address is None or address == "memory":
        from respnet.stores.ladybug_store import MemoryStore

        return MemoryStore(read_only=read_only)
    if address.endswith(".lbug"):
        from respnet.stores.ladybug_store import FileStore

        return FileStore(Path(address), read_only=read_only)
    raise StoreError(
        zh=f"不认识库地址“{address}”。可用：memory、以 .lbug 结尾的文件、bolt://主机:7687、neo4j://主机。",
        en=f"“{address}” is no store. Use memory, a file ending in .lbug, bolt://host:7687 or neo4j://host.",
    )


def _check_server(address: str, scheme: str) -> None:
    """Reject addresses that the driver would misread; an address with a password is not repeated in the message."""
    if "@" in address:
        raise StoreError(
            zh="库地址中不要写用户名和密码：请设置 NEO4J_USERNAME 和 NEO4J_PASSWORD。",
            en="Leave user and password out of the store's address: set NEO4J_USERNAME and NEO4J_PASSWORD.",
        )
    if scheme.lower() in ("http", "https"):
        raise StoreError(
            zh=f"“{address}”是网页地址；Neo4j 请用 Bolt 地址，如 bolt://主机:7687。",
            en=f"“{address}” is a web address; for Neo4j use its Bolt address, such as bolt://host:7687.",
        )
    if scheme not in _SERVER_SCHEMES:
        raise StoreError(
            zh=f"不认识库地址“{address}”。服务器地址以 {'、'.join(f'{one}://' for one in _SERVER_SCHEMES)} 开头。",
            en=f"“{address}” is no store. A server's address begins with "
            f"{', '.join(f'{one}://' for one in _SERVER_SCHEMES)}.",
        )


def _auth_from_environment() -> tuple[str, str] | None:
    password = os.environ.get("NEO4J_PASSWORD")
    return (os.environ.get("NEO4J_USERNAME") or "neo4j", password) if password else None
