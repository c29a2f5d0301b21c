"""What the use cases need from outside, as protocols, and the plain rows that cross them.

A store keeps bytes and answers look-ups; it knows no law and no batteries. Everything that one
batch changes travels in one :class:`Batch` and is committed in one transaction, the signed
checkpoint included, so that a crash leaves all of it or nothing (``design/architecture.md`` 5).
"""

from batterypass.ports.files import FileFolder, LedgerPlace
from batterypass.ports.ledgers import (
    HeadsPlace,
    LedgerStore,
    LogSource,
    Mirror,
    ScratchStore,
    StateReader,
)
from batterypass.ports.memory import BackupNote, KeptRow, Memory
from batterypass.ports.outboxes import Change, OutboxStore, Pending
from batterypass.ports.published import PublishedFiles, PublishedPlace
from batterypass.ports.rows import (
    LANE_ACTED,
    LANE_MAIN,
    LANE_RECORD,
    LANES,
    NO_ROW,
    Batch,
    Content,
    Difference,
    Link,
    Pointer,
    Section,
    SubjectRow,
)
from batterypass.ports.signing import SignedTip, SigningKeys, TipKeeper
from batterypass.ports.witness import WitnessState

__all__ = [
    "LANES",
    "LANE_ACTED",
    "LANE_MAIN",
    "LANE_RECORD",
    "NO_ROW",
    "BackupNote",
    "Batch",
    "Change",
    "Content",
    "Difference",
    "FileFolder",
    "HeadsPlace",
    "KeptRow",
    "LedgerPlace",
    "LedgerStore",
    "Link",
    "LogSource",
    "Memory",
    "Mirror",
    "OutboxStore",
    "Pending",
    "Pointer",
    "PublishedFiles",
    "PublishedPlace",
    "ScratchStore",
    "Section",
    "SignedTip",
    "SigningKeys",
    "StateReader",
    "SubjectRow",
    "TipKeeper",
    "WitnessState",
]
