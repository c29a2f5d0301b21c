"""Who owns an item's URL, and whether a label key of the owner signed what a code holds (bytes.md 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.ids import (
    SHORTEST_PREFIX,
    domain_claim,
    gtin_and_serial,
    host_of,
    prefix_claim,
    with_plain_host,
)
from batterypass.errors import BrokenError
from batterypass.rules.roles import owns
from batterypass.statements.label import parse_label, verify_label
from batterypass.statements.verifiers import PublicKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from batterypass.app.session import Session
    from batterypass.domain.states import PartyState


def owners_of(session: Session, url: str) -> Iterator[PartyState]:
    """Give the parties whose domain or GS1 prefix an item's URL stands under (``bytes.md`` 9)."""
    claims = [domain_claim(host_of(url))]
    numbers = gtin_and_serial(url)
    if numbers is not None:
        digits = numbers[0][1:]
        claims += [prefix_claim(digits[:end]) for end in range(SHORTEST_PREFIX, len(digits))]
    names = dict.fromkeys(name for claim in claims for name in session.world.pointed("name", claim))
    for name in names:
        party = session.world.party(name)
        if party is not None and owns(party, url):
            yield party


def label_keys(owners: Iterable[PartyState]) -> Iterator[tuple[PartyState, dict[str, Any]]]:
    """Give each label key that parties have registered, with whose it is; also one that has ended."""
    for owner in owners:
        for key in owner.keys.values():
            if key["role"] == "label" and key["alg"] == "Ed25519":
                yield owner, key


def signer_of(
    url: str, signature: bytes, owners: Iterable[PartyState]
) -> tuple[bool | None, PartyState | None, dict[str, Any] | None]:
    """Find the label key that has signed a URL: (it did, whose key, the key).

    False where none of the owners' keys has; None where they have registered none, so that nothing
    can be said. A key that was revoked since still counts: the label may have been printed before.
    """
    decided: bool | None = None
    for owner, key in label_keys(owners):
        decided = False
        try:
            verify_label(url, signature, PublicKey.parse(key["alg"], key["public"]))
        except BrokenError:
            continue
        return True, owner, key
    return decided, None, None


def label_verdict(session: Session, text: str) -> bool | None:
    """Tell whether the signature on a scanned label is by a label key of the owner of its URL.

    None where the text carries no signature, or where nobody here has a label key for its URL.
    Raises MalformedError for a fragment that is no signature.
    """
    url, signature = parse_label(with_plain_host(text.strip()))
    if signature is None:
        return None
    return signer_of(url, signature, owners_of(session, url))[0]
