"""``batterypass content``: claims of recycled content, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual, group_with
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.contents import Trace
    from batterypass_cli.plain import NameOf

_KIND = "content.claimed"
_SHOWN = 40
app = typer.Typer(
    cls=group_with({}, {}),
    no_args_is_help=True,
    help=both(
        "Recycled content: claim, trace.\n\nExample: batterypass content trace CARB-1",
        "Contenido reciclado: declarar, seguir.\n\nExample: batterypass content trace CARB-1",
    ),
)


@app.command("claim")
@bilingual(
    """
    Declara contenido reciclado de una fracción que se tiene, para los modelos o paquetes que se digan.

    La fracción es el producto de un lote cerrado, y ningún kilogramo se declara dos veces. ELEMENTO=KG
    dice cuánto; lo demás se pregunta o se da como campo=valor. Un lote de material se vende entero:
    para vender una parte, se pesa como otra fracción antes de cerrar el lote.
    """,
    signs=True,
)
def claim(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FRACTION] [ELEMENT=KG]... [FIELD=VALUE]...",
            help=both(
                "The fraction, kilograms of elements, and fields.",
                "La fracción, kilogramos de elementos, y campos.",
            ),
            autocompletion=complete_items,
        ),
    ] = None,
) -> None:
    """Claim recycled content of a fraction that you hold, for the models or packs that you name.

    The fraction is a product of a closed batch, and no kilogram is claimed twice. ELEMENT=KG says how
    much; the rest is asked for, or given as field=value. A lot of material is sold whole: to sell a
    part of it, weigh that as a fraction of its own before the batch is closed.

    Example:
    batterypass content claim CARB-1 lithium=1.2 claim=2026-7 used_for=M-48
    batterypass content claim
    """
    from batterypass_cli.asking import complete_form, parse_assignments
    from batterypass_cli.custody_options import only_site, part_of
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    lines, rest, holder = _lines(here, list(words or []))
    actor = part_of(here, ledger, holder, _KIND)
    given: dict[str, Any] = parse_assignments(here, _KIND, rest, actor=actor)
    if lines:
        given["lines"] = lines
    form = complete_form(here, _KIND, given, actor=actor, required_only=bool(lines))
    site = only_site(ledger, actor)
    if site:
        form.setdefault("site", site)
    first = str(form["lines"][0]["item"])
    following = f"batterypass content trace {first}"
    sign_events(here, [(_KIND, form)], actor=actor, next_step=following)


def _lines(here: Here, words: list[str]) -> tuple[list[dict[str, str]], list[str], str]:
    """Take the fraction and its elements out of the words; give who holds it beside them."""
    from batterypass.domain.vocabulary import Element
    from batterypass.errors import InputError

    elements = get_args(Element)
    loose = [word for word in words if "=" not in word]
    masses = [word for word in words if word.split("=", 1)[0] in elements and "=" in word]
    rest = [word for word in words if word not in loose and word not in masses]
    if not loose and not masses:
        return [], rest, ""
    if len(loose) != 1:
        raise InputError("ELEMENT=KG goes with one fraction", code="content.elements-alone")
    state = here.open().item(loose[0])
    if not masses and not any(word.startswith("lines") for word in rest):
        wrong = rest[0] if rest else loose[0]
        raise InputError(
            f"{wrong!r}: expected ELEMENT=KG",
            code="content.no-element", word=wrong, known=", ".join(elements),
        )  # fmt: skip
    lines = [
        {"item": state.item, "element": name, "mass_kg": kg}
        for name, _, kg in (word.partition("=") for word in masses)
    ]
    return lines, rest, state.custodian


@app.command("trace")
@bilingual(
    """
    Sigue el contenido de una fracción: su lote, lo que entró en él, los paquetes y sus fabricantes.

    Dice también qué se declaró ya de cada elemento y cuánto queda.
    """
)
def trace(
    ctx: typer.Context,
    fraction: Annotated[
        str,
        typer.Argument(
            metavar="FRACTION",
            help=both("Its id, in any form.", "Su id, en cualquier forma."),
            autocompletion=complete_items,
        ),
    ],
) -> None:
    """Follow the content of a fraction: its batch, what went into it, the packs and their makers.

    It says too what was claimed of each element, and what is left.

    Example:
    batterypass content trace CARB-1
    batterypass content trace CARB-1 --json
    """
    from batterypass.app.contents import trace as follow
    from batterypass_cli.plain import names_of

    here = Here.of(ctx)
    ledger = here.open()
    found = follow(ledger.session, ledger.item(fraction))
    if here.out.wants_json:
        here.out.document({"trace": _object(found)})
        return
    for line in _told(found, names_of(ledger)):
        here.out.line(line)


def _object(found: Trace) -> dict[str, Any]:
    from batterypass.domain.ids import printed_id

    item = found.item
    return {
        "fraction": item.item,
        "id": printed_id(item.item),
        "material": item.material,
        "use": item.use or None,
        "mass_kg": item.mass_kg,
        "custodian": item.custodian,
        "elements_kg": item.elements_kg,
        "claimed_kg": item.claimed_kg,
        "left_kg": found.left_kg,
        "claims": [
            {
                "claim": one.claim,
                "entry": one.entry,
                "by": one.by,
                "on": one.on,
                "elements_kg": one.elements_kg,
                "used_for": list(one.used_for),
                "period_from": one.period_from,
                "period_to": one.period_to,
                "shares_percent": one.shares,
                "annulled": one.annulled,
            }
            for one in found.claims
        ],
        "batches": [
            {
                "batch": one.subject,
                "recycler": one.recycler,
                "state": one.state,
                "opened_at": one.opened_at,
                "closed_at": one.closed_at or None,
                "input_kg": one.input_kg,
                "entries": one.entries,
            }
            for one in found.batches
        ],
        "sources": [
            {
                "item": one.item.item,
                "id": printed_id(one.item.item),
                "item_kind": one.item.item_kind,
                "serial": one.item.serial,
                "chemistry": one.item.chemistry,
                "maker": one.item.maker,
                "how": one.how,
                "of": one.of,
                "entry": one.entry,
                "mass_kg": one.mass_kg,
                "elements_kg": one.elements_kg,
            }
            for one in found.sources
        ],
        "packs": [pack.item for pack in found.packs()],
        "makers": found.makers(),
    }


def _told(found: Trace, name_of: NameOf) -> Iterator[str]:
    from batterypass_cli.answers import choice_words
    from batterypass_cli.lookups import item_words
    from batterypass_cli.output import paint
    from batterypass_cli.plain import party_short

    item = found.item
    yield paint(item_words(item), "b")
    use = choice_words(item.use) if item.use else "-"
    yield "  " + say("content.mass", kg=item.mass_kg, use=use)
    for element, left in found.left_kg.items():
        yield "  " + say(
            "content.element-fed" if item.batch else "content.element",
            element=choice_words(element), kg=item.elements_kg[element],
            claimed=item.claimed_kg.get(element, "0"), left=left,
        )  # fmt: skip
    if item.batch:
        yield "  " + say("content.fed-on", batch=item.batch.rpartition("#batch/")[2])
    for one in found.claims:
        elements = ", ".join(
            f"{choice_words(name)} {kg} kg" for name, kg in one.elements_kg.items()
        )
        said = say(
            "content.claim", claim=one.claim, by=party_short(one.by, name_of), elements=elements,
            used_for=", ".join(one.used_for), first=one.period_from, last=one.period_to,
            entry=one.entry,
        )  # fmt: skip
        yield "  " + said + (say("content.annulled") if one.annulled else "")
    if not item.made_by:
        yield f"  {paint('!', 'y')} " + say("content.no-batch")
    yield from _batches(found, name_of)
    makers = ", ".join(party_short(one, name_of) for one in found.makers()) or "-"
    yield "  " + say("content.packs", count=len(found.packs()), makers=makers)


def _batches(found: Trace, name_of: NameOf) -> Iterator[str]:
    """Tell each batch with what was fed to it, then what parts were taken out of."""
    from batterypass_cli.answers import choice_words
    from batterypass_cli.plain import party_short

    for batch in found.batches:
        yield "  " + say(
            "content.made-by", batch=batch.batch, party=party_short(batch.recycler, name_of),
            state=choice_words(batch.state), entry=batch.entries.get("output-weighed", "-"),
        )  # fmt: skip
        yield from _sources(found, batch.subject)
    batches = {batch.subject for batch in found.batches}
    for part in dict.fromkeys(one.of for one in found.sources if one.of not in batches):
        yield from _sources(found, part)


def _sources(found: Trace, of: str) -> Iterator[str]:
    from batterypass_cli.lookups import item_words

    listed = [one for one in found.sources if one.of == of]
    for one in listed[:_SHOWN]:
        said = say(f"content.{one.how}", item=item_words(one.item), kg=one.mass_kg, entry=one.entry)
        yield "    " + said
    if len(listed) > _SHOWN:
        yield "    " + say("content.more", count=len(listed) - _SHOWN)
