"""The store of the tests keeps the contract too."""

from __future__ import annotations

import pytest

from batterypass.ports import LedgerStore
from store.contract import LedgerStoreContract
from store.memory import MemoryStore


class TestMemoryStore(LedgerStoreContract):
    @pytest.fixture
    def store(self) -> LedgerStore:
        return MemoryStore()
