"""``batterypass recycler grant``, ``extend``, ``renew``, ``suspend``, ``reinstate``, ``revoke``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from batterypass_cli.completions import complete_parties
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both


def _option(flag: str, metavar: str, en: str, es: str) -> Any:  # noqa: ANN401 - Typer's own type
    return typer.Option(flag, metavar=metavar, help=both(en, es))


_Text = str | None
_Texts = list[str] | None
Authorisation = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help=both(
            "Its number, or its holder where that has one.",
            "Su número, o su titular si tiene una sola.",
        ),
    ),
]
ReadIn = Annotated[
    _Text,
    _option(
        "--source", "TEXT", "Published list that it was read in.", "Lista publicada donde se leyó."
    ),
]
Published = Annotated[
    _Text, _option("--published-on", "DATE", "Date of that list.", "Fecha de esa lista.")
]
Copy = Annotated[
    _Text,
    _option(
        "--copy",
        "FILE|SHA-256",
        "Copy of that list; a file is kept.",
        "Copia de esa lista; un archivo se guarda.",
    ),
]
From = Annotated[_Text, _option("--from", "DATE", "From this day on.", "Desde este día.")]
To = Annotated[_Text, _option("--to", "DATE", "Up to this day.", "Hasta este día.")]


@bilingual(
    """
    Asienta una autorización.

    La autoridad firma por sí misma; el registrador transcribe una lista publicada y dice cuál, de qué
    fecha, y guarda la copia. En una terminal pregunta por su nombre lo que falta; varios alcances se
    dan con --scope, cada uno como JSON.
    """,
    signs=True,
)
def grant(
    ctx: typer.Context,
    holder: Annotated[
        str | None,
        typer.Argument(
            metavar="[PARTY]",
            help=both("The holder.", "El titular."),
            autocompletion=complete_parties,
        ),
    ] = None,
    scheme: Annotated[
        _Text,
        _option("--scheme", "WORD", "Scheme, such as MX-SEMARNAT.", "Esquema, como MX-SEMARNAT."),
    ] = None,
    number: Annotated[
        _Text, _option("--number", "TEXT", "Number on the paper.", "Número en el papel.")
    ] = None,
    authority: Annotated[
        _Text, _option("--authority", "TEXT", "Who issued it.", "Quién la emitió.")
    ] = None,
    site: Annotated[
        _Text, _option("--site", "SITE", "Site of the holder.", "Sitio del titular.")
    ] = None,
    operation: Annotated[_Text, _option("--operation", "OP", "Operation.", "Operación.")] = None,
    waste_class: Annotated[
        _Text, _option("--waste-class", "CLASS", "Class of waste.", "Clase de residuo.")
    ] = None,
    stream: Annotated[
        _Texts, _option("--stream", "STREAM", "Stream; may be repeated.", "Corriente; se repite.")
    ] = None,
    chemistry: Annotated[
        _Texts, _option("--chemistry", "CHEM", "Only these chemistries.", "Solo estas químicas.")
    ] = None,
    waste_code: Annotated[
        _Texts,
        _option("--waste-code", "CODE", "Code as on the permit.", "Clave como en el permiso."),
    ] = None,
    damaged: Annotated[
        bool | None,
        typer.Option(
            "--damaged/--no-damaged",
            help=both("Whether damaged packs are accepted.", "Si se aceptan paquetes dañados."),
        ),
    ] = None,
    scope: Annotated[
        _Texts, _option("--scope", "JSON", "A whole scope, as JSON.", "Un alcance entero, en JSON.")
    ] = None,
    capacity: Annotated[
        _Text, _option("--capacity-t-year", "T", "Tonnes a year.", "Toneladas al año.")
    ] = None,
    effective_from: From = None,
    effective_to: To = None,
    source: ReadIn = None,
    published_on: Published = None,
    copy: Copy = None,
) -> None:
    """Enter an authorisation.

    An authority signs for itself; the registrar transcribes a published list, says which and of what
    date, and keeps the copy. At a terminal it asks by name for what is missing; several scopes are
    given with --scope, each as JSON.

    Example:
    batterypass recycler grant recicladora-norte
    batterypass recycler grant norte --scheme MX-SEMARNAT --number 19-IV-40-26 --operation reciclaje
    """
    from batterypass.app.find_directory import sites_of
    from batterypass_cli.directory_changes import (
        Source,
        demand,
        is_authority,
        read_fields,
        sign_one,
        signer_of,
    )
    from batterypass_cli.directory_scopes import scopes_of

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    actor = signer_of(here, ledger)
    kind = "authorisation.granted"
    texts = {
        "scheme": scheme, "number": number, "authority": authority, "holder": holder,
        "holder_site": site, "capacity_t_year": capacity, "effective_from": effective_from,
        "effective_to": effective_to,
    }  # fmt: skip
    given = read_fields(here, ledger, kind, actor, texts)
    state = ledger.session.world.party(str(given.get("holder", "")))
    if (
        state is not None
        and "holder_site" not in given
        and len(sites_of(ledger.session, state)) == 1
    ):
        given["holder_site"] = sites_of(ledger.session, state)[0]
    part = {
        "operation": operation, "waste_class": waste_class, "streams": stream,
        "chemistries": chemistry, "waste_codes": waste_code, "damaged_accepted": damaged,
    }  # fmt: skip
    scopes = scopes_of(here, ledger, actor, part, scope or [])
    if scopes:
        given["scopes"] = scopes
    has_options = bool(scopes or scheme or number or effective_from)
    demand(here, kind, given, _GRANT_FLAGS)
    given["transcription"] = Source(source, published_on, copy).transcription(here, ledger, actor)
    if is_authority(ledger, actor):
        given.setdefault("authority", None)
    sign_one(here, kind, given, actor=actor, required_only=has_options, holder="")


_GRANT_FLAGS = {
    "scheme": "--scheme", "number": "--number", "holder": "PARTY", "holder_site": "--site",
    "scopes": "--operation, --waste-class, --stream", "effective_from": "--from",
}  # fmt: skip


def _change(
    ctx: typer.Context,
    name: str,
    authorisation: str,
    texts: dict[str, str | None],
    flags: dict[str, str],
    source: tuple[str | None, str | None, str | None],
) -> None:
    """Sign an entry of a kind that changes an authorisation."""
    from batterypass.app.find_directory import find_authorisation
    from batterypass_cli.directory_changes import Source, demand, read_fields, sign_one, signer_of

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    actor = here.given.actor
    if actor:
        actor = signer_of(here, ledger)
    state = find_authorisation(ledger.session, authorisation, actor)
    actor = actor or signer_of(here, ledger, state)
    kind = f"authorisation.{name}"
    given = {"authorisation": state.subject, **read_fields(here, ledger, kind, actor, texts)}
    demand(here, kind, given, flags)
    given["transcription"] = Source(*source).transcription(here, ledger, actor, state)
    sign_one(
        here, kind, given, actor=actor, required_only=any(texts.values()),
        holder=f"{state.holder}#{state.holder_site}",
    )  # fmt: skip


@bilingual(
    """
    Asienta que una autorización dura más.

    La nueva fecha es posterior a la que consta. Resuelve una prórroga que esté en trámite.
    """,
    signs=True,
)
def extend(
    ctx: typer.Context,
    authorisation: Authorisation,
    effective_to: To = None,
    source: ReadIn = None,
    published_on: Published = None,
    copy: Copy = None,
) -> None:
    """Enter that an authorisation lasts longer.

    The new day lies after the one that stands. It decides a renewal that is pending.

    Example: batterypass recycler extend 19-IV-36-26 --to 2046-01-14
    """
    _change(
        ctx, "extended", authorisation, {"effective_to": effective_to},
        {"effective_to": "--to"}, (source, published_on, copy),
    )  # fmt: skip


@bilingual(
    """
    Asienta que se solicitó una prórroga.

    Si se solicitó antes del vencimiento, la respuesta queda pendiente hasta que la autoridad decida.
    """,
    signs=True,
)
def renew(
    ctx: typer.Context,
    authorisation: Authorisation,
    filed_on: Annotated[
        _Text, _option("--filed-on", "DATE", "Day of the filing.", "Día de la solicitud.")
    ] = None,
    reference: Annotated[
        _Text, _option("--reference", "TEXT", "Its reference.", "Su referencia.")
    ] = None,
    source: ReadIn = None,
    published_on: Published = None,
    copy: Copy = None,
) -> None:
    """Enter that a renewal was filed.

    If it was filed before the end, the answer is pending until the authority decides.

    Example: batterypass recycler renew 19-IV-36-26 --filed-on 2035-11-02
    """
    _change(
        ctx, "renewal-filed", authorisation, {"filed_on": filed_on, "reference": reference},
        {"filed_on": "--filed-on"}, (source, published_on, copy),
    )  # fmt: skip


@bilingual(
    """
    Asienta una suspensión.

    Desde ese día no vale, hasta que se restablezca o hasta el día que se diga.
    """,
    signs=True,
)
def suspend(
    ctx: typer.Context,
    authorisation: Authorisation,
    effective_from: From = None,
    effective_to: To = None,
    reason: Annotated[
        _Text,
        _option(
            "--reason",
            "REASON",
            "breach, inspection, accident, unpaid_fee, not_on_list, other.",
            "Motivo: breach, inspection, accident, unpaid_fee, not_on_list, other.",
        ),
    ] = None,
    source: ReadIn = None,
    published_on: Published = None,
    copy: Copy = None,
) -> None:
    """Enter a suspension.

    From that day on it does not count, until it is reinstated or up to the day that is said.

    Example: batterypass recycler suspend 19-IV-36-26 --from 2026-11-20 --reason inspection
    """
    _change(
        ctx, "suspended", authorisation,
        {"effective_from": effective_from, "effective_to": effective_to, "reason": reason},
        {"effective_from": "--from", "reason": "--reason"}, (source, published_on, copy),
    )  # fmt: skip


@bilingual(
    """
    Asienta que terminó una suspensión.

    Desde ese día vale otra vez.
    """,
    signs=True,
)
def reinstate(
    ctx: typer.Context,
    authorisation: Authorisation,
    effective_from: From = None,
    source: ReadIn = None,
    published_on: Published = None,
    copy: Copy = None,
) -> None:
    """Enter that a suspension is over.

    From that day on it counts again.

    Example: batterypass recycler reinstate 19-IV-36-26 --from 2026-12-01
    """
    _change(
        ctx, "reinstated", authorisation, {"effective_from": effective_from},
        {"effective_from": "--from"}, (source, published_on, copy),
    )  # fmt: skip


@bilingual(
    """
    Asienta una revocación.

    Desde ese día no vale, y no vuelve. Lo que ya se entregó se juzgó con lo que se sabía.
    """,
    signs=True,
)
def revoke(
    ctx: typer.Context,
    authorisation: Authorisation,
    effective_from: From = None,
    reason: Annotated[
        _Text,
        _option(
            "--reason",
            "REASON",
            "breach, given_up, renewal_refused, site_closed, not_on_list, replaced, other.",
            "Motivo: breach, given_up, renewal_refused, site_closed, not_on_list, replaced, other.",
        ),
    ] = None,
    source: ReadIn = None,
    published_on: Published = None,
    copy: Copy = None,
) -> None:
    """Enter a revocation.

    From that day on it does not count, and never again. What was handed over already was judged by
    what was known.

    Example: batterypass recycler revoke 19-IV-36-26 --from 2026-11-20 --reason breach
    """
    _change(
        ctx, "revoked", authorisation, {"effective_from": effective_from, "reason": reason},
        {"effective_from": "--from", "reason": "--reason"}, (source, published_on, copy),
    )  # fmt: skip
