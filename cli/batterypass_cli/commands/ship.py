"""``batterypass ship``: a consignment from the offer to the consignee's gate."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import RefusedError
from batterypass.texts.bilingual import Text
from batterypass_cli.completions import complete_items, complete_parties
from batterypass_cli.context import Here
from batterypass_cli.pages import Entry, bilingual, group_with
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.app.permits import WasteLoad
    from batterypass.domain.states import ConsignmentState
    from batterypass_cli.fields import Spec
    from batterypass_cli.guide import Guide

_LATER = {
    "transfer": Entry(
        "", "ship_changes", "transfer",
        Text("Let another carrier have the load.", "Cede la carga a otro transportista."),
    ),
    "return": Entry(
        "", "ship_changes", "return_items",
        Text("Have back what was turned away.", "Tiene de vuelta lo que se rechazó."),
    ),
    "void": Entry(
        "", "ship_changes", "void",
        Text("Take an offer back.", "Retira una oferta."),
    ),
    "paper": Entry(
        "", "ship_paper", "paper",
        Text("Write down what was signed in ink.", "Asienta lo que se firmó en papel."),
    ),
    "countersign": Entry(
        "", "ship_paper", "countersign",
        Text("Stand by a paper with your key.", "Refrenda un papel con su llave."),
    ),
}  # fmt: skip
app = typer.Typer(
    cls=group_with(_LATER, {}),
    no_args_is_help=True,
    help=both(
        "Send items with a carrier.\n\nExample: batterypass ship offer 7K3Q-9M2F-4X8D-T",
        "Envía artículos con un transportista.\n\nExample: batterypass ship offer 7K3Q-9M2F-4X8D-T",
    ),
)
_Text = str | None
_Texts = list[str] | None
Consignment = Annotated[
    str,
    typer.Argument(
        metavar="CONSIGNMENT",
        help=both("Its id or manifest number.", "Su id o número de manifiesto."),
    ),
]


def _option(flag: str, metavar: str, en: str, es: str) -> Any:  # noqa: ANN401 - Typer's own type
    return typer.Option(flag, metavar=metavar, help=both(en, es))


@app.command("offer")
@bilingual(
    """
    Ofrece artículos a un destinatario por medio de un transportista.

    En una terminal pregunta lo que falta y propone lo que el registro ya sabe: masas, condición,
    quién puede recibir el residuo, cómo debe viajar. Un destinatario sin autorización se rechaza
    aquí, antes de que salga el camión. Más de 100 artículos se firman en partes de una sola oferta,
    con un folio y una pregunta.
    """,
    signs=True,
)
def offer(
    ctx: typer.Context,
    items: Annotated[
        _Texts,
        typer.Argument(
            metavar="[ITEM]...",
            help=both("Items, in any form of their id.", "Artículos, en cualquier forma de su id."),
            autocompletion=complete_items,
        ),
    ] = None,
    to: Annotated[
        _Text,
        typer.Option(
            "--to",
            metavar="PARTY",
            help=both("Consignee.", "Destinatario."),
            autocompletion=complete_parties,
        ),
    ] = None,
    carrier: Annotated[
        _Text,
        typer.Option(
            "--carrier",
            metavar="PARTY",
            help=both("Carrier.", "Transportista."),
            autocompletion=complete_parties,
        ),
    ] = None,
    consignment: Annotated[_Text, _option("--id", "ID", "Its number.", "Su número.")] = None,
    site: Annotated[
        _Text, _option("--site", "SITE", "Site of the consignee.", "Sitio del destinatario.")
    ] = None,
    from_site: Annotated[
        _Text, _option("--from-site", "SITE", "Site it leaves from.", "Sitio del que sale.")
    ] = None,
    from_file: Annotated[
        Path | None,
        typer.Option(
            "--from-file",
            metavar="CSV",
            help=both(
                "Items from a file: item, condition, mass_kg, energy_wh, soc_percent, …",
                "Artículos de un archivo: item, condition, mass_kg, energy_wh, soc_percent, …",
            ),
        ),
    ] = None,
    condition: Annotated[
        _Texts,
        _option(
            "--condition",
            "[ITEM=]WORD",
            "Condition, of all or of one item.",
            "Condición, de todos o de un artículo.",
        ),
    ] = None,
    mass_kg: Annotated[
        _Texts, _option("--mass-kg", "[ITEM=]KG", "Mass of an item.", "Masa de un artículo.")
    ] = None,
    weighed: Annotated[
        bool,
        typer.Option(
            "--weighed",
            help=both("The masses were weighed.", "Las masas se pesaron; si no, son estimadas."),
        ),
    ] = False,
    soc: Annotated[
        _Texts,
        _option("--soc", "[ITEM=]PERCENT", "State of charge today.", "Estado de carga de hoy."),
    ] = None,
    manifest_no: Annotated[
        _Text,
        _option("--manifest-no", "NUMBER", "Manifest number.", "Número de manifiesto."),
    ] = None,
    series: Annotated[_Text, _option("--series", "SERIES", "Its series.", "Su serie.")] = None,
    issuer: Annotated[
        _Text,
        _option(
            "--issuer",
            "PARTY",
            "Whose number it is, such as the carrier's own pad.",
            "De quién es el folio, como el block del transportista.",
        ),
    ] = None,
    waste_class: Annotated[
        _Text,
        _option(
            "--class",
            "CLASS",
            "Class of the waste, where the table leaves it open.",
            "Clase del residuo, donde la tabla la deja abierta.",
        ),
    ] = None,
    operation: Annotated[
        _Text,
        _option(
            "--operation",
            "WORD",
            "What the consignee does with it.",
            "Qué hace con él el destinatario.",
        ),
    ] = None,
    cretib: Annotated[
        _Text, _option("--cretib", "LETTERS", "CRETIB letters.", "Letras CRETIB.")
    ] = None,
    waste_name: Annotated[
        _Text, _option("--waste-name", "TEXT", "Name of the waste.", "Nombre del residuo.")
    ] = None,
    waste_code: Annotated[
        _Texts, _option("--waste-code", "CODE", "Waste code.", "Clave del residuo.")
    ] = None,
    container_type: Annotated[
        _Text, _option("--container-type", "TEXT", "Kind of container.", "Tipo de envase.")
    ] = None,
    container_count: Annotated[
        _Text, _option("--container-count", "N", "How many.", "Cuántos envases.")
    ] = None,
    container_kg: Annotated[
        _Text, _option("--container-kg", "KG", "Capacity of one.", "Capacidad de uno.")
    ] = None,
    configuration: Annotated[
        _Text,
        _option(
            "--configuration",
            "WORD",
            "alone, packed_with, contained_in, packed_and_contained, vehicle or ctu.",
            "Cómo van: alone (solas), packed_with (con un equipo), contained_in (en un equipo),"
            " packed_and_contained, vehicle o ctu.",
        ),
    ] = None,
    regime: Annotated[
        _Text,
        _option(
            "--regime",
            "NAME",
            "Rules of carriage, else the ledger's.",
            "Reglas de transporte; si no, las del registro.",
        ),
    ] = None,
    packing: Annotated[
        _Text,
        _option("--packing", "CODE", "Packing instruction.", "Instrucción de embalaje."),
    ] = None,
    answer: Annotated[
        _Texts,
        _option(
            "--answer",
            "NAME=VALUE",
            "What nobody recorded and a rule asks for, such as casing=strong; of one item alone:"
            " PACK:casing=strong. Signed.",
            "Lo que nadie asentó y una regla pregunta, como casing=strong; de un solo artículo:"
            " PAQUETE:casing=strong. Se firma.",
        ),
    ] = None,
    route: Annotated[_Text, _option("--route", "TEXT", "Route; sealed.", "Ruta; sellada.")] = None,
    responsible: Annotated[
        _Text,
        _option("--responsible", "NAME", "Who answers for it; sealed.", "Responsable; sellado."),
    ] = None,
    phone: Annotated[
        _Text, _option("--phone", "PHONE", "Contact; sealed.", "Contacto; sellado.")
    ] = None,
    emergency: Annotated[
        _Text,
        _option("--emergency", "PHONE", "Emergency contact; sealed.", "Emergencias; sellado."),
    ] = None,
    handling: Annotated[
        _Text,
        _option(
            "--handling",
            "TEXT",
            "Handling instructions; sealed.",
            "Instrucciones de manejo; selladas.",
        ),
    ] = None,
    remarks: Annotated[
        _Text, _option("--remarks", "TEXT", "Remarks; sealed.", "Observaciones; selladas.")
    ] = None,
) -> None:
    """Offer items to a consignee by way of a carrier.

    At a terminal it asks for what is missing and proposes what the ledger knows: masses,
    condition, who may take the waste, how it has to travel. A consignee without an authorisation
    is refused here, before the truck leaves. More than 100 items are signed in parts of one offer,
    with one number and one question.

    Example:
    batterypass ship offer 7K3Q-9M2F-4X8D-T 7K3Q-9M2H-9B1C-5
    batterypass ship offer --from-file items.csv --to recicladora-norte --carrier camino-real --container-type tarima --yes
    """
    from batterypass.app.parts import offer_parts
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.exits import tell_error
    from batterypass_cli.offer_items import Said
    from batterypass_cli.offering import Offering
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    actor = choose_actor(here, ledger, "consignment.offered")
    sealed = {
        "responsible_name": responsible, "contact_phone": phone, "emergency_contact": emergency,
        "remarks": remarks, "handling_instructions": handling,
        "route": route,
    }  # fmt: skip
    offering = Offering(
        here, ledger, actor,
        Said(
            items or (), to, carrier, consignment, site, from_site, from_file, condition or (),
            mass_kg or (), soc or (), weighed, manifest_no, series, issuer, waste_class,
            operation, cretib, waste_name, waste_code or (), container_type, container_count, container_kg,
            configuration, regime, packing, answer or (), sealed,
        ),
    )  # fmt: skip
    try:
        form = offering.form()
        command = f"batterypass ship collect {form['consignment']}"
        sign_events(here, offer_parts(form), actor=actor, next_step=command)
    except RefusedError as error:
        code = tell_error(error, here.out)
        _tell_who_could(here, ledger, offering.load, error)
        raise typer.Exit(code) from error


def _tell_who_could(
    here: Here, ledger: Ledger, load: WasteLoad | None, error: RefusedError
) -> None:
    """Name who of the directory could take or carry the waste, where that was what was wrong."""
    from batterypass.app.permits import carriers_of, receivers_of
    from batterypass_cli.offering import CARRIER_NOT_AUTHORISED, CONSIGNEE_NOT_AUTHORISED

    codes = {getattr(finding, "code", "") for finding in error.findings}
    if load is None:
        return
    if CONSIGNEE_NOT_AUTHORISED in codes:
        able = receivers_of(ledger.session, load)
        here.out.talk(say("offer.could-receive" if able else "offer.nobody-receives"))
        for one in able:
            here.out.talk(
                say(
                    "offer.could-line", name=one.name, party=one.party, site=one.site,
                    operation=one.operation, number=f"{one.scheme} {one.number}",
                )
            )  # fmt: skip
    if CARRIER_NOT_AUTHORISED in codes:
        carriers = carriers_of(ledger.session, load)
        here.out.talk(say("offer.could-carry" if carriers else "offer.nobody-carries"))
        for party in carriers:
            known = ledger.session.world.party(party)
            here.out.talk(f"  {known.legal_name if known else ''}  {party}")


@app.command("collect")
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
        _Texts,
        _option("--not-loaded", "ITEM", "An item that stays behind.", "Un artículo que se queda."),
    ] = None,
    vehicle_type: Annotated[
        _Text, _option("--vehicle-type", "TEXT", "Kind of vehicle.", "Tipo de vehículo.")
    ] = None,
    plate: Annotated[
        _Text, _option("--plate", "PLATE", "Licence plate; sealed.", "Placa; sellada.")
    ] = None,
    driver: Annotated[
        _Text, _option("--driver", "NAME", "Driver; sealed.", "Quien conduce; sellado.")
    ] = None,
    remarks: Annotated[
        _Text, _option("--remarks", "TEXT", "Remarks; sealed.", "Observaciones; selladas.")
    ] = None,
) -> None:
    """Collect a consignment (carrier).

    Loads everything that was offered but what --not-loaded names. The plate and the driver's name
    are sealed.

    Example: batterypass ship collect M-2026-00418 --as camino-real
    """
    from functools import partial

    from batterypass.app.parts import collected_parts
    from batterypass_cli.answers import NoLookup, read_answer
    from batterypass_cli.guide import Guide
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.consignment(consignment)
    actor = part_of(here, ledger, state.transfer_to or state.carrier, "consignment.collected")
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
    read = partial(read_answer, _vehicle_spec(), "vehicle_type", lookup=NoLookup())
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


@app.command("deliver")
@bilingual("Llega con el embarque a la puerta del destinatario (transportista).", signs=True)
def deliver(
    ctx: typer.Context,
    consignment: Consignment,
    at_site: Annotated[
        _Text,
        _option(
            "--at-site", "SITE", "Site, else the offered one.", "Sitio; si no, el de la oferta."
        ),
    ] = None,
) -> None:
    """Stand at the consignee's gate with a consignment (carrier).

    Example: batterypass ship deliver M-2026-00418 --as camino-real
    """
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.consignment(consignment)
    actor = part_of(here, ledger, state.carrier, "consignment.delivered")
    form = {
        "consignment": state.subject,
        "at_site": at_site or state.consignee_site,
        "site": only_site(ledger, actor),
    }
    command = f"batterypass receive {state.consignment} --scan"
    sign_events(here, [("consignment.delivered", form)], actor=actor, next_step=command)


def part_of(here: Here, ledger: Ledger, party: str, kind: str) -> str:
    """Give who signs: ``--as``, else the party whose part it is where its key is here."""
    from batterypass_cli.actors import choose_actor

    if not here.given.actor and party in here.keys.parties():
        return party
    return choose_actor(here, ledger, kind)


def only_site(ledger: Ledger, party: str) -> str:
    """Give the site of a party that has one; empty where nobody can tell which."""
    state = ledger.session.world.party(party)
    sites = state.sites if state is not None else []
    return str(sites[0]["site_id"]) if len(sites) == 1 else ""


def without_empty(private: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Leave out the names that nobody said."""
    known = {
        point: {name: value for name, value in values.items() if value}
        for point, values in private.items()
    }
    return {point: values for point, values in known.items() if values}


def _vehicle_spec() -> Spec:
    from batterypass.domain.events.custody import ConsignmentCollected
    from batterypass_cli.fields import spec_at

    spec = spec_at(ConsignmentCollected, "vehicle_type")
    assert spec is not None  # noqa: S101 - the kind has this field
    return spec


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
