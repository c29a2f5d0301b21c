"""An operator, two sites, a bare replica and a stick: what the machine of mishaps works on.

Everything is real files in one folder; the keys are in memory and each place has those of its own
parties. A place has two windows: two processes that have its files open, of which one is used at a
time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from batterypass import bootstrap
from batterypass.app import backup as backups
from batterypass.app import restore as restores
from batterypass.app.answers import TakenIn, take_in
from batterypass.app.forks import Fork
from batterypass.app.ledger import Ledger
from batterypass.app.outbox import make_files, take
from batterypass.app.record import Recorded
from batterypass.app.replica import Grown, extend
from batterypass.app.site import SiteSession, settle
from batterypass.app.submit import Submitted, answer_of, submit
from batterypass.domain.clock import event_time_of
from batterypass.evidence.answer_file import AnswerFile
from batterypass.evidence.outbox_file import OutboxFile
from batterypass.ports import LogSource
from batterypass.statements.private import PrivateKey
from batterypass.store.backup import FilePlace
from batterypass.store.evidence_folder import keep_in, kept_forks
from batterypass.store.home import Home
from batterypass.store.keyring import KeyRing
from faults.yard import (
    MAKER,
    OPERATOR,
    ORIGIN,
    REGISTRAR,
    SHOP,
    Clock,
    private_key,
)
from sites.machine_faults import FAULTS, no_answer

PACKS = (1, 2, 3, 4)


class Keys:
    """Everybody's private keys, by thumbprint: who holds it, what it is for."""

    def __init__(self) -> None:
        self.all: dict[str, tuple[str, str, PrivateKey]] = {}
        for party, roles in (
            (OPERATOR, ("checkpoint", "operator", "receipt")),
            (REGISTRAR, ("daily",)),
            (MAKER, ("daily", "recovery", "label")),
            (SHOP, ("daily", "recovery")),
        ):
            for role in roles:
                self.add(party, role, private_key(party, role))

    def add(self, party: str, role: str, private: PrivateKey) -> PrivateKey:
        """Hold one more key."""
        self.all[private.kid.hex()] = (party, role, private)
        return private


@dataclass
class Ring:
    """The keys of some parties; ``folder`` is where the signer's state stands."""

    folder: Path
    held: Keys
    of: frozenset[str]

    def parties(self) -> list[str]:
        return sorted(self.of)

    def kids(self, party: str, role: str) -> list[str]:
        return [
            kid
            for kid, (of, for_, _) in self.held.all.items()
            if party in self.of and (of, for_) == (party, role)
        ]

    def private(self, kid: str) -> PrivateKey:
        party, _, private = self.held.all[kid]
        assert party in self.of, f"the key of {party} is not here"
        return private

    def unlock(self, kids: list[str]) -> None:
        for kid in kids:
            self.private(kid)


