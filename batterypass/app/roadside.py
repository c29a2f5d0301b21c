"""What the code on a paper proves beside a road: who, what, and whether the log holds it.

The parts that every paper has are judged as ``manifest check`` does (:mod:`batterypass.app.checking`).
Here the signature of the statement is judged too, for which the signer's key has to be at hand: in a
ledger, or in the page of ``export verifier``. Where it is not, nothing is decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from batterypass.app.checking import check_paper
from batterypass.app.paper_data import Verdict
from batterypass.app.trust import TrustStart, check_trust
from batterypass.errors import BrokenError, InputError, MalformedError, refusal
from batterypass.evidence.paper import PaperCode
from batterypass.statements.cose import parse_statement, verify_statement
from batterypass.statements.verifiers import PublicKey
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.note import parse_note
from batterypass.tlog.policy import TrustFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.ports import Memory


@dataclass(frozen=True, slots=True)
class RoadVerdict:
    """What a code says, where it stands, and what was judged of it."""

    says: Mapping[str, Any]
    index: int
    checkpoint: Checkpoint
    log_key: str
    """The key id, in hex, by which the note names the log's key; empty where it names none."""
    verdicts: tuple[Verdict, ...]

    @property
    def holds(self) -> bool | None:
        """Whether it is authentic: false if a part is, None if a part is undecided."""
        answers = [one.holds for one in self.verdicts]
        return False if False in answers else None if None in answers else True


def find_paper_code(codes: tuple[bytes, ...]) -> bytes | None:
    """Give the first code that is the proof of a paper, or None."""
    for body in codes:
        try:
            PaperCode.parse(body)
        except MalformedError:
            continue
        return body
    return None


def judge_code(
    session: Session | None,
    body: bytes,
    *,
    trust_file: bytes | None = None,
    memory: Memory | None = None,
) -> RoadVerdict:
    """Judge what a code holds.

    1. Its statement leads to a checkpoint, signed by a log that something here vouches for; with a
    ledger, it is that ledger's entry, and no reason is known not to go by it. 2. The key that its
    issuer has registered below that entry signed it. Raises MalformedError for what is no code of a paper.
    """
    code = PaperCode.parse(body)
    note = parse_note(code.checkpoint)
    tip = Checkpoint.parse(note.text)
    # 1
    paper = check_paper(session, body, trust_file=trust_file, memory=memory)
    without = {"print"} if session is not None else {"print", "chain"}
    verdicts = [one for one in paper.verdicts if one.name not in without]
    # 2
    verdicts.append(_signature(session, code, tip))
    key_ids = [line.key_id.hex() for line in note.signatures if line.name == tip.origin]
    return RoadVerdict(paper.says, code.index, tip, next(iter(key_ids), ""), tuple(verdicts))


def _signature(session: Session | None, code: PaperCode, tip: Checkpoint) -> Verdict:
    try:
        statement = parse_statement(code.statement)
        issuer = {"actor": statement.issuer}
        is_here = session is not None and session.origin == tip.origin
        party = session.world.party(statement.issuer) if session is not None and is_here else None
        key = party.keys.get(statement.kid.hex()) if party is not None else None
        if session is None or key is None:
            is_known = is_here and session is not None and code.index < session.size
            reason = "roadside.key-unknown" if is_known else "roadside.no-key"
            return Verdict("signature", False if is_known else None, reason, issuer)
        verify_statement(statement, PublicKey.parse(key["alg"], key["public"]))
    except (BrokenError, MalformedError) as error:
        values = {"problem": str(error)}
        return Verdict("signature", False, "roadside.bad-signature", values)
    if key["role"] != "daily" or key["added"] > code.index:
        return Verdict("signature", False, "roadside.key-unknown", issuer)
    revoked = key.get("revoked")
    if revoked is not None and revoked < code.index:
        # Within the grace of a rotation it may still count: the audit of the ledger tells.
        holds = None if key["reason"] == "rotated" else False
        return Verdict(
            "signature", holds, "roadside.key-revoked", {**issuer, "entry": str(revoked)}
        )
    return Verdict("signature", True, "roadside.signed", issuer)


def verifier_keys(session: Session, trust_file: bytes | None) -> dict[str, Any]:
    """Give every key of every party as the log has them now, for a page that has no ledger.

    Raises UndecidedError or BrokenError where the trust file is not of this log, MalformedError where it
    is none.
    """
    ledger = session.world.ledger()
    if ledger is None:
        raise InputError("the ledger has no entries yet", code="roadside.no-entries")
    size, note = session.stored()
    if trust_file is not None:
        start = TrustStart("pinned", TrustFile.parse(trust_file))
        wrong = check_trust(start, session.origin, note, session.store.statement(0))
        if wrong is not None:
            raise refusal(BrokenError, "roadside.other-trust", problem=wrong)
    kept = ("role", "alg", "public", "added", "until", "revoked", "reason")
    parties = {}
    for row in session.store.subjects("P"):
        party = session.world.party(row.name)
        if party is not None and party.keys:
            parties[row.name] = {
                kid: {name: key[name] for name in kept if name in key}
                for kid, key in party.keys.items()
            }
    return {
        "origin": session.origin, "ledger": ledger.audience, "size": size, "parties": parties,
    }  # fmt: skip
