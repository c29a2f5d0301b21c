"""A published log as a ledger to be audited: its entries and checkpoints, and no table of its own.

What is folded from the entries goes into a temporary place (``folded_log.py``): there is nothing here
to compare it with. Worker processes open the same folder again.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from batterypass.domain.states import Chain, PartyState
from batterypass.errors import BrokenError, FailedError, InputError
from batterypass.ports import Content, SubjectRow
from batterypass.projections.codec import encode_state
from batterypass.store.folded_log import FoldedLog
from batterypass.store.scratch import SqliteScratch
from batterypass.store.tile_folder import TileFolder
from batterypass.tlog.merkle import HASH_SIZE, root_of
from batterypass.tlog.tiles import TILE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from batterypass.ports import Batch, Difference, Pointer, ScratchStore, Section
    from batterypass.texts.bilingual import Text
    from batterypass.tlog.tree import Node

#: Bundles in memory: an audit looks back at single entries.
_KEPT_BUNDLES = 32


class TileStore(TileFolder):
    """A ``LedgerStore`` to be read, over the folder of a published log whose files were checked."""

    #: Sealed sections do not travel with a log.
    is_replica = True
    has_tables = False

    def __init__(
        self, folder: Path, contents: Collection[str], keys: Path, *, kept: Collection[int] = ()
    ) -> None:
        """Open the folder. ``contents`` are the digests that the entries name; ``kept`` the sizes.

        ``keys`` is a file with the public keys that the entries name, by thumbprint
        (:func:`write_keys`): where a key was found does not matter to who checks a signature.
        """
        super().__init__(folder)
        self._place = folder
        self._named = frozenset(contents)
        self._kept = frozenset(kept)
        self._keys_file = keys
        self._bundle_of = lru_cache(_KEPT_BUNDLES)(self._bundle)
        self._row: bytes | None = None

    # The log.

    def identity(self) -> str:
        """Tell it from another folder."""
        return str(self._place)

    def size(self) -> int:
        """Give the number of entries under the checkpoint."""
        return self._size

    def notes(self) -> Iterator[tuple[int, bytes, bool]]:
        """Give the checkpoints that the entries demand, and the last one, as (size, note, sealed)."""
        for size, note, _ in super().notes():
            if size in self._kept or size == self._size:
                # Whether one is kept for ever follows from the log; a folder keeps what it was given.
                yield size, self._note if size == self._size else note, size in self._kept

    def statement(self, index: int) -> bytes:
        """Give an entry."""
        if not 0 <= index < self._size:
            raise InputError(f"{self._place}: there is no entry {index} among {self._size}")
        number, place = divmod(index, TILE_WIDTH)
        width = min(TILE_WIDTH, self._size - number * TILE_WIDTH)
        return self._bundle_of(number, width)[place]

    def contents(self) -> Iterator[Content]:
        """Give the content that the entries name."""
        return (one for one in super().contents() if one.digest in self._named)

    def content(self, digest: str) -> Content | None:
        """Give content by its digest, or None."""
        return next((one for one in super().contents() if one.digest == digest), None)

    def node(self, level: int, number: int) -> bytes:
        """Give a tree node from the tile that holds it."""
        return node_of(self.tile_hashes, self._size, level, number)

    # What a folder has not got.

    def find_digest(self, prefix: str) -> list[int]:
        """Know no index of digests."""
        return []

    def nodes(self) -> Iterator[Node]:
        """Keep no nodes."""
        return iter(())

    def nodes_of(self, first: int, stop: int) -> Iterator[Node]:
        """Keep no nodes."""
        return iter(())

    def subject(self, name: str) -> SubjectRow | None:
        """Give the public keys of the log under any name; nothing else is known before the fold."""
        if self._row is None:
            self._row = encode_state("P", _only_keys(self._keys_file))
        return SubjectRow(name, "P", self._row, Chain())

    def subjects(self, letter: str, after: str = "") -> Iterator[SubjectRow]:
        """Know no subjects."""
        return iter(())

    def pointed(self, relation: str, key: str) -> list[str]:
        """Know no look-ups."""
        return []

    def pointers(self, relation: str, prefix: str, limit: int) -> list[Pointer]:
        """Know no look-ups."""
        return []

    def main_entry(self, subject: str, seq: int) -> int | None:
        """Know no chains."""
        return None

    def entry_of_event(self, event_id: str) -> int | None:
        """Know no event ids."""
        return None

    def entries_of_events(self, event_ids: Sequence[str]) -> dict[str, int]:
        """Know no event ids."""
        return {}

    def entries_of(self, subject: str, *, lanes: tuple[int, ...]) -> list[int]:
        """Know no chains."""
        return []

    def section(self, event_id: str, point: str) -> bytes | None:
        """Hold no sealed section."""
        return None

    def sections(self) -> Iterator[Section]:
        """Hold no sealed section."""
        return iter(())

    def erase_section(self, event_id: str, point: str) -> None:
        """Erase nothing."""
        raise self._read_only()

    def kept_from(self, size: int) -> tuple[int, bytes] | None:
        """Give the first kept checkpoint over at least ``size`` entries, or None."""
        kept = ((at, note) for at, note, is_kept in self.notes() if is_kept and at >= size)
        return next(kept, None)

    def sealed_from(self, size: int) -> tuple[int, bytes] | None:
        """Know no heads: they are folded again, and compared with what the entries commit to."""
        return None

    def head_leaves(self, bucket: int, size: int) -> list[Any]:
        """Know no heads."""
        return []

    def head_group(self, height: int, group: int, size: int) -> list[bytes]:
        """Know no heads."""
        return []

    def seal_heads(self, size: int, rows: Iterable[tuple[str, Chain]]) -> bytes:
        """Write nothing."""
        raise self._read_only()

    def last_sealed(self) -> int:
        """Know no heads."""
        return 0

    def subject_heads(self) -> Iterator[tuple[str, Chain]]:
        """Know no subjects."""
        return iter(())

    def subjects_counted(self) -> int:
        """Know no subjects."""
        return 0

    # Around an audit.

    def opener(self) -> Callable[[], TileStore]:
        """Give what opens the folder in another process."""
        return TileOpener(str(self._place), str(self._keys_file))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read at the checkpoint that was there when the folder was opened."""
        yield

    @contextmanager
    def watching(self) -> Iterator[Callable[[], bool]]:
        """Watch nothing: there are no tables that could change."""
        yield lambda: False

    def writing(self) -> AbstractContextManager[None]:
        """Write nothing."""
        raise self._read_only()

    def commit(self, batch: Batch, *, more: bool = False) -> None:
        """Write nothing."""
        raise self._read_only()

    def scratch(self) -> ScratchStore:
        """Give an empty store to fold into."""
        return SqliteScratch()

    def has_rows_of(self, batch: Batch) -> bool:
        """Keep no tables: nothing can be wrong in them."""
        return True

    def mirror(self, *, rows_elsewhere: bool = False) -> FoldedLog:
        """Give a place to fold into that keeps what rules ask for: there are no tables to be proven."""
        return FoldedLog()

    def differences(self, scratch: ScratchStore, limit: int) -> Iterator[Difference]:
        """Find nothing that differs: there are no tables."""
        return iter(())

    def replace_derived(self, scratch: ScratchStore) -> None:
        """Write nothing."""
        raise self._read_only()

    def check_integrity(self) -> list[Text]:
        """Find nothing wrong: the files were checked by whoever opened this."""
        return []

    def close(self) -> None:
        """Release nothing."""

    def _read_only(self) -> InputError:
        return InputError(f"{self._place}: a published log is only read")


