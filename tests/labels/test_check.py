"""What a code is worth: a forgery fails, a copy is only found by comparing, and it is said which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.yard import MAKER, PACKS, STRANGER, Yard
from batterypass.app.directory_file import open_directory_file
from batterypass.app.directory_making import make_directory_file
from batterypass.app.label_check import LabelCheck, check_code
from batterypass.app.label_keys import label_verdict, owners_of
from batterypass.app.labels import label_content
from batterypass.app.passports import passport_form
from batterypass.bootstrap import regulations
from batterypass.domain.ids import printed_id
from batterypass.errors import InputError
from batterypass.regulations.label_marks import label_attributes
from batterypass.statements.label import label_url
from batterypass.statements.private import PrivateKey
from batterypass.store.home import Home

if TYPE_CHECKING:
    from pathlib import Path

    from batterypass.domain.states import ItemState, PartyState

#: A pack that this ledger does not know, by the same maker.
OTHER = PACKS[9]


def genuine(plant: Yard, url: str = PACKS[0]) -> str:
    """Sign a URL with the maker's label key."""
    return label_url(url, plant.ring.private(plant.ring.kids(MAKER, "label")[0]))


def codes(found: LabelCheck) -> list[str]:
    return [one.code for one in found.said]


def carried(plant: Yard, folder: Path) -> tuple[PartyState, ...]:
    """Give the parties of the plant's directory file, as another machine judges it."""
    data = make_directory_file(plant.session).encode()
    found = open_directory_file(
        data, "dir.bpz", Home(folder / "elsewhere"), regulations(), first_use=True
    )
    return found.parties


def test_a_genuine_label_of_a_recorded_pack_is_checked_both_ways(plant: Yard) -> None:
    found = check_code(genuine(plant), plant.session)
    assert (found.sort, found.holds, found.signature, found.record) == ("signed", True, True, True)
    assert (found.signed_by, found.printed_id) == (MAKER, printed_id(PACKS[0]))
    assert codes(found)[:2] == ["label.genuine", "label.record-found"]
    assert found.facts["serial"] == "MX7K-000001"


def test_a_host_in_capitals_is_the_same_host(plant: Yard) -> None:
    """Capitals take less room in a code; the path stays as it is."""
    good = genuine(plant)
    end = good.index("/", 8)
    found = check_code(good[:end].upper() + good[end:], plant.session)
    assert (found.holds, found.url) == (True, PACKS[0])
    assert found.text.startswith("HTTPS://ID."), "the code is told as it was read"
    assert label_verdict(plant.session, found.text) is True


def test_a_makers_number_under_a_strange_host_is_not_called_the_makers_host(plant: Yard) -> None:
    url = "https://evil.example/01/09521234560104/21/MX7K-000001"
    stranger = PrivateKey.generate(lambda count: bytes(range(7, 7 + count)))
    found = check_code(label_url(url, stranger), plant.session)
    assert codes(found)[:2] == ["label.forged", "label.host-unknown"]
    said = {one.code: one.values.get("host") for one in found.said}
    assert said["label.forged"] == "GTIN 09521234560104"
    assert said["label.host-unknown"] == "evil.example"


@pytest.mark.parametrize("forge", ["another pack", "another key", "one letter", "cut", "more"])
def test_a_forged_label_fails_against_the_makers_key(plant: Yard, forge: str) -> None:
    good = genuine(plant)
    stranger = PrivateKey.generate(lambda count: bytes(range(7, 7 + count)))
    forged = {
        "another pack": PACKS[1] + good.removeprefix(PACKS[0]),
        "another key": label_url(PACKS[0], stranger),
        "one letter": good[:-10] + ("A" if good[-10] != "A" else "B") + good[-9:],
        "cut": good[:-1],
        "more": good + "A",
    }[forge]
    found = check_code(forged, plant.session)
    assert found.signature is False
    assert found.holds is False
    assert codes(found)[0] in ("label.forged", "label.fragment")


