"""What was erased from a ledger on request, and why: a file of lines beside it, without any value.

The log says nothing of it, for to erase is no event; but who is asked later where the values are has
to be able to say. The file is not part of the ledger: losing it breaks nothing.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from batterypass.errors import FailedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def erasures_path(ledger: Path) -> Path:
    """Give the path of the file beside a ledger."""
    return ledger.with_name(f"{ledger.name}.erased.jsonl")


def note_erasures(ledger: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add a line for each section. Raises FailedError where the disk does not take it."""
    path = erasures_path(ledger)
    text = "".join(json.dumps(dict(row), ensure_ascii=False) + "\n" for row in rows)
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise FailedError(
            f"{path}: cannot be written: {error.strerror}",
            code="erase.no-note", path=path, why=str(error.strerror),
        ) from error  # fmt: skip
