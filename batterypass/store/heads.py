"""The tables of heads: how far every subject's lanes had come at each seal (``tlog/heads.py``).

They change at a seal only. ``head_leaves`` has each lane as it stood at the last one and since when;
``head_past`` what it replaced; ``head_nodes`` the hashes of buckets, of every fourth row above them,
and the roots, each from the seal at which it became that. So a proof can be made for any seal ever
made. ``size`` is the number of entries whose heads they are: the index of the
``ledger.heads-committed``.
"""

from __future__ import annotations

from itertools import chain, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.states import Chain
from batterypass.errors import BrokenError, InputError
from batterypass.ports import LANE_ACTED, LANE_MAIN, LANE_RECORD, LANES
from batterypass.store.database import CHUNK, OnDatabase
from batterypass.tlog.heads import (
    EMPTY_NODES,
    HEIGHT,
    Leaf,
    bucket_hash,
    encode_leaf,
    subject_hash,
    tops_of,
)
from batterypass.tlog.merkle import HASH_SIZE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

#: Rows of hashes from one stored row to the next, as a power of two and as a number.
STEP: Final = 4
GROUP: Final = 1 << STEP
#: Heights of the rows that are stored, below the root.
STORED: Final = range(0, HEIGHT, STEP)

_LANE_NAMES: Final = {number: lane for lane, number in LANES.items()}

#: Leaves that are sorted in memory; more go through a temporary table.
_SORTED_HERE: Final = 50_000
_SPOOL: Final = (
    "CREATE TEMP TABLE fresh_heads (subject BLOB NOT NULL, lane INTEGER NOT NULL,"
    " count INTEGER NOT NULL, acc BLOB NOT NULL)"
)
_PUT_SPOOL: Final = "INSERT INTO temp.fresh_heads VALUES (?, ?, ?, ?)"
_SPOOLED: Final = (
    "SELECT subject, lane, count, acc FROM temp.fresh_heads ORDER BY subject, lane, rowid"
)
_DROP_SPOOL: Final = "DROP TABLE IF EXISTS temp.fresh_heads"
_PUT_LEAF: Final = (
    "INSERT OR REPLACE INTO head_leaves (subject, lane, size, count, acc) VALUES (?, ?, ?, ?, ?)"
)
_PUT_PAST: Final = (
    "INSERT OR REPLACE INTO head_past (subject, lane, size, count, acc) VALUES (?, ?, ?, ?, ?)"
)
_PUT_NODE: Final = (
    "INSERT OR REPLACE INTO head_nodes (height, place, size, hash) VALUES (?, ?, ?, ?)"
)
_BUCKETS: Final = (
    "WITH asked (low, high) AS (VALUES {pairs}) SELECT subject, lane, size, count, acc"
    " FROM asked CROSS JOIN head_leaves ON subject BETWEEN low AND high"
)
#: Buckets that are read at once: asked for one by one they take three times as long.
_TOGETHER: Final = 250
_BEFORE: Final = (
    "SELECT count, acc FROM head_past WHERE subject = ? AND lane = ? AND size <= ?"
    " ORDER BY size DESC LIMIT 1"
)
_ONE_OF_GROUP: Final = (
    "(SELECT hash FROM head_nodes WHERE height = ?1 AND place = ?2 + {place} AND size <= ?3"
    " ORDER BY size DESC LIMIT 1)"
)
_GROUP: Final = "SELECT " + ", ".join(_ONE_OF_GROUP.format(place=at) for at in range(GROUP))
#: Rows of a group that are read at most before each place is looked up by itself.
_SHORT_ROWS: Final = 48
_SHORT: Final = (
    "SELECT place, hash FROM head_nodes WHERE height = ? AND place BETWEEN ? AND ?"  # noqa: S608 - our own number
    f" ORDER BY place, size LIMIT {_SHORT_ROWS}"
)
_ROOT: Final = f"SELECT size, hash FROM head_nodes WHERE height = {HEIGHT} AND place = 0"  # noqa: S608
_CHAINS: Final = (
    "SELECT id, name, main_count, coalesce(main_acc, zeroblob(32)), record_count,"  # noqa: S608 - our own number
    " coalesce(record_acc, zeroblob(32)), acted_count, coalesce(acted_acc, zeroblob(32))"
    f" FROM subjects WHERE id > ? ORDER BY id LIMIT {CHUNK}"
)
_CHAIN_TYPES: Final = (int, str, int, bytes, int, bytes, int, bytes)


