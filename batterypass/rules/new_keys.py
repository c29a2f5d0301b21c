"""BP-K004 and K005: a key that enters the registry is held by the party, and is nobody else's.

``design/architecture.md`` D2: one thumbprint belongs to one party for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events.ledger import LedgerOpened, OperatorKey, ReceiptKey
from batterypass.domain.events.party import KeyAdded, KeyCard, PartyRegistered
from batterypass.domain.keyprint import alg_of, thumbprint_of
from batterypass.errors import MalformedError
from batterypass.rules.base import NONE, Findings, Rule
from batterypass.rules.envelope import audience_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.rules.acts import SignedAct

_KINDS = frozenset({LedgerOpened.KIND.name, PartyRegistered.KIND.name, KeyAdded.KIND.name})


def _cards(act: SignedAct) -> tuple[str, list[KeyCard]]:
    event = act.event
    if isinstance(event, KeyAdded):
        return event.party, [event.key]
    card = event.registrar if isinstance(event, LedgerOpened) else event.card
    return card.party, list(card.keys)


def a_new_key_proves_its_possession(act: SignedAct) -> Findings:
    """Each key carries a signature of its own over ledger, party and role (bytes.md 6)."""
    party, cards = _cards(act)
    audience = audience_at(act)
    return [
        act.broken("BP-K004", party, party=party, role=f"~key-{card.role}", public=card.public)
        for card in cards
        if audience is None or not _holds(act, card, party, audience)
    ]


def _holds(act: SignedAct, card: KeyCard, party: str, audience: str) -> bool:
    return _print(card) is not None and act.checker.proof_holds(
        card.alg, card.public, card.proof, audience, party, card.role
    )


def a_new_key_is_nobody_elses(act: SignedAct) -> Findings:
    """No party, not even the same one, has the key already; the operator's keys stand apart."""
    party, cards = _cards(act)
    seen: dict[str, str] = dict(_operator_prints(act))
    found = []
    for card in cards:
        kid = _print(card)
        if kid is None:
            continue
        owners = act.world.pointed("key", kid)
        owner = owners[0] if owners else seen.get(kid)
        if owner is not None:
            found.append(act.broken("BP-K005", party, kid=kid, party=party, owner=owner))
        seen[kid] = party
    if isinstance(act.event, LedgerOpened) and len(dict(_operator_prints(act))) < 3:
        origin = act.event.subjects[0].subject
        kid = _print(act.event.operator_key) or "-"
        found.append(act.broken("BP-K005", origin, kid=kid, party=origin, owner=origin))
    return found or NONE


def _operator_prints(act: SignedAct) -> Iterator[tuple[str, str]]:
    event = act.event
    if isinstance(event, LedgerOpened):
        publics = [
            key.public for key in (event.checkpoint_key, event.operator_key, event.receipt_key)
        ]
        subject = event.subjects[0].subject
    else:
        ledger = act.world.ledger()
        if ledger is None:
            return
        publics = [ledger.checkpoint_key, ledger.operator_key, ledger.receipt_key]
        subject = f"https://{ledger.origin}"
    for public in publics:
        try:
            yield thumbprint_of(alg_of(public), public), subject
        except MalformedError:
            # Then there are not three of them.
            continue


def _print(card: KeyCard | OperatorKey | ReceiptKey) -> str | None:
    try:
        return thumbprint_of(card.alg, card.public)
    except MalformedError:
        return None


RULES = (
    Rule("BP-K004", "integrity", "party", _KINDS, a_new_key_proves_its_possession),
    Rule("BP-K005", "integrity", "party", _KINDS, a_new_key_is_nobody_elses),
)
