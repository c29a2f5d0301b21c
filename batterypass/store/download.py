"""Brings a published log from a web server into a folder, as far as its checkpoint asks for it.

What is not there is not an error here: whoever checks the folder names it. Nothing that comes is
believed; the checkpoint's size only says what to ask for.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from itertools import chain, islice
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, build_opener

from batterypass.errors import FailedError, InputError, MalformedError
from batterypass.store.home import write_whole
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.merkle import HASH_SIZE
from batterypass.tlog.note import MAX_NOTE_SIZE, parse_note
from batterypass.tlog.tiles import (
    ENTRIES,
    MAX_ENTRY_SIZE,
    TILE_WIDTH,
    Tile,
    bundles_between,
    encode_tile_path,
    tiles_between,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

#: Seconds until a server that does not answer is given up.
_PATIENCE: Final = 30
#: Requests at a time.
_AT_ONCE: Final = 8
#: Files asked for before what came is looked at.
_TOGETHER: Final = 256
#: Missing tiles after which no more are asked for: the log is not there.
_MISSING: Final = 16
_MAX_TILE: Final = TILE_WIDTH * (MAX_ENTRY_SIZE + 2)
_GONE: Final = (404, 410)


def is_url(text: str) -> bool:
    """Tell a web address from the path of a folder."""
    return text.startswith(("http://", "https://"))


class Download:
    """Files of one published log that are being brought into a folder."""

    def __init__(self, url: str, folder: Path) -> None:
        """Take the address of the folder with ``checkpoint``. Raises InputError for no web address."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.query:
            raise InputError(
                f"{url}: expected the address of a published log, such as"
                " https://log.example/batteries/",
                code="fsck.bad-url", url=url,
            )  # fmt: skip
        self._base = url.rstrip("/")
        self._folder = folder
        self._opener: OpenerDirector = build_opener(HTTPHandler(), HTTPSHandler())

    def log(self, progress: Callable[[int, int], None] = lambda done, total: None) -> None:
        """Bring the checkpoint, and every bundle and tile that its size implies.

        Raises FailedError where the server does not answer, or what it has is no checkpoint.
        """
        note = self._get("checkpoint", MAX_NOTE_SIZE)
        if note is None:
            raise FailedError(
                f"{self._base}/checkpoint: there is no published log",
                code="fsck.nothing-there", url=self._base,
            )  # fmt: skip
        try:
            size = Checkpoint.parse(parse_note(note).text).size
        except MalformedError as error:
            raise FailedError(
                f"checkpoint: cannot be read: {error}", code="fsck.bad-checkpoint", why=str(error)
            ) from error
        done = missing = 0
        total = -(-size // TILE_WIDTH)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for together in _parts(chain(bundles_between(0, size), tiles_between(0, size))):
                for is_there in pool.map(self._bring_tile, together):
                    missing += not is_there
                done += len(together)
                progress(done, max(2 * total, done))
                if missing >= _MISSING:
                    break
        # Last, as it was published: a folder with a checkpoint is one that was brought.
        write_whole(self._folder / "checkpoint", note, durable=False)

    def fetch(self, paths: Iterable[str], most: int) -> None:
        """Bring other files, those that are there."""
        for path in paths:
            body = self._get(path, most)
            if body is not None:
                write_whole(self._folder / path, body, durable=False)

    def _bring_tile(self, tile: Tile) -> bool:
        most = _MAX_TILE if tile.level == ENTRIES else TILE_WIDTH * HASH_SIZE
        for one in dict.fromkeys((tile, Tile(tile.level, tile.index))):
            path = encode_tile_path(one)
            body = self._get(path, most)
            if body is not None:
                write_whole(self._folder / path, body, durable=False)
                return True
        return False

    def _get(self, path: str, most: int) -> bytes | None:
        url = f"{self._base}/{path}"
        try:
            with self._opener.open(url, timeout=_PATIENCE) as answer:
                body: bytes = answer.read(most + 1)
        except HTTPError as error:
            if error.code in _GONE:
                return None
            raise _failed(url, f"{error.code} {error.reason}") from error
        except (URLError, HTTPException, OSError) as error:
            raise _failed(url, str(getattr(error, "reason", error))) from error
        if len(body) > most:
            raise _failed(url, f"more than {most} bytes")
        return body


def _parts(tiles: Iterable[Tile]) -> Iterator[list[Tile]]:
    rest = iter(tiles)
    while part := list(islice(rest, _TOGETHER)):
        yield part


def _failed(url: str, why: str) -> FailedError:
    return FailedError(f"{url}: {why}", code="fsck.no-answer", url=url, why=why)
