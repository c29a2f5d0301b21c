"""Saying the same thing twice changes nothing (D18, ``bytes.md`` 2).

What was said is an entry of the log or an earlier draft of the same plan; both are compared alike.
``docs/decisions/0010-saying-it-again.md`` says when something counts as said.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.repeats_amendments import is_still_corrected
from batterypass.app.repeats_directory import STILL_SO
from batterypass.domain.annulling import is_annulled
from batterypass.domain.clock import instant_ms
from batterypass.domain.events import event_of
from batterypass.domain.events.amendment import EntryAmended
from batterypass.domain.events.annulment import EntryAnnulled
from batterypass.domain.events.custody import ConsignmentOffered, ConsignmentReceived
from batterypass.domain.events.ledger import RulebookAdopted
from batterypass.domain.events.pack import PassportHandedOver, PassportIssued
from batterypass.domain.events.refusals import ConsignmentPartiallyReceived
from batterypass.domain.ids import printed_id
from batterypass.domain.pending import SIGNED_OFFLINE
from batterypass.errors import BrokenError, MalformedError, RefusedError
from batterypass.evidence.refusal import refusal
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.statements.cose import parse_statement
from batterypass.statements.eventid import derive_event_id
from batterypass.statements.payload import parse_payload
from batterypass.statements.sealed import open_section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.app.session import Session
    from batterypass.domain.events import Event
    from batterypass.domain.world import World

#: Kinds without a natural key: the same content within this time counts as said already.
REPEAT_MS = 10 * 60 * 1000
_LOOK_BACK = 8
_NOT_CONTENT = frozenset({"event_id", "event_time", "subjects", "seen", "sealed"})
#: What a message shows in place of a sealed value.
_SEALED: Final = "•••"
#: Characters of a value that a message shows.
_TOLD: Final = 80
_MASS: Final = "measured_mass_kg"
_MOVES = frozenset(
    {"custody.released", "custody.accepted", "pack.installed", "pack.removed", "pack.exported",
     "pack.lost", "pack.stolen", "pack.found"}
)  # fmt: skip
#: Of these another one with other values may be meant (``--again``): the rules answer it then.
RECEPTIONS: Final = frozenset(
    {ConsignmentReceived.KIND.name, ConsignmentPartiallyReceived.KIND.name}
)

Private = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Said:
    """An entry, or an earlier draft of the plan with the index that it will probably get."""

    index: int
    payload: dict[str, Any]
    #: Gives the values of a sealed point, or None where they were erased.
    opened: Callable[[str], Mapping[str, Any] | None]
    is_draft: bool = False


class SaidSoFar:
    """Everything said below the next draft: the log, and the drafts of one plan above it."""

    def __init__(self, session: Session, world: World) -> None:
        """Look into the log of ``session``; ``world`` holds the drafts' event ids too."""
        self._session = session
        self.world = world
        self._drafts: dict[int, Said] = {}
        self._about: dict[str, list[int]] = {}

    def add_draft(self, index: int, payload: dict[str, Any], private: Private) -> None:
        """Take in a draft that will be signed."""
        self._drafts[index] = Said(index, payload, private.get, is_draft=True)
        for link in payload["subjects"]:
            self._about.setdefault(link["subject"], []).append(index)

    def under(self, event_id: str) -> Said | None:
        """Give what has this event id. Raises BrokenError where the entry cannot be read."""
        index = self.world.index_of_event(event_id)
        return None if index is None else self._at(index)

    def latest_about(self, subject: str) -> Iterator[Said]:
        """Give the last few things said about a subject, the latest first."""
        drafts = self._about.get(subject, ())
        entries = self._session.store.entries_of(subject, lanes=(LANE_MAIN, LANE_RECORD))
        for index in reversed([*entries[-_LOOK_BACK:], *drafts[-_LOOK_BACK:]][-_LOOK_BACK:]):
            yield self._at(index)

    def is_annulled(self, said: Said) -> bool:
        """Tell whether an entry was annulled, and that holds; no draft of a plan can be."""
        if said.is_draft:
            return False
        subject = str(said.payload["subjects"][0]["subject"])
        return is_annulled(self.world, subject, self._session.digest_of(said.index).hex())

    def taken_back(self, event: Event) -> int | None:
        """Give the entry that voided the offer of this number, if ``event`` is an offer after that.

        One that is dated before it is the first offer, said again by whoever repeats a whole file.
        """
        if not isinstance(event, ConsignmentOffered):
            return None
        state = self.world.consignment(event.changes()[0])
        entry = state.entries.get("voided") if state and state.state == "voided" else None
        if entry is None:
            return None
        voided = self._at(entry).payload["event_time"]
        return entry if instant_ms(event.event_time) > instant_ms(voided) else None

    def _at(self, index: int) -> Said:
        if index in self._drafts:
            return self._drafts[index]
        store = self._session.store
        try:
            payload = parse_payload(parse_statement(store.statement(index)).payload)
        except MalformedError as error:
            raise _damaged(index, error) from error
        event_id = payload["event_id"]

        def opened(point: str) -> Mapping[str, Any] | None:
            body = store.section(event_id, point)
            if body is None:
                return None
            return open_section(body, payload["sealed"][point], event_id, point)

        return Said(index, payload, opened)


