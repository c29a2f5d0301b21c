"""What a process remembers of the event ids in a ledger: enough to say of most that they are new.

Whoever records asks of every event whether its id stands in the log already, and nearly always it
does not. Asking every segment costs as much memory traffic as there are segments; here two bits in
4 MiB answer instead (a Bloom filter: https://doi.org/10.1145/362686.362692). Whatever it cannot rule
out is looked up.
"""

from __future__ import annotations

from struct import unpack
from typing import TYPE_CHECKING, Final

from batterypass.store import event_segments
from batterypass.store.event_segments import segments, size_of_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.store.database import Database

#: With 2^25 bits 1 in 300 is looked up in vain at 1 M entries, 1 in 5 at 10 M.
_BITS: Final = 25
_MASK: Final = (1 << _BITS) - 1
#: Remembering an id costs about what looking up this part of one costs.
_PAYS: Final = 8
_IDS: Final = "SELECT event_id FROM events WHERE segment = ? AND entry >= ?"


class EventFilter:
    """The event ids of the first ``covered`` entries, as bits."""

    __slots__ = ("_asked", "_bits", "_schema", "covered")

    def __init__(self) -> None:
        """Start with nothing."""
        #: All of these entries were committed: they are there for ever.
        self.covered = 0
        self._asked = 0
        self._bits = bytearray()
        self._schema: object = None

    def extend(self, database: Database) -> None:
        """Take in the full segments that were committed, if enough was asked for that to pay.

        The caller holds a transaction that wrote nothing: what is taken in must never go again.
        Raises BrokenError for what only a damaged file can have.
        """
        if not self._asked:
            return
        schema = database.one("PRAGMA schema_version")
        if schema != self._schema:
            # The first time, or after a rebuild: then the rows seen before may have been wrong.
            self.covered, self._bits, self._schema = 0, bytearray(), schema
        size = size_of_tables(database)
        bits = event_segments.BITS[0]
        full = size >> bits << bits
        if full <= self.covered or self._asked * _PAYS < full - self.covered:
            return
        known = self._bits = self._bits or bytearray(1 << (_BITS - 3))
        for segment in segments(self.covered, full, size):
            for rows in database.chunks(_IDS, (segment.number, self.covered)):
                keys = [key for (key,) in rows if type(key) is bytes and len(key) == 16]
                for one, other in _places(keys):
                    known[one >> 3] |= 1 << (one & 7)
                    known[other >> 3] |= 1 << (other & 7)
        self.covered = full

    def sift(self, keys: Sequence[bytes]) -> list[bytes]:
        """Give those of some event ids that may be among what is covered."""
        self._asked += len(keys)
        known = self._bits
        if not known:
            return []
        return [
            key
            for key, (one, other) in zip(keys, _places(keys), strict=True)
            if known[one >> 3] >> (one & 7) & 1 and known[other >> 3] >> (other & 7) & 1
        ]


def _places(keys: Sequence[bytes]) -> list[tuple[int, int]]:
    """Give the two bits of each event id, from its last bytes: in every kind of UUID those vary."""
    words = unpack(f"<{2 * len(keys)}Q", b"".join(keys))[1::2]
    return [(word >> 8 & _MASK, word >> 39) for word in words]
