"""``batterypass passport erase``: sealed values of one item go for good, and the log stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.domain.ids import printed_id
from batterypass.errors import DeclinedError, InputError
from batterypass_cli.actors import choose_actor
from batterypass_cli.commands.passport import Item  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.context import Here
from batterypass_cli.custody_options import option
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.erasing import SealedPlace
    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ItemState


@bilingual(
    """
    Borra para siempre los valores sellados de un artículo; el registro queda y se comprueba.

    Sin --point, los de los puntos del pasaporte; con --entry, los de un asiento. El motivo queda
    junto al registro, sin los valores, con quién borró (--as, o el registrador). Los respaldos y
    los archivos entregados no se tocan.
    """,
    acts=True,
)
def erase(
    ctx: typer.Context,
    item: Item,
    point: Annotated[
        str | None,
        option(
            "--point",
            "POINT",
            "Only this content point; also personal, commercial.",
            "Solo este punto de contenido; también personal, commercial.",
        ),
    ] = None,
    entry: Annotated[
        str | None, option("--entry", "ENTRY", "Only this entry.", "Solo este asiento.")
    ] = None,
    why: Annotated[
        str | None,
        typer.Option(
            "--why",
            metavar="TEXT",
            help=both("Why, without the values.", "Motivo, sin los valores."),
        ),
    ] = None,
) -> None:
    """Erase the sealed values of an item for good; the log stays and verifies.

    Without --point those of the passport's points; with --entry those of one entry. The reason is
    kept beside the ledger, without the values, with who erased (--as, or the registrar). Backups and
    files that were handed out are not touched.

    Example: batterypass passport erase 095B-T15T-4217-D --why "request of the owner, 2026-11-20"
    """
    from batterypass.app.erasing import check_reason, sealed_places
    from batterypass.app.erasing import erase as erase_places
    from batterypass.domain.clock import event_time_of
    from batterypass.evidence.refusal import refusal
    from batterypass.store.erasures import note_erasures
    from batterypass_cli.terminal import ask_yes_no

    here = Here.of(ctx)
    if not why:
        raise refusal(InputError, "erase.no-why")
    ledger = here.open_to_repair()
    actor = _who(here, ledger)
    state = ledger.item(item)
    index = None if entry is None else ledger.entry(entry).index
    places = sealed_places(ledger.session, state, point or "", index)
    if not places:
        raise refusal(InputError, "erase.none", item=printed_id(state.item))
    check_reason(why, places)
    here_still = [one for one in places if one.is_here]
    if not here_still:
        if not here.given.dry_run:
            # An interrupted call may have left their bytes in the WAL.
            erase_places(ledger.session, places)
        _tell_nothing_left(here, state, places)
        return
    _show(here, places)
    if here.given.dry_run:
        here.out.talk(say("erase.dry-run"))
        return
    if not here.given.yes and not ask_yes_no(
        here.terminal, say("erase.question", count=len(here_still)), default=False
    ):
        raise DeclinedError("nothing was erased", code="erase.declined")
    now = event_time_of(here.now().replace(microsecond=0))
    # First why: killed in between, the file says what was to go, and the command is repeated.
    rows = [{**_row(one), "on": now, "by": actor, "why": why} for one in here_still]
    note_erasures(here.ledger_path, rows)
    count = erase_places(ledger.session, places)
    if here.out.wants_json:
        _document(here, state, places, count)
        return
    here.out.line(paint("✓ ", "g") + say("erase.done", count=count, actor=actor, why=why))
    here.out.talk("  " + say("erase.kept"))


def _who(here: Here, ledger: Ledger) -> str:
    """Give in whose name it is erased: ``--as``, the one party with keys here, or the registrar.

    Raises InputError for a party that there is not, or that has no key here.
    """
    parties = here.keys.parties() if here.keys_path.is_dir() else []
    if here.given.actor or len(parties) == 1:
        return choose_actor(here, ledger)
    state = ledger.session.world.ledger()
    return state.registrar if state is not None else ""


def _tell_nothing_left(here: Here, item: ItemState, places: list[SealedPlace]) -> None:
    if here.out.wants_json:
        _document(here, item, places, 0)
        return
    text = say("erase.nothing-left", item=printed_id(item.item), count=len(places))
    here.out.line(paint("✓ ", "g") + text)


def _document(here: Here, item: ItemState, places: list[SealedPlace], count: int) -> None:
    rows = [_row(one) for one in places]
    here.out.document({"erased": {"item": item.item, "count": count, "sections": rows}})


def _show(here: Here, places: list[SealedPlace]) -> None:
    from batterypass.domain.events import KINDS
    from batterypass.regulations.attributes import attributes
    from batterypass.texts.values import POINT_TITLES, SEALED_NAMES
    from batterypass_cli.fields import spec_at
    from batterypass_cli.plain import kind_title

    lang = language()

    def title(kind: str, name: str) -> str:
        if name in attributes():
            return attributes()[name].name(lang)
        field = spec_at(KINDS[kind], name) if kind in KINDS else None
        known = field.label if field is not None else SEALED_NAMES.get(name)
        return known.in_language(lang) if known is not None else name

    here.out.talk(say("erase.will"))
    for one in places:
        names = (
            ", ".join(title(one.kind, name) for name in one.names)
            if one.is_here
            else say("erase.gone")
        )
        text = say(
            "erase.line", entry=one.entry, kind=kind_title(one.kind),
            point=POINT_TITLES[one.point].in_language(lang), names=names,
        )  # fmt: skip
        here.out.talk(f"  {text}")


def _row(one: SealedPlace) -> dict[str, Any]:
    return {"entry": one.entry, "kind": one.kind, "event_id": one.event_id, "point": one.point,
            "was_here": one.is_here}  # fmt: skip
