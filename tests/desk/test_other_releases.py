"""What lasts: a database of an older LadybugDB, and a plan that a newer respnet has written."""

from __future__ import annotations

from pathlib import Path

import msgspec

from respnet.desk import child
from respnet.stores import open_store
from respnet.workspace import journal
from respnet.workspace.office import Office
from tests.desk_server import serve_desk
from tests.workspace.steps import TEXT


def test_the_database_beside_the_desk_is_rebuilt_from_the_plans_and_the_old_file_kept(tmp_path: Path) -> None:
    office, file = Office(tmp_path / "office"), tmp_path / "plans.lbug"
    plans = [
        office.add(name, text.encode()) for name, text in (("甲.txt", TEXT), ("乙.txt", TEXT.replace("科普", "养老")))
    ]
    order = {"plan": str(plans[0].path), "office": str(office.folder), "store": str(file)}
    child._take(order)
    data = bytearray(file.read_bytes())
    data[4] = 39
    file.write_bytes(data)
    network, _ = child._take(order)
    assert network.plan.tasks
    assert (tmp_path / "plans-old.lbug").read_bytes() == data
    with open_store(str(file), read_only=True) as store:
        assert sorted(store.plan_ids()) == sorted(one.build_plan().id for one in plans)


def test_a_plan_of_a_newer_respnet_is_shown_and_not_changed(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    file = office.add("甲.txt", TEXT.encode()).path / journal.JOURNAL_FILE
    file.write_bytes(journal._pack(b'{"format":9}') + file.read_bytes().split(b"\n", 1)[1])
    before = file.read_bytes()
    with serve_desk(office.folder, tmp_path / "cache") as desk:
        (plan,) = desk.client.list_plans()
        assert "科普" in desk.client.get(f"/plans/{plan}/check").text
        step = {"id": "x", "sees": 1, "op": "fact", "parameters": {"name": "title", "value": "新"}}
        answer = desk.client.post_json(f"/plans/{plan}/decisions", step)
        assert answer.status == 400
        assert "更新版本的 respnet" in msgspec.json.decode(answer.body)["message"]
    assert file.read_bytes() == before
