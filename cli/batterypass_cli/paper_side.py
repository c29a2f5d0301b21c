"""Who signed in ink and what was scanned: from options, else from answers, else the directory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from batterypass.errors import InputError
from batterypass_cli.exits import words_of
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ConsignmentState
    from batterypass_cli.context import Here
    from batterypass_cli.guide import Guide

#: Name, tax id and permits as the options say them; None and none where they do not.
SideSaid = tuple[str | None, str | None, "Sequence[str]"]


def side_of(
    here: Here,
    ledger: Ledger,
    guide: Guide,
    state: ConsignmentState,
    step: str,
    said: SideSaid,
) -> dict[str, Any]:
    """Give the record of who signed; the directory's name and tax id are proposed."""
    name, tax_id, permits = said
    party = state.consignee if step == "received" else state.transfer_to or state.carrier
    known = ledger.session.world.party(party)
    side: dict[str, Any] = {
        "name": guide.value(
            say("onpaper.name"), "--name", name, str,
            proposal=known.legal_name if known is not None else "",
        )
    }  # fmt: skip
    number = guide.value(
        say("onpaper.tax-id"), "--tax-id", tax_id, str,
        proposal=known.tax_id if known is not None else "", is_needed=False,
    )  # fmt: skip
    if number:
        side["tax_id"] = number
    found = [read_permit(text) for text in permits]
    if not permits and guide.asks and not here.given.yes:
        found = _ask_permits(here)
    if found:
        side["permits"] = found
    return side


def read_permit(text: str) -> dict[str, str]:
    """Read ``SCHEME=NUMBER``. Raises InputError."""
    scheme, _, number = (part.strip() for part in text.partition("="))
    if not scheme or not number or " " in scheme:
        raise InputError(
            f"{text}: expected SCHEME=NUMBER, such as MX-SICT=0202AALJ01012026230301000",
            code="onpaper.bad-permit",
            text=text,
        )
    return {"scheme": scheme, "number": number}


def _ask_permits(here: Here) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    while text := here.terminal.ask(say("onpaper.permit") + ":"):
        try:
            found.append(read_permit(text))
        except InputError as error:
            here.terminal.tell(f"✗ {words_of(error)}")
    return found


def ask_scan(here: Here, guide: Guide) -> None:
    """Ask for the scan where no ``--attach`` names one; without it the rules say what is missing."""
    if here.given.attach or not guide.asks or here.given.yes:
        return
    while text := here.terminal.ask(say("onpaper.scan") + ":"):
        if Path(text).is_file():
            here.given.attach.append(text)
            return
        here.terminal.tell(f"✗ {say('onpaper.no-file', path=text)}")
