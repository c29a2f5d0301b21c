"""What the commands of custody ask alike: items of a consignment, a word of a list, a field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from batterypass.domain.ids import printed_id
from batterypass.errors import InputError
from batterypass_cli.answers import choice_words, read_answer
from batterypass_cli.exits import words_of
from batterypass_cli.fields import field_at
from batterypass_cli.guide import Guide, one_of
from batterypass_cli.lookups import LedgerLookup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic import BaseModel

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ConsignmentState
    from batterypass_cli.context import Here


def field_reader(
    here: Here, ledger: Ledger, actor: str, model: type[BaseModel], path: str
) -> Callable[[str], Any]:
    """Give a reader of a field of a kind that says plainly what is off."""
    return partial(
        read_answer, field_at(model, path), path, lookup=LedgerLookup(here, ledger, actor)
    )


def choose_word(
    guide: Guide,
    question: str,
    flag: str,
    given: str | None,
    words: Sequence[str],
    *,
    proposal: str = "",
) -> str:
    """Give one of a kind's words: the option, a numbered answer, or the proposal."""
    options = [(one, choice_words(one) or one) for one in words]
    found = guide.choice(question, flag, given, options, read=one_of(*words), proposal=proposal)
    return found or ""


def items_in(ledger: Ledger, state: ConsignmentState, texts: Sequence[str]) -> list[str]:
    """Give items of a consignment by what people have of them. Raises InputError for another."""
    return list(dict.fromkeys(_item_in(ledger, state, text) for text in texts))


def _item_in(ledger: Ledger, state: ConsignmentState, text: str) -> str:
    item = ledger.item(text).item
    if item not in state.items:
        raise InputError(
            f"{text}: not in consignment {state.consignment}",
            code="ship.not-in-it",
            item=text,
            consignment=state.consignment,
        )
    return item


def scan_items(here: Here, ledger: Ledger, state: ConsignmentState | None = None) -> list[str]:
    """Ask for items until an empty Enter; the bell sounds for what is not of the consignment."""
    found: list[str] = []
    while text := here.terminal.ask(f"{len(found) + 1}:"):
        try:
            item = _item_in(ledger, state, text) if state is not None else ledger.item(text).item
        except InputError as error:
            here.out.bell()
            here.terminal.tell(f"✗ {words_of(error)}")
            continue
        if item not in found:
            found.append(item)
            here.terminal.tell(f"   {printed_id(item)}")
    return found
