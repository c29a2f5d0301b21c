"""Prepared statements in a file, so that who records them holds nothing but the present batch."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from benchmarks.workload import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_TIME_BYTES = 32


def write_stream(path: Path, batches: Iterable[Prepared]) -> None:
    """Write batches."""
    with path.open("wb") as file:
        for prepared in batches:
            file.write(prepared.clock.isoformat().encode().ljust(_TIME_BYTES))
            file.write(len(prepared.statements).to_bytes(4))
            for statement in prepared.statements:
                file.write(len(statement).to_bytes(4))
                file.write(statement)


def read_stream(path: Path) -> Iterator[Prepared]:
    """Read them back, one batch at a time."""
    with path.open("rb") as file:
        while head := file.read(_TIME_BYTES):
            clock = datetime.fromisoformat(head.decode().strip())
            count = int.from_bytes(file.read(4))
            statements = [file.read(int.from_bytes(file.read(4))) for _ in range(count)]
            yield Prepared(clock, statements)
