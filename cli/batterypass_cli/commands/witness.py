"""``batterypass witness``: a person with a key of his own who sees that a log keeps one history."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path  # noqa: TC003 - Typer reads the annotations when it runs
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError, RefusedError
from batterypass.texts.bilingual import Text
from batterypass_cli.context import Here
from batterypass_cli.files import read_file, write_new
from batterypass_cli.output import Column, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.cosigning import Ask, Cosigned
    from batterypass.app.forks import Fork
    from batterypass.statements.notekeys import NoteSigner
    from batterypass.store.witness_state import WitnessHome

app = typer.Typer(
    no_args_is_help=True,
    help=both(
        "See that somebody's log keeps one history.\n\n"
        "Example: batterypass witness cosign north.request -o cosigned.txt",
        "Atestiguar que el registro de otro tiene una sola historia.\n\n"
        "Example: batterypass witness cosign north.request -o cosigned.txt",
    ),
)
_COLUMNS = (
    Column("origin", Text("log", "registro")),
    Column("size", Text("cosigned at", "firmado con")),
    Column("root", Text("root", "raíz")),
)


@app.command("init")
@bilingual(
    """
    Crea la llave del testigo.

    NOMBRE es como una URL sin esquema y no cambia nunca. Imprime la línea que otros ponen en su
    archivo de confianza. La llave sirve solo para esto.
    """,
    signs=True,
)
def init(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help=both("Name of the witness.", "Nombre del testigo.")),
    ],
) -> None:
    """Make the key of a witness.

    NAME is like a URL without scheme and never changes. It prints the line that others put into
    their trust file. The key serves for nothing else.

    Example: batterypass witness init chamber.example/witness
    """
    from batterypass.statements.private import PrivateKey
    from batterypass.tlog.keys import is_key_name

    here = Here.of(ctx)
    if not is_key_name(name):
        raise InputError(
            f"{name!r}: a witness's name has neither space nor plus sign",
            code="witness.bad-name", name=name,
        )  # fmt: skip
    state = _home(here)
    known = state.name()
    if known and known != name:
        raise RefusedError(
            f"there is a witness {known} here already: another home folder (BATTERYPASS_HOME) takes"
            " another one",
            code="witness.has-name", name=known,
        )  # fmt: skip
    is_new = not here.keys.kids(name, "witness")
    if here.given.dry_run:
        here.out.talk(say("keys.dry-run", roles=say("keys.role.witness"), party=name))
        return
    if is_new:
        here.keys.add(PrivateKey.generate(here.random), name, "witness")
    state.set_name(name)
    line = _policy_line(here, name)
    if here.out.wants_json:
        here.out.document({"name": name, "new": is_new, "policy": line})
        return
    here.out.talk(paint("✓ ", "g") + say("witness.made" if is_new else "witness.is", name=name))
    here.out.talk(say("witness.give-line"))
    here.out.line(line)


@app.command("add")
@bilingual(
    """
    Acepta un registro: desde ahora se firman sus puntos de control.

    Tome el archivo de confianza de quien conoce, no del registro mismo. Otra vez con llaves nuevas
    las cambia.
    """
)
def add(
    ctx: typer.Context,
    trust: Annotated[
        Path,
        typer.Argument(
            metavar="TRUSTFILE",
            help=both("A trust file with the log's key.", "Un archivo de confianza con su llave."),
        ),
    ],
) -> None:
    """Take a log in: from now on its checkpoints are cosigned.

    Take the trust file from somebody whom you know, not from the log itself. Again with new keys it
    changes them.

    Example: batterypass witness add north.policy
    """
    from batterypass.app.cosigning import add_log
    from batterypass.tlog.policy import TrustFile

    here = Here.of(ctx)
    state = _home(here)
    _name_of(state)
    found = TrustFile.parse(read_file(trust))
    if not found.logs:
        raise InputError(f"{trust}: no log in it", code="witness.no-logs", path=trust)
    for origin in sorted(found.origins):
        keys = add_log(state.log(origin), found, origin)
        here.out.talk(
            paint("✓ ", "g")
            + say("witness.added", origin=origin, keys=", ".join(one.key_id.hex() for one in keys))
        )


@app.command("list")
@bilingual("Lista los registros aceptados y lo último firmado de cada uno.")
def list_logs(ctx: typer.Context) -> None:
    """List the logs that were added, and what was cosigned last of each.

    Example: batterypass witness list --json
    """
    here = Here.of(ctx)
    here.out.rows("logs", _rows(_home(here)), _COLUMNS)


@app.command("show")
@bilingual("Imprime la línea del testigo para un archivo de confianza.", signs=True)
def show(ctx: typer.Context) -> None:
    """Print the witness's line for a trust file.

    Example: batterypass witness show >> north.policy
    """
    here = Here.of(ctx)
    name = _name_of(_home(here))
    line = _policy_line(here, name)
    if here.out.wants_json:
        here.out.document({"name": name, "policy": line})
    else:
        here.out.line(line)


@app.command("cosign")
@bilingual(
    """
    Firma un punto de control, si continúa el último que firmó.

    Lo prueba la solicitud del operador (o --proof), una carpeta publicada (--tiles) o una copia del
    registro (--ledger). Antes de dar la firma queda guardado lo firmado. Dos historias quedan como
    prueba y no se firman.
    """,
    signs=True,
)
def cosign(
    ctx: typer.Context,
    checkpoint: Annotated[
        Path,
        typer.Argument(
            metavar="CHECKPOINT",
            help=both("A checkpoint or a request.", "Un punto de control o una solicitud."),
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=both("Where to; else printed.", "Adónde; si no, se imprime."),
        ),
    ] = None,
    proof: Annotated[
        Path | None,
        typer.Option(
            "--proof",
            metavar="FILE",
            help=both("The operator's request, apart.", "La solicitud del operador, aparte."),
        ),
    ] = None,
    tiles: Annotated[
        Path | None,
        typer.Option(
            "--tiles",
            metavar="DIR",
            help=both(
                "A published folder to prove it from.", "Una carpeta publicada que lo prueba."
            ),
        ),
    ] = None,
) -> None:
    """Cosign a checkpoint, if it extends the last one that was cosigned.

    The operator's request (or --proof) proves it, a published folder (--tiles) or a copy of the
    ledger (--ledger). What was cosigned is kept before the signature is given. Two histories are kept
    as evidence and not cosigned.

    Example: batterypass witness cosign north.request -o cosigned.txt
    """
    from batterypass.app.cosigning import cosign as cosign_it
    from batterypass.app.forks import checkpoint_in, keep_fork
    from batterypass.bootstrap import surroundings
    from batterypass.tlog.witness import WitnessRequest, is_request

    here = Here.of(ctx)
    state = _home(here)
    name, is_dry = _name_of(state), here.given.dry_run
    signer = None if is_dry else _signer(here, name)
    data = read_file(checkpoint)
    if is_request(data):
        note = WitnessRequest.parse(data).checkpoint
        proof = proof or checkpoint
    else:
        note = data
    origin = checkpoint_in(note).origin

    def keep(fork: Fork) -> str:
        settings: dict[str, Any] = {"clock": here.now} if here.fixed_clock else {}
        return keep_fork(surroundings(home=here.home, **settings), fork, str(checkpoint))

    done = cosign_it(
        state.log(origin),
        origin,
        _asker(here, note, proof, tiles),
        signer,
        at=int(here.now().timestamp()),
        keep_evidence=keep,
    )
    found = done.checkpoint
    if is_dry:
        _say_dry_run(here, done)
        return
    if output is not None:
        _put_beside(output, done.note)
    if here.out.wants_json:
        here.out.document(
            {
                "origin": origin,
                "before": done.before,
                "size": found.size,
                "root": found.root.hex(),
                "file": str(output) if output is not None else None,
                "note": done.note.decode(),
            }
        )
        return
    if output is None:
        here.out.raw_bytes(done.note)
    key = "witness.cosigned" if done.before else "witness.cosigned-first"
    if done.before == found.size:
        key = "witness.cosigned-again"
    here.out.talk(paint("✓ ", "g") + say(key, origin=origin, size=found.size, before=done.before))
    if output is not None:
        here.out.talk(f"  → batterypass checkpoint cosign {output}")


def _put_beside(output: Path, note: bytes) -> None:
    """Write a cosigned checkpoint; the lines of others in a file that is there stay."""
    from batterypass.app.cosignatures import join_lines
    from batterypass.tlog.note import parse_note

    if output.exists():
        with suppress(InputError):
            # What is no such checkpoint is refused below.
            note = join_lines(read_file(output), note)
    text = parse_note(note).text
    write_new(output, note, replaces=lambda old: parse_note(old).text == text)


def _say_dry_run(here: Here, done: Cosigned) -> None:
    found = done.checkpoint
    if here.out.wants_json:
        here.out.document(
            {
                "origin": found.origin,
                "before": done.before,
                "size": found.size,
                "root": found.root.hex(),
                "file": None,
                "note": None,
            }
        )
        return
    words = say("witness.dry-run", origin=found.origin, size=found.size, before=done.before)
    here.out.talk(paint("✓ ", "g") + words)


def _asker(here: Here, note: bytes, proof: Path | None, tiles: Path | None) -> Ask:
    """Give what answers the witness: a request, or hashes of a folder or a copy of the ledger."""
    from batterypass.app.cosigning import request_of
    from batterypass.tlog.note import parse_note
    from batterypass.tlog.witness import WitnessRequest

    if tiles is not None:
        from batterypass.app.forks import checkpoint_in
        from batterypass.store.tile_folder import TileFolder
        from batterypass.store.tile_store import node_of

        folder, size = TileFolder(tiles), checkpoint_in(note).size
        return lambda old: request_of(
            note, old, lambda level, number: node_of(folder.tile_hashes, size, level, number)
        )
    if here.given.ledger:
        store = here.open().store
        return lambda old: request_of(note, old, store.node)
    if proof is None:
        # Without a proof it does for a first checkpoint; else the answer says from where to prove.
        return lambda old: request_of(note, 0, None)
    request = WitnessRequest.parse(read_file(proof))
    if parse_note(request.checkpoint).text != parse_note(note).text:
        raise InputError(
            f"{proof}: a request for another checkpoint", code="witness.other-request", path=proof
        )
    return lambda old: (request, None)


def _rows(state: WitnessHome) -> list[dict[str, Any]]:
    from batterypass.app.forks import checkpoint_in
    from batterypass.tlog.policy import TrustFile

    rows = []
    for log in state.logs():
        note, policy = log.checkpoint(), log.policy()
        (origin,) = TrustFile.parse(policy or b"").origins
        last = checkpoint_in(note) if note is not None else None
        rows.append(
            {
                "origin": origin,
                "size": last.size if last is not None else None,
                "root": last.root.hex() if last is not None else None,
            }
        )
    return rows


def _home(here: Here) -> WitnessHome:
    from batterypass.store.witness_state import WitnessHome

    return WitnessHome(here.home)


def _name_of(state: WitnessHome) -> str:
    name = state.name()
    if not name:
        raise InputError(
            "there is no witness here: batterypass witness init NAME makes one",
            code="witness.no-witness",
        )
    return name


def _signer(here: Here, name: str) -> NoteSigner:
    """Give the witness's key as one that cosigns."""
    from batterypass.statements.notekeys import NOTE_COSIGNATURE, NoteSigner

    return NoteSigner(name, here.keys.private(_kid(here, name)), NOTE_COSIGNATURE)


def _policy_line(here: Here, name: str) -> str:
    """Write the line of a trust file; no passphrase is needed."""
    from batterypass.tlog.keys import COSIGNATURE_V1, encode_vkey, make_vkey

    kid = _kid(here, name)
    public = next(one.public.raw for one in here.keys.infos() if one.kid.hex() == kid)
    return f"witness {name} {encode_vkey(make_vkey(name, COSIGNATURE_V1, public))}"


def _kid(here: Here, name: str) -> str:
    kids = here.keys.kids(name, "witness")
    if not kids:
        raise InputError(
            f"{here.keys_path}: the key of the witness {name} is not here; --keys DIR names another"
            " folder",
            code="witness.no-key", folder=here.keys_path, name=name,
        )  # fmt: skip
    return kids[-1]
