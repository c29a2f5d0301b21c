"""``batterypass transport carta-porte``: the complement of a consignment as XML."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass.texts.bilingual import Text
from batterypass_cli.carriage_options import read_waybill
from batterypass_cli.context import Here
from batterypass_cli.custody_options import Consignment  # noqa: TC001 - Typer reads it
from batterypass_cli.output import Column, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from batterypass.app.carta_porte import CartaPorte
    from batterypass.app.carta_porte_filling import Told
    from batterypass.regulations.carta_porte_structure import Fault

_COLUMNS = (
    Column("name", Text("value", "dato")),
    Column("where", Text("comes from", "de dónde sale")),
    Column("example", Text("such as", "como")),
)
#: Exit codes: a rule of SAT's structure; something that is needed is missing.
_REFUSED, _UNDECIDED = 3, 5


@bilingual(
    """
    Escribe el complemento Carta Porte de un embarque (México).

    Carta Porte 3.1, por carretera dentro de México: XML listo para ir dentro de un CFDI. Sale de lo
    firmado; lo que el registro no sabe (vehículo, pólizas, licencia, distancia) se da con --set o
    --from, o se pregunta, y nunca se inventa. --missing dice qué falta y de dónde saldría, sin
    escribir nada. Sale con 5 si falta algo, y con 3 si el SAT no tiene clave o su estructura no lo
    admite. Con PesoTara se suma la masa del embalaje; LogisticaInversaRecoleccionDevolucion=No la
    deja fuera.
    """
)
def carta_porte(
    ctx: typer.Context,
    consignment: Consignment,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE.xml",
            help=both("The file; - is standard output.", "El archivo; - es la salida estándar."),
        ),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help=both(
                "A value that the ledger does not know; again for each.",
                "Un dato que el registro no sabe; una vez por cada uno.",
            ),
        ),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE.json",
            help=both(
                "Values from a file, such as those of a vehicle; --set comes first.",
                "Datos desde un archivo, como los de un vehículo; --set va primero.",
            ),
        ),
    ] = None,
    missing: Annotated[
        bool,
        typer.Option("--missing", help=both("Only say what is missing.", "Solo decir qué falta.")),
    ] = False,
) -> None:
    """Write the Carta Porte complement of a consignment (Mexico).

    Carta Porte 3.1, by road within Mexico: XML ready to go into a CFDI. It comes from what was signed;
    what the ledger does not know (vehicle, policies, licence, distance) is given with --set or --from,
    or asked for, and never invented. --missing says what is missing and where it would come from,
    and writes nothing. Exit code 5 where something is missing, 3 where SAT has no key or its
    structure does not take it. PesoTara adds the mass of the packing;
    LogisticaInversaRecoleccionDevolucion=No leaves that out.

    Example: batterypass transport carta-porte M-2026-00418 --missing
    batterypass transport carta-porte M-2026-00418 --from truck.json --set TotalDistRec=41.5 -o cp.xml
    """
    from batterypass.app.carta_porte import carta_porte_of
    from batterypass.bootstrap import carta_porte as tables
    from batterypass_cli.guide import check_writable

    here = Here.of(ctx)
    if output is None and not missing:
        raise InputError("-o FILE.xml is needed", code="cartaporte.no-output")
    given = _given(values or [], source)
    ledger = here.open()
    state = ledger.consignment(consignment)
    if output not in (None, "-") and not missing:
        check_writable(Path(str(output)))

    def make(known: dict[str, str]) -> CartaPorte:
        return carta_porte_of(ledger.session, state, tables(), known)

    made = make(given)
    if made.missing and not missing and _may_ask(here):
        made = _ask(here, make, given, made)
    if missing:
        _tell_missing(here, state.consignment, made)
        return
    if not made.is_ready:
        _refuse(here, state.consignment, made)
        raise typer.Exit(_UNDECIDED if made.missing else _REFUSED)
    _write(here, state.consignment, made, str(output))


def _given(values: Sequence[str], source: Path | None) -> dict[str, str]:
    """Read what was given: the file first, then the options over it."""
    given = {} if source is None else read_waybill(source)
    said: set[str] = set()
    for one in values:
        name, equals, value = one.partition("=")
        name = name.strip()
        if not equals or not name or not value.strip():
            raise InputError(f"--set {one}: expected NAME=VALUE", code="cartaporte.bad-set", found=one)  # fmt: skip
        if name in said:
            raise InputError(f"{name} is given twice", code="cartaporte.name-twice", name=name)
        said.add(name)
        given[name] = value.strip()
    return given


def _may_ask(here: Here) -> bool:
    return here.terminal.is_interactive and not here.given.yes and not here.out.wants_json


def _ask(
    here: Here,
    make: Callable[[dict[str, str]], CartaPorte],
    given: dict[str, str],
    made: CartaPorte,
) -> CartaPorte:
    """Ask for what is missing, one after the other; an empty line leaves the rest."""
    from batterypass_cli.exits import words_of

    here.terminal.tell(say("cartaporte.ask"))
    known = dict(given)
    while made.missing:
        first = made.missing[0]
        answer = here.terminal.ask(f"{first.name} ({say(f'cartaporte.from-{first.source}')}):")
        if not answer:
            break
        try:
            made = make({**known, first.name: answer})
        except InputError as error:
            here.terminal.tell(f"✗ {words_of(error)}")
            continue
        known[first.name] = answer
    return made


def _text_of(kind: str, one: Fault | Told) -> str:
    key = f"cartaporte.{kind}-{one.code.lower().replace('_', '-')}"
    return say(key, place=one.place, expected=one.expected, found=one.found or "-")


def _object(consignment: str, made: CartaPorte) -> dict[str, Any]:
    return {
        "consignment": consignment,
        "carta_porte": made.version,
        "day": made.day,
        "ready": made.is_ready,
        "missing": _missing_rows(made),
        "faults": [_problem("fault", one) for one in made.faults],
        "warnings": [_problem("told", one) for one in made.told],
        "fields": [
            {
                "name": one.name,
                "value": one.value,
                "origin": one.origin,
                "where": one.where,
                "confidence": one.confidence,
            }
            for one in made.fields
        ],
    }


def _problem(kind: str, one: Fault | Told) -> dict[str, str]:
    return {
        "code": one.code,
        "place": one.place,
        "expected": one.expected,
        "found": one.found,
        "message": _text_of(kind, one),
    }


def _missing_rows(made: CartaPorte) -> list[dict[str, str]]:
    rows = []
    for one in made.missing:
        where = say(f"cartaporte.from-{one.source}")
        if one.found:
            where = say("cartaporte.found", where=where, found=one.found)
        rows.append(
            {
                "name": one.name,
                "source": one.source,
                "where": where,
                "expected": one.expected,
                "example": one.example,
            }
        )
    return rows


def _tell_missing(here: Here, consignment: str, made: CartaPorte) -> None:
    if here.out.wants_json:
        here.out.document({"carta_porte": _object(consignment, made)})
        return
    count = say("cartaporte.count", known=len(made.fields), missing=len(made.missing))
    here.out.line(paint(f"{consignment}  Carta Porte {made.version}", "b") + f"  {count}")
    if made.missing:
        here.out.rows("missing", _missing_rows(made), _COLUMNS)
    elif not made.faults:
        here.out.line(paint("✓ ", "g") + say("cartaporte.none-missing"))
    _tell_problems(here, made)


def _tell_problems(here: Here, made: CartaPorte) -> None:
    for fault in made.faults:
        here.out.talk(paint("✗ ", "r") + f"{fault.code}  {_text_of('fault', fault)}")
    for one in made.told:
        here.out.talk(paint("! ", "y") + f"{one.code}  {_text_of('told', one)}")
    doubtful = [one for one in made.fields if one.confidence != "high" and one.origin == "table"]
    if doubtful:
        names = ", ".join(f"{one.name}={one.value}" for one in doubtful)
        here.out.talk(paint("? ", "y") + say("cartaporte.doubtful", names=names))


def _refuse(here: Here, consignment: str, made: CartaPorte) -> None:
    if here.out.wants_json:
        here.out.document({"carta_porte": _object(consignment, made)})
    else:
        for row in _missing_rows(made):
            here.out.talk(f"  {row['name']}  ← {row['where']}")
        _tell_problems(here, made)
    key = "cartaporte.incomplete" if made.missing else "cartaporte.faulty"
    here.out.talk(paint("✗ ", "r") + say(key, count=len(made.missing)))


def _write(here: Here, consignment: str, made: CartaPorte, output: str) -> None:
    from batterypass.exchange.carta_porte import encode_carta_porte
    from batterypass_cli.guide import write_whole

    body = encode_carta_porte(made.tree, made.namespace)
    if output == "-":
        here.out.raw_bytes(body)
    else:
        write_whole(Path(output), body)
        if here.out.wants_json:
            about = {"file": output, "bytes": len(body), "sha256": sha256(body).hexdigest()}
            here.out.document({"carta_porte": {**_object(consignment, made), **about}})
            return
        identity = made.tree.get("IdCCP")
        here.out.line(
            paint("✓ ", "g")
            + say("cartaporte.written", path=output, version=made.version, identity=identity)
        )
    _tell_problems(here, made)
    here.out.talk(say("cartaporte.then"))
