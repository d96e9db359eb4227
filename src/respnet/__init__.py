"""respnet: who does what in a government plan, as a two-mode graph of units and tasks.

    import respnet

    plan = respnet.read_plan("data")
    problems = respnet.check(plan)
    with respnet.open_store() as store:
        store.load(plan)
        network = store.network(plan.id)
    analysis = respnet.analyse(network)
    respnet.write_report(analysis, problems, "report")

Everything is imported when it is first used, so that `import respnet` costs nothing: `__init__.pyi`, beside this file,
lists the public names with their homes, for type checkers and for `__getattr__`.
"""

from __future__ import annotations


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("respnet")
    if name == "__all__":
        return sorted(_find_homes())
    if name.startswith("_") or name not in _find_homes():
        raise AttributeError(f"module 'respnet' has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_find_homes()[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_find_homes(), "__all__", "__version__"])


def _find_homes() -> dict[str, str]:
    """Map each public name to its module, by the lines `from module import name as name` of the stub."""
    if not _HOMES:
        stub: bytes = __loader__.get_data(__file__ + "i")  # also out of a zipped package
        lines = (line.split() for line in stub.decode("utf-8").splitlines() if line.startswith("from "))
        _HOMES.update({words[3]: words[1] for words in lines})
    return _HOMES


_HOMES: dict[str, str] = {}
