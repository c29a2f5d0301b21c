"""``batterypass pack origin|origin-form``: evidence of origin (USMCA), kept and never judged."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass_cli.fields import Spec

_KIND = "document.origin-named"
#: Of the record: what the program writes itself.
_MADE_HERE = ("format", "scan_sha256")


@bilingual(
    """
    Nombra archivos como evidencia del origen de paquetes (T-MEC).

    Los archivos se dan con --attach: una certificación de origen, de preferencia como la escribe «pack
    origin-form», y aquello en que se basa. En el asiento va solo su huella. En lugar de un paquete
    puede darse un archivo con muchos (columna item, id o serial). Se conserva; nadie juzga si las
    mercancías son originarias.
    """,
    signs=True,
)
def origin(
    ctx: typer.Context,
    packs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PACK|FILE...",
            help=both(
                "Packs, or a CSV file that names them.",
                "Paquetes, o un archivo CSV que los nombre.",
            ),
            autocompletion=complete_items,
        ),
    ] = None,
) -> None:
    """Name files as evidence of the origin of packs (USMCA).

    The files are given with --attach: a certification of origin, best as "pack origin-form" writes
    it, and what it rests on. Only their digests go into the entry. In place of a pack a file may name
    many (column item, id or serial). It is kept; nobody judges whether the goods originate.

    Example:
    batterypass pack origin QKYC-C9Y5-DZ24-Y --attach origin.json --attach origin-signed.pdf
    batterypass pack origin shipped-2026.csv --attach origin.json
    """
    from batterypass.domain.events.common import MAX_ITEMS
    from batterypass.domain.ids import printed_id
    from batterypass.errors import InputError
    from batterypass.evidence.refusal import refusal
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.commands.pack_advise import named_items
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    if not packs:
        raise refusal(InputError, "origin.no-packs")
    if not here.given.attach:
        raise refusal(InputError, "origin.nothing-attached")
    ledger = here.open_to_sign()
    actor = choose_actor(here, ledger, _KIND)
    found = [ledger.item(text) for text in named_items(packs)]
    for one in found:
        if one.item_kind != "pack":
            raise refusal(InputError, "origin.no-pack", item=printed_id(one.item))
    items = list(dict.fromkeys(one.item for one in found))
    forms = [
        (_KIND, {"items": items[start : start + MAX_ITEMS], "agreement": "USMCA"})
        for start in range(0, len(items), MAX_ITEMS)
    ]
    sign_events(here, forms, actor=actor, next_step=f"batterypass pack show {printed_id(items[0])}")


@bilingual(
    """
    Escribe una certificación de origen del T-MEC con sus nueve elementos, para --attach.

    Toma CAMPO=VALOR, o pregunta cada elemento por su nombre. Lo que falta se dice, no se rechaza.
    --scan nombra el papel firmado por su huella; adjúntelo también.
    """
)
def origin_form(
    ctx: typer.Context,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="FILE.json", help=both("Where it goes.", "Dónde queda.")
        ),
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE]...", help=both("The data elements.", "Los elementos.")
        ),
    ] = None,
    scan: Annotated[
        Path | None,
        typer.Option("--scan", metavar="FILE", help=both("The signed paper.", "El papel firmado.")),
    ] = None,
) -> None:
    """Write a certification of origin under the USMCA with its nine data elements, for --attach.

    It takes FIELD=VALUE, or asks for each element by name. What is missing is told, not refused.
    --scan names the signed paper by its digest; attach that too.

    Example:
    batterypass pack origin-form -o origin.json --scan origin-signed.pdf
    batterypass pack origin-form -o origin.json certified_by=producer tariff_code=850760 criterion=B
    """
    from batterypass.bootstrap import origin_elements
    from batterypass.evidence.origin_file import encode_certificate, make_certificate
    from batterypass.regulations.origin import missing_of
    from batterypass_cli.attaching import read_attached
    from batterypass_cli.files import demand_free, write_new
    from batterypass_cli.origin_view import missing_lines

    here = Here.of(ctx)
    demand_free(output)
    given = _given(words) if words else _asked(here)
    attached = read_attached(here, [str(scan)] if scan is not None else [])
    if attached:
        given["scan_sha256"] = attached[0].digest
    certificate = make_certificate(given, str(output))
    raw = encode_certificate(certificate)
    write_new(output, raw)
    missing = missing_of(origin_elements(), certificate)
    (written,) = read_attached(here, [str(output)])
    if here.out.wants_json:
        here.out.document(
            {
                "certificate": {
                    "file": str(output), **written.form,
                    "missing_elements": [one.number for one in missing],
                }
            }
        )  # fmt: skip
        return
    text = say("origin.written", path=output, digest=written.digest)
    here.out.line(f"{paint('✓', 'g')} {text}")
    for line in missing_lines(missing):
        here.out.line(line)
    options = " ".join(f"--attach {one}" for one in (output, scan) if one is not None)
    here.out.talk(say("sign.next", command=f"batterypass pack origin PACK {options}"))


def _fields() -> dict[str, Spec]:
    """Give what a person says of a certification, by name."""
    from batterypass.domain.origin import OriginCertificate
    from batterypass_cli.fields import specs_of

    return {one.name: one for one in specs_of(OriginCertificate) if one.name not in _MADE_HERE}


def _given(words: list[str]) -> dict[str, Any]:
    """Read FIELD=VALUE words. Raises InputError that lists the fields."""
    from batterypass.errors import InputError
    from batterypass.evidence.refusal import refusal
    from batterypass_cli.answers import NoLookup, read_answer

    fields = _fields()
    found = {}
    for word in words:
        name, _, text = word.partition("=")
        if name not in fields or not text.strip():
            raise refusal(InputError, "origin.bad-word", word=word, fields=", ".join(fields))
        found[name] = read_answer(fields[name], name, text, NoLookup())
    return found


def _asked(here: Here) -> dict[str, Any]:
    """Ask for each element. Raises InputError where nothing is said."""
    from batterypass.domain.origin import OriginCertificate
    from batterypass.errors import InputError
    from batterypass.evidence.refusal import refusal
    from batterypass_cli.answers import NoLookup
    from batterypass_cli.forms import ask_record

    here.terminal.tell(say("origin.how"))
    skipped = dict.fromkeys(_MADE_HERE, "")
    form = ask_record(OriginCertificate, "origin", here.terminal, NoLookup(), given=skipped)
    given = {name: value for name, value in form.items() if name not in _MADE_HERE}
    if not given:
        raise refusal(InputError, "origin.nothing-said", fields=", ".join(_fields()))
    return given
