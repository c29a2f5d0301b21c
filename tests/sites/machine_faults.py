"""A disk that lies once: the next write of some kind is lost, or kept and told to be lost, or kills.

Installed around every connection, the signer's state, the memory and the stick. After a kill
nothing of the killed process writes any more, whatever its ``finally`` blocks try.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, TypeVar
from unittest.mock import patch

from batterypass.errors import FailedError
from batterypass.store import signer_state
from batterypass.store.database import Database
from batterypass.store.home import Home
from batterypass.store.signer_state import SignerState

T = TypeVar("T")
Where = Literal["commit", "row", "tip", "memory", "stick"]
How = Literal["lost", "kept", "killed before", "killed after"]
WHERE: tuple[Where, ...] = ("commit", "row", "tip", "memory", "stick")
HOW: tuple[How, ...] = ("lost", "kept", "killed before", "killed after")
_ROWS = ("BEGIN IMMEDIATE", "INSERT", "UPDATE", "DELETE", "CREATE")


class Killed(BaseException):
    """The process is gone: nothing in the product catches this."""


class Faults:
    """What goes wrong next. One fault at a time; it is gone once it has happened."""

    def __init__(self) -> None:
        self.where: str = ""
        self.how: How = "lost"
        self.skip = 0
        self.fired = False
        self.is_dead = False

    def arm(self, where: Where, how: How, skip: int) -> None:
        """Let the write of this kind after ``skip`` others go wrong."""
        self.where, self.how, self.skip = where, how, skip

    def heal(self) -> None:
        """Let the disk be well, and the next process live."""
        self.where, self.fired, self.is_dead = "", False, False

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let the disk be well for a while."""
        where, self.where = self.where, ""
        try:
            yield
        finally:
            self.where = where

    def step(self, where: Where, error: Callable[[], Exception], act: Callable[[], T]) -> T:
        """Do one write, or what goes wrong in its place."""
        if self.is_dead:
            raise Killed
        if self.where != where:
            return act()
        self.skip -= 1
        if self.skip >= 0:
            return act()
        self.where, self.fired = "", True
        if self.how in ("kept", "killed after"):
            act()
        if self.how.startswith("killed"):
            self.is_dead = True
            raise Killed
        raise error()


FAULTS = Faults()


class FaultyConnection(sqlite3.Connection):
    """A connection whose writes ask :data:`FAULTS`."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        if sql == "PRAGMA synchronous = FULL":
            # Processes are killed here and power is not cut: what was written is there.
            sql = "PRAGMA synchronous = OFF"
        where: Where | None = (
            "commit" if sql == "COMMIT" else "row" if sql.startswith(_ROWS) else None
        )
        if where is None:
            return super().execute(sql, parameters)
        return FAULTS.step(
            where, _full, lambda: super(FaultyConnection, self).execute(sql, parameters)
        )

    def executemany(self, sql: str, rows: Any, /) -> sqlite3.Cursor:
        return FAULTS.step(
            "row", _full, lambda: super(FaultyConnection, self).executemany(sql, rows)
        )


@contextmanager
def faulty_disk() -> Iterator[Faults]:
    """Put the faults between the product and the disk."""
    connect, advance, remember = Database.__init__, SignerState._write, Home.remember

    def connected(self: Database, uri: str, path: str, **_: Any) -> None:
        connect(self, uri, path, connection_class=FaultyConnection)

    def advanced(self: SignerState, *values: Any) -> None:
        FAULTS.step("tip", no_answer, lambda: advance(self, *values))

    def remembered(self: Home, *values: Any) -> None:
        FAULTS.step("memory", no_answer, lambda: remember(self, *values))

    FAULTS.heal()
    with (
        # As with synchronous = OFF above.
        patch.object(os, "fsync", _no_wait),
        patch.object(signer_state, "_sync", _no_wait),
        patch.object(Database, "__init__", connected),
        patch.object(SignerState, "_write", advanced),
        patch.object(Home, "remember", remembered),
    ):
        yield FAULTS
    FAULTS.heal()


def _no_wait(_: int) -> None:
    """Do not wait for the disk."""


def no_answer() -> FailedError:
    """Make the error of a file that cannot be written."""
    return FailedError("the disk does not answer", code="store.disk")


def _full() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    error.sqlite_errorname = "SQLITE_FULL"
    return error
