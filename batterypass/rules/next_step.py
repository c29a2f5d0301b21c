"""The command that takes a consignment on from where it stands, for BP-C004."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from batterypass.domain.states import ConsignmentState


def next_command(consignment: ConsignmentState, actor: str) -> str:
    """Give what ``actor`` can run next, without the name of the program.

    Where the step is the other side's, it is written down from paper: the truck waits for nobody.
    """
    number, state = consignment.consignment, consignment.state
    if state == "offering":
        return f"ship offer --id {number}"
    if state == "offered" or (state == "in_transit" and consignment.transfer_to):
        is_own = actor == (consignment.transfer_to or consignment.carrier)
        return f"ship collect {number}" if is_own else f"ship paper {number} --step collected"
    if state in ("in_transit", "delivered"):
        if actor == consignment.consignee:
            return f"receive {number}"
        if state == "in_transit" and actor == consignment.carrier:
            return f"ship deliver {number}"
        return f"ship paper {number} --step received"
    if state in ("partially_received", "rejected") and actor == consignment.consignor:
        return f"ship return {number}"
    return f"manifest show {number}"
