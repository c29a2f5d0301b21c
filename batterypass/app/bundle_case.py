"""One bundle while it is verified: the file, what reads of it, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.app.bundle_asking import Asking
from batterypass.app.judge import KeyProofs, Reading, open_statements, read_events
from batterypass.app.verdict import Gathered

if TYPE_CHECKING:
    from batterypass.app.bundle_marks import BundleMarks
    from batterypass.app.session import Surroundings
    from batterypass.evidence.bundle_bytes import Possession
    from batterypass.evidence.bundle_file import BundleFile
    from batterypass.tlog.checkpoint import Checkpoint


class ProofsAsked(KeyProofs):
    """Checks each proof of possession once, though the rules about it may be asked again.

    Where they are looked at ``elsewhere`` it takes them for good.
    """

    def __init__(self, *, elsewhere: bool = False) -> None:
        self._elsewhere = elsewhere
        #: What was asked, and the answer.
        self.asked: dict[Possession, bool] = {}

    def proof_holds(
        self, alg: str, public: str, proof: str, audience: str, party: str, role: str
    ) -> bool:
        """Tell whether ``proof`` shows the possession of a key."""
        one = (alg, public, proof, audience, party, role)
        if one not in self.asked:
            self.asked[one] = self._elsewhere or super().proof_holds(*one)
        return self.asked[one]


@dataclass(slots=True)
class Case:
    """A bundle under verification; ``readings`` are by entry, ascending."""

    file: BundleFile
    around: Surroundings
    tip: Checkpoint
    readings: dict[int, Reading]
    found: Gathered
    asking: Asking
    proofs: ProofsAsked
    #: Whether signatures, canonical payloads and Merkle proofs are looked at elsewhere
    #: (``bundle_bytes``): then they are taken for good, and all of this is dropped unless they are.
    is_shown: bool = False
    #: The root that the log committed its heads to; None for the whole log, which needs no proof of them.
    heads_root: bytes | None = None
    #: Whether the checkpoint was compared with one that is known from elsewhere.
    is_compared: bool = False
    #: Which time marks are shown to be the last below an entry; None for the whole log.
    marks: BundleMarks | None = None
    #: A checkpoint that was seen before, and that the log of the bundle does not extend.
    unlike: bytes = b""

    @classmethod
    def open(cls, file: BundleFile, around: Surroundings, *, shown: bool = False) -> Case:
        """Read every statement by itself; nothing is judged. ``shown`` is ``is_shown``."""
        tip = file.tip()
        found = Gathered(tip.size, origin=file.origin, root=tip.root)
        found.entry_0 = file.statements[0]
        opened = open_statements(file.statements.values())
        read_events(opened, canonical=shown)
        readings = dict(zip(file.statements, opened, strict=True))
        asking, proofs = Asking(file.origin), ProofsAsked(elsewhere=shown)
        return cls(file, around, tip, readings, found, asking, proofs, is_shown=shown)

    def digest_of(self, entry: int) -> bytes:
        """Give the digest of an entry's statement."""
        statement = self.readings[entry].statement
        return statement.digest if statement else sha256(self.file.statements[entry]).digest()
