"""Where a copy of a log can be taken from, and where a replica was last taken from.

``<replica>.updated`` is a line of JSON, ``{"at": …, "source": …}``; it is a convenience, and nothing
is believed because of it.
"""

from __future__ import annotations

import json
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from batterypass.errors import BrokenError, FailedError, InputError, MalformedError
from batterypass.store.download import is_url
from batterypass.store.home import write_whole
from batterypass.store.regular import open_regular
from batterypass.store.sqlite import SqliteStore
from batterypass.store.tile_folder import TileFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from batterypass.ports import LogSource

#: Bytes of the longest file from a stick that is read whole.
_MAX_FILE = 256 * 1024 * 1024


class Update(NamedTuple):
    """When a replica was last updated, and from where."""

    source: str
    at: str


@contextmanager
def open_source(path: Path, read_answer: Callable[[bytes, str], LogSource]) -> Iterator[LogSource]:
    """Open what a copy of a log can be taken from.

    That is a folder of a published log, a ledger or replica file, a folder with a single ``*.bp``,
    or an answer file (``*.bpz``), which ``read_answer`` reads. Raises InputError where it is none of
    them or more than one, FailedError where the disk does not answer, MalformedError for an answer
    file that is none, BrokenError for a checkpoint that is none.
    """
    found = _find(path, read_answer)
    if isinstance(found, SqliteStore):
        with closing(found), found.reading():
            yield found
        return
    yield found


def _find(path: Path, read_answer: Callable[[bytes, str], LogSource]) -> LogSource:
    try:
        if path.is_dir():
            if (path / "checkpoint").exists():
                return _published(path)
            path = _only_ledger(path)
        elif not path.is_file():
            raise _no_source(path)
        elif path.suffix == ".bpz":
            return read_answer(_read(path), path.name)
    except OSError as error:
        raise _failed(path, error) from error
    return SqliteStore.open(path, read_only=True)


def _published(folder: Path) -> TileFolder:
    try:
        return TileFolder(folder)
    except MalformedError as error:
        raise BrokenError(
            f"the source is damaged at checkpoint ({error}): copy it again; nothing was taken",
            code="replica.damaged-source", part="checkpoint", why=error,
        ) from error  # fmt: skip


def last_update(replica: Path) -> Update | None:
    """Give when and from where a replica was last updated; None where that is not known."""
    try:
        found = json.loads(_updated(replica).read_text(encoding="utf-8"))
        return Update(str(found["source"]), str(found["at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def note_update(replica: Path, source: str, at: str) -> None:
    """Note that a replica was updated. Raises FailedError where it cannot be written."""
    place = source if is_url(source) else str(Path(source).absolute())
    said = {"source": place, "at": at}
    line = json.dumps(said, ensure_ascii=False, sort_keys=True) + "\n"
    write_whole(_updated(replica), line.encode())


def _updated(replica: Path) -> Path:
    return replica.with_name(f"{replica.name}.updated")


def _only_ledger(folder: Path) -> Path:
    found = sorted(path for path in folder.glob("*.bp") if path.is_file())
    if not found:
        raise _no_source(folder)
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise InputError(
            f"{folder}: there are several ledger files here ({names}): name one",
            code="replica.several-files", path=folder, names=names,
        )  # fmt: skip
    return found[0]


def _no_source(path: Path) -> InputError:
    return InputError(
        f"{path}: no ledger, no folder of a published log and no answer file is here",
        code="replica.no-source", path=path,
    )  # fmt: skip


def _read(path: Path) -> bytes:
    with open_regular(path) as file:
        data = file.read(_MAX_FILE + 1)
    if len(data) > _MAX_FILE:
        raise MalformedError(f"{path}: more than {_MAX_FILE} bytes: no answer file is so large")
    return data


def _failed(path: Path, error: OSError) -> FailedError:
    why = error.strerror or str(error)
    return FailedError(f"{path}: {why}", code="store.disk", path=path, why=why)
