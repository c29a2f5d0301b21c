"""``batterypass ship offer``: items for a consignee, by way of a carrier."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import RefusedError
from batterypass_cli.completions import complete_parties
from batterypass_cli.context import Here
from batterypass_cli.custody_options import Items, Remarks, option
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.app.permits import WasteLoad

_Text = str | None
_Texts = list[str] | None


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
    items: Items = None,
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
    consignment: Annotated[_Text, option("--id", "ID", "Its number.", "Su número.")] = None,
    site: Annotated[
        _Text, option("--site", "SITE", "Site of the consignee.", "Sitio del destinatario.")
    ] = None,
    from_site: Annotated[
        _Text, option("--from-site", "SITE", "Site it leaves from.", "Sitio del que sale.")
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
        option(
            "--condition",
            "[ITEM=]WORD",
            "Condition, of all or of one item.",
            "Condición, de todos o de un artículo.",
        ),
    ] = None,
    mass_kg: Annotated[
        _Texts, option("--mass-kg", "[ITEM=]KG", "Mass of an item.", "Masa de un artículo.")
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
        option("--soc", "[ITEM=]PERCENT", "State of charge today.", "Estado de carga de hoy."),
    ] = None,
    manifest_no: Annotated[
        _Text,
        option("--manifest-no", "NUMBER", "Manifest number.", "Número de manifiesto."),
    ] = None,
    series: Annotated[_Text, option("--series", "SERIES", "Its series.", "Su serie.")] = None,
    issuer: Annotated[
        _Text,
        option(
            "--issuer",
            "PARTY",
            "Whose number it is, such as the carrier's own pad.",
            "De quién es el folio, como el block del transportista.",
        ),
    ] = None,
    waste_class: Annotated[
        _Text,
        option(
            "--class",
            "CLASS",
            "Class of the waste, where the table leaves it open.",
            "Clase del residuo, donde la tabla la deja abierta.",
        ),
    ] = None,
    operation: Annotated[
        _Text,
        option(
            "--operation",
            "WORD",
            "What the consignee does with it.",
            "Qué hace con él el destinatario.",
        ),
    ] = None,
    cretib: Annotated[
        _Text, option("--cretib", "LETTERS", "CRETIB letters.", "Letras CRETIB.")
    ] = None,
    waste_name: Annotated[
        _Text, option("--waste-name", "TEXT", "Name of the waste.", "Nombre del residuo.")
    ] = None,
    waste_code: Annotated[
        _Texts, option("--waste-code", "CODE", "Waste code.", "Clave del residuo.")
    ] = None,
    container_type: Annotated[
        _Text, option("--container-type", "TEXT", "Kind of container.", "Tipo de envase.")
    ] = None,
    container_count: Annotated[
        _Text, option("--container-count", "N", "How many.", "Cuántos envases.")
    ] = None,
    container_kg: Annotated[
        _Text, option("--container-kg", "KG", "Capacity of one.", "Capacidad de uno.")
    ] = None,
    configuration: Annotated[
        _Text,
        option(
            "--configuration",
            "WORD",
            "alone, packed_with, contained_in, packed_and_contained, vehicle or ctu.",
            "Cómo van: alone (solas), packed_with (con un equipo), contained_in (en un equipo),"
            " packed_and_contained, vehicle o ctu.",
        ),
    ] = None,
    regime: Annotated[
        _Text,
        option(
            "--regime",
            "NAME",
            "Rules of carriage, else the ledger's.",
            "Reglas de transporte; si no, las del registro.",
        ),
    ] = None,
    packing: Annotated[
        _Text,
        option("--packing", "CODE", "Packing instruction.", "Instrucción de embalaje."),
    ] = None,
    answer: Annotated[
        _Texts,
        option(
            "--answer",
            "NAME=VALUE",
            "What nobody recorded and a rule asks for, such as casing=strong; of one item alone:"
            " PACK:casing=strong. Signed.",
            "Lo que nadie asentó y una regla pregunta, como casing=strong; de un solo artículo:"
            " PAQUETE:casing=strong. Se firma.",
        ),
    ] = None,
    route: Annotated[_Text, option("--route", "TEXT", "Route; sealed.", "Ruta; sellada.")] = None,
    responsible: Annotated[
        _Text,
        option("--responsible", "NAME", "Who answers for it; sealed.", "Responsable; sellado."),
    ] = None,
    phone: Annotated[
        _Text, option("--phone", "PHONE", "Contact; sealed.", "Contacto; sellado.")
    ] = None,
    emergency: Annotated[
        _Text,
        option("--emergency", "PHONE", "Emergency contact; sealed.", "Emergencias; sellado."),
    ] = None,
    handling: Annotated[
        _Text,
        option(
            "--handling",
            "TEXT",
            "Handling instructions; sealed.",
            "Instrucciones de manejo; selladas.",
        ),
    ] = None,
    remarks: Remarks = None,
) -> None:
    """Offer items to a consignee by way of a carrier.

    At a terminal it asks for what is missing and proposes what the ledger knows: masses,
    condition, who may take the waste, how it has to travel. A consignee without an authorisation
    is refused here, before the truck leaves. More than 100 items are signed in parts of one offer,
    with one number and one question.

    Example:
    batterypass ship offer QKYC-C9Y5-DZ24-Y SM9V-53JR-MBXF-T
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
