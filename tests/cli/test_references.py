"""Forms from a file name things as people do: by serial, printed id, part of a name, or whole id."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from batterypass.domain.ids import printed_id
from batterypass_cli.answers import NoLookup
from batterypass_cli.resolving import References
from cli.desk import Desk, pack_words

ITEM, OTHER = pack_words(1)[0], pack_words(2)[0]
READING = {"condition": "serviceable", "method": "visual"}


def forms(folder: Path, *values: dict[str, Any]) -> str:
    path = folder / "forms.json"
    path.write_text(json.dumps(values))
    return str(path)


def payloads(yard: Desk, *words: str, typed: str = "") -> list[dict[str, Any]]:
    ran = yard.ok("log", *words, "--dry-run", "--json", typed=typed)
    return [one["payload"] for one in ran.json["events"]]


@pytest.mark.parametrize("name", ["serial", "printed id", "beginning", "label", "whole"])
def test_an_item_is_named_as_at_a_question(yard: Desk, tmp_path: Path, name: str) -> None:
    printed = printed_id(ITEM)
    text = {
        "serial": "SA26-000001",
        "printed id": printed,
        "beginning": printed[:7],
        "label": f"{ITEM}#1.abc",
        "whole": ITEM,
    }[name]
    file = forms(tmp_path, {"item": text, **READING})
    (payload,) = payloads(yard, "item.assessed", "--from", file, "--as", "sierra")
    assert payload["item"] == ITEM
    assert [one["subject"] for one in payload["subjects"]] == [ITEM]


def test_a_party_and_the_items_of_a_list_are_resolved_and_shown_before_anything_is_signed(
    yard: Desk, tmp_path: Path
) -> None:
    file = forms(
        tmp_path, {"items": ["SA26-000001", OTHER], "to": "taller-volta", "actor": "sierra"}
    )
    ran = yard.run("log", "custody.released", "--from", file, "--as", "sierra", typed="n\n")
    assert ran.code == 7
    assert f"SA26-000001 → {ITEM}" in ran.err
    assert "taller-volta → https://taller-volta.example" in ran.err
    assert ran.err.index("→") < ran.err.index("? [y/N]")
    (payload,) = payloads(yard, "custody.released", "--from", file, "--as", "sierra")
    assert (payload["items"], payload["to"]) == ([ITEM, OTHER], "https://taller-volta.example")


class Known(NoLookup):
    """Knows one consignment by its number."""

    def subject(self, text: str) -> str:
        return f"https://sierra-alta.example#consignment/{text}"


def test_a_consignment_is_named_by_its_number_and_an_item_within_a_record() -> None:
    references = References(Known())
    form = references.resolve(
        "consignment.received",
        {"consignment": "M-1", "lines": [{"item": ITEM, "condition": "damaged"}], "at_site": 7},
    )
    assert form["consignment"] == "https://sierra-alta.example#consignment/M-1"
    # What does not fit is left to the check of the form.
    assert (form["lines"][0]["item"], form["at_site"]) == (ITEM, 7)
    about = references.resolve("document.issued", {"about": "M-1"})["about"]
    assert about == form["consignment"]
    assert list(references.found) == ["M-1"]


@pytest.mark.parametrize(("lang", "words"), [("en", "form 2: item"), ("es", "forma 2: item")])
def test_a_name_that_nothing_answers_to_is_named_with_form_and_field(
    yard: Desk, tmp_path: Path, lang: str, words: str
) -> None:
    yard.lang = lang
    file = forms(tmp_path, {"item": ITEM, **READING}, {"item": "SA26-999999", **READING})
    ran = yard.run("log", "item.assessed", "--from", file, "--as", "sierra", "--yes")
    assert ran.code == 2
    assert words in ran.err
    assert "SA26-999999" in ran.err


def test_a_whole_id_means_itself_although_it_is_new(yard: Desk, tmp_path: Path) -> None:
    new = pack_words(9)[0]
    form = {
        "item": new, "serial": "SA26-000009", "model": "M-48", "chemistry": "LFP", "category": "EV",
        "nominal_voltage_v": "350", "capacity_ah": "117.5", "energy_wh": "41125",
        "mass_kg": "412.5", "made_month": "2026-02",
    }  # fmt: skip
    file = forms(tmp_path, form)
    (payload,) = payloads(yard, "pack.manufactured", "--from", file, "--as", "sierra")
    assert payload["item"] == new


def test_the_lines_of_a_stream_name_things_in_the_same_way(yard: Desk) -> None:
    lines = [
        {"item": "SA26-000001", **READING, "request": "1"},
        {"item": "SA26-999999", **READING, "request": "2"},
    ]
    ran = yard.run(
        "log", "item.assessed", "--from", "-", "--jsonl", "--as", "sierra", "--yes",
        typed="".join(json.dumps(line) + "\n" for line in lines),
    )  # fmt: skip
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [one["outcome"] for one in answers] == ["recorded", "malformed"]
    assert answers[1]["code"] == "log.no-reference"
    assert yard.ok("history", ITEM, "--json").json["events"][-1]["kind"] == "item.assessed"
