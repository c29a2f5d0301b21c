"""What an audit looks at beside the entries: checkpoints, sealed sections, content, disputes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import instant_ms
from batterypass.domain.keyprint import thumbprint_of
from batterypass.errors import BrokenError, MalformedError, refusal
from batterypass.regulations.media import media_type_of
from batterypass.regulations.rulebook import parse_rulebook
from batterypass.rules.keys import is_disputed
from batterypass.rules.settled import settle
from batterypass.statements.cose import Statement, parse_statement
from batterypass.statements.notekeys import NoteVerifier
from batterypass.statements.payload import parse_payload
from batterypass.statements.verifiers import parse_base64url
from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint

if TYPE_CHECKING:
    from batterypass.app.verdict import Gathered
    from batterypass.domain.states import LedgerState
    from batterypass.domain.world import World
    from batterypass.ports import LedgerStore
    from batterypass.rules.settled import LogEnd

RootOf = Callable[[int], bytes | None]
EntryOf = Callable[[str], int | None]


def check_notes(
    store: LedgerStore, found: Gathered, ledger: LedgerState | None, root_of: RootOf
) -> None:
    """Verify every kept checkpoint: the log key's signature, the size, the root."""
    newest = -1
    kept: set[int] = set()
    flags: list[tuple[int, object]] = []
    for size, note, is_kept in store.notes():
        found.notes += 1
        newest = max(newest, size)
        flags.append((size, is_kept))
        kept.add(size)
        try:
            checkpoint = _open_note(note, found.origin, ledger)
        except (BrokenError, MalformedError) as error:
            found.add("BP-V005", size=str(size), problem=error)
            continue
        if checkpoint.size != size:
            found.add("BP-V005", size=str(size), problem="~note-size", found=str(checkpoint.size))
            continue
        computed = root_of(size)
        if computed is not None and computed != checkpoint.root:
            found.add(
                "BP-V001", size=str(size), expected=checkpoint.root.hex(), found=computed.hex()
            )
    # A checkpoint is kept for ever where its last entry commits to the heads, and nowhere else: that
    # too follows from the log. Before there were such entries, papers rested on others.
    for size in sorted(found.kept_sizes - kept):
        found.add("BP-V005", size=str(size), problem="~note-missing", found="-")
    for size, flag in flags:
        expected = size in found.kept_sizes
        if flag and size in found.once_kept_sizes:
            continue
        if flag is not expected or (not expected and size != newest):
            found.add("BP-V005", size=str(size), problem="~note-flag" if flag else "~note-no-flag")
    entries = store.size()
    if newest != found.entries or entries != found.entries:
        found.add(
            "BP-V005",
            size=str(newest),
            problem="~note-last",
            found=str(entries),
        )


def _open_note(note: bytes, origin: str, ledger: LedgerState | None) -> Checkpoint:
    if ledger is None:
        raise refusal(BrokenError, "audit.opens-none")
    if not isinstance(note, bytes):
        raise MalformedError(f"it is stored as {type(note).__name__}, expected bytes")
    public = parse_base64url(ledger.checkpoint_key, "checkpoint key")
    return open_checkpoint(note, [NoteVerifier(origin, public)], origin)


def check_sections(store: LedgerStore, found: Gathered, entry_of: EntryOf) -> None:
    """Compare every sealed section with the digest that its entry names, and count those missing.

    To erase one is lawful, so that is told and breaks nothing; a replica never has any.
    """
    held = 0
    for section in store.sections():
        found.sections += 1
        entry = entry_of(section.event_id)
        read = None if entry is None else _read(store.statement(entry))
        sealed = {} if read is None else read[1].get("sealed", {})
        expected = sealed.get(section.point, "-")
        held += expected != "-" and section.event_id not in found.unknown_events
        actual = _digest(section.body)
        if actual != expected:
            found.add(
                "BP-V007", section.event_id, entry,
                point=str(section.point), expected=expected, found=actual,
            )  # fmt: skip
    missing = found.sealed - held
    if missing > 0 and not store.is_replica:
        found.tell("BP-V101", found.origin, count=str(missing), named=str(found.sealed))


def check_contents(store: LedgerStore, found: Gathered) -> None:
    """Compare all content with its digest and with what the log names: rulebooks, their tables."""
    named = {digest: index for index, digest in reversed(found.rulebooks)}
    for index, digest in found.rulebooks:
        content = store.content(digest)
        try:
            tables = parse_rulebook(content.body).tables if content is not None else ()
        except MalformedError:
            # Nothing else of it can be read; whether these are its bytes is asked below.
            tables = ()
        for table in tables:
            named.setdefault(table.sha256, index)
    missing = dict(named)
    for content in store.contents():
        found.contents += 1
        digest = content.digest
        missing.pop(digest, None)
        actual = _digest(content.body)
        if actual != digest:
            found.add("BP-V008", digest, named.get(digest), expected=digest, found=actual)
        elif digest not in named:
            found.add("BP-V008", digest, expected="-", found=actual)
        elif content.media_type != media_type_of(content.body):
            found.add(
                "BP-V003", digest, named[digest], table="contents", key=digest,
                expected=media_type_of(content.body), found=str(content.media_type),
            )  # fmt: skip
    for digest, index in missing.items():
        found.add("BP-V008", digest, index, expected=digest, found="-")


def note_disputed(store: LedgerStore, found: Gathered) -> None:
    """Name the entries that a key signed after it was compromised; nothing else changes (D4)."""
    for index, event in found.revoked:
        since = event.since_index if event.since_index is not None else 0
        since_ms = instant_ms(event.since_time) if event.since_time is not None else None
        for entry, statement, payload in _entries_signed_by(store, event.kid, since, found.entries):
            try:
                event_ms = instant_ms(str(payload.get("event_time", "")))
            except MalformedError:
                # What is no event is named by its own finding; when it was recorded is known.
                event_ms = 0
            mark_ms = found.mark_below(entry)
            if is_disputed(entry, event_ms, mark_ms, since_index=since, since_ms=since_ms):
                found.tell(
                    "BP-K102", statement.subject, entry, kid=event.kid, revocation=str(index)
                )


def note_unconfirmed(found: Gathered, world: World) -> None:
    """Name the keys in force that only the registrar vouches for: the party may not know (D4)."""
    for index, event in found.added:
        party = world.party(event.party)
        kid = thumbprint_of(event.key.alg, event.key.public)
        key = party.keys.get(kid) if party is not None else None
        if key is not None and key["vouched"] != "self" and "revoked" not in key:
            found.tell("BP-K104", event.party, index, kid=kid, party=event.party, actor=event.actor)


def note_settled(found: Gathered, end: LogEnd) -> None:
    """Note of each notice which later entry settled what it tells."""
    found.findings = settle(found.findings, end)


def _entries_signed_by(
    store: LedgerStore, kid: str, start: int, stop: int
) -> Iterator[tuple[int, Statement, dict[str, Any]]]:
    thumbprint = bytes.fromhex(kid)
    for entry, raw in store.statements(start, stop):
        # Most entries are not by this key: looking for its bytes is much cheaper than reading.
        if thumbprint in raw:
            read = _read(raw)
            if read is not None and read[0].kid == thumbprint:
                yield entry, *read


def _read(raw: bytes) -> tuple[Statement, dict[str, Any]] | None:
    try:
        statement = parse_statement(raw)
        return statement, parse_payload(statement.payload)
    except MalformedError:
        return None


def _digest(body: object) -> str:
    if isinstance(body, bytes):
        return sha256(body).hexdigest()
    return f"({type(body).__name__}, expected bytes)"
