"""``batterypass key``: private keys in the folder, and what the ledger says of public ones."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.context import Here
from batterypass_cli.keymaking import make_key, new_party_id
from batterypass_cli.keywords import key_state
from batterypass_cli.outbox_view import entry_number
from batterypass_cli.output import Column, paint
from batterypass_cli.pages import Entry, bilingual, group_with
from batterypass_cli.words import both, say

_IN_LEDGER = (
    {
        name: Entry("ledger", "key_changes", f"{name}_key", text)
        for name, text in {
            "add": Text(
                "Register a further key of a party.", "Da de alta una llave más de una parte."
            ),
            "rotate": Text(
                "Replace the daily key by a new one.", "Sustituye la llave diaria por otra nueva."
            ),
            "revoke": Text("Revoke a key.", "Revoca una llave."),
            "confirm": Text(
                "Confirm a key that only the registrar had vouched for.",
                "Confirma una llave que solo avaló el registrador.",
            ),
        }.items()
    }
    | {
        name: Entry("people", "key_people", f"{name}_key", text)
        for name, text in {
            "request": Text(
                "Make a key here and write the request for the chief.",
                "Crea una llave aquí y escribe la solicitud para la jefatura.",
            ),
            "grant": Text(
                "Answer a request: register a person's key.",
                "Responde una solicitud: da de alta la llave de una persona.",
            ),
            "accept": Text(
                "Take the chief's answer: says whether your key signs now, and notes it.",
                "Recibe la respuesta de la jefatura: dice si su llave ya firma, y lo anota.",
            ),
        }.items()
    }
    | {
        name: Entry("people", "key_sheet", f"{name}_key", text)
        for name, text in {
            "sheet": Text(
                "Write the sheet with a party's recovery key, to be printed.",
                "Escribe la hoja con la llave de recuperación de una parte, para imprimirla.",
            ),
            "recover": Text(
                "Bring a key back from its sheet, by typing the seven lines.",
                "Recupera una llave de su hoja, tecleando las siete líneas.",
            ),
        }.items()
    }
)
app = typer.Typer(
    cls=group_with(_IN_LEDGER, {}),
    no_args_is_help=True,
    help=both(
        "Keys: make, show, revoke.\n\nExample: batterypass key new https://maker.example",
        "Llaves: crear, mostrar, revocar.\n\nExample: batterypass key new https://maker.example",
    ),
)
Party = Annotated[
    str,
    typer.Argument(metavar="PARTY", help=both("Id of the party.", "Identificador de la parte.")),
]
_COLUMNS = (
    Column("kid", Text("key", "llave")),
    Column("role", Text("role", "función")),
    Column("party", Text("party", "parte")),
    Column("state", Text("in the ledger", "en el registro")),
)


@app.command("new")
@bilingual(
    """
    Crea las llaves de una parte.

    Una diaria para firmar y una de recuperación para sustituirla; con --label, también una para
    etiquetas. Quedan cerradas con la contraseña de la carpeta; la parte se da de alta con
    «party add».
    """,
    signs=True,
)
def new(
    ctx: typer.Context,
    party: Party,
    label: Annotated[
        bool,
        typer.Option("--label", help=both("A label key as well.", "También una de etiquetas.")),
    ] = False,
) -> None:
    """Make the keys of a party.

    A daily one to sign with and a recovery one to replace it; with --label one for labels too. The
    folder's passphrase locks them; "party add" registers the party.

    Example: batterypass key new https://maker.example --label
    """
    here = Here.of(ctx)
    party = new_party_id(party)
    roles = ["daily", "recovery", *(["label"] if label else [])]
    wanted = [role for role in roles if not here.keys.kids(party, role)]
    for role in roles:
        if role not in wanted:
            kid = here.keys.kids(party, role)[-1]
            here.out.talk(say("keys.has-already", role=role_words(role), party=party, kid=kid[:16]))
    if here.given.dry_run:
        listed = ", ".join(map(role_words, wanted)) or "-"
        here.out.talk(say("keys.dry-run", roles=listed, party=party))
        return
    rows = [make_key(here, party, role) for role in wanted]
    _tell_made(here, rows)
    if any(row["role"] == "recovery" for row in rows):
        for number in (1, 2, 3):
            here.out.talk(say(f"people.first-key-{number}", party=party))
    if rows:
        here.out.talk(say("sign.next", command=f"batterypass party add {party}"))


@app.command("list")
@bilingual("Lista las llaves de la carpeta.", signs=True)
def list_keys(ctx: typer.Context) -> None:
    """List the keys of the folder.

    Example: batterypass key list --json
    """
    here = Here.of(ctx)
    here.out.rows("keys", _shown(here, [_row(here, info) for info in here.keys.infos()]), _COLUMNS)


@app.command("show")
@bilingual(
    """
    Muestra las llaves públicas de una parte, o la llave del registro.

    --vkey imprime solo la llave con que se comprueban los puntos de control del registro.
    """
)
def show(
    ctx: typer.Context,
    party: Annotated[
        str | None,
        typer.Argument(
            metavar="[PARTY]", help=both("Id or part of it.", "Identificador o un trozo.")
        ),
    ] = None,
    vkey: Annotated[
        bool,
        typer.Option(
            "--vkey",
            help=both(
                "The log's verifier key (C2SP), alone.",
                "Solo la llave verificadora del registro (C2SP).",
            ),
        ),
    ] = False,
) -> None:
    """Show the public keys of a party, or the key of the log.

    --vkey prints only the key that the log's checkpoints are checked with.

    Example: batterypass key show --vkey
    """
    here = Here.of(ctx)
    ledger = here.open()
    if vkey:
        if here.out.wants_json:
            here.out.document({"vkey": ledger.vkey()})
        else:
            here.out.line(ledger.vkey())
        return
    parties = [ledger.party(party)] if party else list(ledger.parties())
    rows = [
        {
            "kid": kid,
            "party": state.party,
            "role": key["role"],
            "alg": key["alg"],
            "public": key["public"],
            "holder": key.get("holder"),
            "until": key.get("until"),
            "vouched": key["vouched"],
            "added": entry_number(ledger, key["added"]),
            "state": key_state(here, ledger, key),
        }
        for state in parties
        for kid, key in state.keys.items()
    ]
    columns = (*_COLUMNS, Column("holder", Text("holder", "titular")))
    here.out.rows("keys", _shown(here, rows), columns)


@app.command("card")
@bilingual(
    """
    Imprime las llaves públicas de una parte con su prueba de posesión.

    Es lo que otro registrador necesita para dar de alta a la parte con «party add --from».
    """,
    signs=True,
)
def card(ctx: typer.Context, party: Party) -> None:
    """Print the public keys of a party with their proofs of possession.

    This is what a registrar elsewhere needs for "party add --from".

    Example: batterypass key card https://maker.example > keys.json
    """
    from batterypass_cli.keycards import cards_of

    here = Here.of(ctx)
    here.out.document({"keys": cards_of(here, here.open_to_sign(), new_party_id(party))})


def role_words(role: str) -> str:
    """Say in words what a key is for."""
    return say(f"keys.role.{role}")


def _shown(here: Here, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give rows as they are for programs, and with words for people."""
    if here.out.wants_json:
        return rows
    return [{**row, "role": role_words(row["role"])} for row in rows]


