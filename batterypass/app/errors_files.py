"""Where the rows go that an import refuses, and how they get there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.exchange.errors_file import is_errors_file
from batterypass.exchange.words import failed, input_error

if TYPE_CHECKING:
    from pathlib import Path


def errors_path(source: Path | None, folder: Path, name: str = "packs.errors.csv") -> Path:
    """Say where the refused rows of a file go: ``shift-2.errors.csv`` beside ``shift-2.csv``.

    For standard input it is ``name`` in ``folder``. Beside ``.`` too, which has no name of its own.
    """
    if source is not None and source.name in ("", ".."):
        source = source.resolve()
    if source is None or not source.name:
        return folder / name
    return source.with_name(f"{source.stem or source.name}.errors.csv")


def write_errors_file(path: Path, body: bytes) -> None:
    """Write an errors file, in place of an earlier one.

    Raises InputError where something else has that name, FailedError where the disk says no. It is
    called before anything is signed, so that no refused row is ever lost.
    """
    try:
        is_ours = path.is_file() and is_errors_file(path.read_bytes()[:64])
        if path.exists() and not is_ours:
            raise input_error("other_file", path=path)
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(body)
        # Whole or not at all: half an errors file would look like fewer errors.
        beside.replace(path)
    except OSError as error:
        problem = error.strerror or str(error)
        raise failed("unreadable", name=str(path), problem=problem) from error
