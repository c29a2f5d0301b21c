"""Targets by day: the newest that applies, superseded ones not, and none where the law sets none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from batterypass.bootstrap import recovery_targets
from batterypass.errors import MalformedError
from batterypass.regulations.recovery_targets import parse_recovery_targets
from shared import ROOT, shared

TABLE = recovery_targets()
PACKAGED = ROOT / "batterypass" / "regulations" / "data" / "recovery-targets.csv"


def test_the_packaged_table_is_the_reference() -> None:
    assert PACKAGED.read_bytes() == shared("reference/recovery-targets.csv").read_bytes()


@pytest.mark.parametrize(
    ("group", "day", "percent"),
    [
        # The Directive's rates until the day on which those of the Regulation have to be reached.
        ("lithium-based", "2025-12-30", "50"),
        ("lithium-based", "2025-12-31", "65"),
        ("lithium-based", "2030-12-30", "65"),
        ("lithium-based", "2030-12-31", "70"),
        ("lithium-based", "2044-01-01", "70"),
        ("nickel-cadmium", "2025-12-30", "75"),
        ("nickel-cadmium", "2031-01-01", "80"),
        ("lead-acid", "2026-01-01", "75"),
        ("lead-acid", "2030-12-31", "80"),
        ("other", "2025-12-30", "50"),
        ("other", "2026-01-01", "50"),
    ],
)
def test_only_the_newest_efficiency_that_applies_counts(group: str, day: str, percent: str) -> None:
    found = TABLE.target("recycling_efficiency", "EU", day, chemistry=group)
    assert found is not None
    assert found.threshold == Decimal(percent)
    assert found.applies_by <= day


@pytest.mark.parametrize(
    ("element", "day", "percent"),
    [
        ("cobalt", "2027-12-30", None),
        ("cobalt", "2027-12-31", "90"),
        ("lithium", "2027-12-31", "50"),
        ("lithium", "2031-12-30", "50"),
        ("lithium", "2031-12-31", "80"),
        ("nickel", "2031-12-31", "95"),
        ("manganese", "2031-12-31", None),
    ],
)
def test_a_material_has_the_target_of_its_day(element: str, day: str, percent: str | None) -> None:
    found = TABLE.target("material_recovery", "EU", day, material=element)
    assert (found.threshold if found else None) == (Decimal(percent) if percent else None)


def test_recycled_content_is_never_taken_for_recovery() -> None:
    """2031-08-18 is a day of Art. 8 alone: 16 % of cobalt in a new battery, 90 % out of an old one."""
    recovery = TABLE.target("material_recovery", "EU", "2031-08-18", material="cobalt")
    content = TABLE.target("recycled_content", "EU", "2031-08-18", material="cobalt", category="EV")
    assert recovery is not None
    assert recovery.threshold == 90
    assert content is not None
    assert content.threshold == 16


def test_recycled_content_of_a_small_industrial_battery_has_no_target() -> None:
    def at(energy: str | None) -> object:
        wh = Decimal(energy) if energy else None
        return TABLE.target(
            "recycled_content", "EU", "2032-01-01", material="nickel", category="industrial",
            energy_wh=wh,
        )  # fmt: skip

    assert at("2000.1") is not None
    assert at("2000") is None
    # Nobody knows whether it is above: nothing is claimed.
    assert at(None) is None


@pytest.mark.parametrize(
    ("category", "day", "percent"),
    [
        ("portable", "2026-12-31", "45"),
        ("portable", "2027-12-31", "63"),
        ("LMT", "2028-12-30", None),
        ("LMT", "2028-12-31", "51"),
        ("EV", "2028-12-31", None),
    ],
)
def test_a_collection_rate_is_of_a_category(category: str, day: str, percent: str | None) -> None:
    found = TABLE.target("collection_rate", "EU", day, category=category)
    assert (found.threshold if found else None) == (Decimal(percent) if percent else None)


def test_taking_back_is_an_obligation_and_no_rate() -> None:
    found = TABLE.target("take_back", "EU", "2026-01-01", category="EV")
    assert found is not None
    assert found.is_obligation
    stationary = TABLE.target("take_back", "EU", "2026-01-01", category="stationary")
    assert stationary is not None
    assert stationary.category == "industrial"


def test_a_law_without_a_number_says_so() -> None:
    for metric, jurisdiction, chemistry in (
        ("recycling_efficiency", "US", "lithium-based"),
        ("epr", "MX", ""),
    ):
        found = TABLE.target(metric, jurisdiction, "2026-01-01", chemistry=chemistry)  # type: ignore[arg-type]
        assert found is not None
        assert found.threshold is None
        assert found.basis


def test_a_recalled_row_stays_visibly_doubtful() -> None:
    found = TABLE.target("material_recovery", "EU", "2028-01-01", material="lead")
    assert found is not None
    assert (found.confidence, found.source_id) == ("medium", "RECALLED-ANNEX-XII")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("threshold_pct", "threshold", "headings"),
        (",75,2025-12-31", ",175,2025-12-31", "line 2: threshold_pct '175'"),
        (",75,2025-12-31", ",75,2025-13-31", "line 2: applies_by '2025-13-31'"),
        ("recycling_efficiency", "efficiency", "line 2: metric 'efficiency'"),
        (",high,", ",certain,", "line 2: confidence 'certain'"),
        (",75,2025-12-31", ",75", "line 2: not as many cells"),
    ],
)
def test_a_damaged_table_names_its_line(old: str, new: str, says: str) -> None:
    body = PACKAGED.read_text().replace(old, new, 1).encode()
    with pytest.raises(MalformedError, match=says):
        parse_recovery_targets(body)
