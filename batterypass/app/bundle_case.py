"""One bundle while it is verified: the file, what reads of it, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.app.bundle_asking import Asking
from batterypass.app.judge import Reading, open_statements, read_events
from batterypass.app.verdict import Gathered

if TYPE_CHECKING:
    from batterypass.app.bundle_marks import BundleMarks
    from batterypass.app.session import Surroundings
    from batterypass.evidence.bundle_file import BundleFile
    from batterypass.tlog.checkpoint import Checkpoint


@dataclass(slots=True)
class Case:
    """A bundle under verification; ``readings`` are by entry, ascending."""

    file: BundleFile
    around: Surroundings
    tip: Checkpoint
    readings: dict[int, Reading]
    found: Gathered
    asking: Asking
    #: Whether the checkpoint was compared with one that is known from elsewhere.
    is_compared: bool = False
    #: Which time marks are shown to be the last below an entry; None for the whole log.
    marks: BundleMarks | None = None
    #: A checkpoint that was seen before, and that the log of the bundle does not extend.
    unlike: bytes = b""

    @classmethod
    def open(cls, file: BundleFile, around: Surroundings) -> Case:
        """Read every statement by itself; nothing is judged."""
        tip = file.tip()
        found = Gathered(tip.size, origin=file.origin, root=tip.root)
        found.entry_0 = file.statements[0]
        opened = open_statements(file.statements.values())
        read_events(opened)
        readings = dict(zip(file.statements, opened, strict=True))
        return cls(file, around, tip, readings, found, Asking(file.origin))

    def digest_of(self, entry: int) -> bytes:
        """Give the digest of an entry's statement."""
        statement = self.readings[entry].statement
        return statement.digest if statement else sha256(self.file.statements[entry]).digest()
