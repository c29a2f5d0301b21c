"""BP-K001 to K003, K006, K007, K101 and K103: the key is the actor's, in force, and meant for it.

``design/architecture.md`` D2, D4 and D13; ``design/bytes.md`` 6. A key is judged by log index: what
the registry below the entry says of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import (
    DAY_MS,
    GRACE_DAYS,
    day_of,
    day_starts_ms,
    event_time_of,
    from_ms,
)
from batterypass.domain.events.party import KeyConfirmed, KeyRevoked
from batterypass.domain.fold_parties import can_be_revoked
from batterypass.rules.acts import OPERATOR_ROLE, JudgedAct, SignedAct
from batterypass.rules.base import NONE, Findings, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Type of a registered key -> the COSE algorithms that it may sign with (RFC 9864, RFC 9053).
ALGORITHMS: dict[str, tuple[int, ...]] = {"Ed25519": (-19, -8), "P-256": (-9, -7)}
#: What the operator's statement key signs (D13), and nobody else.
OPERATOR_KINDS = frozenset({"ledger.time-marked", "ledger.heads-committed"})
KEY_KINDS = frozenset({"party.key-added", "party.key-confirmed", "party.key-revoked"})


def the_key_is_an_ordinary_one(act: SignedAct) -> bool:
    """Tell whether a registered daily key, neither revoked nor of a time, signs what any such may."""
    key, kind = act.key, act.kind
    return (
        key is not None
        and key["role"] == "daily"
        and "revoked" not in key
        and "until" not in key
        and kind not in KEY_KINDS
        and kind not in OPERATOR_KINDS
        and act.signed.alg in ALGORITHMS.get(key["alg"], ())
    )


def the_key_is_registered(act: SignedAct) -> Findings:
    """The key belongs to the actor at this index."""
    if act.key is not None:
        return NONE
    event = act.event
    return [act.broken("BP-K001", event.subjects[0].subject, actor=event.actor, kid=act.signed.kid)]


def the_key_is_in_force(act: SignedAct) -> Findings:
    """A revoked key signs nothing more; one that was rotated has a stated grace (bytes.md 6).

    The grace covers a statement whose event time is before the revocation's and whose time mark
    is at most that many days after the mark below the revocation.
    """
    key = act.key
    if key is None or "revoked" not in key or _in_grace(key, act):
        return NONE
    event = act.event
    return [
        act.broken(
            "BP-K002",
            event.subjects[0].subject,
            actor=event.actor,
            kid=act.signed.kid,
            reason=f"~revoked-{key['reason']}",
            revoked=str(key["revoked"]),
            on=event_time_of(from_ms(key["revoked_ms"])),
        )
    ]


def _in_grace(key: dict[str, Any], act: SignedAct) -> bool:
    if key["reason"] != "rotated":
        return False
    late = act.at.mark_ms - key["mark_ms"]
    return bool(act.ms < key["revoked_ms"] and late <= key["grace_days"] * DAY_MS)


def the_key_has_not_ended(act: SignedAct) -> Findings:
    """A key that was registered until a day signs nothing of a later one (``has_ended``)."""
    key, event = act.key, act.event
    if key is None or "until" not in key:
        # Nearly every key: nothing is worked out for it.
        return NONE
    if not has_ended(key, day_of(event.event_time), act.at.mark_ms):
        return NONE
    return [
        act.broken(
            "BP-K007",
            event.subjects[0].subject,
            actor=event.actor,
            kid=act.signed.kid,
            until=str(key["until"]),
            event_time=event.event_time,
            mark=event_time_of(from_ms(act.at.mark_ms)),
        )
    ]


def has_ended(key: Mapping[str, Any], day: str, mark_ms: int) -> bool:
    """Tell whether the last day of a key is over for an event of ``day``.

    The same idea as the grace of a rotation: what says that it happened by that day, and whose time
    mark is at most :data:`GRACE_DAYS` days after it (in UTC), still counts. It was signed offline.
    """
    until = key.get("until")
    if until is None:
        return False
    return day > until or mark_ms >= day_starts_ms(until) + (1 + GRACE_DAYS) * DAY_MS


def is_disputed(
    index: int, event_ms: int, mark_ms: int, *, since_index: int | None, since_ms: int | None
) -> bool:
    """Tell whether an entry by a compromised key stands after the time since which it was.

    Who stole a key writes any event time that he likes, so the mark below the entry counts as well:
    what was recorded after that time needs a second look, whenever it says that it happened.
    """
    if index < (since_index or 0):
        return False
    return since_ms is None or max(event_ms, mark_ms) >= since_ms


def the_key_is_meant_for_this(act: SignedAct) -> Findings:
    """Each role of a key signs its own kinds and no others (D4, D13).

    A label key signs no statement. The operator's key signs time marks and heads. Keys of a party
    are added and confirmed by its recovery key, or for it by the registrar's daily key; a daily key
    revokes only itself. A recovery key signs nothing else.
    """
    key, event = act.key, act.event
    if key is None:
        return NONE
    kind, role = event.kind, key["role"]
    if role == "daily" and kind not in KEY_KINDS and kind not in OPERATOR_KINDS:
        return NONE
    expected = _expected_role(act, kind, key)
    if expected == role:
        return NONE
    return [
        act.broken(
            "BP-K003",
            event.subjects[0].subject,
            actor=event.actor,
            kid=act.signed.kid,
            kind=kind,
            expected=f"~key-{expected}",
            found=f"~key-{role}",
        )
    ]


def _expected_role(act: SignedAct, kind: str, key: dict[str, Any]) -> str:
    event, role = act.event, key["role"]
    if kind in OPERATOR_KINDS:
        return OPERATOR_ROLE
    if not hasattr(event, "KIND"):
        # Of a kind nobody here knows, only its family says who may have signed it.
        families = {"ledger": (OPERATOR_ROLE, "daily"), "party": ("recovery", "daily")}
        allowed = families.get(kind.split(".", 1)[0], ("daily",))
        return role if role in allowed else "daily"
    if kind not in KEY_KINDS:
        return "daily"
    if event.party != event.actor:
        return "daily"
    if kind == "party.key-revoked" and event.kid == act.signed.kid:
        # Whoever holds a key may always declare it lost.
        return role if role in ("daily", "recovery") else "recovery"
    if kind == "party.key-confirmed" and key.get("vouched") != "self":
        # Else the registrar could stand by its own word with a key that it added itself.
        return "vouched"
    return "recovery"


def the_algorithm_fits_the_key(act: SignedAct) -> Findings:
    """The algorithm in the header is one of the registered key's type (D2)."""
    key = act.key
    if key is None or act.signed.alg in ALGORITHMS.get(key["alg"], ()):
        return NONE
    return [
        act.broken(
            "BP-K006",
            act.event.subjects[0].subject,
            kid=act.signed.kid,
            expected=f"{key['alg']}: {', '.join(map(str, ALGORITHMS.get(key['alg'], ())))}",
            found=str(act.signed.alg),
        )
    ]


