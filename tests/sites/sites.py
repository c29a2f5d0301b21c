"""Sites without a network: a replica of the yard's ledger, an outbox, and one party's keys."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import cast

from app.yard import Ring, Yard
from batterypass import bootstrap
from batterypass.app.ledger import Ledger
from batterypass.app.site import SiteSession
from batterypass.store.ddl import REPLICA_ID
from batterypass.store.keyring import KeyRing
from batterypass.store.sqlite import SqliteStore


def copy_as_replica(source: Path, target: Path) -> None:
    """Make or renew a replica of a ledger file: its pages under the other id, nothing sealed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for suffix in ("", "-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute(f"PRAGMA application_id = {REPLICA_ID}")
        new.execute("DELETE FROM sections")
        new.commit()


def path_of(yard: Yard) -> Path:
    """Give the operator's ledger file."""
    store = yard.ledger.store
    assert isinstance(store, SqliteStore)
    return Path(store.database.path)


@dataclass
class Site:
    """A folder with ``ledger.bp`` (the replica), its outbox, and the keys of some parties."""

    folder: Path
    yard: Yard
    parties: tuple[str, ...]
    opened: Ledger | None = None

    @property
    def path(self) -> Path:
        return self.folder / "ledger.bp"

    @property
    def ledger(self) -> Ledger:
        if self.opened is None:
            ring = Ring(self.folder)
            ring._keys = {
                kid: key for kid, key in self.yard.ring._keys.items() if key[0] in self.parties
            }
            self.opened = bootstrap.open_ledger(
                self.path,
                home=self.folder / "home",
                keys=cast(KeyRing, ring),
                clock=lambda: self.yard.time["now"],
                random=self.random,
            )
        return self.opened

    @property
    def session(self) -> SiteSession:
        session = self.ledger.session
        assert isinstance(session, SiteSession)
        return session

    def random(self, count: int) -> bytes:
        self.yard.drawn[0] += 1
        return sha256(f"{self.folder} {self.yard.drawn[0]}".encode()).digest()[:count]

    def close(self) -> None:
        if self.opened is not None:
            self.opened.close()
            self.opened = None

    def update(self) -> None:
        """Bring the replica up to date, as ``replica update`` does."""
        self.close()
        copy_as_replica(path_of(self.yard), self.path)


def make_site(folder: Path, yard: Yard, *parties: str) -> Site:
    """Make a site with a replica of the yard's present ledger."""
    site = Site(folder, yard, parties)
    site.update()
    return site
