"""What holds for every test, in whatever order and process it runs."""

from __future__ import annotations

import pytest

from batterypass_cli.words import speak


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """Start in English, whatever language the test before spoke last in this process."""
    speak("en")
