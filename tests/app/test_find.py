"""A thing answers to whatever a person has of it, and to nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import yard as yards
from batterypass.app import find
from batterypass.domain.ids import printed_id
from batterypass.errors import InputError
from batterypass.statements.label import label_url

PACK = yards.PACKS[0]


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    made = yards.make_yard(tmp_path_factory.mktemp("find"))
    made.at("03-03T18:00").log(
        "passport.issued",
        yards.MAKER,
        item=PACK,
        passport="https://id.planta-apodaca.example/passport/1",
    )
    return made


@pytest.mark.parametrize(
    "text",
    [
        PACK,
        printed_id(PACK),
        printed_id(PACK).lower().replace("-", ""),
        printed_id(PACK)[:9],
        f"  {printed_id(PACK)} ",
        "MX7K-000001",
        "https://id.planta-apodaca.example/passport/1",
    ],
)
def test_an_item_answers_to_its_ids(yard: yards.Yard, text: str) -> None:
    assert find.find_item(yard.session, text).item == PACK


def test_an_item_answers_to_a_scanned_label(yard: yards.Yard) -> None:
    kid = yard.ring.kids(yards.MAKER, "label")[0]
    scanned = label_url(PACK, yard.ring.private(kid))
    assert find.find_item(yard.session, scanned).item == PACK


def test_a_mistyped_printed_id_says_which_check_character_it_needs(yard: yards.Yard) -> None:
    wrong = printed_id(PACK)[:-1] + ("0" if printed_id(PACK)[-1] != "0" else "1")
    with pytest.raises(InputError, match="check character"):
        find.find_item(yard.session, wrong)


def test_an_unknown_item_says_what_would_name_one(yard: yards.Yard) -> None:
    with pytest.raises(InputError, match="batterypass pack list"):
        find.find_item(yard.session, "MX7K-999999")


def test_a_party_is_not_an_item(yard: yards.Yard) -> None:
    with pytest.raises(InputError):
        find.find_item(yard.session, yards.MAKER)


def test_entries_answer_to_index_and_digest(yard: yards.Yard) -> None:
    digest = yard.session.digest_of(3).hex()
    for text in ("3", "#3", digest, "0x" + digest[:8], "0x" + digest[:12]):
        assert find.find_entry(yard.session, text) == 3


@pytest.mark.parametrize("text", ["999999", "abc", "zzzzzz", "", "-1", "0x00"])
def test_what_names_no_entry_is_refused(yard: yards.Yard, text: str) -> None:
    with pytest.raises(InputError):
        find.find_entry(yard.session, text)


@pytest.mark.parametrize("text", [yards.RECYCLER, "recicladora-norte", "Recicladora del", "recicl"])
def test_a_party_answers_to_a_part_of_its_name(yard: yards.Yard, text: str) -> None:
    assert find.find_party(yard.session, text).party == yards.RECYCLER


def test_an_ambiguous_party_lists_who_it_could_be(yard: yards.Yard) -> None:
    with pytest.raises(InputError, match="names 4 parties"):
        find.find_party(yard.session, "S.A. de C.V.")


def test_an_unknown_party_suggests_the_nearest(yard: yards.Yard) -> None:
    with pytest.raises(InputError, match="did you mean recicladora-norte"):
        find.find_party(yard.session, "recicladoro-norte.example")


def test_ledger_opens_where_there_is_none_with_a_next_command(tmp_path: Path) -> None:
    from batterypass import open_ledger
    from batterypass.errors import FailedError

    with pytest.raises(FailedError, match="batterypass init"):
        open_ledger(tmp_path / "none.bp")
