"""From a row to a pack, or to everything that is wrong with the row."""

from __future__ import annotations

import pytest

from batterypass.errors import InputError
from batterypass.exchange.packs import Pack
from exchange import samples
from exchange.samples import DOMAIN, GTIN, HEADER


def test_a_row_of_a_shift_becomes_the_form_that_is_signed() -> None:
    source = samples.table({"gtin": GTIN, "plant": "apodaca"}, columns=f"{HEADER},gtin,plant")
    assert samples.form(source) == {
        "item": f"https://{DOMAIN}/01/{GTIN}/21/SA26-000001", "model": "SA-46",
        "serial": "SA26-000001", "chemistry": "LFP", "category": "EV",
        "nominal_voltage_v": "350.4", "capacity_ah": "131.3", "energy_wh": "46000",
        "mass_kg": "412.5", "made_month": "2026-02", "plant": "apodaca",
    }  # fmt: skip


def test_the_same_pack_in_csv_and_json_gives_the_same_form() -> None:
    json_row = {**samples.GOOD, "mass_kg": 412.50, "energy_wh": 46000, "chemistry": "LiFePO4"}
    assert samples.form(samples.lines(json_row)) == samples.form(samples.table())


def test_a_spanish_table_with_decimal_commas_gives_the_same_form() -> None:
    body = (
        "Nº de serie;Modelo;Química;Categoría;Tensión nominal (V);Capacidad (Ah);Energía (kWh);"
        "Masa (kg);Mes de fabricación\n"
        "SA26-000001;SA-46;fosfato de hierro y litio;vehículo eléctrico;350,4;131,3;46;412,5;"
        "2026-02-17\n"
    )
    from batterypass.exchange.source import Source

    source = Source("turno.csv", body.encode("cp1252"))
    assert samples.form(source) == samples.form(samples.table())


def test_without_a_gtin_the_id_is_a_path_of_the_makers_own() -> None:
    assert (
        samples.form(samples.table({"serial": "A/1 b"}))["item"] == f"https://{DOMAIN}/p/A%2F1%20b"
    )


def test_a_gs1_link_has_its_serial_number_in_it() -> None:
    item = f"https://{DOMAIN}/01/{GTIN}/21/SA%2F7"
    columns = HEADER.replace("serial", "item")
    assert samples.form(samples.table({"item": item}, columns=columns))["serial"] == "SA/7"


def test_an_id_that_is_not_of_its_gtin_and_serial_is_refused() -> None:
    item = f"https://{DOMAIN}/01/{GTIN}/21/OTHER"
    columns = f"{HEADER},item,gtin"
    found = samples.problem(samples.table({"item": item, "gtin": GTIN}, columns=columns))
    assert found.column == "item"
    assert "/21/SA26-000001" in found.expected("en")
    found = samples.problem(samples.table({"item": item}, columns=f"{HEADER},item"))
    assert found.key == "item_gtin"


def test_a_gtin_with_a_wrong_check_digit_says_the_right_one() -> None:
    found = samples.problem(samples.table({"gtin": "9521234560105"}, columns=f"{HEADER},gtin"))
    assert (found.value, found.expected("en")) == (
        "9521234560105", "expected 4 as the check digit of this GTIN",
    )  # fmt: skip


def test_a_maker_without_a_domain_is_asked_for_the_id() -> None:
    assert samples.problem(samples.table(), domain="").key == "no_domain"


@pytest.mark.parametrize(
    ("field", "value", "key", "hint"),
    [
        ("mass_kg", "4125", "mass_range", "412.5"),
        ("mass_kg", "412.5 kg", "number", "412.5"),
        ("mass_kg", "0", "positive", ""),
        ("mass_kg", "", "missing", ""),
        ("energy_wh", "46", "energy_range", "46000"),
        ("chemistry", "LFPP", "choice", "LFP"),
        ("chemistry", "lead acid", "choice", ""),
        ("category", "stationery", "choice", "stationary"),
        ("made_month", "11/2026", "month", "2026-11"),
        ("made_month", "2027-01", "month", ""),
        ("serial", "ñ-1", "word", ""),
        ("model", "x" * 81, "word", ""),
    ],
)
def test_a_cell_that_is_off_is_named_with_what_was_probably_meant(
    field: str, value: str, key: str, hint: str
) -> None:
    found = samples.problem(samples.table({field: value}))
    assert (found.line, found.column, found.value, found.key, found.hint) == (
        2, field, value, key, hint,
    )  # fmt: skip


def test_the_sentence_is_the_one_of_the_interface() -> None:
    found = samples.problem(samples.table({"mass_kg": "4125"}))
    assert found.text("es") == (
        'línea 2  mass_kg  "4125"  fuera de rango para LFP 46 kWh (esperado 250–600) → ¿412.5?'
    )
    assert found.text("en") == (
        'line 2  mass_kg  "4125"  out of range for LFP 46 kWh (expected 250–600) → 412.5?'
    )


