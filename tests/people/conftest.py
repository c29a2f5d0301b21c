"""Fixtures: the office's ledger as the command line's tests open it."""

from __future__ import annotations

from cli.conftest import _quick_keys as _quick_keys
from cli.conftest import opened as opened
from cli.conftest import yard as yard
