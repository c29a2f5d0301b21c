"""The files in ``schemas/`` are what the command prints, and the forms are real JSON Schemas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from batterypass.domain.events import KINDS
from cli.desk import Desk

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_schema_files_are_what_the_command_prints(kind: str, desk: Desk) -> None:
    signed = (SCHEMAS / f"{kind}.json").read_text(encoding="utf-8")
    assert desk.ok("schema", kind, "--signed").out == signed
    form = (SCHEMAS / "form" / f"{kind}.json").read_text(encoding="utf-8")
    assert desk.ok("schema", kind).out == form
    Draft202012Validator.check_schema(json.loads(signed))
    Draft202012Validator.check_schema(json.loads(form))


def test_there_is_no_schema_of_a_kind_that_is_gone() -> None:
    assert {path.stem for path in SCHEMAS.glob("*.json")} == set(KINDS)
    assert {path.stem for path in (SCHEMAS / "form").glob("*.json")} == set(KINDS)


def test_a_form_needs_only_what_a_person_says() -> None:
    form = json.loads((SCHEMAS / "form" / "item.assessed.json").read_text(encoding="utf-8"))
    assert form["required"] == ["item", "condition", "method"]
    assert "subjects" not in form["properties"]
    offered = json.loads((SCHEMAS / "form" / "consignment.offered.json").read_text("utf-8"))
    assert set(offered["properties"]["private"]["properties"]) == {"personal", "commercial"}


def test_the_kinds_are_listed_with_who_signs_them(desk: Desk) -> None:
    kinds = desk.ok("schema --json").json["kinds"]
    assert [row["kind"] for row in kinds] == list(KINDS)


def test_an_unknown_kind_gets_a_suggestion(desk: Desk) -> None:
    ran = desk.run("schema item.asessed")
    assert ran.code == 2
    assert "item.assessed" in ran.err