def the_party_stands_by_its_key(act: JudgedAct) -> Findings:
    """Tell where only the registrar vouches for the key that signed (D4)."""
    key = act.actor.keys.get(act.at.kid) if act.actor is not None else None
    if key is None or key["vouched"] == "self":
        return NONE
    return [
        act.notice(
            "BP-K101",
            act.event.subjects[0].subject,
            actor=act.event.actor,
            kid=act.at.kid,
            added=str(key["added"]),
        )
    ]


def a_named_key_is_one_that_can_change(act: JudgedAct) -> Findings:
    """A key that is revoked or confirmed is the party's and still in force, else nothing happens.

    A mistyped thumbprint would leave a stolen key alive while its owner believes it revoked. A
    rotation may still be cut short (``design/bytes.md`` 6).
    """
    event = act.event
    party = act.world.party(event.party)
    if party is None:
        # BP-L005 says so.
        return NONE
    key = party.keys.get(event.kid)
    if key is None:
        found = "~kid-unknown"
    elif can_be_revoked(key, event.reason if event.kind == _REVOKED else "lost"):
        return NONE
    else:
        found = "~kid-rotated" if key["reason"] == "rotated" else "~kid-revoked"
    return [act.breach("BP-K103", event.party, kind=event.kind, kid=event.kid, found=found)]


_REVOKED = KeyRevoked.KIND.name
RULES = (
    *(
        Rule(code, "integrity", "party", None, check, unless=the_key_is_an_ordinary_one)
        for code, check in (
            ("BP-K001", the_key_is_registered),
            ("BP-K002", the_key_is_in_force),
            ("BP-K003", the_key_is_meant_for_this),
            ("BP-K006", the_algorithm_fits_the_key),
            ("BP-K007", the_key_has_not_ended),
        )
    ),
    Rule("BP-K101", "notice", "party", None, the_party_stands_by_its_key),
    Rule(
        "BP-K103",
        "compliance",
        "party",
        frozenset({_REVOKED, KeyConfirmed.KIND.name}),
        a_named_key_is_one_that_can_change,
    ),
)
