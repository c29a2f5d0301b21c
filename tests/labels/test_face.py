"""The face of a label: signs where values say so, nothing cut that somebody may need."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batterypass.documents import label_face, label_signs
from batterypass.documents.ink import PdfInk
from batterypass.documents.labels import label_svg, placed_labels, render_labels
from batterypass.documents.read_back import page_count, read_pages, unread
from batterypass.documents.sheets import MM, SHEETS, sheet_named
from batterypass.documents.symbols import CE, CROSSED_BIN, CROSSED_BIN_WIDE, HIGH_VOLTAGE, Symbol
from batterypass.errors import InputError
from batterypass.regulations.label_marks import NO_SIGNS, label_law, label_marks
from documents import samples
from documents.reading import seen, text_of

LAW = label_law("2027-02-18")
ALL = LAW.signs(
    {
        "cadmium_lead_symbols": ["Cd", "Pb"], "maximum_voltage": "438",
        "eu_declaration_of_conformity": "https://sierra-alta.example/doc/1",
    }
)  # fmt: skip
PLAIN = samples.label(5)
FULL = replace(
    PLAIN, signs=ALL, details=("vehículo eléctrico", "120 Ah", "384 V"), extinguishing="agua",
)  # fmt: skip


class Noted(PdfInk):
    """Remembers where symbols, texts and codes went."""

    def __init__(self) -> None:
        super().__init__(1000)
        self.symbols: dict[int, tuple[float, float, float]] = {}
        self.texts: dict[str, tuple[float, float, float]] = {}

    def symbol(self, symbol: Symbol, x: float, y: float, side: float) -> None:
        self.symbols[id(symbol)] = (x, y, side)

    def text(self, x: float, y: float, line: str, size: float, *, bold: bool = False) -> None:
        self.texts[line] = (x, y, size)


def drawn(label: object, sheet: str, size: float) -> Noted:
    assert isinstance(label, type(PLAIN))
    ink = Noted()
    label_face.draw_label(ink, label, "es", sheet_named(sheet), size, None)
    return ink


def test_a_sign_that_no_value_asks_for_is_not_drawn() -> None:
    ink = drawn(PLAIN, "letter-10", 30)
    assert id(CROSSED_BIN) in ink.symbols
    assert id(CE) not in ink.symbols
    assert id(HIGH_VOLTAGE) not in ink.symbols
    assert not {"Cd", "Pb", "Cd Pb"} & set(ink.texts)


@pytest.mark.parametrize(("sheet", "size"), [
    ("letter-10", 30), ("letter-6", 40), ("letter-30", 22), ("a4-8", 30), ("a4-21", 28),
    ("a4-24", 30), ("roll-100x50", 35), ("roll-76x51", 35), ("roll-60x40", 28),
])  # fmt: skip
def test_signs_are_as_large_as_the_law_wants_on_every_stock(sheet: str, size: float) -> None:
    ink = drawn(FULL, sheet, size)
    bin_side = ink.symbols[id(CROSSED_BIN)][2]
    # Letters of this size are 0.73 of it high and 1.37 wide, for each metal.
    metal = ink.texts["Cd Pb"][2]
    assert 0.73 * 1.37 * metal**2 >= bin_side**2 / 4
    assert ink.texts["Cd Pb"][1] > ink.symbols[id(CROSSED_BIN)][1] + bin_side, "beneath the bin"
    assert ink.symbols[id(CE)][2] * 0.695 / MM >= 5 - 1e-6
    assert id(HIGH_VOLTAGE) in ink.symbols


@pytest.mark.parametrize("label", [PLAIN, FULL, replace(FULL, backup="FDJX3VMBAG155")])
@pytest.mark.parametrize("sheet", [*sorted(SHEETS), "roll-60x40"])
def test_no_two_words_or_signs_of_a_label_lie_on_each_other(sheet: str, label: object) -> None:
    assert isinstance(label, type(PLAIN))
    form = sheet_named(sheet)
    refused: list[str | None] = []
    for size in range(int(form.usual_code_mm), 7, -4):
        try:
            pdf = render_labels([label], "es", sheet=sheet, size_mm=size)
        except InputError as error:
            # Said, and never drawn over each other.
            refused.append(error.code)
            continue
        words = seen(pdf)
        for number, one in enumerate(words):
            for other in words[number + 1 :]:
                across = min(one.right, other.right) - max(one.left, other.left)
                down = min(one.bottom, other.bottom) - max(one.top, other.top)
                height = min(one.bottom - one.top, other.bottom - other.top)
                assert across <= 0.5 or down <= 0.45 * height, (one, other, size)
        placed = list(placed_labels([label], sheet=sheet))
        assert not unread(placed, read_pages(pdf, range(page_count(pdf)), 600)), size
    assert set(refused) <= {"label.smaller-code", "label.no-room-backup", "label.no-room-words"}


@pytest.mark.parametrize("sheet", ["roll-50x30", "a4-24", "letter-30", "letter-10"])
def test_the_printed_id_and_the_figures_are_never_cut(sheet: str) -> None:
    label = replace(FULL, signs=LAW.signs({}, "384"), maker=samples.LONG * 2, model=samples.LONG)
    pdf = render_labels([label], "es", sheet=sheet, size_mm=sheet_named(sheet).usual_code_mm)
    text = text_of(pdf)
    assert label.printed_id in text.replace("\n", "")
    for fact in ("LFP", "46.08 kWh", "412.5 kg"):
        assert fact in text
    assert "Fabricado 2026-11" in text


def test_a_label_with_no_room_says_which_code_would_leave_it() -> None:
    with pytest.raises(InputError, match=r"at (\d+) mm or less") as caught:
        render_labels([PLAIN], "es", sheet="roll-40x20", size_mm=20)
    smaller = int(str(caught.value.values["smaller"]))
    render_labels([PLAIN], "es", sheet="roll-40x20", size_mm=smaller)
    with pytest.raises(InputError, match="no room"):
        render_labels([replace(FULL, backup="X" * 13)], "es", sheet="roll-30x15", size_mm=12)


@pytest.mark.parametrize("phone", ["800 555 0142 (24 h)", "+52 81 5555 0101 · GRE guía 147"])
@pytest.mark.parametrize("sheet", [*sorted(SHEETS), "roll-60x40"])
def test_a_telephone_number_stays_on_one_line(sheet: str, phone: str) -> None:
    # A short label says less; it never says half a number, nor the number of nothing.
    label = replace(FULL, signs=LAW.signs({}, "384"), emergency_line=phone)
    pdf = render_labels([label], "es", sheet=sheet, size_mm=sheet_named(sheet).usual_code_mm)
    assert phone.partition(" · ")[0] in text_of(pdf)
    assert "Emergencia:" in text_of(pdf)


def test_what_puts_a_fire_out_is_printed_whole_or_not_at_all() -> None:
    assert "Fuego: agua" in text_of(render_labels([FULL], "es"))
    assert "Fire: agua" in text_of(render_labels([FULL], "en"))
    long = replace(FULL, extinguishing=samples.LONG * 9)
    text = text_of(render_labels([long], "es", sheet="letter-30", size_mm=22))
    assert "Fuego" not in text
    assert "800 555 0142" in text


def test_the_second_code_holds_the_id_alone_and_is_fine() -> None:
    label = replace(PLAIN, backup="FXVPTPAR29KSR")
    pdf = render_labels([label], "es", size_mm=30)
    assert sorted(one.text for one in read_pages(pdf, [0], 300)) == sorted(
        [label.signed_url, "FXVPTPAR29KSR"]
    )
    assert all(side >= 29 * 0.4 - 1e-6 for side in label_signs._BACKUP_MM)


def test_a_code_on_the_wrong_label_is_not_read_back() -> None:
    labels = [samples.label(1), samples.label(2)]
    pdf = render_labels(labels, "es")
    found = read_pages(pdf, [0], 300)
    assert not unread(placed_labels(labels, sheet="letter-10"), found)
    swapped = unread(placed_labels(labels[::-1], sheet="letter-10"), found)
    assert [one.printed_id for one in swapped] == [one.printed_id for one in labels[::-1]]
    missing = unread(placed_labels(labels, sheet="letter-10"), found[:1])
    assert len(missing) == 1


def test_a_sheet_that_was_begun_is_used_up() -> None:
    labels = [samples.label(number) for number in range(12)]
    pdf = render_labels(labels, "es", skip=9)
    assert page_count(pdf) == 3
    placed = list(placed_labels(labels, sheet="letter-10", skip=9))
    assert [one.page for one in placed] == [0] + [1] * 10 + [2]
    assert not unread(placed, read_pages(pdf, range(3), 200))
    for skip in (10, -1):
        with pytest.raises(InputError, match="expected 0 to 9"):
            render_labels(labels, "es", skip=skip)


def test_the_same_labels_give_the_same_bytes() -> None:
    labels = [replace(FULL, backup="FXVPTPAR29KSR"), PLAIN]
    assert render_labels(labels, "es") == render_labels(labels, "es")
    assert label_svg(FULL, "en") == label_svg(FULL, "en")


@pytest.mark.parametrize("name", ["roll-10x10", "roll-500x40", "roll-50", "roll-ax3", "letter"])
def test_a_roll_of_no_size_lists_what_there_is(name: str) -> None:
    with pytest.raises(InputError, match=r"letter-10.*roll-WIDTHxHEIGHT"):
        sheet_named(name)
    assert sheet_named("roll-60x40").label == (60.0, 40.0)


def test_the_bin_is_told_as_it_is_drawn() -> None:
    form = sheet_named("letter-10")
    side = label_face.bin_side_mm(PLAIN, "es", form, 30, None)
    square = drawn(PLAIN, "letter-10", 30).symbols[id(CROSSED_BIN)][2] / MM
    assert side == pytest.approx(square * CROSSED_BIN_WIDE)
    assert LAW.largest_side_cm2(6) == pytest.approx(12)
    assert LAW.largest_side_cm2(50) is None
    # One under 4.7 mm counts on no battery, however small it is.
    assert LAW.largest_side_cm2(4.6) == 0


def test_the_bin_is_no_wider_than_it_is_told_to_be() -> None:
    # The arms of its cross end round, half a pen beyond their points.
    cross = CROSSED_BIN[-2:]
    across = [x for line in cross for x, _ in line.points]
    down = [y for line in cross for _, y in line.points]
    assert max(across) - min(across) + cross[0].pen == pytest.approx(CROSSED_BIN_WIDE)
    assert max(down) - min(down) + cross[0].pen >= CROSSED_BIN_WIDE


def test_signs_rest_on_what_is_said_and_on_nothing_else() -> None:
    assert LAW.signs({}) == replace(NO_SIGNS, metal_share=0.25, ce_height_mm=5.0)
    assert LAW.signs({"cadmium_lead_symbols": "Pb"}).metals == ("Pb",)
    assert LAW.signs({"cadmium_lead_symbols": [{"symbol": "Cd"}]}).metals == ("Cd",)
    assert LAW.signs({"cadmium_lead_symbols": "none, PbO2"}).metals == ()
    assert not LAW.signs({}, "60").high_voltage
    assert LAW.signs({}, "60.1").high_voltage
    assert LAW.signs({"maximum_voltage": "61"}, "48").high_voltage
    assert not LAW.signs({"maximum_voltage": "unknown"}, "48").high_voltage
    assert not LAW.signs({"eu_declaration_of_conformity": " "}).ce


def test_every_row_of_the_table_names_its_source() -> None:
    for row in label_marks().rows:
        assert len(row["source"]) > 20, row
        assert row["confidence"] in ("high", "medium", "low")


def test_half_a_figure_is_never_printed() -> None:
    """What has no room is left out whole: half a capacity would be another one."""
    label = replace(
        PLAIN, details=("electric vehicle", "131.3 Ah", "350.4 V"), backup="FXVPTPAR29KSR",
        maker=samples.LONG, model="SA-46", emergency_line="+52 81 5555 0101 · ERG guide 147",
    )  # fmt: skip
    whole = (*label.details, "412.5 kg", "46.08 kWh", "2026-11")
    for sheet, size in (("a4-21", 28), ("letter-10", 30), ("roll-76x51", 30), ("roll-60x40", 26)):
        text = text_of(render_labels([label], "en", sheet=sheet, size_mm=size))
        for number in ("131", "350", "412", "46", "2026"):
            for word in (one for one in text.split() if one.startswith(number)):
                assert any(word in one for one in whole), (sheet, word)
        assert "SA-46" in text, sheet
    tiny = replace(label, backup="")
    text = text_of(render_labels([tiny], "en", sheet="roll-50x30", size_mm=30))
    assert "0101" in text.replace("\n", " ")
    assert "…" not in text.partition("Emergency")[2]
