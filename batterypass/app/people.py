"""People get keys without a network: judging a request, answering it with a grant, taking that in.

The three machines are the newcomer's, the chief's (who has the party's recovery key) and the
operator's; they meet by file. No secret leaves the machine on which it was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from batterypass.app.judge import PROOFS
from batterypass.app.outbox import payload_of, take, with_what_they_rest_on
from batterypass.app.read import inclusion_proof
from batterypass.app.site import SiteSession
from batterypass.app.trust import note_verifier
from batterypass.domain.clock import day_of
from batterypass.domain.events.common import Seen
from batterypass.errors import BrokenError, InputError, RefusedError
from batterypass.evidence.key_grant import KeyGrant
from batterypass.evidence.outbox_file import Carried, OutboxFile
from batterypass.evidence.refusal import refusal
from batterypass.rules.keys import has_ended
from batterypass.statements.cose import parse_statement
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.trusted import verify_trusted_proof

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.domain.states import PartyState
    from batterypass.evidence.key_request import KeyRequest
    from batterypass.tlog.policy import TrustFile

#: Roles that one person gives another. A recovery key adds and revokes keys: only the party makes
#: one for itself.
GRANTED_ROLES = ("daily", "label")

Standing = Literal["registered", "pending", "unchecked"]


def check_request(session: Session, request: KeyRequest) -> PartyState:
    """Judge a key request as whoever would grant it; give the party as the ledger has it.

    1. It is for this ledger. 2. Its role is one that is given by request. 3. The party is registered.
    4. The proof of possession holds. 5. The key is nobody else's, or is this party's already. Raises
    RefusedError, InputError or BrokenError, each naming what is wrong.
    """
    # 1
    if request.ledger != session.audience:
        raise refusal(
            InputError, "people.other-ledger", found=request.ledger, expected=session.audience
        )
    # 2
    role = request.card.role
    if role not in GRANTED_ROLES:
        raise refusal(RefusedError, "people.role-not-given", role=role)
    # 3
    state = session.world.party(request.party)
    if state is None:
        raise refusal(InputError, "people.no-party", party=request.party)
    # 4
    card = request.card
    if not PROOFS.proof_holds(
        card.alg, card.public, card.proof, session.audience, request.party, role
    ):
        raise refusal(BrokenError, "people.bad-proof", kid=request.kid[:16], party=request.party)
    # 5
    for owner in session.world.pointed("key", request.kid):
        if owner != request.party:
            raise refusal(RefusedError, "people.not-yours", kid=request.kid[:16], owner=owner)
    return state


def recovery_kid(session: Session, party: PartyState) -> str:
    """Give the recovery key here that signs for a party's keys. Raises InputError where none is."""
    keys, ledger = session.around.keys, session.world.ledger()
    kids = keys.kids(party.party, "recovery") if keys is not None else []
    day, mark_ms = session.around.clock().date().isoformat(), ledger.mark_ms if ledger else 0
    usable = [
        kid
        for kid in kids
        if kid in party.keys
        and "revoked" not in party.keys[kid]
        and not has_ended(party.keys[kid], day, mark_ms)
    ]
    if not usable:
        raise refusal(InputError, "people.no-recovery-key", party=party.party)
    return usable[-1]


def granted_before(session: Session, party: PartyState, request: KeyRequest) -> int | None:
    """Give the index of the statement that registered the key of a request already, or None.

    Raises RefusedError where the key has been in the directory since its party was registered, or
    was revoked since.
    """
    key = party.keys.get(request.kid)
    if key is None:
        return None
    if "revoked" in key:
        raise refusal(
            RefusedError, "people.was-revoked", kid=request.kid[:16], entry=key["revoked"]
        )
    index = int(key["added"])
    if payload_of(session.store.statement(index))["kind"] != "party.key-added":
        raise refusal(RefusedError, "people.registered-before", kid=request.kid[:16], entry=index)
    return index


def make_grant(session: Session, index: int) -> KeyGrant:
    """Make the grant file of the statement at ``index``: in the log with its proof, else pending."""
    raw = session.store.statement(index)
    payload = payload_of(raw)
    if session.place_of(index):
        statements, proof = _pending_below(session, raw), None
    else:
        statements, proof = (raw,), inclusion_proof(session, index)
    return KeyGrant(
        session.audience, str(payload["party"]), str(payload["event_time"]), statements, proof
    )


