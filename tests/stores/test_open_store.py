"""Which store an address means, and what is said of an address that means none."""

from __future__ import annotations

import pytest

from respnet.core.errors import StoreError
from respnet.stores import open_store
from respnet.stores.ladybug_store import MemoryStore


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("address", [None, "memory"])
def test_memory(address: str | None) -> None:
    with open_store(address) as store:
        assert isinstance(store, MemoryStore)


@pytest.mark.parametrize("address", ["", "plans", "plans.db", "localhost:7687", "bolt:localhost"])
def test_no_store(address: str) -> None:
    with pytest.raises(StoreError) as error:
        open_store(address)
    assert error.value.message("zh") == (
        f"不认识库地址“{address}”。可用：memory、以 .lbug 结尾的文件、bolt://主机:7687、neo4j://主机。"
    )
    assert error.value.message("en") == (
        f"“{address}” is no store. Use memory, a file ending in .lbug, bolt://host:7687 or neo4j://host."
    )


@pytest.mark.parametrize("address", ["http://localhost:7474", "HTTPS://db.example"])
def test_a_web_address(address: str) -> None:
    with pytest.raises(StoreError) as error:
        open_store(address)
    assert error.value.message("zh") == f"“{address}”是网页地址；Neo4j 请用 Bolt 地址，如 bolt://主机:7687。"
    assert error.value.message("en") == (
        f"“{address}” is a web address; for Neo4j use its Bolt address, such as bolt://host:7687."
    )


def test_another_scheme() -> None:
    with pytest.raises(StoreError) as error:
        open_store("postgres://localhost")
    assert error.value.message("zh") == (
        "不认识库地址“postgres://localhost”。服务器地址以 "
        "bolt://、bolt+s://、bolt+ssc://、neo4j://、neo4j+s://、neo4j+ssc:// 开头。"
    )
    assert error.value.message("en") == (
        "“postgres://localhost” is no store. A server's address begins with "
        "bolt://, bolt+s://, bolt+ssc://, neo4j://, neo4j+s://, neo4j+ssc://."
    )


@pytest.mark.parametrize("scheme", ["bolt", "neo4j+s", "http", "postgres"])
def test_a_password_in_the_address_is_refused_and_not_repeated(scheme: str) -> None:
    with pytest.raises(StoreError) as error:
        open_store(f"{scheme}://neo4j:hidden@localhost:7687")
    assert error.value.message("zh") == "库地址中不要写用户名和密码：请设置 NEO4J_USERNAME 和 NEO4J_PASSWORD。"
    assert error.value.message("en") == (
        "Leave user and password out of the store's address: set NEO4J_USERNAME and NEO4J_PASSWORD."
    )


@pytest.mark.parametrize("settings", [{"auth": ("neo4j", "hidden")}, {"database": "neo4j"}])
def test_credentials_for_a_store_that_takes_none(settings: dict[str, object]) -> None:
    with pytest.raises(StoreError) as error:
        open_store("plans.lbug", **settings)  # type: ignore[arg-type]  # one of the two, as a person would give it
    assert error.value.message("zh") == "用户名、密码和数据库名只用于 Neo4j 服务器（bolt:// 或 neo4j:// 地址）。"
    assert error.value.message("en") == (
        "A user, password or database name is only for a Neo4j server (a bolt:// or neo4j:// address)."
    )


def test_a_server_that_is_not_there() -> None:
    """Port 1 is never Neo4j's; nothing answers there."""
    with pytest.raises(StoreError) as error:
        open_store("bolt://127.0.0.1:1")
    assert error.value.message("zh") == (
        "无法连接 bolt://127.0.0.1:1 上的 Neo4j 服务器，或连接中断：请确认它在运行，"
        "且这是它的 Bolt 地址（如 bolt://主机:7687）。未完成的载入不留痕迹。"
    )
    assert error.value.message("en") == (
        "The Neo4j server at bolt://127.0.0.1:1 cannot be reached or has gone: is it running, and is this "
        "its Bolt address (such as bolt://host:7687)? An unfinished load leaves nothing behind."
    )


@pytest.mark.parametrize(
    "address", ["bolt://127.0.0.1:7687?policy=x", "bolt://127.0.0.1:port", "neo4j://127.0.0.1:99999"]
)
def test_an_address_that_the_driver_cannot_use(address: str) -> None:
    with pytest.raises(StoreError) as error:
        open_store(address)
    assert error.value.message("en").startswith(f"{address} is no usable Neo4j address: ")
    assert error.value.message("zh").startswith(f"{address} 不是可用的 Neo4j 地址：")