@dataclass(frozen=True)
class TileOpener:
    """Opens a published log in another process; equal ones open the same."""

    folder: str
    keys: str

    def __call__(self) -> TileStore:
        """Open it."""
        return TileStore(Path(self.folder), (), Path(self.keys))


def node_of(
    read_tile: Callable[[int, int, int], bytes], size: int, level: int, number: int
) -> bytes:
    """Compute a tree node of a log of ``size`` from the one tile that holds what is below it.

    ``read_tile`` gives the hashes of a tile by level of tiles, index and width. Raises BrokenError
    where no tile of that size holds it.
    """
    row, above = divmod(level, 8)
    first = number << above
    tile, place = divmod(first, TILE_WIDTH)
    width = min(TILE_WIDTH, (size >> 8 * row) - tile * TILE_WIDTH)
    if place + (1 << above) > width:
        raise BrokenError(f"node {number} of level {level} is not complete at {size} entries")
    hashes = read_tile(row, tile, width)[place * HASH_SIZE : (place + (1 << above)) * HASH_SIZE]
    return root_of([hashes[at : at + HASH_SIZE] for at in range(0, len(hashes), HASH_SIZE)])


def write_keys(path: Path, keys: Mapping[str, Mapping[str, str]]) -> None:
    """Write the keys for the worker processes. Raises FailedError."""
    try:
        path.write_text(json.dumps(keys), encoding="utf-8")
    except OSError as error:
        raise _failed(path, error) from error


def _only_keys(path: Path) -> PartyState:
    try:
        keys = json.loads(path.read_bytes())
    except OSError as error:
        raise _failed(path, error) from error
    return PartyState("", "", "", "", [], [], [], [], [], keys, 0)


def _failed(path: Path, error: OSError) -> FailedError:
    why = error.strerror or str(error)
    return FailedError(f"{path}: {why}", code="store.disk", path=path, why=why)
