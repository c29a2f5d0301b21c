"""Making a bundle: what it is about, what a verifier needs, and what its reader may see.

:mod:`batterypass.app.bundle_check` judges one. The same ledger at the same sealed checkpoint gives the
same bytes.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from batterypass.app.bundle_closure import Closure
from batterypass.app.bundle_focus import Focus, last_entry
from batterypass.app.heads import Sealed, last_sealed, prove_heads, sealed_covering
from batterypass.domain.events.ledger import RulebookAdopted
from batterypass.domain.ids import ledger_subject
from batterypass.errors import InputError, RefusedError
from batterypass.evidence.bundle_file import BundleFile, BundleLine, OldRoot
from batterypass.evidence.refusal import refusal
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.regulations.passport_readers import READERS, points_of
from batterypass.regulations.rulebook import parse_rulebook
from batterypass.tlog.proof import encode_proofs
from batterypass.tlog.tree import consistency_path, inclusion_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from batterypass.app.judge import Reading
    from batterypass.app.session import Session
    from batterypass.ports import FileFolder
    from batterypass.tlog.heads import HeadProof

_LANES: Final = (LANE_MAIN, LANE_RECORD)
#: Sealed checkpoints below its own from which a bundle proves that the log only grew.
OLD_CHECKPOINTS: Final = 64
#: What a consignment has sealed, and its hand-over discloses to whoever has a part in it.
_OF_A_HAND_OVER: Final = frozenset({"commercial", "personal"})


def make_bundle(
    session: Session,
    focus: Focus,
    *,
    reader: str = "",
    folder: FileFolder | None = None,
    old: Iterable[int] = (),
    at: int | None = None,
) -> BundleFile:
    """Put what ``focus`` names into a bundle, with what a verifier needs for every judgement in it.

    It ends at the newest sealed checkpoint, or at the one with ``at`` entries;
    one of the whole log at the last one signed. Roots of the sizes in ``old`` are proven in it: of
    what somebody has seen of the log before; without ``at`` that of the last one signed as well. ``reader`` may see sealed sections (a reader of passports, or a party); attachments come
    from ``folder``, if it is given. Raises RefusedError where no sealed checkpoint covers it.
    """
    with session.store.reading():
        if focus.scope.of == "all":
            return _whole_log(session, focus, reader, folder)
        sealed = _sealed(session, focus, at)
        size, note = sealed.size, sealed.note
        focus = _within(focus, size)
        # Who follows the log has seen more of it than is sealed.
        newest = [session.checkpoint().size] if at is None else []
        closure = Closure(session, size)
        closure.add_entries(focus.entries)
        for name in focus.subjects:
            closure.add_subject(name)
        if focus.scope.first is not None and focus.scope.last is not None:
            # The marks on both sides show that these are the entries of its days.
            closure.add_around(focus.scope.first)
            closure.add_entries([focus.scope.last + 1])
        if reader and reader not in READERS:
            # A party for whom sections are in the file is registered in it.
            closure.add_subject(reader)
        closure.close()
        entries = closure.entries()
        node = session.tree.node
        paths = list(inclusion_paths(entries, size, node))
        proofs = encode_proofs(zip(entries, paths, strict=True), note)
        names = closure.whole | closure.absent | {ledger_subject(session.origin)}
        heads = prove_heads(session.store, sealed, sorted(names))
        readings = closure.readings
        about = _about(focus, readings)
        return BundleFile(
            session.audience,
            note,
            focus.scope,
            tuple(_line(entry, readings[entry]) for entry in entries),
            {entry: readings[entry].raw for entry in entries},
            dict(zip(entries, proofs, strict=True)),
            {entry: tuple(path) for entry, path in zip(entries, paths, strict=True)},
            frozenset(closure.whole),
            frozenset(closure.absent),
            heads,
            tuple(_old_roots(session, readings.values(), size, [*old, *newest])),
            _content(session, readings, entries),
            reader,
            _sections(session, about, reader),
            _files(about, folder),
        )


def _sealed(session: Session, focus: Focus, at: int | None) -> Sealed:
    """Choose the sealed checkpoint that a bundle ends at."""
    last = last_entry(session, focus)
    if at is not None:
        return sealed_at(session, focus, at)
    sealed = last_sealed(session.store)
    if sealed is None:
        raise refusal(RefusedError, "bundle.not-sealed")
    # At a replica what came after it is the operator's to seal; the file says at which size it ends.
    if sealed.size <= last and (not session.store.is_replica or focus.scope.of == "period"):
        raise refusal(RefusedError, "bundle.not-sealed")
    return sealed


def _within(focus: Focus, size: int) -> Focus:
    """End a period at the checkpoint, where no mark of a later day stands below that."""
    scope = focus.scope
    if scope.first is None or scope.last is None:
        return focus
    if not focus.is_still_open and scope.last < size - 1:
        return focus
    ended = scope.model_copy(update={"last": size - 1})
    return replace(focus, scope=ended, entries=tuple(range(scope.first, size)))


def sealed_at(session: Session, focus: Focus, size: int) -> Sealed:
    """Give the sealed checkpoint of a size.

    Raises InputError where there is none, or what the bundle is to be about came later.
    """
    sealed = sealed_covering(session.store, size - 1)
    if sealed is None or sealed.size != size:
        raise refusal(
            InputError, "bundle.at-not-sealed", size=size, next=sealed.size if sealed else "–"
        )
    firsts = [_first_entry(session, name) for name in focus.scope.subjects]
    late = max(firsts, default=focus.scope.first or 0)
    if late >= size:
        raise refusal(InputError, "bundle.at-before", size=size, entry=late)
    return sealed


def _first_entry(session: Session, name: str) -> int:
    return min(session.store.entries_of(name, lanes=_LANES), default=0)


def _whole_log(
    session: Session, focus: Focus, reader: str, folder: FileFolder | None
) -> BundleFile:
    from batterypass.app.judge import open_statements, read_events

    size = session.checkpoint().size
    found = open_statements(raw for _, raw in session.store.statements(0, size))
    read_events(found)
    readings = dict(enumerate(found))
    heads: Mapping[str, HeadProof] = {}
    return BundleFile(
        session.audience,
        session.store.note(),
        focus.scope,
        tuple(_line(entry, one) for entry, one in readings.items()),
        {entry: one.raw for entry, one in readings.items()},
        {},
        {},
        frozenset(),
        frozenset(),
        heads,
        (),
        {one.digest: one.body for one in session.store.contents()},
        reader,
        _sections(session, found, reader),
        _files(found, folder),
    )


def words_of(one: Reading) -> tuple[str, str, str, str, str]:
    """Give what the index says of a statement: digest, kind, time, actor, first subject.

    What cannot be read has empty words.
    """
    event, statement = one.event, one.statement
    digest = (statement.digest if statement is not None else sha256(one.raw).digest()).hex()
    if event is None:
        return digest, "", "", "", ""
    return digest, event.kind, event.event_time, event.actor, event.subjects[0].subject


def _line(entry: int, one: Reading) -> BundleLine:
    digest, kind, event_time, actor, subject = words_of(one)
    return BundleLine(
        entry=entry, digest=digest, kind=kind, event_time=event_time, actor=actor, subject=subject
    )


def _old_roots(
    session: Session, readings: Iterable[Reading], size: int, old: Iterable[int]
) -> Iterator[OldRoot]:
    """Give the roots that signers or others have seen, and of the last sealed checkpoints below."""
    sizes = {
        one.event.seen.size
        for one in readings
        if one.event is not None and one.event.seen is not None
    }
    sealed = [at for at, _, is_kept in session.store.notes() if is_kept and at < size]
    sizes |= {*sealed[-OLD_CHECKPOINTS:], *old}
    node = session.tree.node
    for one in sorted(one for one in sizes if 0 < one <= session.logged and one != size):
        path = consistency_path(min(one, size), max(one, size), node)
        yield OldRoot(one, session.root_of_size(one), tuple(path))


def _content(
    session: Session, readings: Mapping[int, Reading], entries: Sequence[int]
) -> dict[str, bytes]:
    """Give the rulebooks that are in force for an entry of the bundle, and their tables."""
    adopted = [
        (index, readings[index].event)
        for index in entries
        if isinstance(readings[index].event, RulebookAdopted)
    ]
    found: dict[str, bytes] = {}
    for place, (index, event) in enumerate(adopted):
        until = adopted[place + 1][0] if place + 1 < len(adopted) else entries[-1]
        if not isinstance(event, RulebookAdopted) or not any(index < e <= until for e in entries):
            continue
        content = session.store.content(event.digest)
        if content is None:
            continue
        found[event.digest] = content.body
        for table in parse_rulebook(content.body).tables:
            body = session.store.content(table.sha256)
            if body is not None:
                found[table.sha256] = body.body
    return found


def _about(focus: Focus, readings: Mapping[int, Reading]) -> list[Reading]:
    """Give the statements that a bundle is about: what else is in it only bears them out."""
    return [readings[index] for index in focus.entries if index in readings]


def _sections(
    session: Session, about: Iterable[Reading], reader: str
) -> dict[tuple[str, str], bytes]:
    """Give the sealed sections that a reader may see: deny by default."""
    if not reader:
        return {}
    points = points_of(reader) if reader in READERS else frozenset[str]()
    found: dict[tuple[str, str], bytes] = {}
    for one in about:
        event = one.event
        for point in getattr(event, "sealed", None) or ():
            if event is None or not (point in points or _has_part(session, event, point, reader)):
                continue
            body = session.store.section(event.event_id, point)
            if body is not None:
                found[event.event_id, point] = body
    return found


def _has_part(session: Session, event: object, point: str, party: str) -> bool:
    """Tell whether a hand-over disclosed a section to a party: it has a part in the consignment."""
    from batterypass.domain.states import parties_to

    name = getattr(event, "consignment", None)
    subjects = getattr(event, "subjects", ())
    subject = subjects[0].subject if subjects else ""
    if point not in _OF_A_HAND_OVER or name is None:
        return False
    consignment = session.world.consignment(subject)
    return consignment is not None and party in parties_to(consignment)


def _files(about: Iterable[Reading], folder: FileFolder | None) -> dict[str, bytes]:
    """Give the attachments that are here."""
    if folder is None:
        return {}
    found = {}
    for one in about:
        for document in getattr(one.event, "documents", None) or ():
            if folder.has(document.digest):
                found[document.digest] = folder.read(document.digest)
    return found
