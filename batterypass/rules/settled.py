"""What a later entry settled of what a notice tells: a paper countersigned, a correction agreed to.

A notice stays with its entry for ever, and most ask for something. The fold knows what became of it,
so an audit asks the states at the end of the log, once for each notice and for no other entry. A
breach is not settled by anything: it was one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from batterypass.domain.amending import corrections_in, state_of
from batterypass.domain.annulling import obstacle_to
from batterypass.domain.events.item import ItemDismantled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from batterypass.domain.events.annulment import EntryAnnulled
    from batterypass.domain.states import ConsignmentState
    from batterypass.domain.world import World
    from batterypass.rules.base import Finding


@dataclass(frozen=True, slots=True)
class LogEnd:
    """The end of a log: its states, the annulments in it, and two look-ups.

    ``annulments`` are given with their entries. ``digest_of`` gives the digest of an entry,
    ``main_entry`` the entry of a subject's main statement by its place in the chain. ``followed`` has
    for an item and a passport the first entry by which the item got a new one that names it.
    """

    world: World
    annulments: Sequence[tuple[int, EntryAnnulled]]
    digest_of: Callable[[int], bytes]
    main_entry: Callable[[str, int], int | None]
    followed: Mapping[tuple[str, str], int] = field(default_factory=dict)


def settle(findings: Iterable[Finding], end: LogEnd) -> list[Finding]:
    """Give findings with the entry that settled each notice, where one did."""
    annulled = _annulled(end)

    def settled_by(finding: Finding) -> int | None:
        entry = finding.entry
        if finding.severity != "notice" or entry is None:
            return None
        found = annulled.get(end.digest_of(entry).hex()) if annulled else None
        look = _LOOKS.get(finding.code)
        return look(finding, entry, end) if found is None and look is not None else found

    return [
        finding if (by := settled_by(finding)) is None else replace(finding, settled=by)
        for finding in findings
    ]


def _annulled(end: LogEnd) -> dict[str, int]:
    """Give the entries (digests in hex) that were annulled, each with the entry since which it is."""
    found = {}
    for index, event in end.annulments:
        for one in corrections_in(state_of(end.world, event.annulled_subject)):
            if one["entry"] == index and "holds" in one:
                found[event.target] = int(one["holds"])
    return found


def _paper(finding: Finding, entry: int, end: LogEnd) -> int | None:
    """BP-C012: the side that signed in ink has countersigned; one word is for all parts of a step."""
    state = end.world.consignment(finding.subject)
    for step, paper in state.on_paper.items() if state is not None else ():
        if entry == paper["entry"] or entry in _parts(state, step):
            countersigned: int | None = paper.get("countersigned")
            return countersigned
    return None


def _parts(state: ConsignmentState | None, step: str) -> list[int]:
    record: Mapping[str, Any] = state.parts.get(step, {}) if state is not None else {}
    return [index for index, _ in record.get("at", ())]


def _contest(finding: Finding, entry: int, end: LogEnd) -> int | None:
    """BP-C011: who held the item agrees, or has it back."""
    state, holder = end.world.item(finding.subject), finding.values["holder"]
    if state is None or state.contested_with == holder:
        return None
    by = (index for party, index in state.said.get("settled", ()) if party == holder)
    return next((index for index in by if index > entry), None)


def _waiting(finding: Finding, entry: int, end: LogEnd) -> int | None:
    """BP-E004: the correction holds, or it ended with its target, or nothing can come of it."""
    subject = finding.subject
    for one in corrections_in(state_of(end.world, subject)):
        if entry != one["entry"] and entry not in one.get("agreed", {}).values():
            continue
        by: int | None = one.get("holds", one.get("ended"))
        if by is None and one.get("annuls"):
            return _overtaken(subject, one, end)
        return by
    return None


def _overtaken(subject: str, annulment: Mapping[str, Any], end: LogEnd) -> int | None:
    """Give the entry that came to stand on what was to be annulled, None where none did."""
    found = obstacle_to(end.world, subject, annulment)
    if found is None:
        return None
    chain = end.world.chain(found.subject)
    for seq in range(chain.seq - 1 if chain is not None else -1, -1, -1):
        digest = end.world.main_digest(found.subject, seq)
        if digest is not None and digest.hex() == annulment["target"]:
            return end.main_entry(found.subject, seq + 1)
    # What was said of a manifest after the truck stands in no main lane.
    state = end.world.consignment(found.subject)
    said = state.after.values() if state is not None else ()
    later = (int(one["entry"]) for one in said if one["entry"] > annulment["entry"])
    return min(later, default=None)


def _next_carrier(finding: Finding, entry: int, end: LogEnd) -> int | None:
    """BP-R006 and A013: somebody loaded it since, or it was let to another; that is judged itself."""
    state = end.world.consignment(finding.subject)
    if state is None:
        return None
    later = (state.entries.get(step, 0) for step in ("transferred", "collected"))
    return min((index for index in later if index > entry), default=None)


def _mass(finding: Finding, entry: int, end: LogEnd) -> int | None:
    """BP-M002 and E005: what was compared was corrected; BP-E005 tells of what is still apart."""
    if not finding.values.get("consignment") and end.world.item(finding.subject) is not None:
        return _apart(finding, entry, end)
    name = finding.values.get("consignment") or finding.subject
    for one in corrections_in(end.world.consignment(name)):
        holds = one.get("holds", 0)
        if holds > entry and one["entry"] != entry and finding.subject in _weighed(one, name):
            return int(holds)
    return None


def _weighed(correction: Mapping[str, Any], consignment: str) -> Iterator[str]:
    """Yield of what a correction changes a mass: an item, or the whole."""
    for one in correction["fields"]:
        if one["field"] == "mass_kg" and "item" in one:
            yield one["item"]
            if correction["kind"] == "consignment.offered":
                yield consignment
        elif one["field"] == "measured_mass_kg":
            yield consignment


def _apart(finding: Finding, entry: int, end: LogEnd) -> int | None:
    """BP-M001, and M002 of parts: a mass was corrected; the correction tells what is off since."""
    for one in corrections_in(end.world.item(finding.subject)):
        is_later = one.get("holds", 0) > entry and one["entry"] != entry
        if is_later and one["kind"] == ItemDismantled.KIND.name:
            return int(one["holds"])
    return None


def _batch(finding: Finding, entry: int, end: LogEnd) -> int | None:
    """BP-Y006, Y008 and Y011: the figures were corrected; the correction tells what is off since."""
    fed = end.world.item(finding.subject)
    name, item = (fed.batch, fed.item) if fed is not None else (finding.subject, "")
    element = finding.values.get("element", "").partition("-")[2]
    for one in corrections_in(end.world.batch(name)):
        is_about = not (item or element) or any(
            field.get("item") == item or field["field"].endswith(f".{element}")
            for field in one["fields"]
        )
        if is_about and one.get("holds", 0) > entry:
            return int(one["holds"])
    return None


def _passport(finding: Finding, entry: int, end: LogEnd) -> int | None:
    """BP-C025: a new passport that names the one it is about was issued since, or that one ended."""
    state = end.world.item(finding.subject)
    if state is None:
        return None
    found = [
        end.followed.get((finding.subject, finding.values["passport"]), 0),
        state.said.get("ended", 0),
    ]
    return min((index for index in found if index > entry), default=None)


_LOOKS: Mapping[str, Callable[[Finding, int, LogEnd], int | None]] = {
    "BP-A013": _next_carrier,
    "BP-C011": _contest,
    "BP-C012": _paper,
    "BP-C025": _passport,
    "BP-E004": _waiting,
    "BP-E005": _mass,
    "BP-M001": _apart,
    "BP-M002": _mass,
    "BP-R006": _next_carrier,
    "BP-Y006": _batch,
    "BP-Y008": _batch,
    "BP-Y011": _batch,
}
