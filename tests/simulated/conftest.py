"""One small simulated fleet for all tests of this folder."""

from __future__ import annotations

import pytest

from batterypass.app.simulated.run import Plan
from simulated.hostile import Fleet

SMALL = Plan(packs=40, years=2, seed=5)


@pytest.fixture(scope="session")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Fleet:
    return Fleet.simulate(tmp_path_factory.mktemp("fleet") / "fleet.bp", SMALL)
