"""Ledgers with a whole passport, one for each category, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from passport.readers import CATEGORIES, full_yard

if TYPE_CHECKING:
    from app.yard import Yard


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Yard]:
    """Give a ledger for each category whose first pack has every attribute; nobody writes to them."""
    return {one: full_yard(tmp_path_factory.mktemp(one), one) for one in CATEGORIES}
