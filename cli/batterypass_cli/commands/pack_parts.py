"""``batterypass pack dismantle|assemble``: what comes out of a pack, and what is built into one."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.custody_options import option
from batterypass_cli.pages import bilingual
from batterypass_cli.passport_options import AcceptUnusual  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ItemState

_DISMANTLED = "item.dismantled"
_ASSEMBLED = "pack.assembled"
#: Fields of a pack that begin with those of what it is built from, where all of these agree.
_SHARED = ("chemistry",)
_Reason = Annotated[
    str | None,
    option("--reason", "WORD", "Why the masses differ.", "Por qué difieren las masas."),
]


@bilingual(
    """
    Desarma un artículo en sus partes.

    Lo que se armó dentro de un paquete sale con el id que ya tiene: escanéelo, o dé --part id=kg. Las
    demás partes reciben aquí su id: una por una, de un archivo, o con children=[…]. Antes de firmar
    dice cuánto suman las masas; si las partes pesan más que el todo, pide el motivo.
    """,
    signs=True,
)
def dismantle(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ITEM] [FIELD=VALUE]...",
            help=both(
                "The item in any form of its id, and fields.",
                "El artículo en cualquier forma de su id, y campos.",
            ),
            autocompletion=complete_items,
        ),
    ] = None,
    part: Annotated[
        list[str] | None,
        typer.Option(
            "--part",
            metavar="ITEM=KG",
            help=both(
                "A part that has an id already, and its mass.",
                "Una parte que ya tiene id, y su masa.",
            ),
        ),
    ] = None,
    from_file: Annotated[
        Path | None,
        typer.Option(
            "--from-file",
            metavar="CSV",
            help=both(
                "Parts from a file: item, item_kind, material, mass_kg, stream, …",
                "Partes de un archivo: item, item_kind, material, mass_kg, stream, …",
            ),
        ),
    ] = None,
    reason: _Reason = None,
) -> None:
    """Take an item apart into its parts.

    What was built into a pack comes out with the id that it has: scan it, or give --part ID=KG. Other
    parts get their id here: one by one, from a file, or by children=[…]. Before anything is signed it
    says what the masses add up to; where the parts outweigh the whole it asks for the reason.

    Example:
    batterypass pack dismantle QKYC-C9Y5-DZ24-Y
    batterypass pack dismantle QKYC-C9Y5-DZ24-Y mass_kg=412.5 --from-file parts.csv
    batterypass pack dismantle M4TN-Z7Q2-8K1D-3 mass_kg=290 --part QKYC-C9Y5-DZ24-Y=249 loss_kg=41
    """
    from batterypass.domain.ids import printed_id
    from batterypass_cli.asking import complete_form, parse_assignments
    from batterypass_cli.custody_options import only_site, part_of
    from batterypass_cli.parts_given import (
        parts_named,
        read_children,
        refuse_strangers,
        refuse_twice,
        take_reason,
        tell_sums,
    )
    from batterypass_cli.signing import sign_events
    from batterypass_cli.terminal import ask_yes_no

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = _first_item(ledger, words)
    actor = part_of(here, ledger, state.custodian if state is not None else "", _DISMANTLED)
    given: dict[str, Any] = parse_assignments(here, _DISMANTLED, words or [], actor=actor)
    given.setdefault("difference_reason", None)
    says_fields = any("=" in word for word in words or [])
    named = parts_named(ledger, part or ())
    if from_file is not None:
        again = f"batterypass pack dismantle {' '.join(words or [])} --from-file {from_file}"
        named += read_children(ledger, from_file, again)
    if not named and "children" not in given and here.terminal.is_interactive:
        named = _scanned(here, ledger, given.get("item", ""))
    asks_more = False
    if named:
        asks_more = not says_fields and from_file is None and "children" not in given
        asks_more = asks_more and ask_yes_no(
            here.terminal, say("lineage.more-parts"), default=False
        )
        if not asks_more:
            given["children"] = [*named, *given.get("children", ())]
    form = complete_form(here, _DISMANTLED, given, actor=actor, required_only=says_fields)
    if asks_more:
        form["children"] = [*named, *form["children"]]
    names = [str(one["item"]) for one in form["children"]]
    refuse_twice(names)
    refuse_strangers(ledger, str(form["item"]), names)
    site = only_site(ledger, actor)
    if site:
        form.setdefault("site", site)
    is_heavier = tell_sums(here, ledger, form)
    take_reason(here, _DISMANTLED, form, reason, is_heavier=is_heavier)
    following = f"batterypass pack tree {printed_id(str(form['item']))}"
    sign_events(here, [(_DISMANTLED, form)], actor=actor, next_step=following)


def _first_item(ledger: Ledger, words: list[str] | None) -> ItemState | None:
    loose = [word for word in words or [] if "=" not in word]
    return ledger.item(loose[0]) if loose else None


def _scanned(here: Here, ledger: Ledger, name: str) -> list[dict[str, Any]]:
    """Ask for what comes out of a pack with an id of its own, and what each weighs."""
    from batterypass.domain.lineage import still_inside
    from batterypass_cli.parts_given import ask_mass, child_of, scan_items

    pack = ledger.session.world.item(name)
    inside = still_inside(ledger.session.world, pack) if pack is not None else []
    if not inside:
        return []
    items = scan_items(here, ledger, say("lineage.scan-out", count=len(inside)))
    return [child_of(one, ask_mass(here, one)) for one in items]


@bilingual(
    """
    Arma un paquete con módulos, lotes de celdas o paquetes que el registro conoce.

    Cada uno conserva su id y su historia, y está dentro hasta que ese paquete se desarme. Escanéelos,
    nómbrelos, o dé un archivo; los datos del paquete nuevo se preguntan uno por uno, o campo=valor.
    Un paquete que pesa menos que lo que lleva necesita un --reason. Sigue un pasaporte que nombra los
    de origen.
    """,
    signs=True,
)
def assemble(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PART]... [FIELD=VALUE]...",
            help=both(
                "What is built in, in any form of its id, and fields; item= is the new id.",
                "Lo que se arma dentro, en cualquier forma de su id, y campos; item= es el id nuevo.",
            ),
            autocompletion=complete_items,
        ),
    ] = None,
    from_file: Annotated[
        Path | None,
        typer.Option(
            "--from-file",
            metavar="CSV",
            help=both(
                "What is built in from a file with the column item.",
                "Lo que se arma dentro, de un archivo con la columna item.",
            ),
        ),
    ] = None,
    accept_unusual: AcceptUnusual = False,
    reason: _Reason = None,
) -> None:
    """Build a pack from modules, cell lots or packs that the ledger knows.

    Each keeps its id and its history, and is inside until that pack is dismantled. Scan them, name
    them, or give a file; the figures of the new pack are asked for one by one, or taken as
    field=value. A pack that weighs less than what is in it needs a --reason. A passport that names
    those of the originals follows.

    Example:
    batterypass pack assemble
    batterypass pack assemble QKYC-C9Y5-DZ24-Y M4TN-Z7Q2-8K1D-3 item=https://id.hogar.example/p/1
    batterypass pack assemble --from-file modules.csv item=https://id.hogar.example/p/1
    """
    from batterypass.domain.ids import printed_id
    from batterypass_cli.asking import complete_form, parse_assignments
    from batterypass_cli.custody_options import only_site, part_of
    from batterypass_cli.parts_given import refuse_twice, take_reason, tell_built
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    fields = [word for word in words or [] if "=" in word]
    parents = _parents(here, ledger, [word for word in words or [] if "=" not in word], from_file)
    refuse_twice([one.item for one in parents])
    actor = part_of(here, ledger, parents[0].custodian, _ASSEMBLED)
    given: dict[str, Any] = parse_assignments(here, _ASSEMBLED, fields, actor=actor)
    given["parents"] = [one.item for one in parents]
    given.setdefault("difference_reason", None)
    for name in _SHARED:
        known = {str(getattr(one, name)) for one in parents}
        if fields and name not in given and len(known) == 1 and "" not in known:
            given[name] = known.pop()
    if accept_unusual:
        given["accept_unusual"] = True
    form = complete_form(here, _ASSEMBLED, given, actor=actor, required_only=bool(fields))
    site = only_site(ledger, actor)
    if site:
        form.setdefault("site", site)
    is_heavier = tell_built(here, ledger, parents, form)
    take_reason(here, _ASSEMBLED, form, reason, is_heavier=is_heavier)
    following = f"batterypass passport issue {printed_id(str(form['item']))}"
    sign_events(here, [(_ASSEMBLED, form)], actor=actor, next_step=following)


def _parents(
    here: Here, ledger: Ledger, named: list[str], from_file: Path | None
) -> list[ItemState]:
    from batterypass.errors import InputError
    from batterypass.evidence.refusal import refusal
    from batterypass_cli.parts_given import read_items, scan_items

    found = [ledger.item(text) for text in named]
    if from_file is not None:
        again = f"batterypass pack assemble --from-file {from_file}"
        found += read_items(ledger, from_file, again)
    if not found and here.terminal.is_interactive:
        found = scan_items(here, ledger, say("lineage.scan-in"))
    if not found:
        raise refusal(InputError, "lineage.no-parents")
    return found
