"""What was kept in an outbox, remembered outside it: one line of JSON for each statement.

An outbox cannot be made again, and one that was lost or replaced by an older copy looks like one in
which less was signed. This file, in ``BATTERYPASS_HOME``, tells the difference and names what is
gone (``docs/formats/outbox.md``). It is written after the statement is on the disk, so it may be
behind the outbox and is never ahead of it.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Final

from batterypass.errors import FailedError, MalformedError
from batterypass.ports import KeptRow
from batterypass.store.regular import open_regular, read_regular

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: No line is longer: ids and names in it are bounded.
_TAIL: Final = 16_384


def last_row(path: Path) -> KeptRow | None:
    """Give the row that was noted last; None where nothing was. Raises as :func:`all_rows`."""
    try:
        with open_regular(path) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            data = file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(path, error) from error
    lines = _whole(data).splitlines()
    return _parse(path, lines[-1]) if lines else None


def all_rows(path: Path) -> list[KeptRow]:
    """Give every row that was noted, in that order.

    Raises FailedError for a file that cannot be read, and MalformedError for one that says no rows;
    a line that a power cut left unfinished is none.
    """
    try:
        data = read_regular(path)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise _unreadable(path, error) from error
    return [_parse(path, line) for line in _whole(data).splitlines()]


def add_rows(path: Path, rows: Sequence[KeptRow]) -> None:
    """Note more rows. Raises FailedError naming the path."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Its owner alone reads what he signed, as in the outbox.
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(handle, "r+b") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            tail = file.read()
            # What a power cut left unfinished goes; the rows of others stay.
            file.seek(size - len(tail) + len(_whole(tail)))
            file.truncate()
            file.write(encode_rows(rows))
    except OSError as error:
        raise FailedError(
            f"{path}: cannot be written: {error.strerror or error}",
            code="open.unwritable", path=path, why=error.strerror or str(error),
        ) from error  # fmt: skip


def encode_rows(rows: Sequence[KeptRow]) -> bytes:
    """Write rows as lines."""
    lines = (
        json.dumps(
            {
                "place": row.place, "event_id": row.event_id, "digest": row.digest.hex(),
                "kind": row.kind, "subject": row.subject, "event_time": row.event_time,
            },
            ensure_ascii=False, separators=(",", ":"),
        )
        for row in rows
    )  # fmt: skip
    return "".join(f"{line}\n" for line in lines).encode()


def _whole(data: bytes) -> bytes:
    return data[: data.rfind(b"\n") + 1]


def _parse(path: Path, line: bytes) -> KeptRow:
    try:
        found = json.loads(line)
        row = KeptRow(
            int(found["place"]), str(found["event_id"]), bytes.fromhex(found["digest"]),
            str(found["kind"]), str(found["subject"]), str(found["event_time"]),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError) as error:
        raise MalformedError(
            f"{path}: no memory of an outbox ({error}): delete it; what was lost from the outbox"
            " before is told no more then",
            code="outbox.bad-memory", path=path, why=str(error),
        ) from error  # fmt: skip
    return row


def _unreadable(path: Path, error: OSError) -> FailedError:
    return FailedError(
        f"{path}: cannot be read: {error.strerror or error}",
        code="open.unreadable", path=path, why=error.strerror or str(error),
    )  # fmt: skip