@dataclass
class Place:
    """A ledger file or a replica, with a home, keys and a clock of its own."""

    name: str
    folder: Path
    keys: Keys
    parties: tuple[str, ...]
    time: Clock
    salt: str
    ahead: timedelta = timedelta()
    drawn: int = 0
    #: Which of the two windows is used.
    window: int = 0
    opened: dict[int, Ledger] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return self.folder / "ledger.bp"

    @property
    def home(self) -> Home:
        return Home(self.folder / "home")

    def clock(self) -> Any:
        return self.time.now + self.ahead

    def random(self, count: int) -> bytes:
        self.drawn += 1
        return sha256(f"{self.salt} {self.name} {self.drawn}".encode()).digest()[:count]

    def open(self, path: Path | None = None, **settings: Any) -> Ledger:
        """Open the file, or another one as this place would."""
        return bootstrap.open_ledger(
            path or self.path,
            home=self.home.folder,
            keys=cast(KeyRing, Ring(self.folder, self.keys, frozenset(self.parties))),
            clock=self.clock,
            clock_is_right=True,
            random=self.random,
            **settings,
        )

    @property
    def ledger(self) -> Ledger:
        """The ledger as the present window has it open."""
        if self.window not in self.opened:
            self.opened[self.window] = self.open()
        return self.opened[self.window]

    def close(self) -> None:
        """End both windows in order."""
        for ledger in self.opened.values():
            ledger.close()
        self.opened.clear()

    def die(self) -> None:
        """Drop both windows: what they had in mind and not on the disk is gone."""
        for ledger in self.opened.values():
            if ledger._outbox is not None:
                ledger._outbox.close()
            ledger.store.close()
        self.opened.clear()

    def log(self, kind: str, form: Mapping[str, Any], actor: str) -> Recorded:
        return self.ledger.log(kind, form, actor=actor)

    def back_up(self, target: Path) -> None:
        """Make a backup as ``backup`` does."""
        ledger = self.ledger
        backups.backup(ledger.store, ledger.session.around, FilePlace(self.path), FilePlace(target))

    def lose_and_restore(self, source: Path) -> None:
        """Lose the ledger file, and bring back a backup; home, keys and outbox are still there."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        with self.open(source, read_only=True) as ledger:
            restores.restore(
                ledger.store, ledger.session.around, FilePlace(source), FilePlace(self.path)
            )

    def grow(self, source: Path, trust_file: bytes | None = None) -> Grown:
        """Take over what a source has: ``replica update``, or ``restore --newer`` at the operator."""
        with bootstrap.open_source(source) as found:
            return self.grow_from(found, trust_file)

    def grow_from(self, source: LogSource, trust_file: bytes | None = None) -> Grown:
        with self.open(create=True, grow=True) as ledger:
            return extend(
                ledger.session,
                source,
                trust_file=trust_file,
                first_use=False,
                keep_evidence=self._keep,
            )

    def forks(self) -> list[Path]:
        """List the forks of which evidence is kept here."""
        return kept_forks(self._forks)

    @property
    def _forks(self) -> Path:
        return Home(self.folder / "home").forks_path(ORIGIN)

    def _keep(self, fork: Fork) -> None:
        at = self.clock().strftime("%Y%m%dT%H%M%SZ")
        keep_in(self._forks, fork.name, at, fork.files(at, "?"))


@dataclass
class Site(Place):
    """A place with a replica and an outbox."""

    @property
    def session(self) -> SiteSession:
        session = self.ledger.session
        assert isinstance(session, SiteSession)
        return session

    @property
    def outbox_path(self) -> Path:
        return bootstrap.outbox_path(self.path)

    def settle(self) -> None:
        settle(self.session)

    def make_file(self, *, for_party: str = "", with_sealed: bool = False) -> bytes | None:
        """Make the outbox file that would be sent now; None where there is nothing to send."""
        made_at = event_time_of(self.clock().replace(microsecond=0))
        files = make_files(
            self.session,
            party=self.parties[0],
            made_at=made_at,
            for_party=for_party,
            with_sealed=with_sealed,
        )
        assert len(files) <= 1
        return files[0].encode() if files else None

    def note_sent(self, data: bytes) -> None:
        file = OutboxFile.parse(data, "sent.bpz")
        digests = [one.digest for one in file.statements]
        self.session.outbox.note_sent(sha256(data).digest(), file.made_at, digests)

    def take(self, data: bytes) -> None:
        take(self.session, OutboxFile.parse(data, "taken.bpz"))

    def take_answers(self, data: bytes) -> TakenIn:
        """Take an answer in, as ``outbox answers`` does."""
        return take_in(
            self.session,
            self.session.outbox,
            AnswerFile.parse(data, "a.answer.bpz"),
            lambda log: self.grow_from(log),
        )


@dataclass
class Stick:
    """Every file that was ever written on it, each under its own name, in order."""

    folder: Path
    outboxes: list[Path] = field(default_factory=list)
    answers: list[Path] = field(default_factory=list)
    exports: list[Path] = field(default_factory=list)

    def write(self, files: list[Path], name: str, data: bytes) -> None:
        """Write a file; where the disk fails, a half of it is what others find."""
        path = self.folder / f"{len(files)}-{name}"
        try:
            FAULTS.step("stick", no_answer, lambda: path.write_bytes(data))
        except BaseException:
            if not path.exists():
                path.write_bytes(data[: len(data) // 2])
            files.append(path)
            raise
        files.append(path)


@dataclass
class World:
    """All places, over one time."""

    folder: Path
    #: What is random here is random nowhere else.
    salt: str
    time: Clock = field(default_factory=Clock)
    keys: Keys = field(default_factory=Keys)

    def __post_init__(self) -> None:
        everybody = (OPERATOR, REGISTRAR, MAKER, SHOP)
        self.operator = Place(
            "operator", self.folder / "operator", self.keys, everybody, self.time, self.salt
        )
        self.north = self._site("north", MAKER)
        self.camino = self._site("camino", SHOP)
        self.replica = self._site("replica")
        self.stick = Stick(self.folder / "stick")

    def _site(self, name: str, *parties: str) -> Site:
        return Site(name, self.folder / name, self.keys, parties, self.time, self.salt)

    @property
    def sites(self) -> tuple[Site, Site]:
        """Give the sites that sign."""
        return self.north, self.camino

    @property
    def places(self) -> tuple[Place, ...]:
        return self.operator, *self.sites, self.replica

    def partner(self, site: Site) -> Site:
        return self.camino if site is self.north else self.north

    def submit(self, path: Path, *, with_log: bool) -> tuple[Submitted, Callable[[], bytes]]:
        """Submit a file at the operator; give what became of it, and what makes the answer."""
        data = path.read_bytes()
        session = self.operator.ledger.session
        done = submit(session, OutboxFile.parse(data, path.name))

        def answer() -> bytes:
            return answer_of(session, done, sha256(data).digest(), with_log=with_log).encode()

        return done, answer

    def publish(self) -> Path:
        """Export the log as static files into a folder of their own."""
        target = self.stick.folder / f"tiles-{len(self.stick.exports)}"

        def write(path: str, body: bytes) -> None:
            place = target / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(body)

        for path, body in self.operator.ledger.published_files():
            write(path, body)
        return target

    def close(self) -> None:
        for place in self.places:
            place.close()
