"""A scratch store: derived tables alone, in a temporary file that nobody else can open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.store.database import CACHE_KIB, Database
from batterypass.store.ddl import DERIVED
from batterypass.store.derived import DerivedTables

if TYPE_CHECKING:
    from batterypass.ports import Batch


class SqliteScratch(DerivedTables):
    """What an audit or a rebuild folds into: a ``ScratchStore``.

    SQLite keeps the tables in a file without a name, in the system's place for temporary files
    (``SQLITE_TMPDIR`` names another), so memory stays bounded and nothing is left behind, not even
    by a process that is killed.
    """

    __slots__ = ()

    def __init__(self) -> None:
        """Make an empty one. Raises FailedError where no temporary file can be made."""
        super().__init__(Database("", "the temporary file of the check"))
        # Nobody reads it after a crash, so nothing is kept for one.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE_KIB}"):
            self.database.run(f"PRAGMA {pragma}")
        for sql in DERIVED.values():
            self.database.run(sql)

    def commit(self, batch: Batch) -> None:
        """Write a batch's derived rows (its statements, sections, contents and note are ignored).

        After an error the scratch store is of no use: it keeps no journal to go back by.
        """
        self.database.run("BEGIN")
        self.write(batch)
        self.database.run("COMMIT")

    def close(self) -> None:
        """Remove it."""
        self.database.close()
