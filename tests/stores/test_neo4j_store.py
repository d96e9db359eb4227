"""What only a server can do: refuse, be elsewhere, hold other people's data, or go away in the middle."""

from __future__ import annotations

import logging
import re
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import neo4j
import pytest

from respnet.core.errors import StoreError
from respnet.queries.ask import ask
from respnet.stores import neo4j_store, open_store
from respnet.stores.neo4j_store import MAX_ID_BYTES, Neo4jStore
from respnet.stores.statements import load_statement
from tests import neo4j_server, toy
from tests.conftest import open_neo4j
from tests.neo4j_server import LocalServer, NoServerError, Server
from tests.requirements import missing


def count(server: Server, question: str) -> int:
    """A number that the server answers, asked past respnet."""
    with server.driver() as driver:
        answer = driver.execute_query(question, database_=server.database).records  # type: ignore[arg-type]  # ours
        return int(answer[0][0])


def change(server: Server, statement: str) -> None:
    """Change the server's contents past respnet."""
    with server.driver() as driver:
        driver.execute_query(statement, database_=server.database)  # type: ignore[arg-type]  # ours


def needs_a_password(server: Server) -> Server:
    if server.auth is None:
        pytest.skip("the server of NEO4J_URI asks for no password")
    return server


def test_credentials_come_from_the_environment(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    user, password = needs_a_password(server).auth or ("", "")
    monkeypatch.setenv("NEO4J_USERNAME", user)
    monkeypatch.setenv("NEO4J_PASSWORD", password)
    monkeypatch.setenv("NEO4J_DATABASE", server.database)
    with open_store(server.address) as store:
        store.load(toy.science())
        assert store.plan("science") == toy.science()


def test_a_wrong_password(server: Server) -> None:
    user, _ = needs_a_password(server).auth or ("", "")
    with pytest.raises(StoreError) as error:
        open_store(server.address, auth=(user, "hidden-and-wrong"), database=server.database)
    assert error.value.message("zh") == (
        f"{server.address} 上的 Neo4j 不接受用户“{user}”的密码：请核对 NEO4J_USERNAME 和 NEO4J_PASSWORD。"
    )
    assert error.value.message("en") == (
        f"The Neo4j server at {server.address} refuses the password of user “{user}”: "
        "check NEO4J_USERNAME and NEO4J_PASSWORD."
    )


def test_no_password(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_a_password(server)
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    with pytest.raises(StoreError) as error:
        open_store(server.address, database=server.database)
    assert error.value.message("zh") == (
        f"{server.address} 上的 Neo4j 要求登录：请设置 NEO4J_USERNAME 和 NEO4J_PASSWORD。"
    )
    assert error.value.message("en") == (
        f"The Neo4j server at {server.address} asks for a password: set NEO4J_USERNAME and NEO4J_PASSWORD."
    )


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_database_that_is_not_there(server: Server, scheme: str) -> None:
    address = server.address.replace("bolt://", f"{scheme}://")
    with pytest.raises(StoreError) as error:
        open_store(address, auth=server.auth, database="absent")
    assert error.value.message("zh") == f"{address} 上没有名为“absent”的数据库：请用 NEO4J_DATABASE 指定。"
    assert error.value.message("en") == (
        f"The Neo4j server at {address} has no database “absent”: name the right one in NEO4J_DATABASE."
    )


def test_a_plan_goes_and_comes_by_the_routing_address(server: Server) -> None:
    """neo4j:// asks the server where to write and where to read."""
    routed = replace(server, address=server.address.replace("bolt://", "neo4j://"))
    with open_neo4j(routed) as store:
        store.load(toy.science())
        store.load(toy.science_revised())
        assert store.plan("science") == toy.science_revised()
        assert store.plan("science@1") == toy.science()


def test_a_store_opened_for_reading_refuses_to_change(server: Server) -> None:
    with open_neo4j(server) as store:
        store.load(toy.science())
    with open_neo4j(server, read_only=True) as store:
        for act in (lambda: store.load(toy.roads()), lambda: store.remove("science")):
            with pytest.raises(StoreError, match=r"^The store was opened for reading only: nothing can be loaded"):
                act()
        assert store.plan("science") == toy.science()


def test_other_data_in_the_database_is_left_alone(server: Server) -> None:
    change(server, "CREATE (:Person {name: 'x'})-[:KNOWS]->(:Unit {id: 'a unit of theirs', name: 'y'})")
    with open_neo4j(server) as store:
        store.load(toy.science())
        store.load(toy.science_revised())
        store.remove("science")
    assert count(server, "MATCH (n) RETURN count(n)") == 2
    assert count(server, "MATCH (:Person)-[k:KNOWS]->(:Unit) RETURN count(k)") == 1


def test_a_load_mends_what_was_changed_by_hand(server: Server) -> None:
    """Doubled, moved and added relationships of the plan go; a second load must not be needed."""
    with open_neo4j(server) as store:
        store.load(toy.science())
        change(server, "MATCH (u:Unit)-[r:SUPPORTS]->(t:Task) CREATE (u)-[:SUPPORTS {position: r.position}]->(t)")
        change(server, "MATCH (u:Unit {name: '团县委'}), (t:Task {number: '3'}) CREATE (u)-[:LEADS]->(t)")
        change(server, "MATCH (t:Task {number: '1'}) SET t.title = 'x', t.`order` = 77")
        assert store.load(toy.science()).unchanged  # by its digest; reading would say what happened
        with pytest.raises(StoreError, match=r"changed by another program .*: load it again, with --anew"):
            store.plan("science")
        store.load(toy.science(), anew=True)
        assert store.plan("science") == toy.science()
        assert store.history("science") == ()
    assert count(server, "MATCH (:Unit)-[r]->(:Task) RETURN count(r)") == len(toy.science().assignments)


@pytest.mark.parametrize(
    "spoilt",
    [
        "MATCH (t:Task {number: '9'}) DETACH DELETE t",
        "MATCH (:Unit)-[r]->(:Task {number: '9'}) DELETE r",
        "MATCH (t:Task {number: '1'})<-[r]-(:Unit) DELETE r",
        "MATCH (:Unit)-[n:NAMED_IN]->(:Plan) WITH n LIMIT 1 DELETE n",
        "MATCH (v:Version) SET v.json = 'x'",
        "MATCH (v:Version) DETACH DELETE v",
        "MATCH (p:Plan) SET p.digest = '2:' + substring(p.digest, 2)",
    ],
)
def test_all_is_written_where_the_rest_is_not_as_a_load_left_it(server: Server, spoilt: str) -> None:
    plan = toy.many(40, 0)
    changed = replace(plan, tasks=(replace(plan.tasks[0], title="另一任务"), *plan.tasks[1:]))
    with open_neo4j(server) as store:
        store.load(plan)
        change(server, spoilt)
        store.load(changed)
        assert store.plan("many") == changed


def test_a_title_changed_by_hand_is_noticed_when_it_is_read(server: Server) -> None:
    """A load of another task's change does not look at it."""
    plan = toy.many(40, 0)
    with open_neo4j(server) as store:
        store.load(plan)
        change(server, "MATCH (t:Task {number: '9'}) SET t.title = 'x'")
        store.load(replace(plan, tasks=(replace(plan.tasks[0], title="另一任务"), *plan.tasks[1:])))
        with pytest.raises(StoreError, match=r"changed by another program .*: load it again, with --anew"):
            store.plan("many")
        assert store.plan("many@1") == plan


def test_a_plan_spoilt_by_hand_is_named_as_such(server: Server) -> None:
    with open_neo4j(server) as store:
        store.load(toy.science())
        change(server, "MATCH (:Unit)-[r:SUPPORTS]->(:Task) SET r.role = 'helper'")
        with pytest.raises(StoreError) as error:
            store.plan("science")
    assert error.value.message("en") == (
        "The stored plan is incomplete or was changed by another program ('helper' is not a valid Role): "
        "load it again, with --anew."
    )


def test_a_constraint_of_the_database_stops_the_load_half_way(server: Server) -> None:
    """The plan, its units and its first tasks are written when the second title breaks somebody's constraint."""
    change(server, "CREATE CONSTRAINT one_title IF NOT EXISTS FOR (t:Task) REQUIRE t.title IS UNIQUE")
    try:
        with open_neo4j(server) as store:
            store.load(toy.science())
            store.load(toy.roads())
            plan = toy.science_revised()
            twice = replace(plan, tasks=(plan.tasks[0], replace(plan.tasks[1], title=plan.tasks[0].title)))
            with pytest.raises(
                StoreError, match=r"^The database refused: Node\(\d+\) already exists with label `Task`"
            ):
                store.load(twice)
            assert store.plan("science") == toy.science()
            assert store.plan("roads") == toy.roads()
            assert {name for _, name, _ in toy.units(store)} == {
                unit.name for unit in (*toy.science().units, *toy.roads().units)
            }
    finally:
        change(server, "DROP CONSTRAINT one_title")


def test_an_id_too_long_for_the_index_is_refused_before_anything_is_sent(server: Server) -> None:
    plan = toy.roads()
    long = replace(plan, units=(*plan.units, replace(plan.units[0], id="长" * 2667, name="长")))
    with open_neo4j(server) as store:
        with pytest.raises(StoreError) as error:
            store.load(long)
        assert store.plans() == ()
        fits = replace(plan, units=(*plan.units, replace(plan.units[0], id="x" * MAX_ID_BYTES, name="长")))
        store.load(fits)
    assert error.value.message("zh") == (
        f"名称或编号过长：“{'长' * 20}…”有 8001 字节，Neo4j 索引最多容纳 8000 字节。请核对该单元格是否漏了顿号。"
    )
    assert error.value.message("en") == (
        f"A name or number is too long: “{'长' * 20}…” has 8001 bytes, and Neo4j can index 8000. "
        "Is a separator missing in that cell?"
    )


def test_the_constraints_are_there_after_a_load(server: Server) -> None:
    with open_neo4j(server) as store:
        store.load(toy.empty())
    asked = "SHOW CONSTRAINTS YIELD name WHERE name IN ['plan_id', 'unit_id', 'task_id'] RETURN count(name)"
    assert count(server, asked) == 3


def test_the_server_is_told_who_asks(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="neo4j.io"), open_neo4j(server) as store:
        store.plans()
    assert "'user_agent': 'respnet/" in caplog.text


class Wire:
    """A wire to a server that is cut for good when certain bytes are first sent over it."""

    def __init__(self, server: Server, last: bytes) -> None:
        host, _, port = server.address.removeprefix("bolt://").partition(":")
        self._server, self._last = (host, int(port)), last
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sockets = [self._listener]
        self._threads: list[threading.Thread] = []
        self.address = f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"
        self._start(self._accept)

    def close(self) -> None:
        for one in self._sockets:
            _cut(one)
        for thread in self._threads:
            thread.join(timeout=60)
        for one in self._sockets:
            one.close()

    def _start(self, target: Callable[..., None], *given: object) -> None:
        self._threads.append(threading.Thread(target=target, args=given, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._sockets.append(client)
                wire = socket.create_connection(self._server)
                self._sockets.append(wire)
                self._start(self._send, client, wire)
                self._start(self._receive, wire, client)

    def _send(self, client: socket.socket, wire: socket.socket) -> None:
        seen = b""
        with suppress(OSError):
            while data := client.recv(65536):
                seen = seen[-len(self._last) :] + data
                if self._last in seen:
                    _cut(self._listener)
                    break
                wire.sendall(data)
        _cut(client)
        _cut(wire)

    def _receive(self, wire: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := wire.recv(65536):
                client.sendall(data)
        _cut(client)


def _cut(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)


def test_a_server_that_goes_in_the_middle_of_a_load(server: Server) -> None:
    """The wire is cut as the assignments are sent; plan, units and tasks have been written by then."""
    with open_neo4j(server) as store:
        store.load(toy.science())
    with closing(Wire(server, b"CREATE (u)-[r:LEADS")) as wire:
        address = wire.address
        cut = Server(address, server.auth, server.database)
        with closing(open_neo4j(cut)) as store, pytest.raises(StoreError) as error:
            store.load(toy.science_revised())
    assert error.value.message("en") == (
        f"The Neo4j server at {address} cannot be reached or has gone: is it running, and is this "
        "its Bolt address (such as bolt://host:7687)? An unfinished load leaves nothing behind."
    )
    with open_neo4j(server) as store:
        assert store.plan("science") == toy.science()
        assert count(server, "MATCH (u:Unit {name: '县司法局'}) RETURN count(u)") == 0


@pytest.fixture
def own(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[LocalServer]:
    """A server of its own, not started yet, which may be stopped and started as another."""
    try:
        local = LocalServer(neo4j_server.jars(), tmp_path / "home", **getattr(request, "param", {}))
    except NoServerError as reason:
        missing("neo4j", str(reason))
    yield local
    local.close()


@pytest.mark.rare
def test_a_database_that_may_only_be_read(own: LocalServer) -> None:
    """Filled, stopped, and started again as one that lets nobody write."""
    own.start()
    with open_neo4j(own.server) as store:
        store.load(toy.science())
    own.stop()
    own.start(**{"server.databases.default_to_read_only": "true"})
    with open_neo4j(own.server) as store:
        for act in (lambda: store.load(toy.science_revised()), lambda: store.remove("science")):
            with pytest.raises(StoreError) as error:
                act()
            assert error.value.message("zh") == (
                f"没有写入 {own.server.address} 上数据库“neo4j”的权限：请向管理员申请，或换一个数据库。"
            )
            assert error.value.message("en") == (
                f"Writing to database “neo4j” at {own.server.address} is not allowed: "
                "ask its administrator for the right to write, or use another database."
            )
        assert store.plan("science") == toy.science()


@pytest.mark.rare
@pytest.mark.parametrize("own", [{"password": None}], indirect=True)
def test_the_first_password_of_a_fresh_server(own: LocalServer) -> None:
    own.start()
    with pytest.raises(StoreError, match="still has its first password, which must be changed") as error:
        open_neo4j(own.server)
    assert "须先改密码" in error.value.message("zh")


@pytest.mark.rare
def test_a_server_that_wants_encryption(own: LocalServer, tmp_path: Path) -> None:
    folder = tmp_path / "certificates"
    folder.mkdir()
    made = [
        *["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"],
        "-keyout",
    ]
    subprocess.run([*made, folder / "private.key", "-out", folder / "public.crt"], check=True, capture_output=True)
    own.scheme = "bolt+ssc"
    own.start(
        **{
            "dbms.ssl.policy.bolt.enabled": "true",
            "dbms.ssl.policy.bolt.base_directory": str(folder),
            "dbms.ssl.policy.bolt.client_auth": "NONE",
            "server.bolt.tls_level": "REQUIRED",
        }
    )
    with open_neo4j(own.server) as store:
        store.load(toy.science())
        assert store.plan("science") == toy.science()
    place = f"127.0.0.1:{own.port}"
    for scheme, said in (
        ("bolt", f"answers, but only with encryption: use bolt+s://{place}, or bolt+ssc://{place} for a certificate"),
        ("neo4j", f"answers, but only with encryption: use neo4j+s://{place}, or neo4j+ssc://{place} for"),
        ("bolt+s", f"is not trusted here: add it to this machine, or use bolt+ssc://{place}"),
    ):
        with pytest.raises(StoreError, match=re.escape(said)):
            open_neo4j(Server(f"{scheme}://{place}", own.server.auth))


@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc", "neo4j+s", "neo4j+ssc"])
def test_encryption_asked_of_a_server_without_it(server: Server, scheme: str) -> None:
    place = server.address.removeprefix("bolt://")
    with pytest.raises(StoreError) as error:
        open_neo4j(Server(f"{scheme}://{place}", server.auth))
    plain = f"{scheme.partition('+')[0]}://{place}"
    assert error.value.message("en") == (
        f"The server at {scheme}://{place} answers, but without encryption: use {plain}."
    )
    assert error.value.message("zh") == f"{scheme}://{place} 有应答，但那台服务器没有加密：请改用 {plain}。"


def test_plans_of_other_people_are_no_plans(server: Server) -> None:
    change(server, "CREATE (:Plan {title: 'theirs'}), (:Plan {id: 7}), (:Plan {id: 7.5, title: 3})")
    with open_neo4j(server) as store:
        assert store.plans() == ()
        store.load(toy.science())
        assert [one.id for one in store.plans()] == ["science"]
        assert [row[0] for row in ask(store, "plans", {}, None).rows] == ["science"]


def test_what_others_relate_to_is_never_deleted(server: Server) -> None:
    """A note of theirs on a unit, a task and the plan: respnet takes its own relationships, and leaves the nodes."""
    with open_neo4j(server) as store:
        store.load(toy.science())
        change(server, "MATCH (n) WHERE n:Unit OR n:Task OR n:Plan CREATE (:Note {on: n.id})-[:ABOUT]->(n)")
        noted = count(server, "MATCH (:Note)-[r:ABOUT]->() RETURN count(r)")
        store.load(toy.science_revised())
        assert store.plan("science") == toy.science_revised()
        store.remove("science")
        assert store.plans() == ()
        assert count(server, "MATCH (:Note)-[r:ABOUT]->() RETURN count(r)") == noted
        assert count(server, "MATCH ()-[r]->() RETURN count(r)") == noted
        store.load(toy.science())
        assert store.plan("science") == toy.science()


def test_two_first_loads_at_once_both_arrive(server: Server) -> None:
    for _ in range(3):
        change(server, "MATCH (n) DETACH DELETE n")
        with ThreadPoolExecutor(2) as pool, open_neo4j(server) as one, open_neo4j(server) as other:
            wanted = (toy.science(), toy.science_revised())
            loads = [pool.submit(store.load, plan) for store, plan in zip((one, other), wanted, strict=True)]
            assert sorted(load.result().replaced for load in loads) == [False, True]
            assert one.plan("science") in wanted


def test_a_plan_read_beside_its_loads_is_never_a_mixture(server: Server) -> None:
    """Two versions of 200 tasks follow one another while the plan is read; bench/store_faults.py reads 500 times."""
    versions = [toy.many(200, turn) for turn in range(2)]
    stop = threading.Event()

    def load() -> int:
        turns = 0
        with open_neo4j(server) as store:
            while not stop.is_set():
                turns += 1
                store.load(versions[turns % 2])
        return turns

    with ThreadPoolExecutor(1) as pool, open_neo4j(server) as store:
        store.load(versions[0])
        loading = pool.submit(load)
        try:
            for _ in range(15):
                assert store.plan("many") in versions
        finally:
            stop.set()
        assert loading.result() > 1


def test_an_unchanged_plan_is_not_written_again(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_neo4j(server) as store:
        store.load(toy.science())
        asked: list[str] = []

        def listen(name: str) -> str:
            asked.append(name)
            return load_statement(name)

        monkeypatch.setattr(neo4j_store, "load_statement", listen)
        assert store.load(toy.science()).replaced
    assert not [name for name in asked if name.startswith(("load/", "remove/"))]


def test_no_driver_stays_open_after_a_refusal(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[neo4j.Driver] = []
    real = neo4j.GraphDatabase.driver

    def remembering(*given: object, **settings: object) -> neo4j.Driver:
        opened.append(real(*given, **settings))  # type: ignore[arg-type]  # passed on as it came
        return opened[-1]

    monkeypatch.setattr(neo4j.GraphDatabase, "driver", remembering)
    with pytest.raises(StoreError):
        Neo4jStore(server.address, auth=server.auth, database="absent")
    with pytest.raises(StoreError):
        Neo4jStore("bolt://127.0.0.1:1", auth=server.auth, database=server.database)
    with pytest.raises(neo4j.exceptions.DriverError, match="Driver closed"):
        opened[0].verify_connectivity()
    with pytest.raises(neo4j.exceptions.DriverError, match="Driver closed"):
        opened[1].verify_connectivity()