def names_of(audience: str, actor: str, kind: str, key: Sequence[str]) -> Iterator[str]:
    """Give the event ids that a key has, one after the other, without end (``bytes.md`` 2).

    The first is the one; the next, of the key with a further text "2", "3", …, is asked for where
    something else stands under the one before it.
    """
    yield derive_event_id(audience, actor, kind, key)
    for number in count(2):
        yield derive_event_id(audience, actor, kind, [*key, str(number)])


def find_name(
    so_far: SaidSoFar, audience: str, event: Event, key: Sequence[str]
) -> tuple[str, Said | None]:
    """Derive the event id from ``key``; give it, and what says the same thing under it already.

    An id that something else has taken (a caller may give any id) is passed over: the key with a
    further text "2", "3", … gives the next. So is that of an entry that was annulled and, in the end,
    that of an event which a later one has undone: the same said again is news then.
    """
    is_still_so = _STILL_SO.get(event.KIND.name)
    said: Said | None = None
    event_id = ""
    for event_id in names_of(audience, event.actor, event.KIND.name, key):
        found = so_far.under(event_id)
        if found is None:
            break
        if _is_the_same_thing(found, event) and not so_far.is_annulled(found):
            said = found
            if is_still_so is None:
                return event_id, said
    # The last time that it was said is the one that can still hold.
    if said is not None and is_still_so is not None and is_still_so(event, so_far.world):
        return str(said.payload["event_id"]), said
    return event_id, None


def find_anew(
    so_far: SaidSoFar,
    audience: str,
    event: Event,
    key: Sequence[str],
    payload: Mapping[str, Any],
    private: Private,
) -> tuple[str, Said | None]:
    """Do as :func:`find_name` where another content is news: its id is the next that is free."""
    event_id = ""
    for event_id in names_of(audience, event.actor, event.KIND.name, key):
        found = so_far.under(event_id)
        if found is None:
            break
        is_it = _is_the_same_thing(found, event) and not so_far.is_annulled(found)
        if is_it and _difference(found, payload, private) is None:
            return event_id, found
    return event_id, None


def _is_the_same_thing(said: Said, event: Event) -> bool:
    if (said.payload["actor"], said.payload["kind"]) != (event.actor, event.kind):
        return False
    try:
        other = event_of(said.payload)
    except MalformedError as error:
        raise _damaged(said.index, error) from error
    # Another version, or the name of a request, tells no key: the content is compared then.
    return not isinstance(other, type(event)) or other.natural_key() == event.natural_key()


