"""Plan source of a command: a path, the shipped example or a store, read on demand."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from respnet.cli.options import exists, one_plan_error
from respnet.core.errors import InputError, StoreError
from respnet.core.i18n import Lang, format_list, get_message_lang

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.core.network import ResponsibilityNetwork
    from respnet.core.plan import Plan
    from respnet.intake.tables.table_roles import TableRoles
    from respnet.stores.base import Store


@dataclass(slots=True)
class PlanSource:
    """Source of a command's plan: a path, the shipped example, or a store; read on demand.

    A named plan goes before a store that only RESPNET_STORE names; `store_named` is True if --store was given;
    `roles` are what the user says of a document's columns and marks; `write_findings` asks to store findings.
    """

    path: str | None
    example: bool
    address: str | None
    plan_id: str | None
    lang: Lang | None
    store_named: bool = False
    write_findings: bool = False
    roles: TableRoles | None = None
    _stack: ExitStack = field(default_factory=ExitStack)

    def taken(self, *, into_store: bool = False) -> tuple[ResponsibilityNetwork, Plan]:
        """Return the network, read back from a store, and the plan with the reader's remarks, or as it is stored.

        A plan that was read is loaded into memory, or with `into_store` into the given store. Errors in it end the
        command, which lists them all.
        """
        from respnet.core.network import ResponsibilityNetwork
        from respnet.stores import open_store
        from respnet.stores.base import choose_plan
        from respnet.stores.round_trip import read_back

        self._check(into_store=into_store)
        with self._stack:
            source = self._place()
            read = read_valid_plan(source, self.lang, self.roles, self.plan_id) if source else None
            date = find_date(source) if source and into_store else ""
        if read is not None and not (into_store and self.address):
            return ResponsibilityNetwork(read_back(read)), read
        with open_store(self.address, read_only=read is None) as store:
            if read is not None:
                store.load(read, loaded=date)
            network = store.network(read.id if read is not None else self.plan_id or choose_plan(store.plan_ids()))
        return network, read if read is not None else network.plan

    def take_all(self) -> tuple[list[ResponsibilityNetwork], Plan]:
        """Return what `taken` does, in a list; where --store alone was given, the networks of all its plans."""
        if self.path or self.example or self.plan_id is not None or self.address is None:
            network, read = self.taken()
            return [network], read
        from respnet.stores import open_store
        from respnet.stores.base import choose_plan

        with open_store(self.address, read_only=True) as store:
            held = store.plan_ids() or [choose_plan(())]  # which says that there is none
            networks = [store.network(one) for one in held]
        return networks, networks[0].plan

    def plan(self) -> Plan:
        """Return the plan as it was read, errors included; a stored one as it is stored."""
        self._check()
        if not self.path:
            return self.taken()[1]
        return read_any_plan(self.path, self.roles, self.plan_id)

    def network(self) -> ResponsibilityNetwork:
        """Return the network alone."""
        return self.taken()[0]

    def split_plan_path(self, words: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
        """Split the plan's path from the words before it; there is no path if another option names the plan."""
        if self.path is None or exists(self.path) or not (self.example or self.address is not None):
            return self.path, words
        return None, (*words, self.path)

    def _check(self, *, into_store: bool = False) -> None:
        """Raise UsageError unless exactly one plan is named."""
        if self.path and self.plan_id is not None and not self.example and is_corpus_path(self.path):
            return
        named = sum((bool(self.path), self.example, self.plan_id is not None))
        store_too = self.store_named and not into_store and self.plan_id is None
        if named + store_too > 1 or (not named and self.address is None) or (self.plan_id and self.address is None):
            raise one_plan_error(self.lang)

    def _place(self) -> str | None:
        """Return the plan's path; the shipped plan is unpacked while in use if it is in a zipped package."""
        if not self.example:
            return self.path
        from importlib.resources import as_file

        from respnet.core.installation import find_resource_dir

        return str(self._stack.enter_context(as_file(find_resource_dir("data"))))


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """Several plans of a command: paths, or those of a store with these ids, of an area or a year, or all.

    `counterparts` is the path of the file of counterparts.
    """

    places: tuple[str, ...]
    ids: tuple[str, ...]
    address: str | None
    area: str | None
    year: str | None
    counterparts: str | None
    lang: Lang | None

    def take(self, roles: TableRoles | None = None) -> list[Plan]:
        """Read the plans back from a store; those at paths are loaded first, into memory or the given store.

        Args:
            roles: What the user says of columns and marks of documents.

        Raises:
            StoreError: The store has no such plan.
        """
        from respnet.stores import open_store
        from respnet.stores.round_trip import read_back

        read = [read_valid_plan(place, self.lang, roles) for place in dict.fromkeys(self.places)]
        check_ids(tuple(dict.fromkeys(self.places)), [plan.id for plan in read])
        if read and self.address is None:
            return [read_back(plan) for plan in read]
        with open_store(self.address, read_only=not read) as store:
            if read:
                dates = map(find_date, dict.fromkeys(self.places))
                store.load_all(list(zip(read, dates, strict=True)), None, lambda _: None)
            return [store.plan(one) for one in ([plan.id for plan in read] or self.ids or self._select(store))]

    def _select(self, store: Store) -> list[str]:
        from respnet.stores.base import choose_plan

        held = store.plans()
        if not held:
            choose_plan(())
        area = (self.area or "").strip()
        found = [
            one.id for one in held if self.area in (None, one.area) or area == one.area if self.year in (None, one.year)
        ]
        if not found:
            asked = f"{area} {self.year or ''}".strip()
            there = sorted({f"{one.area or '?'} {one.year or '?'}" for one in held})
            raise StoreError(
                zh=f"库里没有“{asked}”的方案。现有（? 是没有写明）：{format_list(there, 'zh', most=10)}。",
                en=f"The store has no plan of “{asked}”. It holds (? where none is told): "
                f"{format_list(there, 'en', most=10)}.",
            )
        return found


