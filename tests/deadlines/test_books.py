"""Log books and yearly sums: exact, traceable to entries, and no spreadsheet runs them."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from batterypass import bootstrap
from batterypass.documents.flow import LANDSCAPE, Flow, TableColumn
from cli.custody import CARRIER, MAKER, NUMBER, RECYCLER, offer, serials
from cli.desk import Desk
from documents.reading import seen, text_of

FORMULA = "=cmd|' /C calc'!A0"


def book(desk: Desk, party: str, *words: str) -> list[dict[str, Any]]:
    ran = desk.ok("logbook", "export", "--party", party, *words, "--json")
    found: list[dict[str, Any]] = ran.json["movements"]
    return found


def sums(desk: Desk, party: str, year: str = "2026") -> list[dict[str, Any]]:
    ran = desk.ok("annual", "export", "--party", party, "--year", year, "--json")
    found: list[dict[str, Any]] = ran.json["sums"]
    return found


def kinds(desk: Desk, entries: list[int]) -> list[str]:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        return [ledger.entry(entry).payload["kind"] for entry in entries]


def test_what_came_and_went_stands_in_order_with_its_entries(arrived: Desk) -> None:
    generated, shipped = book(arrived, MAKER)
    assert (generated["what"], generated["count"], generated["kg"]) == ("generated", 24, "9900")
    assert kinds(arrived, generated["entries"]) == ["item.declared-waste"]
    assert (shipped["what"], shipped["kg"], shipped["basis"]) == ("shipped", "825", "estimated")
    assert kinds(arrived, shipped["entries"]) == ["consignment.offered", "consignment.collected"]
    assert shipped["authorisation"] == "19-IV-36-26"
    (received,) = book(arrived, RECYCLER)
    assert (received["kg"], received["basis"]) == ("820.25", "weighed")
    assert received["manifest_no"] == NUMBER


def test_a_period_and_a_site_choose(arrived: Desk) -> None:
    assert len(book(arrived, MAKER, "--from", "2026-11-21")) == 1
    assert len(book(arrived, MAKER, "--to", "2026-11-20")) == 1
    assert book(arrived, RECYCLER, "--site", "patio-1", "--from", "2026-11-24") == []
    ran = arrived.run("logbook", "export", "--party", RECYCLER, "--site", "nowhere")
    assert ran.code == 2
    assert "patio-1" in ran.err
    ran = arrived.run("logbook", "export", "--party", MAKER, "--from", "2026-12-31")
    assert ran.code == 2


def test_whose_book_it_is_has_to_be_said_where_several_have_keys(arrived: Desk) -> None:
    ran = arrived.run("logbook", "export")
    assert ran.code == 2
    assert "--party" in ran.err


def test_the_year_of_the_sender_is_the_year_of_the_receiver(arrived: Desk) -> None:
    (sent,) = sums(arrived, MAKER)
    (came,) = sums(arrived, RECYCLER)
    assert (sent["part"], came["part"]) == ("sent", "received")
    for key in ("stream", "waste_class", "operation", "items", "kg", "manifests", "entries"):
        assert sent[key] == came[key], key
    assert sent["kg"] == sent["weighed_kg"] == "820.25"
    assert sums(arrived, MAKER, "2025") == []


@pytest.fixture
def short(road: Desk) -> Desk:
    """One of the two that left never came, and one came that nobody shipped."""
    one, gone, extra = serials(21, 22, 23)
    road.ok(
        "receive", NUMBER, "--line", f"{one}=received", "--line", f"{gone}=missing",
        "--line", f"{extra}=surplus", "--mass-kg", "824.5", "--as", RECYCLER, "--yes",
        at="11-23T12:00",
    )  # fmt: skip
    return road


def test_the_year_of_the_sender_leaves_out_what_it_never_shipped_and_names_what_is_missing(
    short: Desk,
) -> None:
    (sent,), (came,) = sums(short, MAKER), sums(short, RECYCLER)
    assert (sent["items"], sent["missing"], sent["surplus"]) == (1, 1, 1)
    assert (came["items"], came["missing"], came["surplus"]) == (2, 1, 1)
    # 824.5 on the scale, of which the surplus pack is 412.5 by its own record.
    assert (sent["kg"], came["kg"]) == ("412", "824.5")
    shipped = book(short, MAKER)[-1]
    assert (shipped["what"], shipped["count"], shipped["kg"]) == ("shipped", 2, "825")
    (received,) = book(short, RECYCLER)
    assert (received["count"], received["kg"]) == (came["items"], came["kg"])


def test_the_year_is_accounted_for_from_the_log_book_line_by_line(short: Desk) -> None:
    words = ("annual", "export", "--party", MAKER, "--year", "2026")
    said = short.ok(*words).out
    assert (
        "2 shipped, 825 kg; 1 missing, -412.5 kg; scale against declared -0.5 kg; in the sums 1, 412 kg"
    ) in said
    assert "-0 kg" not in said
    assert "surplus at the consignee, never shipped" in said
    spanish = short.ok(*words, "--lang", "es").out
    assert "faltantes 1, -412.5 kg" in spanish
    assert "sobrantes en el destino" in spanish


def test_what_is_on_its_way_counts_as_declared_and_apart(arrived: Desk) -> None:
    arrived.ok("ship", "collect", "M-2026-00002", "--plate", "EJ-042", "--yes", at="11-24T09:00")
    rows = {row["waste_class"]: row for row in sums(arrived, MAKER)}
    assert rows["special_handling"]["declared_kg"] == "825"
    assert rows["special_handling"]["weighed_kg"] == "0"
    assert rows["hazardous"]["declared_kg"] == "0"
    assert sums(arrived, RECYCLER)[0]["kg"] == "820.25"


def test_what_was_turned_away_and_came_back_is_in_the_book_and_not_in_the_year(road: Desk) -> None:
    items = ",".join(serials(21, 22))
    road.ok(
        "log", "consignment.rejected", f"consignment={NUMBER}", "at_site=patio-1",
        f"items={items}", "reason=no_capacity", "next_step=return", "--as", RECYCLER, "--yes",
        at="11-23T12:00",
    )  # fmt: skip
    road.ok(
        "log", "consignment.returned", f"consignment={NUMBER}", f"items={items}",
        "measured_mass_kg=822.5", "--as", MAKER, "--yes", at="11-24T12:00",
    )  # fmt: skip
    back = book(road, MAKER)[-1]
    assert (back["what"], back["direction"], back["kg"]) == ("returned", "in", "822.5")
    assert kinds(road, back["entries"])[-1] == "consignment.returned"
    assert sums(road, MAKER) == []
    assert book(road, RECYCLER) == []


def test_waste_handed_over_without_a_carrier_leaves_one_book_and_enters_the_other(
    road: Desk,
) -> None:
    road.ok(
        "handoff", "release", *serials(3), "--to", RECYCLER, "--as", MAKER, "--yes",
        at="11-23T09:00",
    )  # fmt: skip
    road.ok(
        "handoff", "accept", *serials(3), "--from", MAKER, "--as", RECYCLER, "--yes",
        at="11-23T10:00",
    )  # fmt: skip
    assert [one["what"] for one in book(road, MAKER)][-1] == "handed_over"
    (accepted,) = book(road, RECYCLER)
    assert (accepted["what"], accepted["kg"]) == ("accepted", "412.5")
    assert sums(road, RECYCLER)[0]["declared_kg"] == "412.5"


def test_a_second_life_takes_nothing_out_of_the_book_of_the_time_before(road: Desk) -> None:
    give = ("handoff", "release", *serials(3), "--to", "taller-volta", "--as", MAKER, "--yes")
    accept = ("handoff", "accept", "--from", MAKER, "--as", "taller-volta", "--yes")
    road.ok(*give, at="11-23T09:00")
    road.ok(*accept, "--acknowledge", "BP-A006=truck_at_gate", at="11-23T10:00")
    assert [one["what"] for one in book(road, "taller-volta")] == ["accepted"]
    before = book(road, MAKER)
    road.ok(
        "log", "item.assessed", *serials(3), "condition=serviceable", "method=capacity_test",
        "soh_percent=82", "--as", "taller-volta", "--yes", at="11-24T09:00",
    )  # fmt: skip
    road.ok(
        "log", "pack.repurposed", *serials(3), "new_category=stationary",
        "new_use=stationary_storage", "energy_wh=30000", "assessment=@last",
        "--as", "taller-volta", "--acknowledge", "BP-W001=truck_at_gate", "--yes",
        at="11-24T10:00",
    )  # fmt: skip
    assert book(road, MAKER) == before
    came, left = book(road, "taller-volta")
    assert (came["what"], came["direction"], came["kg"]) == ("accepted", "in", "412.5")
    assert (left["what"], left["direction"], left["kg"]) == ("repurposed", "out", "412.5")
    assert came["stream"] == left["stream"] == "whole_battery"


def test_a_pack_without_a_mass_is_said_to_be_missing_from_the_sums(
    road: Desk, tmp_path: Path
) -> None:
    road.ok(
        "pack", "enrol", "reason=older_than_ledger", "serial=FV-88", "condition=serviceable",
        "evidence=nameplate", "--as", RECYCLER, "--yes", at="11-23T09:00",
    )  # fmt: skip
    road.ok(
        "log", "item.declared-waste", "FV-88", "reason=end_of_life", "stream=whole_battery",
        "--as", RECYCLER, "--yes", at="11-23T09:10",
    )  # fmt: skip
    words = ("logbook", "export", "--party", RECYCLER)
    path = tmp_path / "book.pdf"
    for ran in (road.ok(*words), road.ok(*words, "-o", str(path))):
        assert "no mass on record" in ran.err
    assert "no mass on record" in text_of(path.read_bytes())
    assert "no mass on record" not in road.ok("logbook", "export", "--party", MAKER).err


# --- files ----------------------------------------------------------------------------------


def test_no_cell_of_the_file_is_a_formula(road: Desk, tmp_path: Path) -> None:
    road.ok(
        "ship", "offer", *serials(1), "--to", RECYCLER, "--carrier", CARRIER, "--container-type",
        "tarima", "--waste-name", FORMULA, "--as", MAKER, "--yes", at="11-24T08:00",
    )  # fmt: skip
    road.ok("ship", "collect", "M-2026-00002", "--plate", "EJ-042", "--yes", at="11-24T09:00")
    path = tmp_path / "book.csv"
    road.ok("logbook", "export", "--party", MAKER, "-o", str(path), "--lang", "es")
    body = path.read_bytes()
    assert body.startswith(b"\xef\xbb\xbffecha,")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert f"'{FORMULA}" in rows[-1]
    assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows for cell in row)
    shown = road.ok("logbook", "export", "--party", MAKER, "-o", "-", "--lang", "es")
    assert shown.out.encode() == body


def test_a_sum_of_tenths_is_exact(arrived: Desk) -> None:
    total = sum((Decimal(one["kg"]) for one in book(arrived, MAKER)), Decimal(0))
    assert str(total) == "10725"


@pytest.mark.parametrize("words", [("logbook", "export"), ("annual", "export", "--year", "2026")])
def test_the_paper_says_what_the_screen_says_and_is_the_same_twice(
    arrived: Desk, tmp_path: Path, words: tuple[str, ...]
) -> None:
    bodies = []
    for name in ("a.pdf", "b.pdf"):
        arrived.ok(*words, "--party", RECYCLER, "-o", str(tmp_path / name), "--lang", "es")
        bodies.append((tmp_path / name).read_bytes())
    assert bodies[0] == bodies[1]
    text = text_of(bodies[0])
    assert "Recicladora del Norte" in text
    assert "820.25" in text
    assert NUMBER in text.replace("\n", "")
    assert "Página 1 / 1" in text


def test_a_file_of_another_kind_and_a_year_that_is_none_are_named(arrived: Desk) -> None:
    ran = arrived.run("logbook", "export", "--party", MAKER, "-o", "book.xls")
    assert ran.code == 2
    assert ".csv" in ran.err
    assert arrived.run("annual", "export", "--party", MAKER, "--year", "26").code == 2


def test_a_long_table_repeats_its_head_and_divides_no_word_and_no_row() -> None:
    flow = Flow(LANDSCAPE, 36)
    columns = (TableColumn("fecha", 1), TableColumn("denominación", 1), TableColumn("kg", 8, True))
    rows = [(f"2026-11-{n % 28 + 1:02}", "almacenamiento temporal", f"{n}.5") for n in range(90)]
    flow.table(columns, rows)
    pdf = flow.pdf(title="t", foot="f", lang="es")
    pages = text_of(pdf).split("\f")
    assert len(pages) > 1
    assert all("denominación" in page for page in pages)
    counts = [(page.count("almacenamiento"), page.count("temporal")) for page in pages]
    assert all(first == second for first, second in counts)
    assert sum(first for first, _ in counts) == len(rows)
    assert all(one.right <= LANDSCAPE[0] - 30 for one in seen(pdf))
    assert f"Página {len(pages)} / {len(pages)}" in pages[-1]


def test_offering_alone_moves_nothing(road: Desk) -> None:
    before = book(road, MAKER)
    offer(road, 5, at="11-24T08:00")
    assert book(road, MAKER, "--to", "2026-11-24") == before