#: Subject hash, lane, count and running digest.
_Leaf = tuple[bytes, int, int, bytes]
#: Size of the seal, count and running digest, by subject hash and lane.
_Bucket = dict[tuple[bytes, int], tuple[int, int, bytes]]


def _leaves_of(rows: Iterable[tuple[str, Chain]]) -> Iterator[_Leaf]:
    for name, head in rows:
        subject = subject_hash(name)
        if head.main_count:
            yield subject, LANE_MAIN, head.main_count, head.main_acc
        if head.record_count:
            yield subject, LANE_RECORD, head.record_count, head.record_acc
        if head.acted_count:
            yield subject, LANE_ACTED, head.acted_count, head.acted_acc


class HeadTables(OnDatabase):
    """Reads and writes the tables of heads. Writing is done inside a transaction of the caller."""

    __slots__ = ()

    def seal_heads(self, size: int, rows: Iterable[tuple[str, Chain]]) -> bytes:
        """Bring the heads up to those of the first ``size`` entries, and give their root.

        ``rows`` holds at least every subject that changed since the last seal, with its chain as it
        stands; the later of two rows of one subject counts. To do it again changes nothing.
        """
        changed: dict[int, bytes] = {}
        leaves: dict[tuple[bytes, int], tuple[int, int, bytes]] = {}
        past: list[tuple[bytes, int, int, int, bytes]] = []
        # In the order of the tables: each of their pages is then touched once.
        ordered = groupby(self._in_order(_leaves_of(rows)), lambda leaf: leaf[0][:2])
        # The later of two leaves of one lane counts.
        fresh = (
            (prefix, {(subject, lane): head for subject, lane, *head in some})
            for prefix, some in ordered
        )
        while buckets := dict(islice(fresh, _TOGETHER)):
            known = self._buckets(buckets)
            for prefix, latest in buckets.items():
                value = self._renew_bucket(known[prefix], size, latest, leaves, past)
                if value is not None:
                    changed[int.from_bytes(prefix, "big")] = value
            if len(leaves) >= CHUNK:
                self._put_leaves(leaves, past)
        self._put_leaves(leaves, past)
        return self._climb(size, changed)

    def last_sealed(self) -> int:
        """Give the number of entries whose heads were committed last; 0 where none were."""
        row = self.database.one(f"{_ROOT} ORDER BY size DESC LIMIT 1")
        return 0 if row is None else int(row[0])

    def sealed_from(self, size: int) -> tuple[int, bytes] | None:
        """Give size and root of the first heads over at least ``size`` entries, or None."""
        row = self.database.one(f"{_ROOT} AND size >= ? ORDER BY size LIMIT 1", (size,))
        if row is None:
            return None
        self.database.check(row, (int, bytes))
        return row[0], row[1]

    def subject_heads(self) -> Iterator[tuple[str, Chain]]:
        """Give the counts and running digests of every subject, as chains without a head."""
        for row in self.database.paged(_CHAINS, (), 0, _CHAIN_TYPES):
            _, name, mains, main, records, record, acts, acted = row
            yield name, Chain(-1, b"", 0, mains, main, records, record, acts, acted)

    def subjects_counted(self) -> int:
        """Give about how many subjects there are: at least as many."""
        row = self.database.one("SELECT coalesce(max(id), 0) FROM subjects")
        return 0 if row is None else int(row[0])

    def head_leaves(self, bucket: int, size: int) -> list[Leaf]:
        """Give the leaves of a bucket as of the seal at ``size``, in byte order."""
        leaves = []
        prefix = bucket.to_bytes(2, "big")
        for (subject, lane), (since, *head) in self._buckets([prefix])[prefix].items():
            row: tuple[Any, ...] | None = tuple(head)
            if since > size:
                row = self.database.one(_BEFORE, (subject, lane, size))
            if row is not None:
                leaves.append(self._leaf(subject, lane, row))
        return sorted(leaves, key=Leaf.encode)

    def head_group(self, height: int, group: int, size: int) -> list[bytes]:
        """Give 16 neighbouring hashes of a stored row as of the seal at ``size``."""
        row = self.database.one(_GROUP, (height, group << STEP, size)) or ()
        return [EMPTY_NODES[height] if value is None else value for value in row]

    def _newest(self, height: int, group: int, size: int) -> list[bytes]:
        """Give what :meth:`head_group` gives for the last seal."""
        first = group << STEP
        # Where few seals changed a group, all that is kept of it is read in half the time.
        rows = self.database.all(_SHORT, (height, first, first + GROUP - 1))
        if len(rows) == _SHORT_ROWS:
            return self.head_group(height, group, size)
        hashes = [EMPTY_NODES[height]] * GROUP
        for place, value in rows:
            hashes[place - first] = value
        return hashes

    def _in_order(self, leaves: Iterator[_Leaf]) -> Iterator[_Leaf]:
        """Give leaves by subject and lane, the later of two of one lane last; memory stays bounded."""
        some = list(islice(leaves, _SORTED_HERE))
        if len(some) < _SORTED_HERE:
            # Sorting is stable: of equal keys the later one stays behind.
            yield from sorted(some, key=itemgetter(0, 1))
            return
        self.database.run(_DROP_SPOOL)
        self.database.run(_SPOOL)
        self.database.run_many(_PUT_SPOOL, chain(some, leaves))
        some.clear()
        for rows in self.database.chunks(_SPOOLED):
            yield from rows
        self.database.run(_DROP_SPOOL)

    def _renew_bucket(
        self, known: _Bucket, size: int, latest: dict[tuple[bytes, int], list[Any]],
        leaves: dict[tuple[bytes, int], tuple[int, int, bytes]],
        past: list[tuple[bytes, int, int, int, bytes]],
    ) -> bytes | None:  # fmt: skip
        """Put leaves into a bucket that is ``known`` and give its hash; None where all are as before.

        What is to be written goes into ``leaves``, and what these replace into ``past``.
        """
        is_changed = False
        for (subject, lane), (count, acc) in latest.items():
            now = known.get((subject, lane))
            if now is not None:
                if now[1:] == (count, acc):
                    continue
                if now[0] != size:
                    past.append((subject, lane, *now))
            known[subject, lane] = leaves[subject, lane] = size, count, acc
            is_changed = True
        if not is_changed:
            return None
        return bucket_hash(
            # A lane that there is not is some damage, and its root nobody's.
            encode_leaf(subject, _LANE_NAMES.get(lane, ""), count, acc)
            for (subject, lane), (_, count, acc) in known.items()
        )

    def _put_leaves(
        self, leaves: dict[tuple[bytes, int], tuple[int, int, bytes]],
        past: list[tuple[bytes, int, int, int, bytes]],
    ) -> None:  # fmt: skip
        self.database.run_many(_PUT_PAST, past)
        self.database.run_many(_PUT_LEAF, [(*key, *head) for key, head in leaves.items()])
        past.clear()
        leaves.clear()

    def _leaf(self, subject: bytes, lane: int, head: tuple[Any, ...]) -> Leaf:
        self.database.check(head, (int, bytes))
        try:
            return Leaf(subject, _LANE_NAMES.get(lane, str(lane)), *head)
        except InputError as error:
            raise BrokenError(
                f"{self.database.path}: the file is damaged: {error}",
                code="store.damaged", path=self.database.path, why=error,
            ) from error  # fmt: skip

    def _buckets(self, prefixes: Collection[bytes]) -> dict[bytes, _Bucket]:
        """Give what is kept of buckets, by the two bytes with which their subjects begin."""
        sql = _BUCKETS.format(pairs=", ".join(["(?, ?)"] * len(prefixes)))
        bounds = [bound for one in prefixes for bound in (one, one + b"\xff" * HASH_SIZE)]
        found: dict[bytes, _Bucket] = {one: {} for one in prefixes}
        types = (bytes, int, int, int, bytes)
        for subject, lane, *head in self.database.rows(sql, bounds, types):
            found[subject[:2]][subject, lane] = tuple(head)
        return found

    def _climb(self, size: int, changed: dict[int, bytes]) -> bytes:
        """Write the hashes of buckets that changed, and of what is above them."""
        for height in STORED:
            self.database.run_many(
                _PUT_NODE, [(height, place, size, value) for place, value in changed.items()]
            )
            groups = list(dict.fromkeys(place >> STEP for place in changed))
            # Those that just changed were written before they are read.
            hashes = [one for group in groups for one in self._newest(height, group, size)]
            changed = dict(zip(groups, tops_of(hashes, STEP), strict=True))
        root = changed.get(0)
        if root is None:
            row = self.database.one(f"{_ROOT} ORDER BY size DESC LIMIT 1") or (
                0,
                EMPTY_NODES[HEIGHT],
            )
            self.database.check(row, (int, bytes))
            root = row[1]
        self.database.run(_PUT_NODE, (HEIGHT, 0, size, root))
        return root