def _passport_is_there(event: Event, world: World) -> bool:
    if not isinstance(event, PassportHandedOver):
        return True
    item = world.item(event.item)
    return item is None or item.passport != event.passport or item.responsible_operator == event.to


def _rulebook_is_in_force(event: Event, world: World) -> bool:
    ledger = world.ledger()
    if not isinstance(event, RulebookAdopted) or ledger is None:
        return True
    return (ledger.rulebook, ledger.rulebook_version) == (event.digest, event.rulebook_version)


#: Kinds that a later event of the same kind undoes -> whether what one says is still so.
_STILL_SO: Mapping[str, Callable[[Event, World], bool]] = {
    PassportHandedOver.KIND.name: _passport_is_there,
    RulebookAdopted.KIND.name: _rulebook_is_in_force,
    **STILL_SO,
    EntryAmended.KIND.name: is_still_corrected,
}
#: Their natural key may come again as news (decision 10), so it cannot tell a saying from its repeat.
UNDOABLE: Final = frozenset(_STILL_SO)


def refuse_voided(so_far: SaidSoFar, event: Event) -> None:
    """Return where no offer was taken back under the number. Raises RefusedError that names it."""
    entry = so_far.taken_back(event)
    if entry is not None and isinstance(event, ConsignmentOffered):
        raise RefusedError(
            f"{event.consignment} was taken back in entry {entry}, and its number stays used."
            " Nothing was written; give another with --id, batterypass folio status proposes the"
            " next",
            code="write.number-voided", number=event.consignment, entry=entry,
        )  # fmt: skip


def same_content(said: Said, payload: Mapping[str, Any], private: Private) -> None:
    """Return where ``said`` says what ``payload`` says. Raises RefusedError that shows both."""
    difference = _difference(said, payload, private)
    if difference is None:
        return
    name = difference[0]
    how, how_es = _apart(difference[1], difference[2])
    kind, entry = payload["kind"], said.index
    is_written = kind == PassportIssued.KIND.name and not said.is_draft
    if is_written and said.payload["item"] != payload["item"]:
        raise refusal(
            RefusedError, "passport.of-another", passport=payload["passport"], entry=entry,
            owner=printed_id(str(said.payload["item"])), item=printed_id(str(payload["item"])),
        )  # fmt: skip
    if is_written:
        raise refusal(
            RefusedError, "passport.issued-already",
            item=printed_id(str(payload["item"])), entry=entry, name=name,
        )  # fmt: skip
    if said.is_draft:
        raise RefusedError(
            f"{kind}: the same batch has this event id twice, with two values of {name}: {how}."
            " Nothing was written",
            code="write.two-values", kind=kind, name=name, how=how, how_es=how_es,
        )  # fmt: skip
    if kind == ConsignmentOffered.KIND.name:
        number = payload["consignment"]
        raise RefusedError(
            f"{number}: entry {entry} is another offer under this number. Nothing was written; give"
            " another with --id, batterypass folio status proposes the next",
            code="write.number-taken", number=number, entry=entry,
        )  # fmt: skip
    if kind in RECEPTIONS:
        mass = f" {name}={payload[name]}" if name == _MASS else ""
        raise RefusedError(
            f"entry {entry} is the reception of this consignment already, with another value of"
            f" {name}: {how}. Nothing was written; batterypass amend {entry}{mass} corrects it,"
            f" batterypass annul {entry} takes the reception back, to enter it anew; batterypass"
            f" show {entry} shows it",
            code="write.other-reception", kind=kind, entry=entry, name=name, how=how,
            how_es=how_es, mass=mass,
        )  # fmt: skip
    raise RefusedError(
        f"{kind}: entry {entry} has this event id already, with another value of {name}: {how}."
        f" Nothing was written; batterypass show {entry} shows it",
        code="write.other-value", kind=kind, entry=entry, name=name, how=how, how_es=how_es,
    )  # fmt: skip


