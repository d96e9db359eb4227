"""What was measured once is remembered: the slow results of a plan, kept in the user's cache folder.

A file's name is the digest of everything its contents depend on: the plan, the settings, respnet's own measures and
the numerical libraries. So nothing is ever out of date, and a file that cannot be read is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from respnet.analysis.run import Measures
from respnet.core.cache_dir import get_cache_dir
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import AnalysisOptions
from respnet.pipeline import Analysis, ProgressCallback, build_analysis, measure, resolve_focus

MAX_CACHED_RESULTS = 200
"""Files that stay; the ones unused for longest go first."""


def analyse_cached(
    network: ResponsibilityNetwork,
    *,
    focus: Sequence[str] = (),
    settings: AnalysisOptions | None = None,
    progress: ProgressCallback | None = None,
) -> Analysis:
    """As `analyse`, with the slow results taken from an earlier run where there was one. Never fails for the cache."""
    told = replace(settings or AnalysisOptions(), focus=resolve_focus(network, settings.focus if settings else focus))
    file = _get_cache_file(network, told)
    measured = _load_cached(file) if file is not None else None
    if measured is None:
        measured = measure(network, told, progress)
        if file is not None:
            _save_cached(file, measured)
    return build_analysis(network, told, measured)


def _get_cache_file(network: ResponsibilityNetwork, settings: AnalysisOptions) -> Path | None:
    """Where these results are, or would be; None where nothing is remembered."""
    folder = get_cache_dir()
    if folder is None:
        return None
    try:
        return folder / f"{_compute_cache_key(network, settings)}.json"
    except OSError:  # respnet itself is not files that can be read (a zipped package)
        return None


def _compute_cache_key(network: ResponsibilityNetwork, settings: AnalysisOptions) -> str:
    """The digest of all that the slow results depend on; which units are looked at closely is none of it."""
    from importlib.metadata import version

    import numpy

    parts = [network.plan.digest(), *(str(getattr(settings, name)) for name in ("seed", "draws", "tie_draws"))]
    parts += [str(settings.null_draws), _digest_code(), numpy.__version__, version("scipy")]
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()


def _digest_code(package: Path = Path(__file__).parent) -> str:
    """The digest of every module of the package, wherever it lies: changed code must not be answered from before."""
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*.py")):
        digest.update(file.relative_to(package).as_posix().encode("utf-8"))
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _load_cached(file: Path) -> Measures | None:
    try:
        if not file.is_file():  # nothing, or something that would never end (a pipe, a device)
            return None
        measured = msgspec.json.decode(file.read_bytes(), type=Measures)
        os.utime(file)
    except (OSError, msgspec.MsgspecError, RecursionError):
        return None
    return measured


def _save_cached(file: Path, measured: Measures) -> None:
    """Write the file whole or not at all; a folder that cannot be written to is no reason to fail."""
    data = msgspec.json.encode(measured)
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".respnet-", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as aside:
                aside.write(data)
            Path(name).replace(file)
        finally:
            Path(name).unlink(missing_ok=True)
        kept = sorted(file.parent.glob("*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in kept[MAX_CACHED_RESULTS:]:
            old.unlink(missing_ok=True)
