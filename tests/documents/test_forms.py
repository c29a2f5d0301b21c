"""Official wording is data with dates: chosen by the day, never printed when it is uncertain."""

from __future__ import annotations

import copy

import pytest

from batterypass.documents import forms, safety
from batterypass.documents.forms import DECLARATIONS, form_on
from batterypass.errors import InputError


def test_every_row_has_source_dates_and_confidence() -> None:
    data = forms._data()
    for row in (*data["forms"], *data["declarations"]):
        assert row["source"]
        assert row["confidence"] in ("high", "medium", "low")
        assert row["valid_from"] <= (row["valid_to"] or "9999")


def test_both_forms_have_their_three_declarations() -> None:
    for name in ("mx_semarnat", "mx_special_handling"):
        assert set(form_on(name, "2026-11-23").declarations) == set(DECLARATIONS)


def test_a_new_wording_counts_from_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    data = copy.deepcopy(forms._data())
    old = data["declarations"][0]
    new = {**old, "valid_from": "2027-01-01", "es": "Declaro otra cosa."}
    old["valid_to"] = "2026-12-31"
    data["declarations"].append(new)
    forms._form.cache_clear()
    monkeypatch.setattr(forms, "_data", lambda: data)
    assert form_on("mx_semarnat", "2026-12-31").declarations[old["box"]] == old["es"]
    assert form_on("mx_semarnat", "2027-01-01").declarations[old["box"]] == "Declaro otra cosa."
    forms._form.cache_clear()


def test_a_form_of_medium_confidence_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = copy.deepcopy(forms._data())
    data["forms"][0]["confidence"] = "medium"
    monkeypatch.setattr(forms, "_data", lambda: data)
    with pytest.raises(InputError, match="no wording"):
        form_on("mx_semarnat", "2026-11-23")


def test_days_with_the_same_wording_share_the_drawing() -> None:
    assert form_on("mx_semarnat", "2026-11-23") is form_on("mx_semarnat", "2026-11-24")


def test_emergency_hints_are_the_certain_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    guide, hints = safety.emergency_hints()
    assert "147" in guide.es
    assert any("25 m" in hint.en and "500 m" in hint.en for hint in hints)
    assert not any(char.isdigit() and "800" in hint.es for hint in hints for char in hint.es)