def _apart(before: object, now: object) -> tuple[str, str]:
    """Say how two values of an event differ, in English and Spanish; of lines only that they do."""
    if isinstance(before, list | dict) or isinstance(now, list | dict):
        return "its lines differ", "sus renglones son otros"
    was, is_now = _told(before), _told(now)
    return f"recorded {was}, now {is_now}", f"registrado {was}, ahora {is_now}"


def _told(value: object) -> str:
    """Write a value of an event for a message, cut short; - for nothing."""
    text = "-" if value is None else value if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= _TOLD else f"{text[: _TOLD - 1]}…"


def find_repeat(
    so_far: SaidSoFar, event: Event, payload: Mapping[str, Any], private: Private
) -> Said | None:
    """Give what the same actor said a moment ago of the same subject, or None."""
    for said in so_far.latest_about(event.changes()[0]):
        before = said.payload
        if (before["kind"], before["actor"]) != (event.kind, event.actor):
            # Something else happened in between: what comes now is news.
            if before["kind"] in _MOVES or before["kind"] == EntryAnnulled.KIND.name:
                return None
            continue
        apart = abs(instant_ms(event.event_time) - instant_ms(before["event_time"]))
        if apart <= REPEAT_MS and _difference(said, payload, private) is None:
            return said
    return None


def _difference(
    said: Said, payload: Mapping[str, Any], private: Private
) -> tuple[str, object, object] | None:
    """Give the first name whose value differs, with both values."""
    recorded, payload = _as_said(said.payload), _as_said(payload)
    for name in {**recorded, **payload}:
        if name not in _NOT_CONTENT and recorded.get(name) != payload.get(name):
            return name, recorded.get(name), payload.get(name)
    # Which chains it joins is content; where they stood then is not.
    before, now = _chains(recorded), _chains(payload)
    if before != now:
        return "subjects", before, now
    return _sealed_difference(said, private)


def _as_said(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out that it was signed away from the log, which nobody says on purpose."""
    admitted = payload.get("acknowledged")
    if not admitted or admitted[-1] != SIGNED_OFFLINE:
        return payload
    others = {name: value for name, value in payload.items() if name != "acknowledged"}
    return {**others, "acknowledged": admitted[:-1]} if admitted[:-1] else others


def is_same_event(recorded: Mapping[str, Any], payload: Mapping[str, Any]) -> bool:
    """Tell whether a payload is what was recorded, signed anew after others had come in between.

    Where it stood in its chains, what its signer had seen and which breaches it admits may differ.
    """
    names = {*recorded, *payload} - {"subjects", "seen", "acknowledged"}
    return _chains(recorded) == _chains(payload) and all(
        recorded.get(name) == payload.get(name) for name in names
    )


def _chains(payload: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(link["subject"], link["lane"]) for link in payload["subjects"]]


def _sealed_difference(said: Said, private: Private) -> tuple[str, object, object] | None:
    points = said.payload.get("sealed", {})
    for point in {**points, **private}:
        now = private.get(point, {})
        if point not in points:
            return _sealed_names(point, now), None, _SEALED
        try:
            before = said.opened(point)
        except (BrokenError, MalformedError):
            return f"private.{point}", "(damaged)", _SEALED
        # Erased: nobody can say that it was another value.
        if before is not None and before != now:
            differ = [name for name in {**before, **now} if before.get(name) != now.get(name)]
            return _sealed_names(point, differ), _SEALED, _SEALED
    return None


def _sealed_names(point: str, names: Iterable[str]) -> str:
    """Name sealed values; what they say is for nobody who reads a message."""
    return f"private.{point}.{','.join(names)}"


def _damaged(index: int, why: MalformedError) -> BrokenError:
    return BrokenError(
        f"entry {index}: {why}; run batterypass verify",
        code="find.damaged", index=index, why=str(why),
    )  # fmt: skip
