"""``batterypass key add``, ``rotate``, ``revoke``, ``confirm``: keys that are entries of the ledger."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass_cli.context import Here
from batterypass_cli.keycards import card_of
from batterypass_cli.keymaking import find_key, new_private_key, read_until
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both

Party = Annotated[
    str,
    typer.Argument(metavar="PARTY", help=both("Id of the party.", "Identificador de la parte.")),
]
Kid = Annotated[
    str,
    typer.Argument(
        metavar="KEY", help=both("Beginning of the thumbprint.", "Principio de la huella.")
    ),
]


@bilingual(
    """
    Da de alta una llave más de una parte.

    La firma su llave de recuperación, o el registrador con --as.
    """,
    signs=True,
)
def add_key(
    ctx: typer.Context,
    party: Party,
    role: Annotated[
        str,
        typer.Option(
            "--role", metavar="daily|recovery|label", help=both("Its role.", "Su función.")
        ),
    ] = "daily",
    holder: Annotated[
        str | None,
        typer.Option(
            "--holder",
            metavar="NAME",
            help=both("Pseudonym of its holder.", "Seudónimo del titular."),
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="DATE",
            help=both("Last day on which it signs.", "Último día en que firma."),
        ),
    ] = None,
) -> None:
    """Register a further key of a party.

    Its recovery key signs, or the registrar with --as.

    Example: batterypass key add https://maker.example --role label
    """
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    state = here.open_to_sign().party(party)
    last_day = read_until(here, until) if until else ""
    private = new_private_key(here, role)
    card = card_of(here, private, state.party, role)
    if holder:
        card["holder"] = holder
    if last_day:
        card["until"] = last_day
    form = {"party": state.party, "key": card}
    sign_events(
        here,
        [("party.key-added", form)],
        actor=_signer(here, state.party),
        before=lambda: here.keys.add(private, state.party, role),
    )


@bilingual(
    """
    Sustituye la llave diaria por otra nueva.

    Da de alta la nueva y revoca la anterior como «rotated»; lo ya firmado sin red con la anterior
    sigue contando los días de gracia.
    """,
    signs=True,
)
def rotate_key(
    ctx: typer.Context,
    party: Party,
    grace_days: Annotated[
        int, typer.Option("--grace-days", metavar="N", help=both("0 to 30.", "0 a 30."))
    ] = 14,
) -> None:
    """Replace the daily key by a new one.

    Registers the new one and revokes the old one as "rotated"; what the old one signed without a
    network still counts for the days of grace.

    Example: batterypass key rotate https://maker.example --grace-days 14
    """
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    state = here.open_to_sign().party(party)
    mine = here.keys.kids(state.party, "daily")
    old = [kid for kid in mine if kid in state.keys and "revoked" not in state.keys[kid]]
    if not old:
        raise InputError(
            f"{here.keys_path}: no daily key of {state.party} in force is here",
            code="keys.none-of-party",
            folder=here.keys_path,
            party=state.party,
        )
    private = new_private_key(here, "daily")
    added = {"party": state.party, "key": card_of(here, private, state.party, "daily")}
    revoked = {"party": state.party, "kid": old[-1], "reason": "rotated", "grace_days": grace_days}
    sign_events(
        here,
        [("party.key-added", added), ("party.key-revoked", revoked)],
        actor=_signer(here, state.party),
        before=lambda: here.keys.add(private, state.party, "daily"),
    )


@bilingual(
    """
    Revoca una llave.

    Una llave diaria puede revocarse a sí misma; las demás las revoca la de recuperación o el
    registrador. Lo que no se da, se pregunta.
    """,
    signs=True,
)
def revoke_key(
    ctx: typer.Context,
    kid: Kid,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason",
            metavar="REASON",
            help=both(
                "rotated, lost, compromised, holder-left.",
                "rotated, lost, compromised, holder-left.",
            ),
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="TIME",
            help=both("Compromised since (RFC 3339).", "Comprometida desde (RFC 3339)."),
        ),
    ] = None,
) -> None:
    """Revoke a key.

    A daily key may revoke itself; the recovery key or the registrar revoke the others. What is not
    given is asked for.

    Example: batterypass key revoke 8cb46c0f --reason lost
    """
    from batterypass_cli.asking import ask_event

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    found, party = find_key(ledger.parties(), kid)
    given: dict[str, Any] = {"party": party, "kid": found}
    if reason is not None:
        given["reason"] = reason
    if since is not None:
        given["since_time"] = since
    ask_event(
        here, "party.key-revoked", given, actor=_signer(here, party),
        required_only=reason is not None,
    )  # fmt: skip


@bilingual(
    """
    Confirma una llave que solo avaló el registrador.

    La firma otra llave de la misma parte.
    """,
    signs=True,
)
def confirm_key(ctx: typer.Context, kid: Kid) -> None:
    """Confirm a key that only the registrar had vouched for.

    Another key of the same party signs.

    Example: batterypass key confirm 8cb46c0f
    """
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    found, party = find_key(here.open_to_sign().parties(), kid)
    form = {"party": party, "kid": found}
    sign_events(here, [("party.key-confirmed", form)], actor=party)


def _signer(here: Here, party: str) -> str:
    """Give who signs for a party's keys: ``--as``, else the party itself."""
    from batterypass_cli.actors import choose_actor

    return choose_actor(here, here.open_to_sign()) if here.given.actor else party
