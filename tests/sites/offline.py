"""Statements that are signed and not recorded, as a site without a network leaves them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.yard import Yard
from batterypass.app.compose import _sign
from batterypass.domain.events.common import Seen
from batterypass.evidence.outbox_file import Carried, OutboxFile
from batterypass.ports import Section

SIGNED_OFFLINE = {"rule": "*", "reason": "signed_offline"}

Form = tuple[str, str, Mapping[str, Any]]


def sign_offline(yard: Yard, *forms: Form) -> tuple[list[bytes], list[Section]]:
    """Sign a chain of (kind, actor, form) over the present log; nothing is recorded."""
    whole = [
        (kind, {**form, "actor": actor, "acknowledged": [SIGNED_OFFLINE]})
        for kind, actor, form in forms
    ]
    ready = yard.ledger.plan(whole, actor=forms[0][1], again=True)
    world = yard.session.new_world()
    statements = [_sign(yard.session, world, draft) for draft in ready.fresh()]
    return statements, [section for draft in ready.fresh() for section in draft.sections]


def outbox_file(
    yard: Yard,
    party: str,
    statements: Sequence[bytes],
    sections: Sequence[Section] = (),
    *,
    made_at: str = "",
    seen: Seen | None = None,
) -> OutboxFile:
    """Make the file that a site would send now."""
    checkpoint = yard.session.checkpoint()
    return OutboxFile(
        ledger=yard.session.audience,
        party=party,
        made_at=made_at or yard.time["now"].isoformat(timespec="seconds"),
        seen=seen or Seen(size=checkpoint.size, root=checkpoint.root.hex()),
        statements=tuple(Carried(raw) for raw in statements),
        sections=tuple(sections),
    )


def reading(item: str, soh: str) -> Mapping[str, Any]:
    """Give the form of a reading."""
    return {
        "item": item, "condition": "serviceable", "soh_percent": soh, "soc_percent": "30",
        "method": "bms_reading",
    }  # fmt: skip


def hand_over(item: str, to: str) -> Mapping[str, Any]:
    """Give the form of a release."""
    return {"items": [item], "to": to}


def accept(item: str, released_by: str) -> Mapping[str, Any]:
    """Give the form of an acceptance."""
    return {"items": [item], "released_by": released_by}