def test_a_copied_label_passes_the_signature_and_is_said_to_need_the_record(plant: Yard) -> None:
    """A copy is the same text: nothing in it can tell. Only what the record says helps."""
    good = genuine(plant)
    alone = check_code(good, None, tuple(owners_of(plant.session, PACKS[0])))
    assert (alone.holds, alone.signature, alone.record) == (True, True, None)
    assert "label.record-not" in codes(alone), "a person is told that a copy would pass"
    compared = check_code(good, plant.session)
    assert "label.record-found" in codes(compared)
    assert compared.facts, "and what to compare with"


def test_a_label_of_a_pack_that_is_gone_is_a_copy_or_a_leftover(plant: Yard) -> None:
    item = plant.session.world.item(PACKS[0])
    item.place = "dismantled"
    found = check_code(genuine(plant), plant.session)
    assert found.signature is True
    assert found.holds is None
    assert "label.record-ended" in codes(found)


def test_a_good_signature_on_a_pack_that_nobody_recorded_settles_nothing(plant: Yard) -> None:
    found = check_code(genuine(plant, OTHER), plant.session)
    assert (found.signature, found.holds) == (True, None)
    assert "label.record-none" in codes(found)


def test_the_maker_of_a_foreign_host_is_not_called_a_forger(plant: Yard) -> None:
    foreign = "https://id.fabrica-lejana.example/p/1"
    text = genuine(plant, foreign)
    found = check_code(text, plant.session)
    assert (found.signature, found.holds) == (None, None)
    assert codes(found) == ["label.no-keys", "label.record-none"]
    assert label_verdict(plant.session, text) is None


def test_an_owner_by_gs1_prefix_is_asked_as_one_by_domain_is(plant: Yard) -> None:
    url = "https://id.gs1.example/01/09521234560104/21/MX7K-000001"
    maker = plant.session.world.party(MAKER)
    assert maker.gs1_prefixes
    assert [one.party for one in owners_of(plant.session, url)] == [MAKER]
    assert check_code(genuine(plant, url), plant.session).signature is True
    without = replace(maker, gs1_prefixes=[])
    assert check_code(genuine(plant, url), None, [without]).signature is None


def test_a_key_in_wrong_hands_proves_nothing_and_one_that_ended_still_does(plant: Yard) -> None:
    owner = plant.session.world.party(MAKER)
    text = genuine(plant)
    for reason, holds, code in (
        ("compromised", None, "label.key-stolen"), ("rotated", True, "label.key-ended"),
        ("lost", True, "label.key-ended"),
    ):  # fmt: skip
        keys = {
            kid: {**key, "revoked": 9, "reason": reason} if key["role"] == "label" else key
            for kid, key in owner.keys.items()
        }
        found = check_code(text, None, [replace(owner, keys=keys)])
        assert (found.signature, found.holds) == (True, holds)
        assert code in codes(found)


def test_a_plain_label_and_a_second_code_prove_nothing_and_say_so(plant: Yard) -> None:
    plain = check_code(PACKS[0], plant.session)
    assert (plain.sort, plain.holds, plain.record) == ("plain", None, True)
    assert codes(plain)[0] == "label.unsigned"
    second = printed_id(PACKS[0]).replace("-", "")
    for text in (second, second.lower(), printed_id(PACKS[0])):
        found = check_code(text, plant.session)
        assert (found.sort, found.url, found.holds) == ("id", PACKS[0], None)
        assert codes(found)[0] == "label.id-only"
    alone = check_code(second, None)
    assert (alone.printed_id, alone.record) == (printed_id(PACKS[0]), None)
    unknown = check_code(printed_id(OTHER), plant.session)
    assert "label.record-none" in codes(unknown)


@pytest.mark.parametrize(
    "text",
    [
        "", "WIFI:S:red;;", "FXVP-TPAR-29KS-X", "12345", "http://x.example",
        # Pages of the web that somebody has on the same pallet: nobody has forged them.
        "https://shop.example/page#section", "https://shop.example/ñandú", "https://[bad",
        "https://shop.example/p?a=1", "https://shop.example",
    ],
)  # fmt: skip
def test_another_code_is_no_label(plant: Yard, text: str) -> None:
    found = check_code(text, plant.session)
    assert (found.sort, found.holds) == ("other", None)


