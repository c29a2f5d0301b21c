"""What the log can answer about an item that is to travel, and where each answer comes from.

A person's own answers (``given``) go before the log's, except that nobody declares an item milder
than the last that is known of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from batterypass.app import read
from batterypass.app.permits import jurisdiction_on
from batterypass.app.readings import reading_of
from batterypass.domain.clock import day_of
from batterypass.domain.ids import printed_id
from batterypass.domain.lineage import went_into
from batterypass.domain.vocabulary import CONDITION_RANK, DAMAGED, DOUBTFUL_REMOVALS
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.transport.answers import SYNONYMS
from batterypass.regulations.transport.articles import COVERED_BY
from batterypass.regulations.transport.loads import VEHICLE, evidence_of
from batterypass.regulations.transport.reading import read_answers
from batterypass.rules.life import has_ended

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.app.read import EntryView
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState
    from batterypass.regulations.transport.answers import Answers

#: Jurisdiction and mode -> the regime that governs there; sea and air are the same everywhere.
_REGIMES: Final = {
    ("MX", "road"): "NOM-002", ("US", "road"): "49CFR", ("US", "rail"): "49CFR",
    ("EU", "road"): "ADR", ("UK", "road"): "ADR", ("EU", "rail"): "RID", ("UK", "rail"): "RID",
}  # fmt: skip
_EVERYWHERE: Final = {"sea": "IMDG", "air": "IATA"}
#: How the ledger's four words stand in the order of damage, as the answers' words.
_RANK: Final = {
    "new": 0, "used": 0, "prototype": 0, "waste": 0, "waste_recycling": 0, "waste_disposal": 0,
    "cannot_be_diagnosed": 1, "ddr_stable": 1, "ddr_critical": 2,
}  # fmt: skip
#: Kinds that make another article of a pack.
_REBUILDING: Final = ("pack.repurposed", "pack.remanufactured", "pack.assembled")
_CONDITION_FIELDS: Final = ("condition", "condition_after")


@dataclass(frozen=True, slots=True)
class Known:
    """One answer, and where it comes from.

    ``origin`` is ``given``, ``entry`` (index, kind and day follow), ``ledger``, ``country`` (of the
    ledger) or ``clock``. ``method`` is that of a reading.
    """

    value: str
    origin: Literal["given", "entry", "ledger", "country", "clock"] = "given"
    index: int | None = None
    kind: str = ""
    day: str = ""
    method: str = ""


@dataclass(slots=True)
class Gathered:
    """The answers about one item, as words and as the engine reads them."""

    item: ItemState
    known: dict[str, Known] = field(default_factory=dict)

    @property
    def answers(self) -> Answers:
        """Give the answers for the engine."""
        return read_answers({name: one.value for name, one in self.known.items()})


def regime_everywhere(mode: str) -> str:
    """Give the regime that governs a mode in every country; empty for road and rail."""
    return _EVERYWHERE.get(mode, "")


def regime_for(session: Session, mode: str, day: str) -> str:
    """Give the regime that governs a mode in the country of the ledger; empty where nobody knows."""
    return regime_everywhere(mode) or _REGIMES.get((jurisdiction_on(session, day), mode), "")


def gather(
    session: Session, item: ItemState, given: Mapping[str, str], day: str, *, is_today: bool = False
) -> Gathered:  # fmt: skip
    """Gather what is known of an item for a decision on a day.

    Raises InputError for something that is no battery or none any more, and for a condition that is milder than the
    last one known.
    """
    if item.item_kind not in COVERED_BY:
        raise refusal(InputError, "un.no-battery", item=item.item, sort=item.item_kind)
    if has_ended(item):
        life = "dismantled" if item.place == "dismantled" else item.life
        raise refusal(InputError, "un.life-ended", item=printed_id(item.item), life=life)
    entries = read.history(session, item.item)
    known = {
        **dict(_of_the_log(session, item, entries)),
        "date": Known(day, "clock" if is_today else "given"),
    }
    if given.get("config") == VEHICLE:
        # The log knows what the battery weighs, not the vehicle around it.
        known.pop("net_kg", None)
    known.update({name: Known(value) for name, value in given.items() if value})
    _no_milder(item, known, given)
    if "regime" not in known and "mode" in known:
        regime = regime_for(session, known["mode"].value, day)
        if regime:
            known["regime"] = Known(regime, "country")
    return Gathered(item, known)


def _no_milder(item: ItemState, known: Mapping[str, Known], given: Mapping[str, str]) -> None:
    said = given.get("condition", "")
    said = SYNONYMS["condition"].get(said, said)
    if said in _RANK and _RANK[said] < CONDITION_RANK.get(item.condition, 0):
        raise refusal(
            InputError, "un.milder", item=item.item, found=said, expected=item.condition
        )  # fmt: skip


def _of_the_log(
    session: Session, item: ItemState, entries: list[EntryView]
) -> Iterator[tuple[str, Known]]:
    making = next((one for one in entries if one.index == item.created_index), None)
    chemistry = item.chemistry
    if chemistry and chemistry != "other":
        word = "na_ion" if chemistry == "sodium-ion" else "li_ion"
        yield "chem", _from(making, word)
    yield "form", _from(making, "cell" if item.item_kind == "cell_lot" else "battery")
    if item.item_kind != "cell_lot":
        if item.energy_wh:
            yield "wh", _from(_last(entries, "energy_wh", item.energy_wh) or making, item.energy_wh)
        # A pack or module is one battery; how many travel in one package is for a person to say.
        yield "count", Known("1", "ledger")
    if item.mass_kg:
        yield "net_kg", _from(_last(entries, "mass_kg", item.mass_kg) or making, item.mass_kg)
    if item.condition and not _was_used_unseen(item, entries):
        yield "condition", _condition(item, entries)
    if item.life == "waste" and item.condition in DAMAGED:
        yield "disposition", _from(_declared_waste(entries), "unsaid")
    yield from _charge(session, item, entries)
    evidence = evidence_of(item, item.un38_3)
    # Who rebuilt it said what it is now, with a test of its own or without.
    own = [one for one in entries if not went_into(one.payload, item.item)]
    tested = _last_with(own, "un38_3") if item.un38_3 else _last_of(own, _REBUILDING)
    for name, value in evidence.items():
        yield name, _from(tested, value)


def _was_used_unseen(item: ItemState, entries: list[EntryView]) -> bool:
    """Tell whether a sound item was in use and nobody has said since what it is like: that is asked."""
    for one in reversed(entries):
        if any(_says(one, item.item, name) for name in _CONDITION_FIELDS):
            return False
        is_used = one.payload["kind"] in ("pack.removed", "pack.installed")
        if is_used or went_into(one.payload, item.item):
            return item.condition not in DAMAGED
    return False


def _condition(item: ItemState, entries: list[EntryView]) -> Known:
    said = (
        one
        for one in reversed(entries)
        if any(_says(one, item.item, name) == item.condition for name in _CONDITION_FIELDS)
        or (
            item.condition == "cannot_be_diagnosed"
            and one.payload["kind"] == "pack.removed"
            and one.payload["reason"] in DOUBTFUL_REMOVALS
        )
    )
    # Whoever makes a pack declares it in working order without saying so.
    source = next(said, entries[0] if entries else None)
    if item.condition in DAMAGED or item.life != "waste":
        return _from(source, item.condition)
    return _from(_declared_waste(entries), "waste")


def _declared_waste(entries: list[EntryView]) -> EntryView | None:
    return _last_of(entries, ("item.declared-waste", "item.dismantled"))


def _last_of(entries: list[EntryView], kinds: tuple[str, ...]) -> EntryView | None:
    return next((one for one in reversed(entries) if one.payload["kind"] in kinds), None)


def _charge(
    session: Session, item: ItemState, entries: list[EntryView]
) -> Iterator[tuple[str, Known]]:
    reading = reading_of(session, item)
    if not reading.get("soc_percent"):
        return
    source = next((one for one in entries if one.digest == reading.get("digest")), None)
    method = reading.get("method")
    yield "soc_percent", replace(_from(source, reading.get("soc_percent")), method=method)
    # What a management system shows is an indication; a test measures against the rated capacity.
    yield "soc_basis", _from(source, "indicated" if method == "bms_reading" else "rated")


def _says(entry: EntryView, item: str, name: str) -> object:
    """Give what an entry says of an item under a name, in itself or in the line of that item."""
    payload: dict[str, Any] = entry.payload
    if payload.get("item") == item or name in payload:
        return payload.get(name)
    for line in payload.get("lines", ()):
        if line.get("item") == item:
            return line.get(name)
    return None


def _last(entries: list[EntryView], name: str, value: str) -> EntryView | None:
    """Give the last entry that says a value."""
    return next((one for one in reversed(entries) if one.payload.get(name) == value), None)


def _last_with(entries: list[EntryView], name: str) -> EntryView | None:
    return next((one for one in reversed(entries) if one.payload.get(name)), None)


def _from(entry: EntryView | None, value: str) -> Known:
    if entry is None:
        return Known(value, "ledger")
    time = str(entry.payload.get("event_time", ""))
    return Known(
        value, "entry", entry.index, str(entry.payload["kind"]), day_of(time) if time else ""
    )
