"""Ids and aliases: who makes a path that looks like GS1's, and numbers that are copied wrongly."""

from __future__ import annotations

import pytest

from batterypass.domain.ids import printed_id
from rules.cases_identity import (
    GBT,
    NEW,
    NUMBER,
    OWN,
    lot_of_another,
    made_with,
    numbered,
    passport_named,
)
from rules.yard import yard
from worlds import MAKER, Story, pack_fields

GIVEN = frozenset({"BP-P003", "BP-I004", "BP-I006", "BP-I008"})
SOUND = "https://maker.example/p/SOUND"
ITS_PRINTED = printed_id(SOUND)


def story() -> Story:
    """One maker, with the prefix 9521234."""
    one = Story()
    one.register(MAKER, "manufacturer", gs1_prefixes=("9521234",))
    return one


def codes(item: str) -> set[str]:
    one = story()
    fields = pack_fields(item, serial="A1")
    return one.codes(one.draft("pack.manufactured", MAKER, **fields)) & GIVEN


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/01/09521234560104/21/A1", set()),
        ("/01/09521234560104/10/L7/21/A1", set()),
        ("/8004/9521234PACK-1", set()),
        ("/p/1", set()),
        ("/p/2026/01/17", set()),
        # One's own number behind other words, or by its short name: read as the number itself.
        ("/x/01/09521234560104/21/A1", {"BP-I004"}),
        ("/p/01/09521234560104/21/A1", {"BP-I004"}),
        ("/gtin/9521234560104/ser/A1", {"BP-I004"}),
        ("/x/8004/9521234PACK-1", {"BP-I004"}),
        # Another spelling of the same link.
        ("/01/09521234560104/21/A%2D1", {"BP-I006"}),
        ("/01/09521234560104/21/A%2B1", set()),
        ("/01/09521234560104/21/A+1", {"BP-I006"}),
        ("/p/%41", {"BP-I006"}),
        ("/p/%2F", set()),
        ("/p/./1", {"BP-I006"}),
        ("/x/../p/1", {"BP-I006"}),
        ("/x/%2E%2E/p/1", {"BP-I006"}),
        ("/p/1.2", set()),
        # Somebody else's prefix, wherever in the path a GS1 resolver would find it.
        ("/01/04006381333931/21/A1", {"BP-P003"}),
        ("/shop/01/04006381333931/21/A1", {"BP-P003", "BP-I004"}),
        ("/shop/gtin/4006381333931/ser/A1", {"BP-P003", "BP-I004"}),
        ("/8004/4006381PACK-1", {"BP-P003"}),
        ("/x/8004/4006381PACK-1", {"BP-P003", "BP-I004"}),
        ("/x/8003/04006381333931A", {"BP-P003", "BP-I004"}),
        ("/x/00/040063810000000010", {"BP-P003", "BP-I004"}),
        ("/x/414/4006381333931", {"BP-P003", "BP-I004"}),
        # One's own prefix, and yet no number of one battery.
        ("/01/1234/21/7", {"BP-I004"}),
        ("/01/09521234560105/21/A1", {"BP-I004"}),
        ("/01/09521234560104/10/L7", {"BP-I004"}),
        ("/01/09521234560104/21/A12345678901234567890", {"BP-I004"}),
        ("/01/9521234560104/21/A1", {"BP-I004", "BP-I006"}),
        ("/00/095212345600000012", {"BP-I004"}),
        ("/21/A1", {"BP-I004"}),
        ("/8004/9521234PACK-123456789012345678901234", {"BP-I004"}),
    ],
)
def test_a_path_that_imitates_gs1_is_refused_by_name(path: str, found: set[str]) -> None:
    assert codes(f"https://maker.example{path}") == found


@pytest.mark.parametrize(
    ("scheme", "value", "code"),
    [
        ("GB/T 34014", GBT, ""),
        ("gbt34014", GBT, ""),
        ("GB/T 34014", GBT.lower(), "BP-I001"),
        ("GB/T 34014", f"{GBT[:10]} {GBT[10:]}", "BP-I001"),
        ("GB/T 34014", GBT.replace("P", "X", 1), "BP-I001"),
        ("GB/T 34014", GBT.replace("A1", "2X"), "BP-I001"),
        ("GIAI", "9521234PACK-1", ""),
        ("GIAI", "(8004)9521234PACK-1", "BP-I001"),
        ("GIAI", "PACK-1", "BP-I001"),
        ("SGTIN", "(01)09521234560104(21)A1", ""),
        ("SGTIN", "(01)09521234560105(21)A1", "BP-I001"),
        ("KR-BATTERY", "KRB2503A000123", ""),
        ("KR-BATTERY", "?", "BP-I002"),
        # A draft binds nobody, and what no table knows is taken as it stands.
        ("IN-BPAN", "ABC", ""),
        ("idDmc", "34567890", ""),
        ("read-on-it", "SA26", ""),
    ],
)
def test_an_alias_is_held_against_its_scheme(scheme: str, value: str, code: str) -> None:
    one = story()
    found = one.codes(made_with(one, scheme, value)) & {"BP-I001", "BP-I002"}
    assert found == ({code} if code else set())