def check_ids(places: Sequence[str], ids: Sequence[str]) -> None:
    """Raise InputError if two plans have the same id: the second would replace the first.

    Args:
        places: Path of each plan.
        ids: Id of each plan.
    """
    for place, one in zip(places, ids, strict=True):
        first = places[ids.index(one)]
        if ids.count(one) > 1 and place != first:
            raise InputError(
                zh=f"{first} 和 {place} 的方案标识都是“{one}”，后载入的会替换先载入的。"
                "请在 plan.toml 里给其中一个另写 id。",
                en=f"{first} and {place} are both the plan “{one}”, and the second would replace the first. "
                "Give one of them another id in plan.toml.",
            )


def find_date(place: str) -> str:
    """Return the day on which a plan's file was last changed, in a folder that of tasks.csv; empty if unknown."""
    import datetime
    from pathlib import Path

    file = Path(place, "tasks.csv") if Path(place).is_dir() else Path(place)
    try:
        changed = datetime.datetime.fromtimestamp(file.stat().st_mtime, tz=datetime.UTC)
        return changed.astimezone().date().isoformat()
    except (OSError, ValueError, OverflowError):
        return ""


def is_corpus_path(path: str) -> bool:
    """True if the path is a folder with a corpus of plans."""
    return exists(f"{path}/corpus.toml")


def read_any_plan(source: str, roles: TableRoles | None, plan_id: str | None) -> Plan:
    """Read a plan from a document, table or folder, or out of a corpus.

    Args:
        source: Path of the plan or of the corpus.
        roles: Roles that the user gives to columns and marks of a document's tables.
        plan_id: Id of the plan in the corpus.
    """
    if is_corpus_path(source):
        from respnet.corpus.plan_reader import read_corpus_plan
        from respnet.corpus.schema import read_corpus

        return read_corpus_plan(read_corpus(source), plan_id)
    from respnet.intake.read import read_plan

    return read_plan(source, roles)


def read_valid_plan(
    source: str, lang: Lang | None, roles: TableRoles | None = None, plan_id: str | None = None
) -> Plan:
    """Read a plan; one with errors ends the command with exit status 1, all errors on standard error.

    Args:
        source: Path of the plan.
        lang: Language of --lang; None for the message language.
        roles: Roles that the user gives to columns and marks of a document's tables.
        plan_id: Id of the plan, where the path is a corpus.
    """
    from respnet.checks import check as check_plan
    from respnet.checks import select_errors
    from respnet.cli.output.terminal import format_problems_text

    plan = read_any_plan(source, roles, plan_id)
    errors = select_errors(check_plan(plan))
    if errors:
        click.echo(format_problems_text(errors, lang or get_message_lang()), err=True)
        raise SystemExit(1)
    return plan
