"""The lists that a ledger file gives from its derived tables."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from batterypass.errors import BrokenError, InputError
from batterypass.ports import Pointer
from batterypass.store.database import CHUNK, OnDatabase
from batterypass.store.derived import (
    MAX_LEVEL,
    SUBJECT_COLUMNS,
    relation_number,
    subject_of,
)
from batterypass.tlog.merkle import HASH_SIZE
from batterypass.tlog.tree import nodes_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.ports import SubjectRow
    from batterypass.tlog.tree import Node

#: Hex digits of a digest that the file keeps; of the rest the entry itself knows.
_KEPT_DIGITS: Final = 16

_FIND_DIGEST: Final = (
    "WITH RECURSIVE segments (segment) AS (VALUES (0) UNION ALL"
    " SELECT segment + 1 FROM segments WHERE segment < (SELECT max(segment) FROM digests))"
    " SELECT e.idx, e.statement FROM segments s CROSS JOIN digests d ON d.segment = s.segment"
    " CROSS JOIN entries e ON e.idx = d.entry WHERE d.prefix BETWEEN ? AND ? ORDER BY e.idx"
)
_NODES_OF_LEVEL: Final = (
    f"SELECT entry, substr(hashes, ?, {HASH_SIZE}) FROM nodes"  # noqa: S608
    f" WHERE (entry + 1) & ? = 0 AND entry > ? ORDER BY entry LIMIT {CHUNK}"
)
_ITEMS: Final = (
    f"SELECT {SUBJECT_COLUMNS} FROM subjects WHERE letter = ? AND name > ?"  # noqa: S608
    f" ORDER BY name LIMIT {CHUNK}"
)
# The words that let SQLite use the index over all subjects but the items.
_OTHERS: Final = _ITEMS.replace("letter = ?", "letter = ? AND letter <> 'I'")
_POINTERS: Final = (
    "SELECT p.key, s.name FROM pointers p JOIN subjects s ON s.id = p.subject_id"
    " WHERE p.relation = ? AND p.key >= ? ORDER BY p.key, s.name LIMIT ?"
)
_ENTRIES_OF: Final = (
    "SELECT entry FROM links WHERE subject_id = (SELECT id FROM subjects WHERE name = ?)"
    " AND lane = ?"
)


class DerivedLists(OnDatabase):
    """Lists nodes, subjects, look-ups and entries."""

    __slots__ = ()

    def find_digest(self, prefix: str) -> list[int]:
        """List the entries whose statement digest starts with these hex digits (at least 6).

        Raises InputError where they are fewer, more than 64 or no hex digits.
        """
        digits = prefix.lower()
        if not 6 <= len(digits) <= 64 or set(digits) - set("0123456789abcdef"):
            raise InputError(f"digest {prefix!r}: expected 6 to 64 hex digits")
        low, high = (
            int.from_bytes(bytes.fromhex(kept), "big", signed=True)
            for kept in (digits[:_KEPT_DIGITS].ljust(_KEPT_DIGITS, fill) for fill in "0f")
        )
        return [
            entry
            for entry, statement in self.database.rows(_FIND_DIGEST, (low, high), (int, bytes))
            if sha256(statement).hexdigest().startswith(digits)
        ]

    def nodes(self) -> Iterator[Node]:
        """Give every stored tree node, by level, then number."""
        for level in range(MAX_LEVEL + 1):
            entry = -1
            place = (1 + level * HASH_SIZE, (1 << level) - 1)
            for entry, value in self.database.paged(_NODES_OF_LEVEL, place, -1, (int, bytes)):
                if value:
                    yield level, ((entry + 1) >> level) - 1, value
            if entry < 0:
                return

    def nodes_of(self, first: int, stop: int) -> Iterator[Node]:
        """Give the tree nodes that a range of entries completes."""
        sql = "SELECT entry, hashes FROM nodes WHERE entry >= ? AND entry < ?"
        return nodes_in(self.database.rows(sql, (first, stop), (int, bytes)))

    def subjects(self, letter: str, after: str = "") -> Iterator[SubjectRow]:
        """Give the subjects of one letter in name order, in bounded memory."""
        sql = _ITEMS if letter == "I" else _OTHERS
        while rows := self.database.all(sql, (letter, after)):
            for row in rows:
                subject = subject_of(row, self.database.path)
                if subject.name <= after:
                    raise BrokenError(
                        f"{self.database.path}: the subjects are out of order",
                        code="store.damaged", path=self.database.path, why=subject.name,
                    )  # fmt: skip
                after = subject.name
                yield subject

    def pointers(self, relation: str, prefix: str, limit: int) -> list[Pointer]:
        """List the look-ups of a relation whose key starts with ``prefix``, by key, then subject."""
        place = (relation_number(relation), prefix, limit)
        rows = self.database.rows(_POINTERS, place, (str, str))
        return [Pointer(relation, key, name) for key, name in rows if key.startswith(prefix)]

    def entries_of(self, subject: str, *, lanes: tuple[int, ...]) -> list[int]:
        """List the entries in these lanes of a subject, in log order."""
        entries = {
            entry
            for lane in lanes
            for (entry,) in self.database.rows(_ENTRIES_OF, (subject, lane), (int,))
        }
        return sorted(entries)
