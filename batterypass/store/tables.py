"""The tables of a ledger file as SQLModel classes, for reports that ask in SQL.

Importing this costs a fifth of a second, so nothing that records, reads or verifies does. Those go
by the SQL text of ``ddl.py``, which also makes the tables; a test compares the two. What the columns
mean is told in ``docs/formats/ledger-file.md``.
"""

from __future__ import annotations

from sqlalchemy import BLOB, TEXT, Column, Index, MetaData, text
from sqlmodel import Field, SQLModel

_NO_ROWID = {"sqlite_with_rowid": False}


def _bytes(name: str, *, key: bool = False, null: bool = False) -> Column[bytes]:
    return Column(name, BLOB, primary_key=key, nullable=null)


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, TEXT, primary_key=key, nullable=False)


class LedgerTable(SQLModel):
    """Base of the tables, with a registry of their own."""

    metadata = MetaData()


class Entry(LedgerTable, table=True):
    """A signed statement under its index in the log."""

    __tablename__ = "entries"

    idx: int = Field(primary_key=True)
    statement: bytes = Field(sa_column=_bytes("statement"))


class Note(LedgerTable, table=True):
    """A signed checkpoint over ``size`` entries; ``sealed`` is 1 where it is kept for ever."""

    __tablename__ = "notes"

    size: int = Field(primary_key=True)
    note: bytes = Field(sa_column=_bytes("note"))
    sealed: int


class Section(LedgerTable, table=True):
    """A sealed section, which can be erased."""

    __tablename__ = "sections"

    event_id: bytes = Field(sa_column=_bytes("event_id", key=True))
    point: str = Field(sa_column=_text("point", key=True))
    body: bytes = Field(sa_column=_bytes("body"))


class Content(LedgerTable, table=True):
    """Retrievable content under its SHA-256."""

    __tablename__ = "contents"

    digest: bytes = Field(sa_column=_bytes("digest", key=True))
    media_type: str = Field(sa_column=_text("media_type"))
    body: bytes = Field(sa_column=_bytes("body"))


class Digest(LedgerTable, table=True):
    """The first 8 bytes of an entry's digest, as a signed integer, within a segment of entries."""

    __tablename__ = "digests"
    __table_args__ = _NO_ROWID

    segment: int = Field(primary_key=True)
    prefix: int = Field(primary_key=True)
    entry: int = Field(primary_key=True)


class EventId(LedgerTable, table=True):
    """An entry that carries an event id (16 bytes), within a segment of entries."""

    __tablename__ = "events"
    __table_args__ = _NO_ROWID

    segment: int = Field(primary_key=True)
    event_id: bytes = Field(sa_column=_bytes("event_id", key=True))
    entry: int = Field(primary_key=True)


class Nodes(LedgerTable, table=True):
    """The tree nodes that an entry completed, its leaf hash first, 32 bytes each."""

    __tablename__ = "nodes"

    entry: int = Field(primary_key=True)
    hashes: bytes = Field(sa_column=_bytes("hashes"))


class Subject(LedgerTable, table=True):
    """A subject with its state (JSON) and its chain."""

    __tablename__ = "subjects"
    __table_args__ = (
        Index("subjects_by_name", "name", unique=True),
        Index("subjects_but_items", "letter", "name", sqlite_where=text("letter <> 'I'")),
    )

    id: int = Field(primary_key=True)
    name: str = Field(sa_column=_text("name"))
    letter: str = Field(sa_column=_text("letter"))
    state: bytes = Field(sa_column=_bytes("state"))
    seq: int
    head: bytes | None = Field(sa_column=_bytes("head", null=True))
    last_ms: int
    main_count: int
    main_acc: bytes | None = Field(sa_column=_bytes("main_acc", null=True))
    record_count: int
    record_acc: bytes | None = Field(sa_column=_bytes("record_acc", null=True))
    acted_count: int
    acted_acc: bytes | None = Field(sa_column=_bytes("acted_acc", null=True))


class Link(LedgerTable, table=True):
    """An entry in a lane of a subject."""

    __tablename__ = "links"
    __table_args__ = _NO_ROWID

    subject_id: int = Field(primary_key=True)
    lane: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    entry: int = Field(primary_key=True)


class Pointer(LedgerTable, table=True):
    """A look-up: relation and key name a subject."""

    __tablename__ = "pointers"
    __table_args__ = _NO_ROWID

    relation: int = Field(primary_key=True)
    key: str = Field(sa_column=_text("key", key=True))
    subject_id: int = Field(primary_key=True)


class HeadLeaf(LedgerTable, table=True):
    """Count and running digest of a lane of a subject at the last seal, and since when."""

    __tablename__ = "head_leaves"
    __table_args__ = _NO_ROWID

    subject: bytes = Field(sa_column=_bytes("subject", key=True))
    lane: int = Field(primary_key=True)
    size: int
    count: int
    acc: bytes = Field(sa_column=_bytes("acc"))


class PastHeadLeaf(LedgerTable, table=True):
    """What a leaf was from the seal at ``size`` on, until another took its place."""

    __tablename__ = "head_past"
    __table_args__ = _NO_ROWID

    subject: bytes = Field(sa_column=_bytes("subject", key=True))
    lane: int = Field(primary_key=True)
    size: int = Field(primary_key=True)
    count: int
    acc: bytes = Field(sa_column=_bytes("acc"))


class HeadNode(LedgerTable, table=True):
    """The hash of a bucket, or of a row above them, from the seal at ``size`` on."""

    __tablename__ = "head_nodes"
    __table_args__ = _NO_ROWID

    height: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    size: int = Field(primary_key=True)
    hash: bytes = Field(sa_column=_bytes("hash"))
