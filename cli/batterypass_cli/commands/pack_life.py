"""``batterypass pack assess|repair|reuse|repurpose|remanufacture``: what a workshop signs by name.

Each asks for its fields one by one, or takes field=value; they are ``batterypass log`` with the kind
filled in, the signer found, and the next step told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.passport_options import AcceptUnusual  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.record import Recorded

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ITEM] [FIELD=VALUE]...",
        help=both(
            "The item in any form of its id, and fields.",
            "El artículo en cualquier forma de su id, y campos.",
        ),
        autocompletion=complete_items,
    ),
]


def sign_by_name(
    ctx: typer.Context,
    kind: str,
    words: list[str] | None,
    following: str,
    more: dict[str, Any] | None = None,
) -> list[Recorded]:
    """Ask for what is not given of a kind about one item, sign it, and tell what comes next.

    ``following`` is a command that the printed id of the item is put behind; ``more`` is said of the
    event beside its fields.
    """
    from batterypass.domain.ids import printed_id
    from batterypass_cli.asking import complete_form, parse_assignments
    from batterypass_cli.custody_options import only_site, part_of
    from batterypass_cli.lookups import LedgerLookup
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    loose = [word for word in words or [] if "=" not in word]
    holder = ""
    if loose:
        # Whoever holds it signs, where that key is here.
        state = ledger.session.world.item(LedgerLookup(here, ledger, "").item(loose[0]))
        holder = state.custodian if state is not None else ""
    actor = part_of(here, ledger, holder, kind)
    says_fields = any("=" in word for word in words or [])
    given: dict[str, Any] = parse_assignments(here, kind, words or [], actor=actor)
    if more and "accept_unusual" in more:
        given["accept_unusual"] = True
    form = complete_form(here, kind, given, actor=actor, required_only=says_fields)
    site = only_site(ledger, actor)
    if site:
        form.setdefault("site", site)
    form |= more or {}
    item = printed_id(str(form["item"]))
    return sign_events(here, [(kind, form)], actor=actor, next_step=f"{following} {item}")


def accepting(accept_unusual: bool) -> dict[str, bool]:
    """Give what a form says where unusual figures are right."""
    return {"accept_unusual": True} if accept_unusual else {}


@bilingual(
    """
    Mide un artículo: condición, estado de salud, carga, capacidad, ciclos.

    Lo medido queda sellado para quien tiene un interés legítimo; la condición queda a la vista. Con
    --open lo medido queda a la vista de cualquiera, para siempre.
    """,
    signs=True,
)
def assess(
    ctx: typer.Context,
    words: Words = None,
    in_clear: Annotated[
        bool,
        typer.Option(
            "--open",
            help=both(
                "Leave the measured values in clear, for everybody and for ever.",
                "Deja lo medido a la vista de cualquiera, para siempre.",
            ),
        ),
    ] = False,
    accept_unusual: AcceptUnusual = False,
) -> None:
    """Assess an item: condition, state of health, charge, capacity, cycles.

    What is measured is sealed for who has a legitimate interest; the condition stands in clear. With
    --open what is measured stands in clear for everybody, for ever.

    Example:
    batterypass pack assess QKYC-C9Y5-DZ24-Y
    batterypass pack assess QKYC-C9Y5-DZ24-Y condition=serviceable method=visual
    batterypass pack assess QKYC-C9Y5-DZ24-Y condition=serviceable method=bms_reading cycles=812
    """
    if in_clear:
        Here.of(ctx).out.talk(f"{paint('!', 'y')} {say('passportlife.in-clear')}")
    more = {"open": True} if in_clear else {}
    sign_by_name(
        ctx, "item.assessed", words, "batterypass pack show", more | accepting(accept_unusual)
    )


@bilingual(
    """
    Asienta una reparación: trabajo hecho, piezas cambiadas, y si se cambió el BMS.

    El paquete conserva su vida y su pasaporte. Solo con otro BMS vuelven a empezar sus contadores.
    """,
    signs=True,
)
def repair(ctx: typer.Context, words: Words = None) -> None:
    """Record a repair: work done, parts swapped, and whether the BMS was replaced.

    The pack keeps its life and its passport. Only another BMS lets its counters begin anew.

    Example:
    batterypass pack repair QKYC-C9Y5-DZ24-Y
    batterypass pack repair QKYC-C9Y5-DZ24-Y work=cooling,cleaning bms_replaced=no
    """
    sign_by_name(ctx, "pack.repaired", words, "batterypass pack show")


@bilingual(
    """
    Prepara un paquete para usarse otra vez en lo mismo; sigue un pasaporte nuevo.

    Descansa en la última evaluación. Si era residuo, quien firma necesita autorización para ello.
    """,
    signs=True,
)
def reuse(ctx: typer.Context, words: Words = None) -> None:
    """Prepare a pack to be used again for the same; a new passport follows.

    It rests on the last assessment. Where it was waste, the signer needs an authorisation for it.

    Example:
    batterypass pack reuse QKYC-C9Y5-DZ24-Y
    batterypass pack reuse QKYC-C9Y5-DZ24-Y assessment=@last work=balancing
    """
    sign_by_name(ctx, "pack.prepared-for-reuse", words, "batterypass passport issue")


@bilingual(
    """
    Da a un paquete una segunda vida con otro uso; sigue un pasaporte nuevo.

    Descansa en la última evaluación. Si era residuo, quien firma necesita autorización para ello.
    """,
    signs=True,
)
def repurpose(
    ctx: typer.Context, words: Words = None, accept_unusual: AcceptUnusual = False
) -> None:
    """Give a pack a second life for another use; a new passport follows.

    It rests on the last assessment. Where it was waste, the signer needs an authorisation for it.

    Example:
    batterypass pack repurpose QKYC-C9Y5-DZ24-Y
    """
    sign_by_name(
        ctx, "pack.repurposed", words, "batterypass passport issue", accepting(accept_unusual)
    )


@bilingual(
    """
    Asienta que un paquete se desarmó, se evaluó y se armó de nuevo; sigue un pasaporte nuevo.

    Pide la capacidad restablecida y la energía, las piezas cambiadas, y si se cambió el BMS.
    """,
    signs=True,
)
def remanufacture(
    ctx: typer.Context, words: Words = None, accept_unusual: AcceptUnusual = False
) -> None:
    """Record that a pack was taken apart, assessed and built up again; a new passport follows.

    It asks for the restored capacity and energy, the parts swapped, and whether the BMS was replaced.

    Example:
    batterypass pack remanufacture QKYC-C9Y5-DZ24-Y
    """
    sign_by_name(
        ctx, "pack.remanufactured", words, "batterypass passport issue", accepting(accept_unusual)
    )
