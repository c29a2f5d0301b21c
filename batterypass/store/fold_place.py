"""What a fold keeps by itself while an audit is under way: states, look-ups and heads.

These are rows of a subject that change from entry to entry. All else that a fold asks for stands for
one entry, so that it can be had from tables that are proven (``mirror.py``) or kept in less room
(``folded_log.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.store.compare import HEAD_SQL
from batterypass.store.database import Database
from batterypass.store.ddl import DERIVED
from batterypass.store.derived import DerivedTables, relation_number

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from batterypass.domain.states import Chain
    from batterypass.ports import Batch, SubjectRow

#: Cache of the temporary file in KiB: it is compared in order, and written in handfuls.
_CACHE_KIB: Final = 8 * 1024
#: Look-ups by the name of their subject, which may not have a row of its own yet.
_NAMED: Final = (
    "CREATE TABLE named (relation INTEGER NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,"
    " PRIMARY KEY (relation, key, name)) STRICT, WITHOUT ROWID"
)
#: Bits of the filter of subjects and look-ups, 8 MB: most of what is asked for is nobody's yet, and a
#: question to SQLite takes thirty times as long as a bit. At ten million 1 in 7 is asked in vain.
_FILTER_BITS: Final = 26
_MASK: Final = (1 << _FILTER_BITS) - 1
_POINTED: Final = "SELECT name FROM named WHERE relation = ? AND key = ? ORDER BY name"


class FoldPlace:
    """Subjects, look-ups and heads in a temporary file; subjects may come later than what names them."""

    __slots__ = ("_known", "_own")

    def __init__(self) -> None:
        """Start with nothing folded. Raises FailedError where no temporary file can be made."""
        own = Database("", "the temporary file of the check")
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KIB}"):
            own.run(f"PRAGMA {pragma}")
        for name in ("subjects", "subjects_by_name", *HEAD_SQL):
            own.run(DERIVED[name])
        own.run(_NAMED)
        self._own = DerivedTables(own)
        # A bit for each subject and look-up that was handed over, by its hash in this process.
        self._known = bytearray(1 << (_FILTER_BITS - 3))

    def subject(self, name: str) -> SubjectRow | None:
        """Give a subject that was handed over, or None."""
        return self._own.subject(name) if self._may_have(name) else None

    def pointed(self, relation: str, key: str) -> list[str]:
        """List the subjects under a look-up, in byte order."""
        number = relation_number(relation)
        if not self._may_have((number, key)):
            return []
        rows = self._own.database.all(_POINTED, (number, key))
        return [name for (name,) in rows]

    def seal_heads(self, size: int, rows: Iterable[tuple[str, Chain]]) -> bytes:
        """Bring the heads up to ``size`` entries, and give their root."""
        own = self._own.database
        own.run("BEGIN")
        root = self._own.seal_heads(size, rows)
        own.run("COMMIT")
        return root

    def last_sealed(self) -> int:
        """Give the number of entries whose heads were committed last."""
        return self._own.last_sealed()

    def subject_heads(self) -> Iterator[tuple[str, Chain]]:
        """Give the counts and running digests of every subject that was handed over."""
        return self._own.subject_heads()

    def subjects_counted(self) -> int:
        """Give about how many subjects were handed over."""
        return self._own.subjects_counted()

    def close(self) -> None:
        """Remove the temporary file."""
        self._own.database.close()

    def _keep(self, batch: Batch) -> None:
        """Write the subjects and look-ups of a batch, inside a transaction of the caller."""
        self._own.write_subjects(batch.subjects)
        named = [(relation_number(relation), key, name) for relation, key, name in batch.pointers]
        self._own.database.run_many("INSERT OR IGNORE INTO named VALUES (?, ?, ?)", named)
        self._note([row.name for row in batch.subjects])
        self._note([(number, key) for number, key, _ in named])

    def _note(self, keys: Iterable[Hashable]) -> None:
        known = self._known
        for key in keys:
            bit = hash(key) & _MASK
            known[bit >> 3] |= 1 << (bit & 7)

    def _may_have(self, key: Hashable) -> bool:
        bit = hash(key) & _MASK
        return bool(self._known[bit >> 3] >> (bit & 7) & 1)
