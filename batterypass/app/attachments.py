"""Attachments: photographs, scans and reports, of which an event names the digest (``bytes.md`` 10).

They are sealed by default: no tile, no replica and no file that was made without ``--with-files``
carries one. The folder is beside the ledger, so that what has passed its time can be removed while
the event and its digest stay.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.clock import instant_ms
from batterypass.errors import InputError
from batterypass.evidence.container import parse_container
from batterypass.evidence.origin_file import BEGINNING
from batterypass.evidence.un383_file import BEGINNINGS
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.app.session import Session
    from batterypass.ports import FileFolder

#: The largest attachment where nobody sets another limit: a photograph of a telephone has 3 to 12.
MOST_MEGABYTES: Final = 20
_MEGABYTE: Final = 1024 * 1024
#: An event names at most so many files (``domain/events/common.py``).
MOST_FILES: Final = 20

#: Beginnings by which a file shows what it is, from the formats' own specifications: ISO/IEC
#: 10918-1 B.1.1 (SOI and a marker), PNG 5.2, ISO 32000-2 7.5.2, TIFF 6.0 section 2, and our own.
_MAGIC: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    *BEGINNINGS,
    BEGINNING,
)
_OTHER: Final = "application/octet-stream"
_DOCUMENTS: Final = b'"documents"'
_CONTAINER: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that an event is to name."""

    name: str
    digest: str
    media_type: str
    body: bytes

    @property
    def form(self) -> dict[str, Any]:
        """Give the reference for a form's ``documents``; the file's name is not in it."""
        return {"digest": self.digest, "media_type": self.media_type, "bytes": len(self.body)}


@dataclass(frozen=True, slots=True)
class Naming:
    """An entry that names an attachment; without a number while it is not in the log yet."""

    entry: int | None
    kind: str
    subject: str
    actor: str
    event_time: str


@dataclass(frozen=True, slots=True)
class Document:
    """An attachment that entries name: whether it is here, and the day it was removed, if it was."""

    digest: str
    media_type: str
    bytes: int
    named_by: tuple[Naming, ...]
    is_here: bool = False
    removed_on: str = ""


def refer(name: str, body: bytes, most_bytes: int) -> Attached:
    """Make the reference to a file. Raises InputError where it is empty or too large."""
    if not body:
        raise InputError(f"{name}: the file is empty", code="attach.empty", name=name)
    if len(body) > most_bytes:
        raise InputError(
            f"{name}: larger than {most_bytes // _MEGABYTE} MB, the limit of an attachment: make it"
            " smaller, or set BATTERYPASS_ATTACHMENT_MB",
            code="attach.too-large", name=name, megabytes=most_bytes // _MEGABYTE,
        )  # fmt: skip
    return Attached(name, sha256(body).hexdigest(), media_type_of(body), body)


def media_type_of(body: bytes) -> str:
    """Tell what a file is from its beginning; its name may say anything."""
    return next((media for magic, media in _MAGIC if body.startswith(magic)), _OTHER)


def limit_of(setting: str) -> int:
    """Read the limit in bytes from a number of megabytes; empty for ours. Raises InputError."""
    if not setting:
        return MOST_MEGABYTES * _MEGABYTE
    if not (setting.isascii() and setting.isdigit() and 0 < int(setting) <= 2000):
        raise InputError(
            f"BATTERYPASS_ATTACHMENT_MB: {setting!r}: expected a number of megabytes, 1 to 2000",
            code="attach.bad-limit", text=setting,
        )  # fmt: skip
    return int(setting) * _MEGABYTE


def with_documents(
    documents: Sequence[dict[str, Any]], attached: Sequence[Attached]
) -> list[dict[str, Any]]:
    """Add files to the ``documents`` of a form, each once. Raises InputError for too many."""
    known = {str(one.get("digest")) for one in documents}
    added = {one.digest: one.form for one in attached if one.digest not in known}
    together = [*documents, *added.values()]
    if len(together) > MOST_FILES:
        raise InputError(
            f"{len(together)} attachments, an event names at most {MOST_FILES}: divide them among"
            " several events",
            code="attach.too-many", count=len(together), most=MOST_FILES,
        )  # fmt: skip
    return together


def documents(session: Session, files: FileFolder) -> list[Document]:
    """List every attachment that an entry names, in the order of their first entries."""
    found: dict[str, Document] = {}
    for entry, payload in _naming(session):
        naming = Naming(
            entry if entry < session.logged else None, payload["kind"],
            payload["subjects"][0]["subject"], payload["actor"], payload["event_time"],
        )  # fmt: skip
        for one in payload["documents"]:
            digest = one["digest"]
            known = found.get(digest)
            found[digest] = (
                Document(digest, one["media_type"], one["bytes"], (naming,))
                if known is None
                else replace(known, named_by=(*known.named_by, naming))
            )
    return [_looked_up(one, files) for one in found.values()]


def missing(session: Session, files: FileFolder) -> list[Document]:
    """List the attachments that entries name, and that are neither here nor removed on purpose."""
    return [one for one in documents(session, files) if not one.is_here and not one.removed_on]


def take(session: Session, files: FileFolder, bodies: Sequence[tuple[str, bytes]]) -> list[str]:
    """Keep files that entries name, by themselves or inside a ``.bpz`` file; give their digests.

    All are looked at before the first is kept. Raises InputError for one that no entry names, and
    MalformedError for a container that is none.
    """
    known = {one.digest for one in documents(session, files)}
    found: dict[str, bytes] = {}
    for name, body in bodies:
        inside = {sha256(body).hexdigest(): body}
        # Many programs write zip files, and one of theirs may be an attachment itself.
        if inside.keys().isdisjoint(known) and body.startswith(_CONTAINER):
            inside = {
                sha256(part).hexdigest(): part
                for member, part in parse_container(body, name).items()
                if member.startswith("files/")
            }
        inside = {digest: part for digest, part in inside.items() if digest in known}
        if not inside:
            raise InputError(
                f"{name}: no entry names it, or anything in it; batterypass attach FILE keeps a file"
                " for an event that is still to come",
                code="attach.not-named", name=name,
            )  # fmt: skip
        found.update(inside)
    return [files.add(body) for body in found.values()]


def prunable(session: Session, files: FileFolder, before_ms: int) -> list[Document]:
    """List the attachments here that only entries before an instant name."""
    return [
        one
        for one in documents(session, files)
        if one.is_here and all(instant_ms(by.event_time) < before_ms for by in one.named_by)
    ]


def prune(files: FileFolder, found: Sequence[Document], on: str) -> None:
    """Remove attachments and note the day; the entries that name them stay as they are."""
    for one in found:
        files.drop(one.digest, on)


def _naming(session: Session) -> Iterator[tuple[int, dict[str, Any]]]:
    for entry, raw in session.store.statements(0, session.size):
        # Few entries name a file, and reading one takes longer than looking at its bytes.
        if _DOCUMENTS in raw:
            payload = parse_payload(parse_statement(raw).payload)
            if payload.get("documents"):
                yield entry, payload


def _looked_up(one: Document, files: FileFolder) -> Document:
    is_here = files.has(one.digest)
    return replace(one, is_here=is_here, removed_on="" if is_here else files.dropped(one.digest))
