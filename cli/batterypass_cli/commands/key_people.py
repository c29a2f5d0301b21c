"""``batterypass key request``, ``grant``, ``accept``: a new person gets a key, without a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass_cli.context import Here
from batterypass_cli.files import demand_free, read_file, write_new
from batterypass_cli.keymaking import make_key, new_party_id, read_until
from batterypass_cli.output import aligned, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.people import Accepted
    from batterypass.evidence.key_grant import KeyGrant
    from batterypass.evidence.key_request import KeyRequest
    from batterypass.tlog.policy import TrustFile

_Party = Annotated[
    str,
    typer.Argument(metavar="PARTY", help=both("Id of the party.", "Identificador de la parte.")),
]
_Output = Annotated[
    str,
    typer.Option("-o", "--output", metavar="FILE.bpz", help=both("Where to.", "En qué archivo.")),
]
_Trust = Annotated[
    str | None,
    typer.Option(
        "--trust",
        metavar="FILE",
        help=both(
            "Trust file of the ledger, where no copy of it is here.",
            "Archivo de confianza del registro, si aquí no hay copia de él.",
        ),
    ),
]


@bilingual(
    """
    Crea una llave aquí y escribe la solicitud para la jefatura.

    La llave no sale de este equipo; el archivo no lleva secretos. --holder es un seudónimo: quién es
    la persona no se escribe en el registro. Otra vez con la misma llave sin registrar, la misma
    solicitud.
    """,
    signs=True,
)
def request_key(
    ctx: typer.Context,
    party: _Party,
    output: _Output,
    holder: Annotated[
        str,
        typer.Option(
            "--holder",
            metavar="NAME",
            help=both("Pseudonym of the holder.", "Seudónimo del titular."),
        ),
    ],
    role: Annotated[
        str,
        typer.Option("--role", metavar="daily|label", help=both("What it is for.", "Para qué es.")),
    ] = "daily",
    trust: _Trust = None,
) -> None:
    """Make a key here and write the request for the chief.

    The key does not leave this computer; the file holds no secrets. --holder is a pseudonym: who the
    person is does not stand in the ledger. Again with the same unregistered key it is the same
    request.

    Example: batterypass key request https://recycler.example --holder yard-7 -o request.bpz
    """
    from batterypass.app.people import GRANTED_ROLES
    from batterypass.errors import RefusedError
    from batterypass.evidence.refusal import refusal

    here = Here.of(ctx)
    party = new_party_id(party)
    if role not in GRANTED_ROLES:
        raise refusal(RefusedError, "people.role-not-given", role=role)
    _check_holder(holder)
    audience = _audience(here, party, trust)
    if here.given.dry_run:
        here.out.talk(say("people.request-dry-run", party=party, role=say(f"keys.role.{role}")))
        return
    request = _make_request(here, party, holder, role, audience)
    data = request.encode()
    write_new(Path(output), data)
    if here.out.wants_json:
        here.out.document({"request": _request_object(request), "path": output})
        return
    here.out.line(f"{paint('✓', 'g')} " + say("people.requested", path=output))
    _print_key(here, _request_object(request))
    here.out.talk("  → " + say("people.carry-request", name=Path(output).name))


@bilingual(
    """
    Responde una solicitud: da de alta la llave de una persona.

    Muestra de quién es, para qué y hasta cuándo, y la huella en grupos para compararla de viva voz.
    Firma la llave de recuperación de la parte; en una réplica queda en el buzón. La misma solicitud
    otra vez da la misma respuesta.
    """,
    signs=True,
)
def grant_key(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE.bpz", help=both("The request.", "La solicitud."))
    ],
    output: _Output,
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="DATE",
            help=both("Last day on which it signs.", "Último día en que firma."),
        ),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option(
            "--role",
            metavar="daily|label",
            help=both("Refuse any other role.", "Rechazar otra función."),
        ),
    ] = None,
) -> None:
    """Answer a request: register a person's key.

    Shows whose it is, what for and until when, and the thumbprint in groups, to be compared by voice.
    The party's recovery key signs; at a replica it waits in the outbox. The same request again gives
    the same answer.

    Example: batterypass key grant request.bpz --until 2027-06-30 -o grant.bpz
    """
    from batterypass.app.people import check_request, granted_before, make_grant, recovery_kid
    from batterypass.errors import RefusedError
    from batterypass.evidence.key_request import KeyRequest, form_of
    from batterypass.evidence.refusal import refusal
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    request = KeyRequest.parse(read_file(file), Path(file).name)
    session = here.open_to_sign().session
    state = check_request(session, request)
    if role is not None and role != request.card.role:
        raise refusal(RefusedError, "people.other-role", found=request.card.role, expected=role)
    before = granted_before(session, state, request)
    if before is None:
        demand_free(Path(output))
        last_day = read_until(here, until) if until else ""
        recovery_kid(session, state)
    else:
        last_day = str(state.keys[request.kid].get("until", ""))
        if until is not None and until != last_day:
            raise refusal(
                RefusedError, "people.granted-otherwise", kid=request.kid[:16],
                until=last_day or "-", given=until,
            )  # fmt: skip
    if not here.out.wants_json:
        _tell_grant(here, request, last_day)
    form = {"party": state.party, "key": form_of(request.card, last_day)}
    done = sign_events(here, [("party.key-added", form)], actor=state.party)
    if not done:
        return
    grant = make_grant(here.open_to_sign().session, done[0].index)
    write_new(Path(output), grant.encode(), replaces=_is_same_grant(grant))
    here.out.talk(f"{paint('✓', 'g')} " + say("people.granted", path=output))
    here.out.talk("  → " + say("people.carry-grant", name=Path(output).name))


@bilingual(
    """
    Recibe la respuesta de la jefatura: dice si su llave ya firma, y lo anota.

    Se comprueba con la copia del registro que hay aquí, o con un archivo de confianza. Otra vez no
    cambia nada. Salida 5 si nada aquí permite comprobarla.
    """,
    signs=True,
)
def accept_key(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="GRANT.bpz", help=both("The answer.", "La respuesta."))
    ],
    trust: _Trust = None,
) -> None:
    """Take the chief's answer: says whether your key signs now, and notes it.

    It is checked with the copy of the ledger that is here, or with a trust file. Again it changes
    nothing. Exit code 5 where nothing here can check it.

    Example: batterypass key accept grant.bpz
    """
    from batterypass.app.people import accept_grant, accept_with_trust, check_mine
    from batterypass.evidence.key_grant import KeyGrant
    from batterypass.store.notes import Notes

    here = Here.of(ctx)
    data = read_file(file)
    grant = KeyGrant.parse(data, Path(file).name)
    check_mine(grant, {info.kid.hex(): info.party for info in here.keys.infos()})
    if here.ledger_path.exists() and trust is None:
        accepted = accept_grant(here.open_to_sign().session, grant)
    else:
        accepted = accept_with_trust(grant, _trust_file(here, grant.ledger, trust))
    Notes(here.home).keep_grant(grant.kid, data)
    if here.out.wants_json:
        entry = {"standing": accepted.standing, "entry": accepted.entry}
        here.out.document({"key": {**accepted.key, **entry}})
    else:
        _tell_accepted(here, accepted)
    if accepted.standing == "unchecked":
        raise typer.Exit(5)


def _make_request(here: Here, party: str, holder: str, role: str, audience: str) -> KeyRequest:
    """Make the key, or take the one that still waits to be registered; write the request for it."""
    from batterypass.app.opening import key_card
    from batterypass.domain.clock import event_time_of
    from batterypass.domain.events.party import KeyCard
    from batterypass.evidence.key_request import KeyRequest

    known: Mapping[str, Any] = {}
    if here.ledger_path.exists():
        state = here.open_to_sign().session.world.party(party)
        known = state.keys if state is not None else {}
    waiting = [kid for kid in here.keys.kids(party, role) if kid not in known]
    if waiting:
        kid = waiting[-1]
        here.out.talk(say("people.key-waits", kid=kid[:16]))
    else:
        kid = make_key(here, party, role)["kid"]
    private = here.keys.private(kid)
    card = {**key_card(private, role=role, party=party, audience=audience), "holder": holder}
    made_at = event_time_of(here.now().replace(microsecond=0))
    return KeyRequest(audience, party, made_at, KeyCard.model_validate(card))


def _check_holder(holder: str) -> None:
    """Raise InputError where a pseudonym is not one that an event can carry."""
    from batterypass.domain.events.party import KeyCard
    from batterypass_cli.answers import NoLookup, read_answer
    from batterypass_cli.fields import field_at

    spec = field_at(KeyCard, "holder")
    read_answer(spec, "holder", holder, NoLookup())


def _audience(here: Here, party: str, trust: str | None) -> str:
    """Give the ledger that a request is for: the copy here, else the one that a trust file names."""
    if here.ledger_path.exists() and trust is None:
        ledger = here.open_to_sign()
        ledger.party(party)
        return ledger.session.audience
    from batterypass.domain.ids import audience_of
    from batterypass.tlog.policy import TrustFile

    if trust is None:
        raise InputError(
            f"{here.ledger_path}: no copy of the ledger is here: give --trust FILE",
            code="people.no-ledger", path=here.ledger_path,
        )  # fmt: skip
    known = TrustFile.parse(read_file(trust))
    if known.entry_0 is None or len({log.vkey.name for log in known.logs}) != 1:
        raise InputError(
            f"{trust}: names no single ledger", code="people.trust-names-none", path=trust
        )
    return audience_of(known.logs[0].vkey.name, known.entry_0)


def _trust_file(here: Here, ledger: str, given: str | None) -> TrustFile:
    """Give the trust file that was named, or the pinned one of a ledger. Raises InputError."""
    from batterypass.store.home import Home
    from batterypass.tlog.policy import TrustFile

    if given is not None:
        return TrustFile.parse(read_file(given))
    pinned = Home(here.home).trust(ledger.rpartition("#")[0])
    if pinned is None:
        raise InputError(
            f"{here.ledger_path}: no copy of the ledger is here: give --trust FILE",
            code="people.no-ledger", path=here.ledger_path,
        )  # fmt: skip
    return TrustFile.parse(pinned)


def _is_same_grant(grant: KeyGrant) -> Any:  # noqa: ANN401
    """Tell of a file that is there already whether it grants the same key by the same statement."""
    from batterypass.errors import MalformedError
    from batterypass.evidence.key_grant import KeyGrant

    def same(data: bytes) -> bool:
        try:
            return KeyGrant.parse(data, "-").statements[-1] == grant.statements[-1]
        except MalformedError:
            return False

    return same


def _request_object(request: KeyRequest) -> dict[str, Any]:
    return {
        "kid": request.kid,
        "party": request.party,
        "role": request.card.role,
        "holder": request.card.holder,
        "ledger": request.ledger,
        "made_at": request.made_at,
    }


def grouped(kid: str) -> str:
    """Write a thumbprint in groups of four, so that two people can compare it by voice."""
    return " ".join(kid[place : place + 4] for place in range(0, len(kid), 4))


def _print_key(here: Here, key: Mapping[str, Any]) -> None:
    """Show a key that is asked for or given: whose, what for, until when, its thumbprint."""
    until = key.get("until")
    pairs = [
        (say("people.label.party"), str(key["party"])),
        (say("people.label.holder"), str(key["holder"])),
        (say("people.label.role"), say(f"keys.role.{key['role']}")),
        *([(say("people.label.until"), str(until))] if until else []),
        (say("people.label.thumbprint"), grouped(str(key["kid"]))[:39]),
        ("", grouped(str(key["kid"]))[40:]),
    ]
    for line in aligned(pairs):
        here.out.line(line)


def _tell_grant(here: Here, request: KeyRequest, until: str) -> None:
    here.out.talk(say("people.about-to-grant"))
    pairs = [
        (say("people.label.party"), request.party),
        (say("people.label.holder"), str(request.card.holder)),
        (say("people.label.role"), say(f"keys.role.{request.card.role}")),
        (say("people.label.until"), until or say("people.no-end")),
        (say("people.label.thumbprint"), grouped(request.kid)[:39]),
        ("", grouped(request.kid)[40:]),
    ]
    for line in aligned(pairs):
        here.out.talk(line)
    here.out.talk(f"{paint('!', 'y')} " + say("people.compare"))


def _tell_accepted(here: Here, accepted: Accepted) -> None:
    mark = paint("✓", "g") if accepted.standing != "unchecked" else paint("?", "y")
    text = say(f"people.accepted-{accepted.standing}", entry=accepted.entry)
    here.out.line(f"{mark} {text}")
    _print_key(here, accepted.key)
    here.out.talk("  → " + say(f"people.after-{accepted.standing}"))
