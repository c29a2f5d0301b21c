"""Every kind × every state of a key that may not sign it: refused at the door, found in an audit.

The signatures are real, and so is the ledger. What else is wrong with the statements (they speak of
items that nobody made) does not matter here: the key is named whatever else is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

import pytest

from batterypass.app.ledger import Ledger
from batterypass.app.opening import key_card
from batterypass.domain.events import KINDS
from batterypass.domain.vocabulary import RevocationReason
from batterypass.errors import RefusedError
from batterypass.statements.cose import sign_statement
from batterypass.statements.eventid import derive_event_id
from batterypass.statements.payload import encode_payload
from batterypass.statements.private import PrivateKey
from faults.attack import Target
from faults.yard import OPERATOR, REGISTRAR, SHOP, Ring, Yard, open_new, party_card, private_key
from rules.every_kind import ACTOR, fields_of, world_for

#: The ledger opens on 2 March 2026; the key that ends does so on the same day.
UNTIL = "2026-03-02"
#: State of a key -> the code that names it.
STATES: dict[str, str] = {
    "unregistered": "BP-K001",
    "of another party": "BP-K001",
    "of the operator": "BP-K001",
    **{f"revoked: {reason}": "BP-K002" for reason in get_args(RevocationReason)},
    "past its last day": "BP-K007",
    "for recovery": "BP-K003",
    "for labels": "BP-K003",
}
#: The codes by which a key is refused.
OF_KEYS = frozenset(STATES.values())


def key_in(state: str) -> PrivateKey:
    """Give the key in a state: those of the actor are named after it."""
    named = {
        "of another party": (SHOP, "daily"), "of the operator": (OPERATOR, "checkpoint"),
        "for recovery": (ACTOR, "recovery"), "for labels": (ACTOR, "label"),
    }  # fmt: skip
    return private_key(*named.get(state, (ACTOR, state)))


def with_every_state(yard: Yard) -> Ledger:
    """Open a ledger with a party that has a key in every state."""
    ledger = open_new(yard)
    ring = cast(Ring, ledger.session.around.keys)
    for role in ("daily", "recovery", "label"):
        ring.add(ACTOR, role)
    for party, roles in ((SHOP, ["daily"]), (ACTOR, ["daily", "recovery", "label"])):
        card = party_card(ledger, party, party, ["workshop"], roles)
        ledger.log("party.registered", {"card": card}, actor=REGISTRAR)
    audience = ledger.session.audience
    for state in STATES:
        if not state.startswith(("revoked", "past")):
            continue
        private = key_in(state)
        ring.hold(private, ACTOR, "spare")
        card = key_card(private, role="daily", party=ACTOR, audience=audience)
        until = {"until": UNTIL} if state.startswith("past") else {}
        ledger.log("party.key-added", {"party": ACTOR, "key": {**card, **until}}, actor=ACTOR)
        if state.startswith("revoked"):
            reason = state.removeprefix("revoked: ")
            grace = {"grace_days": 0} if reason == "rotated" else {}
            revoked = {"party": ACTOR, "kid": private.kid.hex(), "reason": reason, **grace}
            ledger.log("party.key-revoked", revoked, actor=ACTOR)
    # Past every grace; the next entry has a mark of today below it.
    yard.clock.pass_by(days=20)
    ledger.log(
        "party.key-revoked",
        {"party": ACTOR, "kid": private_key(ACTOR, "daily").kid.hex(), "reason": "holder-left"},
        actor=ACTOR,
    )
    return ledger


def without_empty(value: Any) -> Any:
    """Leave out empty members, as a payload does."""
    if isinstance(value, dict):
        return {name: without_empty(one) for name, one in value.items() if one not in ("", [], {})}
    return [without_empty(one) for one in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class Forged:
    """A statement of a kind, signed with a key in a state that may not sign it."""

    kind: str
    state: str
    raw: bytes


def forge(yard: Yard, audience: str) -> Iterator[Forged]:
    """Sign an event of every kind with a key in every state."""
    story = world_for("workshop")
    at = yard.clock().isoformat(timespec="seconds")
    for kind, model in sorted(KINDS.items()):
        if kind == "ledger.opened":
            continue
        fields = without_empty(fields_of(kind, story))
        plain: dict[str, Any] = {"kind": kind, "version": 1, "event_time": at, "actor": ACTOR}
        first: dict[str, Any] = {"subject": ACTOR, "lane": model.KIND.lane, "seq": 0, "prev": None}
        event_id = derive_event_id(audience, ACTOR, kind, ["request", ""])
        draft = model.model_validate({"event_id": event_id, **plain, "subjects": [first], **fields})
        links = [{**first, "subject": name} for name in draft.changes()]
        for state in STATES:
            event_id = derive_event_id(audience, ACTOR, kind, ["request", state])
            payload = {"event_id": event_id, **plain, "subjects": links, **fields}
            raw = sign_statement(
                encode_payload(payload), key_in(state), issuer=ACTOR,
                subject=links[0]["subject"], audience=audience,
            )  # fmt: skip
            yield Forged(kind, state, raw)


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    yard = Yard(tmp_path_factory.mktemp("matrix") / "yard")
    with_every_state(yard).close()
    return yard


def test_every_state_of_a_key_is_there() -> None:
    assert {"BP-K001", "BP-K002", "BP-K003", "BP-K007"} == OF_KEYS
    assert len({key_in(state).kid for state in STATES}) == len(STATES)


def test_no_kind_comes_in_by_the_door_with_a_key_that_may_not_sign_it(yard: Yard) -> None:
    wrong = []
    with yard.open() as ledger:
        before = len(ledger), ledger.store.note()
        for one in forge(yard, ledger.session.audience):
            with pytest.raises(RefusedError) as error:
                ledger.record([one.raw])
            codes = {found.code for found in error.value.findings}  # type: ignore[attr-defined]
            if STATES[one.state] not in codes:
                wrong.append((one.kind, one.state, sorted(codes)))
        assert (len(ledger), ledger.store.note()) == before
    assert wrong == []


def test_every_one_that_was_put_past_the_door_is_found_in_an_audit(
    yard: Yard, tmp_path: Path
) -> None:
    target = Target.of(yard, tmp_path / "past-the-door.bp")
    with yard.open(read_only=True) as ledger:
        size, audience = len(ledger), ledger.session.audience
    forged = list(forge(yard, audience))
    assert len(forged) == (len(KINDS) - 1) * len(STATES)
    target.change(
        *(
            ("INSERT INTO entries VALUES (?, ?)", (size + place, one.raw))
            for place, one in enumerate(forged)
        )
    )
    verdict = target.verify()
    assert verdict.exit_code() == 4
    found: dict[int, set[str]] = {}
    for finding in verdict.findings:
        if finding.entry is not None and finding.code in OF_KEYS:
            found.setdefault(finding.entry, set()).add(finding.code)
    missed = [
        (one.kind, one.state)
        for place, one in enumerate(forged)
        if STATES[one.state] not in found.get(size + place, set())
    ]
    assert missed == []
    # What was honest in the ledger stays so.
    assert not any(entry < size for entry in found)
