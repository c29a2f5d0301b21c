"""A hostile operator: he has the file, the real operator's keys, and all the time in the world.

He does by hand what the product never does: he edits the ledger file behind its guards, makes the
derived tables again from what he put there, and signs checkpoints over it with the key that everybody
trusts. Only tests have him; the keys of a simulated fleet follow from its seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from batterypass import bootstrap
from batterypass.app.audit import Verdict
from batterypass.app.simulated.run import Plan, Simulated
from batterypass.app.simulated.seeded import operator_keys
from batterypass.app.trust import trust_file_for
from batterypass.statements.cose import parse_statement
from batterypass.statements.notekeys import NoteSigner
from batterypass.statements.payload import parse_payload
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.tree import Frontier
from faults.attack import Change, Target

SEAL = "ledger.heads-committed"
#: Code, entry and subject of a finding.
Found = tuple[str, int | None, str]


@dataclass
class Fleet:
    """A simulated fleet with its list of planted breaches."""

    path: Path
    plan: Plan
    done: Simulated

    @classmethod
    def simulate(cls, path: Path, plan: Plan) -> Fleet:
        return cls(path, plan, bootstrap.simulate(path, plan))

    def planted(self) -> set[Found]:
        return {(one.code, one.entry, one.subject) for one in self.done.breaches}

    def entries(self) -> list[bytes]:
        with bootstrap.open_ledger(self.path, read_only=True) as ledger:
            return [raw for _, raw in ledger.store.statements(0, self.done.entries)]

    def trust(self) -> bytes:
        """Give the trust file that a reader got before the operator turned."""
        public = operator_keys(self.plan.seed).checkpoint.public.raw
        return trust_file_for(self.plan.origin, public, self.entries()[0])


class HostileOperator:
    """Changes copies of a fleet's ledger; each change begins with the original."""

    def __init__(self, fleet: Fleet, path: Path) -> None:
        self.entries = fleet.entries()
        self._plan = fleet.plan
        # Target asks a closed ledger for its file and its trust file, which a fleet has.
        self._target = Target.of(fleet, path)  # type: ignore[arg-type]

    def edit(self, *changes: Change) -> Verdict:
        """Change rows of the file and nothing else; give what a reader finds."""
        self._target.change(*changes)
        return self._target.verify()

    def plainly(self, *changes: Change) -> Verdict:
        """Change rows as the guards let it be."""
        self._target.plainly(*changes)
        return self._target.verify()

    def rewrite(self, entries: Sequence[bytes]) -> Verdict:
        """Put other entries in place, with tables and signed checkpoints that fit them."""
        rows = [
            ("INSERT INTO entries (idx, statement) VALUES (?, ?)", (index, raw))
            for index, raw in enumerate(entries)
        ]
        notes = [
            ("INSERT INTO notes (size, note, sealed) VALUES (?, ?, ?)", (size, note, int(sealed)))
            for size, note, sealed in self._notes(entries)
        ]
        self._target.change(("DELETE FROM entries", ()), ("DELETE FROM notes", ()), *rows, *notes)
        with bootstrap.open_ledger(self._target.path) as ledger:
            ledger.rebuild()
        return self._target.verify()

    def _notes(self, entries: Sequence[bytes]) -> list[tuple[int, bytes, bool]]:
        """Sign every checkpoint that is kept anew, and the last one."""
        signer = NoteSigner(self._plan.origin, operator_keys(self._plan.seed).checkpoint)
        frontier, notes = Frontier(), []
        for size, raw in enumerate(entries, 1):
            frontier.append(leaf_hash(raw))
            is_seal = kind_of(raw) == SEAL
            if is_seal or size == len(entries):
                checkpoint = Checkpoint(self._plan.origin, size, frontier.root())
                notes.append((size, sign_checkpoint(checkpoint, [signer]), is_seal))
        return notes


def kind_of(raw: bytes) -> str:
    """Give the kind of a statement."""
    return str(parse_payload(parse_statement(raw).payload)["kind"])


def broken(verdict: Verdict) -> set[Found]:
    """Give everything that breaks the log, as a verdict found it."""
    return {
        (one.code, one.entry, one.subject)
        for one in verdict.findings
        if one.severity == "integrity"
    }


def breached(verdict: Verdict) -> set[Found]:
    """Give every breach of a rule, as a verdict found it."""
    return {
        (one.code, one.entry, one.subject)
        for one in verdict.findings
        if one.severity == "compliance"
    }
