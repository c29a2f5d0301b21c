"""``batterypass ship collect`` and ``deliver``: what the carrier says, from the load to the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer  # noqa: TC002 - Typer reads the annotations

from batterypass_cli.context import Here
from batterypass_cli.custody_options import (
    AtSite,
    Consignment,
    Driver,
    Plate,
    Remarks,
    only_site,
    option,
    part_of,
    without_empty,
)
from batterypass_cli.pages import bilingual
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ConsignmentState
    from batterypass_cli.guide import Guide

_COLLECTED = "consignment.collected"
_DELIVERED = "consignment.delivered"


@bilingual(
    """
    Recoge un embarque (transportista).

    Carga todo lo ofrecido, menos lo que se diga con --not-loaded. La placa y el nombre de quien
    conduce quedan sellados.
    """,
    signs=True,
)
def collect(
    ctx: typer.Context,
    consignment: Consignment,
    not_loaded: Annotated[
        list[str] | None,
        option("--not-loaded", "ITEM", "An item that stays behind.", "Un artículo que se queda."),
    ] = None,
    vehicle_type: Annotated[
        str | None, option("--vehicle-type", "TEXT", "Kind of vehicle.", "Tipo de vehículo.")
    ] = None,
    plate: Plate = None,
    driver: Driver = None,
    remarks: Remarks = None,
) -> None:
    """Collect a consignment (carrier).

    Loads everything that was offered but what --not-loaded names. The plate and the driver's name
    are sealed.

    Example: batterypass ship collect M-2026-00418 --as camino-real
    """
    from batterypass.app.parts import collected_parts
    from batterypass.domain.events.custody import ConsignmentCollected
    from batterypass_cli.custody_asking import field_reader
    from batterypass_cli.guide import Guide
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.consignment(consignment)
    actor = part_of(here, ledger, state.transfer_to or state.carrier, _COLLECTED)
    guide = Guide(here)
    offered = _offered_to(state, actor)
    left = _left_behind(here, ledger, guide, state, offered, not_loaded)
    private = {
        "personal": {
            "driver_name": _sealed(guide, "driver", driver),
            "vehicle_plate": _sealed(guide, "plate", plate),
        },
        "commercial": {"remarks": remarks or ""},
    }
    read = field_reader(here, ledger, actor, ConsignmentCollected, "vehicle_type")
    kind = guide.value(say("ship.vehicle"), "", vehicle_type, read, is_needed=False)
    form = {
        "consignment": state.subject,
        "loaded": [name for name in offered if name not in left],
        "not_loaded": left,
        "vehicle_type": kind or "",
        "private": without_empty(private),
        "site": only_site(ledger, actor),
    }
    command = f"batterypass ship deliver {state.consignment}"
    sign_events(here, collected_parts(form, state), actor=actor, next_step=command)


@bilingual("Llega con el embarque a la puerta del destinatario (transportista).", signs=True)
def deliver(
    ctx: typer.Context,
    consignment: Consignment,
    at_site: AtSite = None,
) -> None:
    """Stand at the consignee's gate with a consignment (carrier).

    Example: batterypass ship deliver M-2026-00418 --as camino-real
    """
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.consignment(consignment)
    actor = part_of(here, ledger, state.carrier, _DELIVERED)
    form = {
        "consignment": state.subject,
        "at_site": at_site or state.consignee_site,
        "site": only_site(ledger, actor),
    }
    command = f"batterypass receive {state.consignment} --scan"
    sign_events(here, [(_DELIVERED, form)], actor=actor, next_step=command)


def _sealed(guide: Guide, key: str, given: str | None) -> str:
    found = guide.value(say(f"ship.{key}"), "", given, str, is_needed=False)
    return found or ""


def _offered_to(state: ConsignmentState, actor: str) -> list[str]:
    """Give what the carrier has still to answer for.

    A further one does not see what was left behind before; parts that are in are answered for.
    """
    from batterypass.domain.parting import answered
    from batterypass_cli.lookups_custody import on_the_truck

    before = frozenset(answered(state, "collected"))
    names = on_the_truck(state) if state.transfer_to == actor else list(state.items)
    return [name for name in names if name not in before]


def _left_behind(
    here: Here,
    ledger: Ledger,
    guide: Guide,
    state: ConsignmentState,
    offered: Sequence[str],
    given: Sequence[str] | None,
) -> list[str]:
    """Give what is not loaded: what was named, or what the carrier says when asked."""
    from batterypass_cli.custody_asking import items_in, scan_items

    if given:
        return items_in(ledger, state, given)
    if guide.yes(say("ship.all-loaded", count=len(offered)), default=True):
        return []
    guide.tell(say("ship.scan-left"))
    return scan_items(here, ledger, state)
