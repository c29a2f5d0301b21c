"""Loads and words of the tests of transport papers."""

from __future__ import annotations

from cli.custody import CARRIER, MAKER, NUMBER, RECYCLER, serials
from cli.custody import busy as busy
from cli.custody import desk as desk
from cli.custody import full as full
from cli.desk import Desk

SIGN = ("--as", MAKER, "--yes")


def papers(desk: Desk, *words: str, number: str = NUMBER) -> tuple[str, ...]:
    return ("transport", "papers", number, *words)


def damage(desk: Desk, number: int, condition: str) -> None:
    desk.ok(
        "log", "item.assessed", f"SA26-{number:06}", f"condition={condition}", "method=visual",
        *SIGN,
    )  # fmt: skip


def product(desk: Desk, *more: str) -> None:
    """Offer two sound packs that are no waste."""
    desk.ok(
        "ship", "offer", *serials(25, 26), "--to", RECYCLER, "--carrier", CARRIER, "--id", "P-1",
        *more, *SIGN,
    )  # fmt: skip


def offer_damaged(desk: Desk, *numbers: int) -> None:
    desk.ok(
        "ship", "offer", *serials(*numbers), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "caja", "--cretib", "RT", *SIGN,
    )  # fmt: skip
