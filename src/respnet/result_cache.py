"""Disk cache of the slow measures, keyed by content digest.

A file's name is the digest of everything its contents depend on: the plan, the options, respnet's own code and the
versions of the numerical libraries. Entries are never stale, and an unreadable file counts as a miss.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from respnet.analysis.run import Measures
from respnet.core.cache_dir import get_cache_dir, write_cache_file
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import AnalysisOptions
from respnet.pipeline import Analysis, ProgressCallback, build_analysis, measure, resolve_focus

MAX_CACHED_RESULTS = 200
"""Number of files kept; the least recently used are deleted."""


def analyse_cached(
    network: ResponsibilityNetwork,
    *,
    focus: Sequence[str] = (),
    settings: AnalysisOptions | None = None,
    progress: ProgressCallback | None = None,
) -> Analysis:
    """Run `analyse` with cached measures. Cache errors are ignored.

    Args:
        network: Network of the plan.
        focus: Units in focus, if no `settings` are given.
        settings: Options of the analysis.
        progress: Progress callback.

    Returns:
        The analysis, equal to that of `analyse`.
    """
    told = replace(settings or AnalysisOptions(), focus=resolve_focus(network, settings.focus if settings else focus))
    file = _get_cache_file(network, told)
    measured = _load_cached(file) if file is not None else None
    if measured is None:
        measured = measure(network, told, progress)
        if file is not None:
            _save_cached(file, measured)
    return build_analysis(network, told, measured)


def _get_cache_file(network: ResponsibilityNetwork, settings: AnalysisOptions) -> Path | None:
    """Return the path of the cache entry; None where caching is off or impossible."""
    folder = get_cache_dir()
    if folder is None:
        return None
    try:
        return folder / f"{_compute_cache_key(network, settings)}.json"
    except OSError:  # respnet itself is not files that can be read (a zipped package)
        return None


def _compute_cache_key(network: ResponsibilityNetwork, settings: AnalysisOptions) -> str:
    """Compute the digest of everything the measures depend on; the units in focus are not part of it."""
    import numpy

    from respnet.core.installation import digest_code, get_version

    parts = [network.plan.digest(), *(str(getattr(settings, name)) for name in ("seed", "draws", "tie_draws"))]
    parts += [str(settings.null_draws), digest_code(), numpy.__version__, get_version("scipy")]
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()


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
    """Write the entry atomically; write errors are ignored."""
    write_cache_file(file, msgspec.json.encode(measured))
    with contextlib.suppress(OSError):
        kept = sorted(file.parent.glob("*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in kept[MAX_CACHED_RESULTS:]:
            old.unlink(missing_ok=True)
