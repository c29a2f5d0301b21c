"""BP-L: an event joins exactly the chains of what it changes, each at its head.

``design/architecture.md`` D6 and D17; ``design/bytes.md`` 3.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.domain.events import KINDS, Event
from batterypass.domain.events.item import ItemDismantled
from batterypass.domain.events.ledger import LedgerOpened
from batterypass.domain.ids import ledger_subject
from batterypass.domain.lineage import packs_built_into
from batterypass.rules.base import NONE, UNKNOWN_KIND, Finding, Findings, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.domain.events.common import SubjectLink
    from batterypass.domain.states import Chain, LedgerState
    from batterypass.rules.acts import SignedAct

_EMPTY_ROOT = sha256(b"").digest()
_ALL = frozenset(KINDS)
_DISMANTLED = ItemDismantled.KIND.name
_KIND_OF = {model: model.KIND for model in KINDS.values()}
_SAY_WHAT_THEY_MAKE = frozenset(model for model in KINDS.values() if model.makes is not Event.makes)
#: Kinds by the lane that BP-L003 holds them to; one that nobody here knows may be in either.
_MAIN = frozenset([UNKNOWN_KIND, *(name for name in KINDS if KINDS[name].KIND.lane == "main")])
_RECORD = frozenset([UNKNOWN_KIND, *(name for name in KINDS if KINDS[name].KIND.lane == "record")])


def a_main_link_names_the_head(act: SignedAct) -> Findings:
    """Lane main: the next number and the digest of the last main statement, nothing older."""
    found: list[Finding] = []
    for link, chain in act.links:
        if link.lane != "main":
            continue
        if chain is None or chain.seq < 0:
            seq, prev = 0, None
        else:
            seq, prev = chain.seq + 1, chain.head.hex()
        if link.seq != seq or link.prev != prev:
            found.append(
                act.broken(
                    "BP-L001",
                    link.subject,
                    expected=_place(seq, prev),
                    found=_place(link.seq, link.prev),
                )
            )
    return found or NONE


def a_record_link_names_a_main_statement(act: SignedAct) -> Findings:
    """Lane record: the number and ``prev`` of any main statement of the subject, repeated."""
    found: list[Finding] = []
    for link, chain in act.links:
        if link.lane != "record":
            continue
        if chain is None or not _repeats_a_main_link(act, link, chain):
            head = "-" if chain is None else str(chain.seq)
            found.append(
                act.broken("BP-L002", link.subject, found=_place(link.seq, link.prev), head=head)
            )
    return found or NONE


def _repeats_a_main_link(act: SignedAct, link: SubjectLink, chain: Chain) -> bool:
    if link.seq > chain.seq:
        return False
    if link.seq == 0:
        return link.prev is None
    before = act.world.main_digest(link.subject, link.seq - 1)
    return before is not None and link.prev == before.hex()


def the_subjects_are_what_the_event_changes(act: SignedAct) -> Findings:
    """The links are those of the subjects that change, in the kind's order and lane."""
    event, names = act.event, act.names
    lane = _KIND_OF[type(event)].lane
    expected = list(event.changes())
    if names == expected:
        for link, _ in act.links:
            if link.lane != lane:
                break
        else:
            return NONE
    wrong = [link for link in event.subjects if link.lane != lane]
    found = []
    if names != expected:
        missing = [name for name in expected if name not in names]
        extra = [name for name in names if name not in expected]
        found.append(
            act.broken(
                "BP-L003",
                names[0],
                problem="~link-other",
                expected=", ".join(missing[:3]) or "~link-order",
                found=", ".join(extra[:3]) or "-",
            )
        )
    if wrong:
        found.append(
            act.broken(
                "BP-L003",
                wrong[0].subject,
                problem="~link-lane",
                expected=lane,
                found=wrong[0].lane,
            )
        )
    return found


def a_subject_is_named_once(act: SignedAct) -> Findings:
    """No subject stands twice among the links."""
    names = act.names
    if len(names) == 1 or len(set(names)) == len(names):
        return NONE
    twice = next(name for name in names if names.count(name) > 1)
    return [act.broken("BP-L003", names[0], problem="~link-twice", expected="1", found=twice)]