def test_a_doubt_about_a_column_in_kwh_speaks_of_kwh() -> None:
    columns = HEADER.replace("energy_wh", "energy_kwh")
    found = samples.problem(samples.table({"energy_kwh": "46000"}, columns=columns))
    assert found.hint == "46"
    assert "(expected 34–63)" in found.text("en")


def test_all_problems_of_a_row_are_found_at_once() -> None:
    (found,) = samples.read(samples.table({"mass_kg": "x", "chemistry": "x", "made_month": "x"}))
    assert isinstance(found, list)
    assert [one.column for one in found] == ["chemistry", "mass_kg", "made_month"]


def test_a_point_in_a_row_of_commas_is_not_guessed_at() -> None:
    row = {"nominal_voltage_v": "350,4", "capacity_ah": "131,3", "energy_wh": "46.000"}
    found = samples.problem(samples.table(row, delimiter=";"))
    assert (found.key, found.column, found.hint) == ("ambiguous", "energy_wh", "46000")


def test_a_comma_is_no_decimal_sign_in_a_table_of_commas() -> None:
    found = samples.problem(samples.table({"mass_kg": '"412,5"'}))
    assert (found.key, found.hint) == ("number", "412.5")


def test_part_of_a_test_report_is_not_enough() -> None:
    found = samples.problem(
        samples.table({"un38_3_report": "TV-1", "un38_3_article": "pack"},
                      columns=f"{HEADER},un38_3_report,un38_3_tested_on,un38_3_article")
    )  # fmt: skip
    assert (found.column, found.key) == ("un38_3_tested_on", "missing")


def test_a_public_attribute_that_should_be_a_number_is_one() -> None:
    source = samples.table({"minimum_voltage": "-"}, columns=f"{HEADER},minimum_voltage")
    assert samples.problem(source).key == "number"
    source = samples.table({"minimum_voltage": "280.50"}, columns=f"{HEADER},minimum_voltage")
    assert samples.form(source)["values"] == {"minimum_voltage": "280.5"}


def test_what_is_set_stands_in_place_of_what_the_row_says() -> None:
    form = samples.form(samples.table({"mass_kg": "4125"}), "mass_kg=412.5", f"gtin={GTIN}")
    assert (form["mass_kg"], "/01/" in form["item"]) == ("412.5", True)


@pytest.mark.parametrize("word", ["mass_kg", "mass=1", "state_of_charge=5", "=1", "mass_kg="])
def test_a_setting_that_sets_nothing_is_refused(word: str) -> None:
    with pytest.raises(InputError, match="expected field=value"):
        samples.read(samples.table(), word)


def test_missing_columns_are_all_named_with_the_nearest_that_is_there() -> None:
    columns = HEADER.replace("mass_kg", "mass").replace("model,", "").replace("energy_wh", "energy")
    with pytest.raises(InputError) as caught:
        samples.read(samples.table(columns=columns))
    assert "model, energy_wh (is it 'energy'?), mass_kg (is it 'mass'?)" in str(caught.value)
    assert "mass_kg (¿es 'mass'?)" in str(caught.value.values["es"])


def test_a_table_without_a_header_says_which_columns_it_needs() -> None:
    body = samples.table().body.split(b"\n", 1)[1]
    from batterypass.exchange.source import Source

    with pytest.raises(InputError, match="these columns are missing: serial, model"):
        samples.read(Source("t.csv", body + body))


def test_two_columns_for_one_field_are_refused() -> None:
    with pytest.raises(InputError, match="'mass_kg' and 'peso kg' give the same value"):
        samples.read(samples.table(columns=f"{HEADER},peso kg"))
    found = samples.problem(samples.lines({**samples.GOOD, "peso_kg": 1}))
    assert found.key == "same_field"


def test_a_cell_cannot_hide_what_follows_it_on_a_terminal() -> None:
    text = samples.problem(samples.lines({**samples.GOOD, "mass_kg": "1\x1b[2K\u202e"})).text("es")
    assert text.isprintable()
    assert "\\x1b[2K\\u202e" in text


def test_an_event_time_is_taken_with_its_offset_only() -> None:
    columns = f"{HEADER},event_time"
    time = "2026-11-21T08:41:07-06:00"
    assert samples.form(samples.table({"event_time": time}, columns=columns))["event_time"] == time
    found = samples.problem(samples.table({"event_time": time[:19]}, columns=columns))
    assert found.key == "event_time"


def test_a_form_that_passes_here_passes_the_kind_itself() -> None:
    from batterypass.domain.events.pack import PackManufactured

    (found,) = samples.read(samples.table())
    assert isinstance(found, Pack)
    own = {name for name, field in PackManufactured.model_fields.items() if field.is_required()}
    from batterypass.domain.events import COMMON_FIELDS

    assert own - set(COMMON_FIELDS) <= set(found.form)
