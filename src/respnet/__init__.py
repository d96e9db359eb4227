# -*- coding: utf-8 -*- # noqa: UP009 - Python 2.7 asks for it
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
lists the public names with their homes, for type checkers and for `__getattr__`. This file is also read by the Python
2.7 or 3.6 of an old system, so that it can say which one respnet needs.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - not by pip, but from a folder or a wheel on the path
    _HERE = sys.version.split()[0]
    raise (SystemExit if sys.argv[0] in ("-m", "-c") else ImportError)(
        "责任网需要 Python 3.11 或更新的版本，这里是 " + _HERE + "。请改用新的 Python，例如 python3.11。\n"
        "respnet needs Python 3.11 or newer, and this is " + _HERE + ": use a newer one, such as python3.11."
    )


def __getattr__(name):
    if name == "__version__":
        from importlib.metadata import version

        return version("respnet")
    if name == "__all__":
        return sorted(_find_homes())
    if name.startswith("_") or name not in _find_homes():
        raise AttributeError("module 'respnet' has no attribute " + repr(name))
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_find_homes()[name]), name)
    return value


def __dir__():
    return sorted({"__all__", "__version__"}.union(globals(), _find_homes()))


def _find_homes():
    """Map each public name to its module, by the lines `from module import name as name` of the stub."""
    if not _HOMES:
        stub = __loader__.get_data(__file__ + "i")  # also out of a zipped package
        lines = (line.split() for line in stub.decode("utf-8").splitlines() if line.startswith("from "))
        _HOMES.update({words[3]: words[1] for words in lines})
    return _HOMES


_HOMES = {}
