"""Masses at the gate: the screen, the question and the notice compare the same two numbers."""

from __future__ import annotations

import pytest

from batterypass import bootstrap
from batterypass.app.gate import Gate
from batterypass.regulations.tables import tolerance_percent
from cli.custody import BASE, NUMBER, on_the_road, serials, size
from cli.desk import Desk, Person
from cli.test_gate_terminal import Keeper


@pytest.fixture
def desk(busy: Desk) -> Desk:
    return busy


@pytest.mark.parametrize(
    ("outcomes", "scale", "difference"),
    [
        (("received", "received", "received"), "1240", None),
        (("received", "missing", "missing"), "412", None),
        (("received", "missing", "missing"), "1200", "787.5"),
        (("received", "rejected", "missing"), "825", "412.5"),
        (("damaged", "rejected", "received"), "825", None),
        (("received", "received", "received", "surplus"), "1650", "412.5"),
    ],
)
def test_the_screen_differs_by_what_the_notice_says(
    desk: Desk, outcomes: tuple[str, ...], scale: str, difference: str | None
) -> None:
    on_the_road(desk, 1, 2, 3)
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        session = ledger.session
        gate = Gate(session, ledger.consignment(NUMBER))
        for number, outcome in enumerate(outcomes, 1):
            gate.put(BASE.format(number), outcome)  # type: ignore[arg-type]
        weighing = gate.weighing(scale)
        percent = tolerance_percent(session.around.regulations, "consignment", "2026-11-23")
    assert percent is not None
    assert weighing.is_apart(percent) is (difference is not None)

    lines = [word for serial, outcome in zip(serials(1, 2, 3, 4), outcomes, strict=False)
             for word in ("--line", f"{serial}={outcome}")]  # fmt: skip
    turned = ["--reason", "damaged", "--next", "return"] if "rejected" in outcomes else []
    ran = desk.ok(
        "receive", NUMBER, *lines, *turned, "--mass-kg", scale, "--yes", at="11-23T10:30"
    )  # fmt: skip
    said = f"declared {weighing.expected_kg} kg, on the scale {scale} kg, difference {difference}"
    assert (said in ran.err) is (difference is not None)
    assert ("kg, on the scale" in ran.err) is (difference is not None)


def test_what_was_received_is_shown_beside_all_that_was_declared(desk: Desk) -> None:
    on_the_road(desk, 1, 2, 3)
    first, second, third = serials(1, 2, 3)
    desk.ok(
        "receive", NUMBER, "--line", f"{first}=received", "--line", f"{second}=missing",
        "--line", f"{third}=rejected", "--reason", "damaged", "--next", "return",
        "--mass-kg", "410", "--yes", at="11-23T10:30",
    )  # fmt: skip
    shown = desk.ok("manifest", "show", NUMBER).out
    assert "declared 1237.5 kg; declared of what was received 412.5 kg, weighed 410 kg" in shown
    found = desk.ok("manifest", "show", NUMBER, "--json").json["manifest"]["difference"]
    assert (found["declared_kg"], found["expected_kg"]) == ("1237.5", "412.5")


def test_a_scale_that_is_far_off_is_asked_for_again_beside_a_pack_that_nobody_knew(
    desk: Desk,
) -> None:
    on_the_road(desk, 1)
    keeper = Keeper(desk)
    keeper.scans(1)
    keeper.types("1/1:", "t")
    keeper.types("what can be read on it", "")
    keeper.types("1/1:", "")
    keeper.types("kg:", "1200")
    keeper.types("was declared with 412.5 kg. Is the scale right? [y/N]", "")
    keeper.child.expect_exact("kg:")
    keeper.child.sendeof()
    assert keeper.leaves() == 7


def test_a_mass_of_an_option_that_is_far_off_is_asked_about_where_somebody_is(desk: Desk) -> None:
    on_the_road(desk, 1)
    words = ("receive", NUMBER, "--all-received", "--mass-kg", "4125")
    before = size(desk)
    no = Person({"What is received was declared": "n", "Sign": "y"})
    ran = desk.run(*words, person=no, at="11-23T10:30")
    assert (ran.code, size(desk)) == (7, before)
    yes = Person({"What is received was declared": "y", "Sign": "y"})
    assert desk.ok(*words, person=yes).code == 0
    assert yes.unused() == []