def _pending_below(session: Session, raw: bytes) -> tuple[bytes, ...]:
    """Give what a pending statement rests on and the log lacks, in order, and the statement last."""
    if not isinstance(session, SiteSession):
        return (raw,)
    rows = session.outbox.live()
    digest = parse_statement(raw).digest
    payloads = {row.digest: payload_of(row.statement) for row in rows}
    needed = with_what_they_rest_on(rows, payloads, [digest])
    return (*(row.statement for row in needed if row.digest != digest), raw)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an accepted grant means: ``entry`` where the log has it.

    ``standing`` is ``registered`` (proven to be in the log), ``pending`` (signed with a key that is
    known here, not in the log yet), or ``unchecked`` (not in the log, and no replica to judge it).
    """

    standing: Standing
    entry: int | None
    key: dict[str, Any]


def check_mine(grant: KeyGrant, kids: Mapping[str, str]) -> None:
    """Demand that a grant is about a key that is here; ``kids`` maps thumbprints to their parties.

    Raises RefusedError.
    """
    if kids.get(grant.kid) != grant.party:
        raise refusal(RefusedError, "people.not-my-key", kid=grant.kid[:16], party=grant.party)


def accept_with_trust(grant: KeyGrant, trust: TrustFile) -> Accepted:
    """Judge a grant by a trust file alone, on a machine that has no copy of the ledger.

    1. The ledger is the one that the trust file names. 2. What says to be in the log is proven to be,
    under a checkpoint that the trust file accepts. Raises InputError, BrokenError, MalformedError or
    UndecidedError.
    """
    origin, _, entry_0 = grant.ledger.rpartition("#")
    # 1
    if trust.entry_0 is None or trust.entry_0.hex() != entry_0 or not trust.keys_of(origin):
        raise refusal(InputError, "people.other-trust", ledger=grant.ledger)
    # 2
    if grant.proof is None:
        return Accepted("unchecked", None, _key_of(grant))
    leaf = leaf_hash(grant.statements[-1])
    verify_trusted_proof(grant.proof, leaf, trust, origin, note_verifier)
    return Accepted("registered", grant.proof.index, _key_of(grant))


def accept_grant(session: Session, grant: KeyGrant) -> Accepted:
    """Judge a grant over the ledger or replica that is here, and keep it where that may be older.

    1. It is for this ledger. 2. A proof leads from the statement to a checkpoint that this log's key
    has signed, and that is no other log than the one here. 3. At a site the statement goes into the
    outbox as a partner's does: each is judged with its signature, and what is signed here next may
    rest on it. Raises InputError, RefusedError, BrokenError or MalformedError.
    """
    # 1
    if grant.ledger != session.audience:
        raise refusal(
            InputError, "people.other-ledger", found=grant.ledger, expected=session.audience
        )
    # 2
    if grant.proof is not None:
        leaf = leaf_hash(grant.statements[-1])
        tip = grant.proof.verify(leaf, [session.verifier()], session.origin)
        if tip.size <= session.logged and session.root_of_size(tip.size) != tip.root:
            raise refusal(
                BrokenError, "people.other-log", size=tip.size, root=tip.root.hex()[:16],
                known=session.root_of_size(tip.size).hex()[:16],
            )  # fmt: skip
    # 3
    if isinstance(session, SiteSession) and not _is_known(session, grant):
        _keep(session, grant)
    if grant.proof is not None:
        return Accepted("registered", grant.proof.index, _key_of(grant))
    party = session.world.party(grant.party)
    known = party.keys.get(grant.kid) if party is not None else None
    if known is None:
        return Accepted("unchecked", None, _key_of(grant))
    index = int(known["added"])
    if session.place_of(index):
        return Accepted("pending", None, _key_of(grant))
    return Accepted("registered", index, _key_of(grant))


def _is_known(session: Session, grant: KeyGrant) -> bool:
    party = session.world.party(grant.party)
    return party is not None and grant.kid in party.keys


def _keep(session: SiteSession, grant: KeyGrant) -> None:
    """Keep the statements of a grant in the outbox. Raises RefusedError where one is refused."""
    checkpoint = session.checkpoint()
    file = OutboxFile(
        grant.ledger,
        grant.party,
        grant.made_at,
        Seen(size=checkpoint.size, root=checkpoint.root.hex()),
        tuple(Carried(raw) for raw in grant.statements),
    )
    for one in take(session, file):
        if one.outcome == "refused":
            raise RefusedError(
                "; ".join(finding.message("en") for finding in one.findings), findings=one.findings
            )


def _key_of(grant: KeyGrant) -> dict[str, Any]:
    """Write what is granted, for people and programs."""
    card = grant.card
    return {
        "kid": grant.kid,
        "party": grant.party,
        "role": card.role,
        "holder": card.holder,
        "until": card.until,
        "granted_on": day_of(grant.added.event_time),
    }
