"""A pack scanned where the gate asks something: it is scanned, and is no answer."""

from __future__ import annotations

import pytest

from batterypass import bootstrap
from batterypass.app.scans import looks_scanned, names_pack
from cli.custody import BASE, last, on_the_road
from cli.desk import Desk
from cli.test_gate import gate_of
from cli.test_gate_terminal import Keeper


@pytest.fixture
def desk(busy: Desk) -> Desk:
    return busy


@pytest.mark.parametrize(
    ("text", "is_scan"),
    [
        ("https://id.sierra-alta.example/01/09521234560104/21/SA26-000001", True),
        ("095B-T15T-4217-D", True), ("SA26-000001", True), ("SA26-999999", True),
        ("FV-8817", True), ("", False), ("s", False), ("n", False), ("2", False), ("1,2", False),
        ("hinchado", False), ("golpe en la esquina 2", False), ("10, 11, 12", False),
        ("10,11,12", False), ("dado", False),
    ],
)  # fmt: skip
def test_a_code_is_told_from_an_answer(desk: Desk, text: str, is_scan: bool) -> None:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        assert looks_scanned(ledger.session, text) is is_scan


def test_a_person_may_have_a_number(desk: Desk) -> None:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        assert not names_pack(ledger.session, "OP-12345")
        assert names_pack(ledger.session, "SA26-000001")


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_pack_scanned_at_a_question_is_scanned_and_rings(desk: Desk, lang: str) -> None:
    on_the_road(desk, 1, 2, 3, 4)
    desk.lang, desk.at = lang, "2026-11-23T10:30:00-06:00"
    es = lang == "es"
    keeper = Keeper(desk)
    keeper.scans(1)
    keeper.types("2/4:", "d")
    keeper.types("[1]", "")
    # The next pack comes under the scanner where the remark is asked for.
    keeper.types("motivo" if es else "what is wrong", BASE.format(2))
    keeper.child.expect_exact("\a")
    keeper.child.expect_exact("queda sin motivo" if es else "stays without a remark")
    keeper.child.expect_exact("✓ 35H4-RETZ-ZRGR-S")
    # A misread code, and the next pack where it is asked whether to enrol it.
    keeper.types("3/4:", "FV-8817")
    keeper.types("dar de alta como sobrante" if es else "enrol it as surplus", BASE.format(3))
    keeper.child.expect_exact("\a")
    keeper.child.expect_exact("FV-8817 NO está" if es else "FV-8817 is NOT")
    keeper.child.expect_exact("✓ ")
    # And where the rest is about to be marked as missing.
    keeper.types("4/4:", "")
    keeper.types("marcar faltantes" if es else "mark as missing", BASE.format(4))
    keeper.child.expect_exact("nada se marcó" if es else "nothing was marked")
    keeper.child.expect_exact("✓ ")
    keeper.types("4/4:", "")
    keeper.types("kg:", "1648")
    keeper.types("nombre de quien" if es else "name of who", BASE.format(5))
    keeper.child.expect_exact("ya se cerró" if es else "the list is closed")
    keeper.types("nombre de quien" if es else "name of who", "")
    keeper.types("su cargo" if es else "their post", "")
    keeper.types("[s/N]" if es else "[y/N]", "s" if es else "y")
    assert keeper.leaves() == 0
    said = last(desk, "consignment.received")
    assert [line["outcome"] for line in said["lines"]] == ["damaged", *["received"] * 3]
    assert "sealed" not in said, "no remark"


def test_a_pack_scanned_where_kept_scans_are_offered_goes_on_from_there(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    keeper = Keeper(desk)
    keeper.scans(1)
    keeper.child.expect_exact("2/2:")
    keeper.child.sendeof()
    keeper.leaves()
    again = Keeper(desk)
    again.types("Go on from there? [Y/n]", BASE.format(2))
    again.child.expect_exact("✓ 35H4-RETZ-ZRGR-S")
    again.types("2/2:", "")
    again.child.expect_exact("kg:")
    again.child.sendeof()
    again.leaves()


def test_a_stranger_that_nobody_answered_for_is_not_taken(desk: Desk) -> None:
    on_the_road(desk, 1)
    gate, keeper, _ = gate_of(desk, BASE.format(20), BASE.format(1), "")
    assert list(gate.lines) == [BASE.format(1)]
    assert keeper.bells == 2
    assert "is NOT on the list" in keeper.told


def test_a_pack_scanned_while_another_is_turned_away_turns_nothing_away(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    gate, keeper, _ = gate_of(desk, BASE.format(1), "r", BASE.format(2), "")
    assert [line.outcome for line in gate.lines.values()] == ["received", "received"]
    assert gate.rejection.reason == ""
    assert "is NOT turned away" in keeper.told


def test_a_pack_scanned_at_the_list_of_missing_ones_is_seen(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    gate, _, _ = gate_of(desk, BASE.format(1), "m", BASE.format(2), "")
    assert gate.count("missing") == 0
    assert gate.count("received") == 2


def test_a_pack_scanned_at_the_kind_of_damage_is_scanned(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    gate, _, loop = gate_of(desk, BASE.format(1), "d", BASE.format(2), "")
    found = [(line.outcome, line.condition) for line in gate.lines.values()]
    assert found == [("damaged", "damaged_stable"), ("received", "")]
    assert loop.remarks == []
