"""What an entry becomes in EPCIS: names, values, who sees them, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from batterypass.exchange.epcis import tell
from batterypass.exchange.epcis_corrections import corrected, tell_amendment, tell_annulment
from batterypass.exchange.epcis_facts import EpcisEntry
from batterypass.exchange.epcis_ids import (
    epc_of,
    event_uri,
    file_uri,
    number_of,
    offset_of,
    utc_of,
    value_of,
)
from batterypass.regulations.passport_readers import READERS
from exchange.epcis_samples import (
    CARRIER,
    LOAD,
    MAKER,
    OWN,
    PACK,
    PACK_EPC,
    RECYCLER,
    SALT,
    Book,
    entry,
    telling,
)

SEES_ONE_BATTERY = {"legitimate_interest", "responsible_operator"}
MANIFEST = Book(manifest=(MAKER, "NL-1"))


def one(told: list[dict[str, Any]]) -> dict[str, Any]:
    (event,) = told
    return event


def left_out(told: Any) -> set[tuple[str, str]]:
    return {(row.get("what", ""), row["why"]) for row in told.losses.rows()}


# --- names and values ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "epc"),
    [
        (PACK, PACK_EPC),
        ("https://any.example/01/09521234560104/21/a%2Fb", "https://id.gs1.org/01/09521234560104/21/a%2Fb"),
        (OWN, OWN),
        ("https://any.example/01/09521234560104/22/2A/10/L7/21/A",
         "https://id.gs1.org/01/09521234560104/21/A"),
        ("https://any.example/8004/952123456SA26", "https://id.gs1.org/8004/952123456SA26"),
        ("https://any.example/8004/SA26", "https://any.example/8004/SA26"),
        ("https://any.example/01/09521234560104", "https://any.example/01/09521234560104"),
        ("https://any.example/shop/01/09521234560104/21/A",
         "https://any.example/shop/01/09521234560104/21/A"),
        # A wrong check digit, and a serial of 21 characters, make no GS1 id.
        ("https://any.example/01/09521234560105/21/A", "https://any.example/01/09521234560105/21/A"),
        (f"https://any.example/01/09521234560104/21/{'A' * 21}",
         f"https://any.example/01/09521234560104/21/{'A' * 21}"),
    ],
)  # fmt: skip
def test_only_a_true_gs1_id_is_written_as_one(item: str, epc: str) -> None:
    assert epc_of(item) == epc


def test_times_are_utc_with_the_offset_of_the_place_beside_them() -> None:
    assert utc_of("2026-03-03T17:00:00-06:00") == "2026-03-03T23:00:00.000Z"
    assert utc_of("2026-03-03T17:00:00.125+14:00") == "2026-03-03T03:00:00.125Z"
    assert offset_of("2026-03-03T17:00:00-06:00") == "-06:00"
    assert offset_of("2026-03-03T17:00:00+14:00") == "+14:00"
    assert offset_of("2026-03-03T17:00:00+14:01") == "+00:00"


def test_a_further_event_of_an_entry_has_an_id_of_its_own_always_the_same() -> None:
    own = "b5c609d6-9d43-885b-8aa7-418470ecc8db"
    assert event_uri(own) == f"urn:uuid:{own}"
    assert event_uri(own, 1) == "urn:uuid:917b7417-6c19-86aa-b175-e69f70bfbf11"
    assert event_uri(own, 2) != event_uri(own, 1)


def test_a_file_is_named_by_its_digest() -> None:
    # RFC 6920, section 8.1: "Hello World!".
    digest = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"
    assert file_uri(digest) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"


def test_numbers_and_words_are_what_other_programs_read() -> None:
    assert [number_of(text) for text in ("210.0", "96.4", "0")] == [210, 96.4, 0]
    assert value_of("reason", "damaged") == "bp:damaged"
    assert value_of("reason", "end_of_life") == "end_of_life"
    assert value_of("injuries", value=False) == "no"
    assert value_of("massKg", "6.2") == 6.2
    assert value_of("predecessorPassports", [OWN]) == [OWN]


# --- who sees what ------------------------------------------------------------------------------

READING: dict[str, Any] = {"soh_percent": "81.5", "cycles": 412, "temperature_celsius": "-4.5"}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_reading_is_told_only_to_who_may_see_it(reader: str, is_sealed: bool) -> None:
    clear: dict[str, Any] = {} if is_sealed else READING
    read = entry("item.assessed", item=PACK, condition="serviceable", method="visual",
                 instrument="Cycler 7", **clear)  # fmt: skip
    if is_sealed:
        section = {"individual_legitimate_interest": READING}
        may_open = reader in SEES_ONE_BATTERY
        read = replace(read, private=section if may_open else {})
    told = telling(reader)

    event = one(tell(read, told))

    assert event["bizStep"] == "inspecting"
    assert event["disposition"] == "conformant"
    if reader not in SEES_ONE_BATTERY:
        assert "sensorElementList" not in event
        assert "81.5" not in str(event)
        assert ("soh_percent", "not_visible") in left_out(told) or is_sealed
        return
    (element,) = event["sensorElementList"]
    assert element["sensorMetadata"]["deviceID"] == f"{MAKER}#device/Cycler%207"
    assert element["sensorReport"] == [
        {"type": "bp:StateOfHealth", "value": 81.5, "uom": "P1"},
        {"type": "bp:FullEquivalentCycles", "value": 412, "uom": "C62"},
        {"type": "Temperature", "value": -4.5, "uom": "CEL"},
    ]


HIDDEN = [
    entry("incident.reported", item=PACK, incident="drop", injuries=False,
          condition_after="damaged_stable"),
    entry("item.declared-waste", items=[PACK], reason="damaged", stream="whole_battery"),
    entry("item.disposed", item=SALT, operation="confinamiento", mass_kg="6.2"),
    entry("treatment.certified", consignment=LOAD, operation="reciclaje", treated_on="2026-03-03",
          mass_kg="6.2"),
    entry("document.issued", about=LOAD, document_kind="mx_semarnat", number="1",
          renderer="r", digest="ab" * 32, bytes=1),
]  # fmt: skip


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda one: one.kind)
@pytest.mark.parametrize("reader", READERS)
def test_what_says_that_a_pack_is_waste_or_was_hurt_is_not_for_everybody(
    hidden: EpcisEntry, reader: str
) -> None:
    told = telling(reader)
    assert bool(tell(hidden, told)) == (reader in SEES_ONE_BATTERY)
    assert (("", "not_visible") in left_out(told)) == (reader not in SEES_ONE_BATTERY)


def test_personal_and_commercial_sections_never_leave() -> None:
    sent = entry("consignment.collected", consignment=LOAD, loaded=[PACK])
    payload = {**sent.payload, "sealed": {"personal": "ab" * 32, "commercial": "cd" * 32}}
    told = telling("responsible_operator")
    tell(replace(sent, payload=payload), told)
    assert {("sealed.personal", "sealed"), ("sealed.commercial", "sealed")} <= left_out(told)


def test_a_section_that_was_erased_is_told_as_not_here() -> None:
    read = entry("item.assessed", item=PACK, condition="serviceable", method="visual")
    point = "individual_legitimate_interest"
    erased = replace(read, payload={**read.payload, "sealed": {point: "ab" * 32}}, closed=(point,))
    told = telling("legitimate_interest")
    assert "sensorElementList" not in one(tell(erased, told))
    assert left_out(told) == {(f"sealed.{point}", "not_here")}


def test_what_has_no_place_is_named() -> None:
    made = entry(
        "pack.manufactured", item=PACK, model="M", serial="other", chemistry="LFP", category="EV",
        nominal_voltage_v="350", capacity_ah="131.3", energy_wh="46000", mass_kg="412.5",
        made_month="2026-02", plant="S1", aliases=[{"scheme": "GIAI", "value": "95"}],
        values={"warranty_period": "96"},
    )  # fmt: skip
    told = telling("public")
    event = one(tell(made, told))
    assert event["ilmd"]["bp:serial"] == "bp:other"
    assert "bp:batteryStatus" not in event
    assert left_out(told) == {
        ("plant", "no_place"), ("aliases", "no_place"), ("values", "in_passport"),
    }  # fmt: skip
    assert one(tell(made, telling("legitimate_interest")))["bp:batteryStatus"] == "original"


def test_an_internal_kind_and_an_unknown_one_are_left_out_whole() -> None:
    told = telling("public")
    agreed = EpcisEntry(3, "ab" * 32, {"kind": "amendment.agreed"})
    assert tell(agreed, told) == []
    assert tell(replace(agreed, payload={"kind": "pack.sung-to"}), told) == []
    assert left_out(told) == {("", "internal"), ("", "unknown_kind")}


# --- loads --------------------------------------------------------------------------------------


def test_a_load_of_waste_is_one_only_for_who_may_know_it() -> None:
    sent = entry("consignment.collected", consignment=LOAD, loaded=[PACK, SALT])
    public = one(tell(replace(sent, payload={**sent.payload, "actor": CARRIER}),
                      telling("public", MANIFEST)))  # fmt: skip
    knows = one(tell(sent, telling("legitimate_interest", MANIFEST)))

    assert (public["bizStep"], public["disposition"]) == ("shipping", "in_transit")
    assert (knows["bizStep"], knows["disposition"]) == ("collecting", "disposed")
    bol = {"type": "bol", "bizTransaction": LOAD}
    assert public["bizTransactionList"] == [bol]
    assert knows["bizTransactionList"] == [
        bol, {"type": "bp:BTT-waste_manifest", "bizTransaction": f"{MAKER}#manifest/NL-1"},
    ]  # fmt: skip
    assert public["epcList"] == [PACK_EPC]
    assert public["quantityList"] == [{"epcClass": SALT, "quantity": 6.2, "uom": "KGM"}]
    assert public["sourceList"][0] == {"type": "possessing_party", "source": MAKER}
    assert public["destinationList"][0] == {"type": "possessing_party", "destination": CARRIER}


def test_a_second_carrier_takes_the_load_from_the_first() -> None:
    sent = entry("consignment.collected", consignment=LOAD, loaded=[PACK])
    event = one(tell(sent, telling("public", Book(before="https://first.example"))))
    assert event["sourceList"] == [{"type": "possessing_party", "source": "https://first.example"}]


def test_each_outcome_at_the_gate_is_an_event_and_what_is_missing_was_not_seen() -> None:
    lines = [
        {"item": PACK, "outcome": "received", "mass_kg": "412"},
        {"item": OWN, "outcome": "damaged"},
        {"item": "https://x.example/p/1", "outcome": "missing"},
        {"item": "https://x.example/p/2", "outcome": "surplus"},
    ]
    got = entry("consignment.received", consignment=LOAD, at_site="patio 1", lines=lines,
                measured_mass_kg="820.5")  # fmt: skip
    events = tell(got, telling("public"))

    assert [event["epcList"] for event in events] == [[PACK_EPC], [OWN], ["https://x.example/p/2"]]
    assert [event["disposition"] for event in events] == [
        "mismatch_quantity", "damaged", "mismatch_instance",
    ]  # fmt: skip
    assert events[0]["bp:missingItems"] == ["https://x.example/p/1"]
    assert [len(event.get("sensorElementList", ())) for event in events] == [1, 0, 0]
    assert len({event["eventID"] for event in events}) == 3
    assert events[0]["bizLocation"] == {"id": f"{RECYCLER}#site/patio%201"}


def test_what_is_turned_away_goes_back_and_is_not_handed_over() -> None:
    lines = [{"item": PACK, "outcome": "received"}, {"item": OWN, "outcome": "rejected"}]
    got = entry(
        "consignment.partially-received", consignment=LOAD, at_site="p", lines=lines,
        measured_mass_kg="400", reason="damaged", next_step="return",
    )  # fmt: skip
    taken, away = tell(got, telling("public"))
    assert (away["bizStep"], away["disposition"]) == ("bp:BizStep-rejecting", "returned")
    assert "destinationList" in taken
    assert "destinationList" not in away


@pytest.mark.parametrize(
    ("step", "word"),
    [("collected", "shipping"), ("delivered", "arriving"), ("received", "receiving")],
)
def test_a_step_signed_in_ink_is_told_as_the_step(step: str, word: str) -> None:
    lines = [] if step == "delivered" else [{"item": PACK, "outcome": "received"}]
    side: dict[str, Any] = {"name": "Transportes de Papel"}
    got = entry(
        "consignment.recorded-on-paper", consignment=LOAD, step=step, side=side, lines=lines,
        at_site="patio-1", measured_mass_kg="400",
    )  # fmt: skip
    told = telling("public")
    event = one(tell(got, told))
    assert (event["bizStep"], event["bp:onPaper"]) == (word, "yes")
    assert ("side", "no_place") in left_out(told)
    assert "Papel" not in str(event)


def test_an_item_ends_as_its_parts() -> None:
    children = [
        {"item": OWN, "item_kind": "module", "material": "module", "mass_kg": "200"},
        {"item": SALT, "item_kind": "fraction", "material": "black_mass", "mass_kg": "6.2"},
    ]
    torn = entry("item.dismantled", item=PACK, mass_kg="210", children=children, loss_kg="0.5")
    event = one(tell(torn, telling("public")))
    assert "action" not in event
    assert event["inputEPCList"] == [PACK_EPC]
    assert event["outputEPCList"] == [OWN]
    assert event["outputQuantityList"] == [{"epcClass": SALT, "quantity": 6.2, "uom": "KGM"}]
    assert (event["bp:inputMassKg"], event["bp:lossKg"]) == (210, 0.5)


def test_a_batch_is_one_transformation_of_what_goes_in_and_comes_out() -> None:
    batch = f"{MAKER}#batch/L-1"
    lines = [{"item": PACK, "mass_kg": "410.5"}, {"item": SALT, "mass_kg": "6"}]
    outputs = [{"item": OWN, "material": "copper", "use": "product", "mass_kg": "40"}]
    fed = entry("batch.fed", batch=batch, lines=lines)
    weighed = entry("batch.output-weighed", batch=batch, fractions=outputs)

    into = one(tell(fed, telling("legitimate_interest")))
    out = one(tell(weighed, telling("public")))

    assert into["transformationID"] == out["transformationID"] == batch
    assert into["inputEPCList"] == [PACK_EPC]
    assert into["inputQuantityList"] == [{"epcClass": SALT, "quantity": 6, "uom": "KGM"}]
    assert into["bp:inputMassKg"] == 416.5
    assert out["outputQuantityList"] == [{"epcClass": OWN, "quantity": 40, "uom": "KGM"}]
    assert (out["bp:outputMassKg"], out["bizStep"]) == (40, "bp:BizStep-recycling")
    assert tell(fed, telling("public")) == []


# --- corrections --------------------------------------------------------------------------------

TAKEN = entry("pack.removed", item=PACK, reason="repair")
FALSE: dict[str, Any] = {
    "annulled_subject": PACK,
    "target_kind": "pack.removed",
    "target": "ab" * 32,
}


@pytest.mark.parametrize(
    ("reason", "word"),
    [("did_not_happen", "did_not_occur"), ("recorded_twice", "did_not_occur"),
     ("wrong_item", "incorrect_data")],
)  # fmt: skip
def test_an_annulment_repeats_the_whole_event_with_a_declaration(reason: str, word: str) -> None:
    told = telling("public")
    (event,) = tell_annulment(
        entry("entry.annulled", 9, reason=reason, **FALSE), TAKEN, told, telling("public")
    )
    declaration = event.pop("errorDeclaration")
    assert declaration == {"declarationTime": "2026-03-03T23:00:00.000Z", "reason": word}
    assert event == one(tell(TAKEN, telling("public")))


def _amendment(kind: str, *fields: dict[str, Any]) -> EpcisEntry:
    payload = {**TAKEN.payload, "kind": "entry.amended", "target_kind": kind, "target": "ab" * 32,
               "fields": list(fields), "event_id": "11111111-1111-8111-8111-111111111111"}  # fmt: skip
    return EpcisEntry(9, "cd" * 32, payload)


def test_a_correction_declares_the_old_event_and_tells_the_new_one() -> None:
    read = entry("item.assessed", item=PACK, condition="serviceable", method="visual", **READING)
    change = _amendment("item.assessed", {"field": "soh_percent", "old": "81.5", "new": "80.5"})
    old, new = tell_amendment(change, read, telling("legitimate_interest"),
                              telling("legitimate_interest"))  # fmt: skip

    assert old["errorDeclaration"]["correctiveEventIDs"] == [new["eventID"]]
    assert new["eventID"] == "urn:uuid:11111111-1111-8111-8111-111111111111"
    assert new["bp:ledgerEntry"] == 9
    values = [event["sensorElementList"][0]["sensorReport"][0]["value"] for event in (old, new)]
    assert values == [81.5, 80.5]


def test_a_correction_of_what_a_reader_does_not_see_tells_him_nothing() -> None:
    read = entry("item.assessed", item=PACK, condition="serviceable", method="visual", **READING)
    change = _amendment("item.assessed", {"field": "soh_percent", "old": "81.5", "new": "80.5"})
    told = telling("public")
    assert tell_amendment(change, read, told, telling("public")) == []
    assert left_out(told) == {("", "same")}


def test_a_correction_reaches_into_records_and_lines() -> None:
    payload = {"items": [{"item": PACK, "mass_kg": "1"}, {"item": OWN, "mass_kg": "1"}],
               "waste": {"waste_name": "a"}, "mass_kg": "9"}  # fmt: skip
    found = corrected(
        payload,
        [
            {"field": "mass_kg", "item": OWN, "new": "2"},
            {"field": "waste.waste_name", "new": "b"},
        ],
    )
    assert found == {
        "items": [{"item": PACK, "mass_kg": "1"}, {"item": OWN, "mass_kg": "2"}],
        "waste": {"waste_name": "b"}, "mass_kg": "9",
    }  # fmt: skip
    assert payload["waste"] == {"waste_name": "a"}