def test_a_mark_behind_an_id_of_the_maker_is_no_page_but_a_forgery(plant: Yard) -> None:
    for fragment in ("top", "1.abc", ""):
        found = check_code(f"{PACKS[0]}#{fragment}", plant.session)
        assert (found.sort, found.holds) == ("broken", False)
    # What says that it is a signature and is none is one too, whoever made it.
    assert check_code("https://id.fabrica-lejana.example/p/1#1.abc", None).holds is False


def test_who_lacks_the_label_key_is_named_and_not_the_maker(plant: Yard) -> None:
    item = plant.session.world.item(PACKS[0])
    item.maker = STRANGER
    plant.ring.kids = lambda party, role: []  # type: ignore[method-assign]
    with pytest.raises(InputError, match=f"{MAKER} --label") as caught:
        label_content(plant.session, item, "es")
    assert caught.value.values["owner"] == MAKER
    nobody = replace(item, item="https://id.fabrica-lejana.example/p/1")
    with pytest.raises(InputError, match=r"domain id\.fabrica-lejana\.example"):
        label_content(plant.session, nobody, "es")


def test_a_directory_file_is_enough_to_find_a_forgery_offline(plant: Yard, tmp_path: Path) -> None:
    parties = carried(plant, tmp_path)
    assert {MAKER, STRANGER} <= {party.party for party in parties}
    good = genuine(plant)
    assert check_code(good, None, parties).signature is True
    forged = PACKS[1] + good.removeprefix(PACKS[0])
    assert check_code(forged, None, parties).signature is False
    # Somebody else's label key is not asked, whoever is in the file.
    others = [party for party in parties if party.party != MAKER]
    assert check_code(good, None, others).signature is None


def test_what_a_label_prints_is_public_and_of_the_table(plant: Yard) -> None:
    attributes = plant.session.around.attributes
    assert label_attributes()
    assert {attributes[name].access_tier for name in label_attributes()} == {"public"}


def issued(plant: Yard, **values: str) -> ItemState:
    """Issue a passport with values, each at the point of its tier, and give the pack."""
    item = plant.session.world.item(PACKS[0])
    plant.log("passport.issued", MAKER, **passport_form(plant.session, item, MAKER, values))
    found: ItemState = plant.session.world.item(PACKS[0])
    return found


def test_no_value_that_is_not_public_reaches_a_label(plant: Yard) -> None:
    """Not a sealed one, and not one that an old event has in clear: the tier decides."""
    item = issued(
        plant, extinguishing_agent="agua", remaining_capacity="101.371", capacity_fade="13.371",
        state_of_certified_energy="86.371",
    )  # fmt: skip
    item.values["remaining_round_trip_efficiency"] = "92.371"
    item.assessed = {"soh_percent": "81.371"}
    item.condition = "damaged"
    assert (
        "individual"
        in plant.session.around.attributes["remaining_round_trip_efficiency"].access_tier
    )
    for lang in ("es", "en"):
        said = str(label_content(plant.session, item, lang, backup=True))
        assert ".371" not in said
        assert "damaged" not in said
        assert "agua" in said


def test_signs_come_from_the_values_of_the_pack(plant: Yard) -> None:
    item = issued(
        plant, cadmium_lead_symbols="Pb", eu_declaration_of_conformity="https://m.example/doc",
        extinguishing_agent="agua; CO2",
    )  # fmt: skip
    content = label_content(plant.session, item, "es")
    assert (content.signs.metals, content.signs.ce) == (("Pb",), True)
    assert content.signs.high_voltage is (float(item.nominal_voltage_v) > 60)
    assert content.extinguishing == "agua; CO2"
    assert content.details[0] == "vehículo eléctrico"
    assert label_content(plant.session, item, "en").details[0] == "electric vehicle"
