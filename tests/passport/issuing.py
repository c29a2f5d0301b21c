"""Words of the tests that issue passports at a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.desk import Desk, Ran


PACK = "SA26-000001"
SIGNED = ("--as", "sierra-alta", "--yes")


def issue(desk: Desk, *words: str) -> Ran:
    """Issue the passport of the first pack."""
    return desk.run("passport", "issue", PACK, *words, *SIGNED)