def what_the_signer_saw_is_this_log(act: SignedAct) -> Findings:
    """The checkpoint that the signer had verified is one of this log, below the entry (D17)."""
    seen = act.event.seen
    if seen is None:
        return NONE
    size = seen.size
    if size > act.at.index:
        expected = f"<= {act.at.index}"
        return [_other_log(act, expected=expected, found=str(size))]
    root = act.world.root_at(size) if size else _EMPTY_ROOT
    if root.hex() == seen.root:
        return NONE
    return [_other_log(act, expected=root.hex(), found=seen.root)]


def _other_log(act: SignedAct, *, expected: str, found: str) -> Finding:
    return act.broken(
        "BP-L004",
        act.event.subjects[0].subject,
        size=str(act.event.seen.size),
        expected=expected,
        found=found,
    )


def the_subjects_are_of_the_kinds_sort(act: SignedAct) -> Findings:
    """What an event creates is new; all else exists, and is of the sort that the kind needs."""
    event, names = act.event, act.names
    sort = type(event)
    kind = _KIND_OF[sort]
    creates = event.makes() if sort in _SAY_WHAT_THEY_MAKE else kind.creates
    if creates == "none" and kind.first == kind.rest == "I" and len(act.items) == len(names):
        # Nearly every event: it speaks of items, and all of them are there.
        return NONE
    found = []
    for place, (name, (_, chain)) in enumerate(zip(names, act.links, strict=True)):
        letters = kind.rest if place else kind.first
        if event.brings(place) or _never_went_in(act, place, name):
            if chain is not None:
                found.append(
                    act.broken("BP-L005", name, expected="~subject-new", found="~subject-known")
                )
        elif not (name in act.items if letters == "I" else _is_one_of(act, name, letters)):
            state = "~subject-unknown" if chain is None else "~subject-other"
            found.append(act.broken("BP-L005", name, expected=f"~subject-{letters}", found=state))
    return found or NONE


def _never_went_in(act: SignedAct, place: int, name: str) -> bool:
    """Tell whether a part is an item that was never built into the pack that is taken apart."""
    event = act.event
    if not place or event.kind != _DISMANTLED:
        return False
    item = act.items.get(name)
    return item is not None and event.item not in packs_built_into(item)


def _own_ledger(act: SignedAct, name: str) -> LedgerState | None:
    ledger = act.world.ledger()
    return ledger if ledger is not None and name == ledger_subject(ledger.origin) else None


#: Letter of a sort -> how a subject of that sort is found.
_FIND: dict[str, Callable[[SignedAct, str], object]] = {
    "A": lambda act, name: act.world.authorisation(name),
    "B": lambda act, name: act.world.batch(name),
    "C": lambda act, name: act.consignment(name),
    "I": lambda act, name: act.items.get(name),
    "L": _own_ledger,
    "P": lambda act, name: act.world.party(name),
}


def _is_one_of(act: SignedAct, name: str, letters: str) -> bool:
    if len(letters) == 1:
        return _FIND[letters](act, name) is not None
    return any(_FIND[letter](act, name) is not None for letter in letters)


def _place(seq: int, prev: str | None) -> str:
    return f"{seq}:{prev[:16] if prev else '-'}"


def entry_0_opens_the_ledger(act: SignedAct) -> Findings:
    """Entry 0 opens the ledger and no other entry does."""
    event = act.event
    if (type(event) is LedgerOpened) == (act.at.index == 0):
        return NONE
    return [act.broken("BP-L006", event.subjects[0].subject, kind=event.kind)]


RULES = (
    Rule("BP-L001", "integrity", "item", _MAIN, a_main_link_names_the_head),
    Rule("BP-L002", "integrity", "item", _RECORD, a_record_link_names_a_main_statement),
    Rule("BP-L003", "integrity", "item", _ALL, the_subjects_are_what_the_event_changes),
    Rule("BP-L003", "integrity", "item", None, a_subject_is_named_once),
    Rule("BP-L004", "integrity", "ledger", None, what_the_signer_saw_is_this_log),
    Rule("BP-L005", "integrity", "item", _ALL, the_subjects_are_of_the_kinds_sort),
    Rule("BP-L006", "integrity", "ledger", None, entry_0_opens_the_ledger),
)
