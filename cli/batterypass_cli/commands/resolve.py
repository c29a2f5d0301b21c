"""``batterypass resolve``: which pack a link, a label, a bar code or a number is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.output import Column, aligned, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.label_check import LabelCheck
    from batterypass.app.ledger import Ledger
    from batterypass.app.resolve import Resolved

_COLUMNS = (
    Column("id", Text("id given", "id dado")),
    Column("status", Text("answer", "respuesta")),
    Column("item", Text("item", "artículo")),
    Column("passport", Text("passport", "pasaporte")),
)


@bilingual(
    """
    Dice qué paquete es un identificador, enlace o etiqueta.

    También un código de barras, un id impreso, un pasaporte, una serie o un alias. Da sus
    identificadores en cada forma, de quién es y qué sigue. Un principio que comparten varios
    muestra los candidatos. De una etiqueta firmada se dice qué vale su firma. Con -, o sin IDs, lee la
    entrada estándar, uno por línea, como los manda un lector de códigos. Códigos de salida: 0 si cada
    uno es un solo artículo; 2 si no; 4 si la firma de una etiqueta es falsa.
    """
)
def resolve_ids(
    ctx: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...",
            help=both(
                "Links, labels, printed ids, numbers, aliases; - reads lines.",
                "Enlaces, etiquetas, ids impresos, números, alias; - lee líneas.",
            ),
            autocompletion=complete_items,
        ),
    ] = None,
) -> None:
    """Say which pack an id, a link or a label is.

    Also a bar code, a printed id, a passport, a serial number or an alias. Gives its ids in every
    form, whose it is and what to do next. A beginning that several share shows the candidates. Of a
    signed label it is said what the signature is worth. With -, or without IDs, it reads standard
    input, one a line, as a scanner sends them. Exit codes: 0 where each is one item; 2 where one is
    not; 4 where the signature of a label is forged.

    Example:
    batterypass resolve "(01)09521234560104(21)MX7K-000123"
    batterypass resolve 095B-T15T-4217-D --json
    """
    from batterypass.app.resolve import resolve
    from batterypass_cli.id_view import texts_given

    here = Here.of(ctx)
    ledger = here.open()
    missed = forged = 0

    def answers() -> Iterator[Resolved]:
        nonlocal missed, forged
        for text in texts_given(here, ids):
            found = resolve(ledger.session, text)
            missed += found.item is None
            forged += found.is_forged
            yield found

    if here.out.wants_json or here.given.fields:
        here.out.rows("ids", (_row(ledger, one) for one in answers()), _COLUMNS)
    else:
        for one in answers():
            for line in _lines(ledger, one):
                here.out.line(line)
            if one.item is None or one.is_forged:
                here.out.bell()
    if missed or forged:
        raise typer.Exit(4 if forged else 2)


def _row(ledger: Ledger, found: Resolved) -> dict[str, Any]:
    """Write an answer for programs."""
    from batterypass.app.resolve import forms_of, whose
    from batterypass.domain.ids import printed_id
    from batterypass_cli.id_view import identifier_row

    item = found.item
    return {
        "id": found.text,
        "status": found.status,
        "matched_by": found.way or None,
        "item": item.item if item is not None else None,
        "passport": (item.passport or None) if item is not None else None,
        "passport_ended": item.passport_ended if item is not None else None,
        "forms": forms_of(ledger.session, item) if item is not None else None,
        **(whose(ledger.session, item) if item is not None else {}),
        "candidates": [
            {"item": one.item, "printed_id": printed_id(one.item), "model": one.model,
             "serial": one.serial}
            for one in found.items
        ] if item is None else [],
        "more": found.more,
        "explanation": _why(found) or None,
        "identifier": identifier_row(found.identifier),
        "label": _label_row(found.label) if found.label is not None else None,
        "next": found.next_command or None,
    }  # fmt: skip


def _label_row(label: LabelCheck) -> dict[str, Any]:
    return {
        "signature": label.signature,
        "signed_by": label.signed_by or None,
        "reasons": [{"code": one.code, **one.values} for one in label.said_of_signature],
    }


def _lines(ledger: Ledger, found: Resolved) -> Iterator[str]:
    from batterypass.app.resolve import forms_of, whose
    from batterypass_cli.id_view import visible
    from batterypass_cli.label_reasons import reason_line
    from batterypass_cli.lookups import item_words
    from batterypass_cli.plain import names_of, party_short

    text = visible(found.text)
    item = found.item
    if item is None:
        if found.status == "ambiguous":
            count = f"{len(found.items)}{'+' if found.more else ''}"
            yield f"{paint('?', 'y')} {say('resolve.ambiguous', text=text, count=count)}"
            for one in found.items:
                named = " ".join(filter(None, (one.model, one.serial)))
                yield "    " + " · ".join(filter(None, (item_words(one), named)))
            if found.more:
                yield f"    {say('resolve.more')}"
        else:
            yield f"{paint('✗', 'r')} {say('resolve.unknown', text=text)}"
            if why := _why(found):
                yield f"    {why}"
    else:
        yield f"{paint('✓', 'g')} {paint(item_words(item), 'b')}"
        if item.passport_ended:
            yield f"  {paint('!', 'y')} {say('resolve.ended')}"
        pairs = []
        for name, value in forms_of(ledger.session, item).items():
            words = value if isinstance(value, str) else ", ".join(map(_alias, value))
            pairs.append((say(f"resolve.label.{name}"), words))
        name_of = names_of(ledger)
        for name, party in whose(ledger.session, item).items():
            if party:
                words = f"{party_short(party, name_of)} ({party})"
                pairs.append((say(f"resolve.label.{name}"), words))
        yield from aligned(pairs)
    if found.label is not None:
        for said in found.label.said_of_signature:
            yield f"  {reason_line(found.label, said)}"
    if found.next_command:
        yield f"  {say('resolve.next', command=found.next_command)}"


def _alias(value: object) -> str:
    """Write an earlier passport, or another number with its scheme and whether anybody is sure of it."""
    from batterypass.regulations.identifiers.schemes import packaged_schemes, scheme_named

    if not isinstance(value, dict):
        return str(value)
    scheme = scheme_named(packaged_schemes(), value["scheme"])
    is_unsure = scheme is not None and scheme.confidence == "low"
    return f"{value['value']} ({value['scheme']}{'; ' + say('resolve.alias-unsure') if is_unsure else ''})"


def _why(found: Resolved) -> str:
    """Say of what was not found what it is, so that a person sees where to look."""
    from batterypass_cli.exits import words_of
    from batterypass_cli.id_view import granularity_words, reason_words, scheme_words

    if found.status != "unknown":
        return ""
    if found.error is not None:
        return words_of(found.error)
    identifier = found.identifier
    if not identifier.scheme:
        return ""
    if not identifier.valid:
        return say("resolve.reason", scheme=scheme_words(identifier), why=reason_words(identifier))
    return say(
        "resolve.is",
        scheme=scheme_words(identifier),
        granularity=granularity_words(identifier),
    )
