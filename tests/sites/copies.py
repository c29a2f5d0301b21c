"""Replicas of the small ledger of the fault tests, made and brought up to date in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from batterypass import bootstrap
from batterypass.app.forks import Fork
from batterypass.app.ledger import Ledger
from batterypass.app.replica import Grown, extend
from batterypass.ports import Content, LogSource
from batterypass.statements.notekeys import NoteSigner
from batterypass.store.home import write_whole
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.tree import Frontier
from faults.yard import OPERATOR, ORIGIN, Clock, Yard, private_key


def publish(yard: Yard, folder: Path) -> Path:
    """Export the ledger as ``export tiles`` does."""
    with yard.open(read_only=True) as ledger:
        for path, body in ledger.published_files():
            write_whole(folder / path, body, durable=False)
    return folder


@dataclass
class Forged:
    """A log of any entries, under a checkpoint that the operator's key signed: a ``LogSource``."""

    entries: list[bytes]
    beside: Ledger
    signed: list[bytes] | None = None

    def note(self) -> bytes:
        tree = Frontier()
        tree.extend(map(leaf_hash, self.signed or self.entries))
        checkpoint = Checkpoint(ORIGIN, tree.size, tree.root())
        return sign_checkpoint(
            checkpoint, [NoteSigner(ORIGIN, private_key(OPERATOR, "checkpoint"))]
        )

    def notes(self) -> Iterator[tuple[int, bytes, bool]]:
        return self.beside.store.notes()

    def statements(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        return iter(list(enumerate(self.entries))[start:stop])

    def contents(self) -> Iterator[Content]:
        return self.beside.store.contents()


@dataclass
class Replica:
    """Somebody's copy: ``ledger.bp`` and a home of his own."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    forks: list[Fork] = field(default_factory=list)

    @property
    def path(self) -> Path:
        return self.folder / "ledger.bp"

    @contextmanager
    def open(self, *, grow: bool = False) -> Iterator[Ledger]:
        self.folder.mkdir(exist_ok=True)
        with bootstrap.open_ledger(
            self.path,
            create=grow,
            grow=grow,
            read_only=not grow,
            home=self.folder / "home",
            clock=self.clock,
        ) as ledger:
            yield ledger

    def grow(
        self, source: Path, trust_file: bytes | None = None, *, first_use: bool = False
    ) -> Grown:
        """Take over what a source has, as ``replica create`` and ``replica update`` do."""
        with bootstrap.open_source(source) as found:
            return self.grow_from(found, trust_file, first_use=first_use)

    def grow_from(
        self, source: LogSource, trust_file: bytes | None = None, *, first_use: bool = False
    ) -> Grown:
        with self.open(grow=True) as ledger:
            return extend(
                ledger.session,
                source,
                trust_file=trust_file,
                first_use=first_use,
                keep_evidence=self.forks.append,
            )

    def audit(self) -> int:
        """Demand a full authentic and compliant audit; give the size."""
        with self.open() as ledger:
            verdict = ledger.verify()
        assert verdict.authentic, [finding.message("en") for finding in verdict.findings]
        assert verdict.compliant, [finding.message("en") for finding in verdict.findings]
        return verdict.size
