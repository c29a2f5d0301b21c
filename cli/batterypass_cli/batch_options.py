"""What the commands of a batch have alike: its argument, its recycler, and questions of its kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass_cli.words import both

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.app.ledger import Ledger
    from batterypass.domain.events.common import Event
    from batterypass.domain.states import BatchState
    from batterypass_cli.context import Here
    from batterypass_cli.guide import Guide

Batch = Annotated[str, typer.Argument(metavar="BATCH", help=both("Its id.", "Su identificador."))]


class BatchStep:
    """One statement about a batch in the making: its state, who signs, and the questions."""

    def __init__(self, here: Here, text: str, model: type[Event]) -> None:
        """Find the batch that ``text`` names; its recycler signs where that key is here."""
        from batterypass.app.batches import find_batch
        from batterypass_cli.custody_options import part_of
        from batterypass_cli.guide import Guide

        self.here = here
        self.ledger: Ledger = here.open_to_sign()
        self.model = model
        self.kind = str(model.KIND.name)
        self.state: BatchState = find_batch(self.ledger.session, text)
        self.actor = part_of(here, self.ledger, self.state.recycler, self.kind)
        self.guide: Guide = Guide(here)

    @property
    def common(self) -> dict[str, Any]:
        """Give what every form says: the site of the batch."""
        return {"site": self.state.site} if self.state.site else {}

    def reader(self, path: str) -> Callable[[str], Any]:
        """Give a reader of a field of the kind."""
        from batterypass_cli.custody_asking import field_reader

        return field_reader(self.here, self.ledger, self.actor, self.model, path)

    def word(
        self, question: str, flag: str, given: str | None, path: str, *, proposal: str = ""
    ) -> str:
        """Give one of the words of a field: the option, a numbered answer, or the proposal."""
        from batterypass_cli.custody_asking import choose_word
        from batterypass_cli.fields import field_at

        words = field_at(self.model, path).choices
        return choose_word(self.guide, question, flag, given, words, proposal=proposal)
