"""Where other people's vectors live: beside the checkout, never inside it."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def shared(relative: str) -> Path:
    """Give the path of a shared test input; skip aloud where there is no shared folder.

    Where the folder exists, a vector that is missing is an error, not a skip.
    """
    if not SHARED.is_dir():
        pytest.skip(f"no shared folder beside the checkout, so {relative} cannot be tried")
    path = SHARED / relative
    if not path.exists():
        raise FileNotFoundError(f"the shared folder has no {relative}")
    return path
