"""Fixtures: the yard as the command line's tests open it, with a form to make summaries of."""

from __future__ import annotations

import json

import pytest

from cli.conftest import _quick_keys as _quick_keys
from cli.conftest import opened as opened
from cli.conftest import yard as yard
from cli.desk import Desk
from un383.summaries import FORM


@pytest.fixture
def office(yard: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give the yard as the folder of the run, with the form of the whole summary in it."""
    monkeypatch.chdir(yard.folder)
    (yard.folder / "form.json").write_text(json.dumps(FORM), "utf-8")
    return yard
