"""The table of kinds is whole: every kind of the ledger, every word known, the page says the same."""

from __future__ import annotations

import json
import re

import pytest

from batterypass.domain.events import KINDS
from batterypass.errors import MalformedError
from batterypass.exchange.epcis import tell
from batterypass.exchange.epcis_table import parse_table, table
from batterypass.regulations.attributes import attributes
from exchange.epcis_page import PAGE, rendered
from exchange.epcis_samples import entry, telling
from shared import ROOT

#: Kinds of the passport that the design has and that may not be recorded yet.
_DESIGNED = {
    "passport.updated", "pack.repaired", "pack.prepared-for-reuse", "pack.remanufactured",
}  # fmt: skip
FILE = ROOT / "batterypass" / "exchange" / "data" / "epcis.json"
TEXT = PAGE.read_text(encoding="utf-8")


def test_no_kind_of_the_ledger_is_forgotten_or_invented() -> None:
    assert set(KINDS) <= set(table().kinds)
    assert set(table().kinds) - set(KINDS) <= _DESIGNED


def test_the_page_lists_the_table() -> None:
    assert rendered(TEXT) == TEXT, "run: PYTHONPATH=tests python tests/exchange/epcis_page.py"
    listed = set(re.findall(r"^\| `([a-z]+\.[a-z-]+)` \|", TEXT, re.MULTILINE))
    assert listed == set(table().kinds)


def test_the_example_of_the_page_is_what_is_told() -> None:
    example = re.search(r"^```json name=installed\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    assert example is not None
    told = tell(entry("pack.installed", item=_PACK, host_kind="vehicle"), telling("public"))
    assert told == [json.loads(example[1])]
    assert list(told[0]) == list(json.loads(example[1]))


_PACK = "https://id.maker.example/01/09521234560104/21/MX7K-000123"


def test_every_attribute_that_hides_something_is_one_of_a_passport() -> None:
    for row in table().kinds.values():
        places = (*row.ilmd, *row.says, *(one for one, _ in row.fixed))
        named = {row.attribute, row.waste.get("attribute", "")}
        named |= {one.attribute for one in places} | {one.attribute for one in row.sensors}
        assert named - {""} <= set(attributes()), row.kind


def test_what_is_measured_is_for_a_legitimate_interest_in_the_one_battery() -> None:
    measured = [one for row in table().kinds.values() for one in row.sensors]
    assert len(measured) == 6
    for one in measured:
        assert attributes()[one.attribute].access_tier == "individual_legitimate_interest"


def test_the_words_of_the_table_are_of_cbv_or_our_own() -> None:
    lists = {"step": "bizStep", "disposition": "disposition"}
    for row in table().kinds.values():
        for words in (row.words, *row.cases.values(), row.waste):
            for name, known in lists.items():
                word = words.get(name, "")
                assert not word or word in table().words[known] or word.startswith("bp:"), row.kind


def test_every_field_of_the_table_is_one_of_its_kind() -> None:
    for kind, model in KINDS.items():
        row = table().kinds[kind]
        places = [one.field for one in (*row.ilmd, *row.says)]
        places += [one.field for one in row.sensors]
        named = [*places, *row.uses, *row.partly, *([row.case_field] if row.case_field else [])]
        heads = {re.split(r"[.\[]", one)[0] for one in named}
        shared = {"part", "parts", "next_step", "alternate", "consignment"}
        assert heads <= set(model.model_fields) | shared, kind


def test_every_term_is_used_somewhere() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("exchange", "app")
        for path in sorted((ROOT / "batterypass" / folder).glob("epcis*.py"))
    )
    rows = table().kinds.values()
    said = {one.term for row in rows for one in (*row.ilmd, *row.says)}
    said |= {one.term for row in rows for one, _ in row.fixed}
    unused = {
        name for name in table().terms if name not in said and not re.search(rf"\W{name}\b", code)
    }
    assert not unused


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"https://ns.example.org/batterypass/"', '"https://ns.example.org/batterypass"'),
        ('"kind": "pack.removed"', '"kind": "pack.installed"'),
        ('["hostKind", null]', '["hostSort", null]'),
        ('"kinds": [', '"kinds": ['[:-1] + "{"),
    ],
)
def test_a_table_that_is_off_is_refused(old: str, new: str) -> None:
    body = FILE.read_text(encoding="utf-8")
    assert body.count(old) == 1
    with pytest.raises(MalformedError, match=r"epcis\.json"):
        parse_table(body.replace(old, new).encode())
