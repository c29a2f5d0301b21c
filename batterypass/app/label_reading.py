"""Reading every code of printed sheets back, on all processors."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor
from typing import TYPE_CHECKING

from batterypass.documents.read_back import page_count, read_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor
    from pathlib import Path

    from batterypass.documents.read_back import Seen

#: Pages that one process reads at a time: enough to be worth the asking, few enough for a bar.
_PAGES = 4


def read_sheets(
    file: Path,
    dpi: int,
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Seen]:
    """Give every code of a PDF, page by page; the readers must be there.

    ``executor`` runs functions in other processes (the renderer may be used by one thread at a
    time); without one, and where its processes are lost, this process reads.
    """
    pages = page_count(file)
    parts = [range(start, min(start + _PAGES, pages)) for start in range(0, pages, _PAGES)]
    found: list[Seen] = []
    done = 0
    for part, seen in zip(parts, _readings(file, parts, dpi, executor), strict=True):
        found += seen
        done += len(part)
        progress(done, pages)
    return found


def _readings(
    file: Path, parts: list[range], dpi: int, executor: Executor | None
) -> Iterator[list[Seen]]:
    """Give the reading of each part in order."""
    if executor is None or len(parts) < 2:
        yield from (read_pages(file, part, dpi) for part in parts)
        return
    futures = [executor.submit(read_pages, file, part, dpi) for part in parts]
    for part, future in zip(parts, futures, strict=True):
        try:
            yield future.result()
        except BrokenExecutor:
            yield read_pages(file, part, dpi)