def test_what_is_expected_is_how_the_same_number_is_written_where_it_can_be_read() -> None:
    one = story()
    found = one.judge(made_with(one, "GIAI", "(8004)9521234PACK-1"))
    assert [f.values["expected"] for f in found if f.code == "BP-I001"] == ["9521234PACK-1"]


def test_the_same_number_under_another_scheme_is_another_number() -> None:
    one = story()
    one.add(made_with(one, "GB/T 34014", GBT, "https://maker.example/p/FIRST"))
    assert "BP-I003" in one.codes(made_with(one, "gb/t 34014", GBT, NEW))
    assert "BP-I003" not in one.codes(made_with(one, "own-number", GBT, NEW))


def test_a_ledger_without_the_table_says_nothing_of_schemes() -> None:
    one = story()
    tables = {name: one.regulations.tables[name] for name in one.regulations.tables}
    del tables["id-schemes"]
    one.regulations = type(one.regulations)(tables)
    assert not one.codes(made_with(one, "GB/T 34014", "x")) & {"BP-I001", "BP-I002", "BP-I003"}


@pytest.mark.parametrize(
    ("scheme", "value", "code"),
    [
        ("mine", ITS_PRINTED, "BP-I005"),
        ("mine", ITS_PRINTED.lower().replace("-", " "), "BP-I005"),
        ("mine", ITS_PRINTED.replace("-", ""), "BP-I005"),
        ("mine", printed_id(NEW), ""),
        # No pack here has it, and it is a printed id all the same.
        ("mine", printed_id("https://none.example/p/1"), "BP-I005"),
        ("mine", printed_id("https://none.example/p/1").replace("-", ""), ""),
        ("mine", SOUND, "BP-I005"),
        ("mine", "https://MAKER.example/p/SOUND", "BP-I005"),
        ("mine", "did:web:maker.example:p:SOUND", "BP-I005"),
        ("mine", "https://maker.example/pass/SOUND", "BP-I005"),
        ("mine", "https://shop.example/p/1", ""),
        ("mine", "https://other.example/01/09521234560104/21/X-9", "BP-I005"),
        ("EPC", "urn:epc:id:sgtin:9521234.056010.X-9", "BP-I005"),
        ("mine", "A-1", ""),
    ],
)
def test_an_alias_takes_no_name_by_which_the_ledger_finds_a_pack(
    scheme: str, value: str, code: str
) -> None:
    one = yard()

    found = one.codes(made_with(one, scheme, value))

    assert found == ({code} if code else set())


def test_a_number_on_two_packs_is_told_whichever_came_first() -> None:
    one = yard()
    one.add(numbered(one))
    (told,) = one.judge(made_with(one, "SGTIN", NUMBER))
    assert (told.code, told.values["other"]) == ("BP-I003", OWN)

    one = yard()
    one.add(made_with(one, "SGTIN", NUMBER))
    (told,) = one.judge(numbered(one))
    assert (told.code, told.values["other"]) == ("BP-I003", NEW)

    one = yard()
    giai = "https://maker.example/8004/9521234PACK-1"
    one.add(one.draft("pack.manufactured", MAKER, **pack_fields(giai)))
    (told,) = one.judge(made_with(one, "GIAI", "9521234PACK-1"))
    assert (told.code, told.values["other"]) == ("BP-I003", giai)


def test_one_number_is_one_pack_with_or_without_a_lot() -> None:
    one = yard()

    (found,) = one.judge(lot_of_another(one))

    assert (found.code, found.values["other"]) == ("BP-I008", OWN)


def test_a_pack_does_not_take_the_link_of_a_passport() -> None:
    one = yard()
    taken = "https://maker.example/pass/SOUND"

    drafted = one.draft("pack.manufactured", MAKER, **pack_fields(taken))

    assert one.codes(drafted) == {"BP-I008"}


@pytest.mark.parametrize(
    ("passport", "codes"),
    [
        ("https://maker.example/pass/NEW", set()),
        ("https://maker.example/p/WASTE", {"BP-I007"}),
        (SOUND, {"BP-I007"}),
        ("https://maker.example/01/09521234560104/21/A-1", {"BP-I007"}),
        ("https://maker.example/x/01/09521234560104/21/A-1", {"BP-I007"}),
        ("https://maker.example/8004/9521234PACK-1", {"BP-I007"}),
        ("https://maker.example/pass/%53OUND", {"BP-I007"}),
    ],
)
def test_a_passport_is_named_apart_from_every_pack(passport: str, codes: set[str]) -> None:
    one = yard()

    assert one.codes(passport_named(one, passport)) == codes