def _row(here: Here, info: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "kid": info.kid.hex(),
        "role": info.role,
        "party": info.party,
        "alg": info.public.algorithm,
        "public": info.public.text,
        "state": _state_of(here, info),
        "file": info.path.name,
    }


def _state_of(here: Here, info: Any) -> str:  # noqa: ANN401
    if not here.ledger_path.exists():
        return ""
    ledger = here.open()
    state = ledger.session.world.party(info.party)
    key = state.keys.get(info.kid.hex()) if state is not None else None
    if key is None:
        root = ledger.session.world.ledger()
        mine = (root.checkpoint_key, root.operator_key, root.receipt_key) if root else ()
        return say("keys.operator") if info.public.text in mine else say("keys.not-registered")
    return key_state(here, ledger, key)


def _tell_made(here: Here, rows: list[dict[str, Any]]) -> None:
    if here.out.wants_json:
        here.out.rows("keys", rows, _COLUMNS)
    for row in rows if not here.out.wants_json else ():
        text = say(
            "keys.made", role=role_words(row["role"]), party=row["party"], kid=row["kid"][:16]
        )
        here.out.line(f"{paint('✓', 'g')} {text}")
    if rows and "BATTERYPASS_SEED" in here.environ:
        here.out.talk(paint("! ", "y") + say("keys.not-secret"))
