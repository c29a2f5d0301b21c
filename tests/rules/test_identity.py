"""Ids and aliases: who makes a path that looks like GS1's, and numbers that are copied wrongly."""

from __future__ import annotations

import pytest

from rules.cases_identity import GBT, NEW, made_with
from worlds import MAKER, Story, pack_fields


def story() -> Story:
    """One maker, with the prefix 9521234."""
    one = Story()
    one.register(MAKER, "manufacturer", gs1_prefixes=("9521234",))
    return one


def codes(item: str) -> set[str]:
    one = story()
    found = one.codes(one.draft("pack.manufactured", MAKER, **pack_fields(item)))
    return found & {"BP-P003", "BP-I004"}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/01/09521234560104/21/A1", set()),
        ("/01/09521234560104/10/L7/21/A1", set()),
        ("/8004/9521234PACK-1", set()),
        ("/p/1", set()),
        ("/p/2026/01/17", set()),
        # Somebody else's prefix, wherever in the path a GS1 resolver would find it.
        ("/01/04006381333931/21/A1", {"BP-P003"}),
        ("/shop/01/04006381333931/21/A1", {"BP-P003"}),
        ("/shop/gtin/4006381333931/ser/A1", {"BP-P003"}),
        ("/8004/4006381PACK-1", {"BP-P003"}),
        ("/x/8004/4006381PACK-1", {"BP-P003"}),
        ("/x/8003/04006381333931A", {"BP-P003"}),
        ("/x/00/040063810000000010", {"BP-P003"}),
        ("/x/414/4006381333931", {"BP-P003"}),
        # One's own prefix, and yet no number of one battery.
        ("/01/1234/21/7", {"BP-I004"}),
        ("/01/09521234560105/21/A1", {"BP-I004"}),
        ("/01/09521234560104/10/L7", {"BP-I004"}),
        ("/01/09521234560104/21/A12345678901234567890", {"BP-I004"}),
        ("/01/9521234560104/21/A1", {"BP-I004"}),
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
