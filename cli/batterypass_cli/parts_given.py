"""Parts of a pack as a person gives them: scanned, named with a mass, or from a file; and their sums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.base import decimal_of, is_number, number_text
from batterypass.domain.ids import printed_id
from batterypass.domain.lineage import packs_built_into
from batterypass.domain.on_scale import outweigh
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.tables import tolerance_percent
from batterypass_cli.batch_table import read_rows
from batterypass_cli.exits import words_of
from batterypass_cli.lookups import item_words
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ItemState
    from batterypass_cli.context import Here

#: Columns of a file of parts, as in ``item.dismantled``.
COLUMNS: Final = ("item", "item_kind", "material", "mass_kg", "stream", "serial", "chemistry")
_REASON: Final = "difference_reason"
_SAME: Final = frozenset({"module", "cell_lot", "pack"})


def child_of(state: ItemState, mass_kg: str) -> dict[str, Any]:
    """Write an item that comes out of a pack as a part of its dismantling."""
    material = state.item_kind if state.item_kind in _SAME else state.material or "other"
    return {
        "item": state.item, "item_kind": state.item_kind, "material": material,
        "mass_kg": mass_kg or "0",
    }  # fmt: skip


def read_items(ledger: Ledger, path: Path, again: str) -> list[ItemState]:
    """Read a file with the column ``item``, for the command ``again``.

    Raises FailedError or InputError that names line and column.
    """
    found = []
    for row in read_rows(path, ("item",), again):
        with row.at("item"):
            found.append(ledger.item(row.get("item")))
    return found


def read_children(ledger: Ledger, path: Path, again: str) -> list[dict[str, Any]]:
    """Read a file of parts; what the ledger knows already keeps its sort and its mass.

    Raises FailedError or InputError that names line and column.
    """
    from batterypass.domain.events.item import ItemDismantled
    from batterypass_cli.answers import NoLookup, checked, read_answer
    from batterypass_cli.fields import field_at

    lookup = NoLookup()
    found: list[dict[str, Any]] = []
    for row in read_rows(path, COLUMNS, again):
        said: dict[str, Any] = {}
        known: dict[str, Any] = {}
        for name, text in row.said().items():
            where = f"children.0.{name}"
            spec = field_at(ItemDismantled, where)
            with row.at(name):
                if name != "item":
                    said[name] = read_answer(spec, where, text, lookup)
                elif (state := find_known(ledger, text)) is None:
                    said[name] = checked(spec, text)
                else:
                    known = child_of(state, row.get("mass_kg") or state.mass_kg)
        found.append({**said, **known})
    return found


def find_known(ledger: Ledger, text: str) -> ItemState | None:
    """Give the item that a text names, None for an id that is new. Raises InputError for no id."""
    try:
        return ledger.item(text)
    except InputError:
        if text.startswith("https://") and "#" not in text:
            return None
        raise


def parts_named(ledger: Ledger, words: Sequence[str]) -> list[dict[str, Any]]:
    """Read ``ITEM=KG`` words of parts that have an id already. Raises InputError."""
    found = []
    for word in words:
        text, equals, mass = word.rpartition("=")
        if not equals or not is_number(mass) or mass.startswith("-"):
            raise refusal(InputError, "lineage.bad-part", found=word)
        found.append(child_of(ledger.item(text), mass))
    return found


def scan_items(here: Here, ledger: Ledger, question: str) -> list[ItemState]:
    """Ask for items one by one until an empty answer; one that is off is told and asked for again."""
    found: list[ItemState] = []
    here.terminal.tell(question)
    while answer := here.terminal.ask(f"{len(found) + 1}:"):
        try:
            item = ledger.item(answer)
        except InputError as error:
            here.out.bell()
            here.terminal.tell(f"✗ {words_of(error)}")
            continue
        if item in found:
            here.terminal.tell(f"✗ {say('lineage.twice', item=printed_id(item.item))}")
            continue
        found.append(item)
        here.terminal.tell(f"   {item_words(item)}")
    return found


def ask_mass(here: Here, state: ItemState) -> str:
    """Ask what an item weighs; Enter takes what the ledger has."""
    proposal = state.mass_kg
    question = say("lineage.mass-of", item=printed_id(state.item))
    while True:
        shown = f"{question} [{proposal}]:" if proposal else f"{question}:"
        answer = here.terminal.ask(shown) or proposal
        if is_number(answer) and not answer.startswith("-"):
            return answer


def refuse_twice(names: Sequence[str]) -> None:
    """Raise InputError where an item is named twice."""
    for place, name in enumerate(names):
        if name in names[:place]:
            raise refusal(InputError, "lineage.twice", item=printed_id(name))


def refuse_strangers(ledger: Ledger, item: str, names: Iterable[str]) -> None:
    """Raise InputError for a part that the ledger knows and that never was built into the item."""
    for name in names:
        state = ledger.session.world.item(name)
        if state is not None and item not in packs_built_into(state):
            raise refusal(
                InputError, "lineage.stranger", item=printed_id(name), whole=printed_id(item)
            )


def tell_sums(here: Here, ledger: Ledger, form: Mapping[str, Any]) -> bool:
    """Say what the parts of a dismantling weigh beside the whole; tell whether they outweigh it."""
    masses = [str(one.get("mass_kg", "")) for one in form.get("children", ())]
    whole, loss = str(form.get("mass_kg", "")), str(form.get("loss_kg") or "0")
    if not masses or not all(map(is_number, [*masses, whole, loss])):
        return False
    total = _sum([*masses, loss])
    here.out.talk(
        say(
            "lineage.parts-sum", count=len(masses), parts=number_text(_sum(masses)),
            sum=number_text(total), whole=whole, difference=_signed(total - decimal_of(whole)),
        )
    )  # fmt: skip
    return _outweigh(here, ledger, total, whole)


def tell_built(
    here: Here, ledger: Ledger, parents: Sequence[ItemState], form: Mapping[str, Any]
) -> bool:
    """Say what a pack weighs beside what it is built from; tell whether this outweighs it."""
    unknown = [printed_id(one.item) for one in parents if not one.mass_kg]
    if unknown:
        here.out.talk(say("lineage.unweighed", items=", ".join(unknown)))
        return False
    whole = str(form.get("mass_kg", ""))
    if not is_number(whole):
        return False
    parts = _sum([one.mass_kg for one in parents])
    here.out.talk(
        say(
            "lineage.built-sum", count=len(parents), parts=number_text(parts), whole=whole,
            difference=_signed(decimal_of(whole) - parts),
        )
    )  # fmt: skip
    return _outweigh(here, ledger, parts, whole)


def _outweigh(here: Here, ledger: Ledger, parts: Decimal, whole: str) -> bool:
    tables, today = ledger.session.around.regulations, here.now().date().isoformat()
    percent = tolerance_percent(tables, "children", today)
    return percent is not None and outweigh(parts, decimal_of(whole), percent)


def take_reason(
    here: Here, kind: str, form: dict[str, Any], reason: str | None, *, is_heavier: bool
) -> None:
    """Put the reason of ``--reason`` into a form; ask for one where parts outweigh their whole."""
    from batterypass.domain.events import KINDS
    from batterypass_cli.custody_asking import choose_word
    from batterypass_cli.fields import field_at
    from batterypass_cli.guide import Guide

    guide = Guide(here)
    is_asked = is_heavier and guide.asks and not form.get(_REASON)
    if reason is not None or is_asked:
        words = field_at(KINDS[kind], _REASON).choices
        form[_REASON] = choose_word(guide, say("batch.reason"), "--reason", reason, words)


def _sum(masses: Iterable[str]) -> Decimal:
    return sum(map(decimal_of, masses), decimal_of("0"))


def _signed(difference: Decimal) -> str:
    text = number_text(difference)
    return f"+{text}" if difference > 0 else text
