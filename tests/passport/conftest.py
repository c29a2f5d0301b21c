"""Ledgers with a whole passport, one for each category, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.conftest import _quick_keys as _quick_keys
from cli.conftest import opened as opened
from cli.conftest import yard as desk
from passport.readers import CATEGORIES, full_yard

if TYPE_CHECKING:
    from app.yard import Yard


#: The yard as the command line's tests open it: two packs without passports.
__all__ = ["desk"]


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Yard]:
    """Give a ledger for each category whose first pack has every attribute; nobody writes to them."""
    return {one: full_yard(tmp_path_factory.mktemp(one), one) for one in CATEGORIES}
