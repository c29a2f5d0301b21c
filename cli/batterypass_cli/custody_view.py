"""Custody in plain words: what is on paper, contested, missing, turned away or let to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass_cli.answers import choice_words
from batterypass_cli.lookups_custody import still_out
from batterypass_cli.parts_view import parts_object, state_words
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ConsignmentState, ItemState
    from batterypass_cli.plain import NameOf


def is_open(ledger: Ledger, state: ConsignmentState) -> bool:
    """Tell whether somebody still has to do something: also where what was turned away is out."""
    if state.state in ("partially_received", "rejected"):
        return bool(still_out(ledger, state))
    return state.state not in ("received", "returned", "voided")


def consignment_flags(ledger: Ledger, state: ConsignmentState) -> dict[str, Any]:
    """Give what programs read of a consignment beside its state; members that say nothing are out.

    A step is on paper until the side that signed it in ink has countersigned.
    """
    paper = [step for step, said in state.on_paper.items() if "countersigned" not in said]
    away = len(still_out(ledger, state))
    known: dict[str, Any] = {"on_paper": paper, "turned_away": away, "let_to": state.transfer_to}
    known["parts"] = parts_object(state)
    return {name: value for name, value in known.items() if value}


def flag_words(flags: Mapping[str, Any], name_of: NameOf) -> str:
    """Say the flags of a consignment in one line; empty where it has none."""
    from batterypass_cli.plain import party_short

    parts = [state_words(flags["parts"])] if flags.get("parts") else []
    if flags.get("let_to"):
        parts.append(say("custodymark.to", party=party_short(flags["let_to"], name_of)))
    if flags.get("on_paper"):
        steps = ", ".join(choice_words(step) or step for step in flags["on_paper"])
        parts.append(say("custodymark.paper", steps=steps))
    if flags.get("turned_away"):
        parts.append(say("custodymark.away", count=flags["turned_away"]))
    return " · ".join(parts)


def item_marks(ledger: Ledger, state: ItemState, name_of: NameOf) -> Iterator[str]:
    """Say what of an item's custody somebody has to settle."""
    from batterypass.domain.ids import printed_id
    from batterypass_cli.answers import choice_words
    from batterypass_cli.plain import party_short
    from batterypass_cli.sight_view import gone_row, gone_words

    left = gone_row(state)
    if left is not None:
        yield gone_words(left)
        yield say("sight.next", command=f"batterypass pack found {printed_id(state.item)}")
    decided = state.said.get("decided")
    if decided is not None:
        yield say(
            "secondlife.decided",
            on=decided["on"],
            by=party_short(decided["by"], name_of),
            decision=choice_words(decided["decision"]),
            answer=choice_words(decided["answer"]),
            entry=decided["entry"],
        )
    if state.unconfirmed:
        yield say("custodymark.unconfirmed", holder=party_short(state.custodian, name_of))
    if state.contested_with:
        yield say("custodymark.contested", holder=party_short(state.contested_with, name_of))
    if state.missing:
        yield say("custodymark.missing")
    consignment = ledger.session.world.consignment(state.consignment)
    line = consignment.items.get(state.item, {}) if consignment is not None else {}
    if line.get("outcome") == "rejected":
        yield say("custodymark.rejected")
