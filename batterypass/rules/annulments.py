"""BP-E006 and E007: what is annulled is the last entry of its chains, when it is signed and agreed to.

``design/events.md``, Corrections. They are a matter of integrity, as the links of a chain are: an
annulment that cannot hold would change nothing, whoever admits to it. Who may sign it is BP-P001.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.amending import find_correction, state_of
from batterypass.domain.annulling import annulments_in, obstacle, obstacle_to
from batterypass.domain.events.amendment import AmendmentAgreed
from batterypass.domain.events.annulment import EntryAnnulled
from batterypass.rules.base import NONE, Findings, Rule

if TYPE_CHECKING:
    from batterypass.rules.acts import SignedAct


def only_the_last_entry_is_annulled(act: SignedAct) -> Findings:
    """The target is the head of the chain of all its subjects, and nothing has annulled it yet."""
    event = act.event
    subject, kind, target = event.annulled_subject, event.target_kind, event.target
    found = obstacle(act.world, subject, kind, target, event.items)
    if found is not None:
        why, about = found.why, found.subject
    elif _waits(act, subject, target):
        why, about = "~annul-waits", subject
    else:
        return NONE
    return [act.broken("BP-E006", about, kind=kind, digest=target[:16], found=why)]


def _waits(act: SignedAct, subject: str, target: str) -> bool:
    found = annulments_in(state_of(act.world, subject))
    return any(one["target"] == target and one.get("waiting") for one in found)


def what_is_agreed_to_can_still_be_annulled(act: SignedAct) -> Findings:
    """Nothing has come after the entry while its annulment waited."""
    event = act.event
    subject = event.amended_subject
    one = find_correction(state_of(act.world, subject), event.amendment)
    if one is None or not one.get("annuls") or "holds" in one:
        return NONE
    found = obstacle_to(act.world, subject, one)
    if found is None:
        return NONE
    return [
        act.broken(
            "BP-E007", found.subject, amendment=str(one["entry"]), kind=one["kind"],
            digest=one["target"][:16], found=found.why,
        )
    ]  # fmt: skip


RULES = (
    Rule(
        "BP-E006", "integrity", "item", frozenset({EntryAnnulled.KIND.name}),
        only_the_last_entry_is_annulled,
    ),
    Rule(
        "BP-E007", "integrity", "item", frozenset({AmendmentAgreed.KIND.name}),
        what_is_agreed_to_can_still_be_annulled,
    ),
)  # fmt: skip
