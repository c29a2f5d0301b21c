"""The verifier page in a browser, for the tests that need one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from batterypass.web.verifier.build import PAGE
from web import chromium

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Chromium]:
    """The page, open; skipped with a reason where there is no Chromium."""
    if chromium.BINARY is None:
        pytest.skip(chromium.WHY_NOT)
    # From a folder of its own, as from a USB stick: nothing beside it is needed.
    page: Path = tmp_path_factory.mktemp("usb") / "verify.html"
    page.write_bytes(PAGE.read_bytes())
    with chromium.Chromium(page) as found:
        yield found
