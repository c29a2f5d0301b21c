"""``batterypass pack enrol``: a pack that is older than the ledger, or that nobody knows."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from batterypass_cli.context import Here
from batterypass_cli.custody_options import only_site
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

_ENROLLED = "pack.enrolled"


@bilingual(
    """
    Da de alta un paquete anterior al registro, o que nadie conoce.

    Pregunta qué se sabe y cómo se estableció, o toma campo=valor; lo que no se diga queda escrito
    como desconocido. Sin URL le da un identificador temporal bajo el dominio de quien firma.
    Adjunte fotos con --attach.
    """,
    signs=True,
)
def enrol(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[URL] [FIELD=VALUE]...",
            help=both("Id that it gets, and fields.", "Identificador que se le da, y campos."),
        ),
    ] = None,
) -> None:
    """Enrol a pack that is older than the ledger, or that nobody knows.

    Asks what is known and how that was established, or takes field=value; what is not said stands
    there as unknown. Without a URL it gets a temporary id under a domain of the signer. Attach
    photographs with --attach.

    Example:
    batterypass pack enrol reason=older_than_ledger serial=FV-88 condition=serviceable evidence=nameplate
    """
    from batterypass.app.enrolling import enrolment_form, temporary_id
    from batterypass.domain.ids import printed_id
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.asking import complete_form, parse_assignments
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    actor = choose_actor(here, ledger, _ENROLLED)
    given: dict[str, Any] = parse_assignments(here, _ENROLLED, words or [], actor=actor)
    says_fields = any("=" in word for word in words or [])
    if says_fields:
        if "item" not in given:
            day = here.now().date().isoformat()
            given["item"] = temporary_id(ledger.session, actor, day)
        given = enrolment_form(given)
    form = complete_form(here, _ENROLLED, given, actor=actor, required_only=says_fields)
    form.setdefault("site", only_site(ledger, actor))
    item = printed_id(str(form["item"]))
    done = sign_events(
        here, [(_ENROLLED, form)], actor=actor, next_step=f"batterypass pack show {item}"
    )
    if done:
        here.out.talk(say("enrol.write", item=item))
