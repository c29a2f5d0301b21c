"""A truck of 24 packs at a real terminal: key presses are counted, and nothing scanned is lost."""

from __future__ import annotations

import pexpect
import pytest

from cli.custody import BASE, NUMBER, RECYCLER, last, on_the_road, size
from cli.desk import Desk
from cli.test_custody_terminal import scan, terminal


@pytest.fixture
def desk(busy: Desk) -> Desk:
    return busy


class Keeper:
    """A gate keeper with a scanner: what the scanner types is free, the fingers are counted."""

    def __init__(self, desk: Desk, *words: str) -> None:
        self.child = terminal(desk, "receive", NUMBER, "--scan", "--as", RECYCLER, *words)
        self.presses = 0

    def scans(self, number: int) -> None:
        """Scan a pack of the paper; the scanner types the code and Enter."""
        self.child.expect_exact(":")
        self.child.sendline(BASE.format(number))
        self.child.expect_exact("✓")

    def types(self, question: str, text: str) -> None:
        """Wait for a question, then type letters and Enter, each of them one press."""
        self.child.expect_exact(question)
        self.child.sendline(text)
        self.presses += len(text) + 1

    def leaves(self) -> int | None:
        self.child.expect(pexpect.EOF)
        self.child.close()
        status: int | None = self.child.exitstatus
        return status


def test_24_packs_one_damaged_and_two_missing_take_under_40_key_presses(desk: Desk) -> None:
    on_the_road(desk, *range(1, 25))
    desk.lang, desk.at = "es", "2026-11-23T10:30:00-06:00"
    keeper = Keeper(desk)
    keeper.child.expect_exact("Escanee")
    for number in range(1, 23):
        keeper.scans(number)
        if number == 7:
            keeper.types("8/24:", "d")
            keeper.types("[1]", "")
            keeper.types("motivo", "hinchado")
    keeper.types("23/24:", "")
    keeper.types("→ ¿marcar faltantes?", "")
    keeper.types("kg:", "9070")
    keeper.types("nombre de quien recibe", "")
    keeper.types("su cargo", "")
    keeper.types("[s/N]", "s")
    assert keeper.leaves() == 0
    assert keeper.presses < 40

    said = last(desk, "consignment.received")
    outcomes = [line["outcome"] for line in said["lines"]]
    assert (outcomes.count("received"), outcomes.count("damaged")) == (21, 1)
    assert outcomes.count("missing") == 2


def test_a_laptop_that_dies_at_the_gate_goes_on_where_it_was(desk: Desk) -> None:
    on_the_road(desk, 1, 2, 3)
    before = size(desk)
    keeper = Keeper(desk)
    keeper.scans(1)
    keeper.scans(2)
    keeper.types("3/3:", "d")
    keeper.types("[1]", "2")
    keeper.types("what is wrong", "dented")
    keeper.child.expect_exact("3/3:")
    keeper.child.kill(9)
    keeper.leaves()
    assert size(desk) == before

    again = Keeper(desk)
    again.types("2 lines of this reception were kept. Go on from there? [Y/n]", "")
    again.child.expect_exact("3/3:")
    again.child.sendline(BASE.format(3))
    again.child.expect_exact("✓")
    again.types("3/3:", "")
    again.types("kg:", "1237")
    again.types("name of who receives", "")
    again.types("their post", "")
    again.child.expect_exact("received 2, damaged 1")
    again.types("[y/N]", "y")
    assert again.leaves() == 0
    said = last(desk, "consignment.received")
    assert said["lines"][1]["condition"] == "damaged_critical"
    assert list((desk.folder / "home" / "receptions").iterdir()) == []


def test_a_no_at_the_end_keeps_the_scans_and_a_no_at_the_start_drops_them(desk: Desk) -> None:
    on_the_road(desk, 1)
    keeper = Keeper(desk)
    keeper.scans(1)
    for question, answer in (
        ("1/1:", ""), ("kg:", "412"), ("name of who receives", ""), ("their post", ""),
        ("[y/N]", "n"),
    ):  # fmt: skip
        keeper.types(question, answer)
    keeper.child.expect_exact(f"The scans are kept: batterypass receive {NUMBER} --scan goes on")
    assert keeper.leaves() == 7
    again = Keeper(desk)
    again.types("1 line of this reception was kept", "n")
    again.child.expect_exact("1/1:")
    again.child.sendeof()
    assert again.leaves() == 7
    fresh = Keeper(desk)
    fresh.child.expect_exact("1/1:")
    fresh.child.sendeof()
    fresh.leaves()


def test_packs_that_nobody_knows_are_enrolled_in_the_same_batch_as_surplus(desk: Desk) -> None:
    on_the_road(desk, 1)
    before = size(desk)
    keeper = Keeper(desk)
    keeper.scans(1)
    scan(keeper.child, "1/1:", "FV-8817", "\a")
    keeper.types("enrol it as surplus", "")
    keeper.child.expect_exact("write on it: ")
    # The same code again is the same pack; and one on which nothing can be read.
    scan(keeper.child, "1/1:", "FV-8817", "\a")
    keeper.types("enrol it as surplus", "")
    keeper.child.expect_exact("scanned already")
    keeper.types("1/1:", "t")
    keeper.types("what can be read on it", "")
    keeper.child.expect_exact("write on it: ")
    for question, answer in (
        ("1/1:", ""), ("kg:", "1300"), ("was declared with 412.5 kg. Is the scale right?", "y"),
        ("name of who receives", ""), ("their post", ""),
    ):  # fmt: skip
        keeper.types(question, answer)
    keeper.child.expect_exact("received 1, damaged 0, surplus 2")
    keeper.types("[y/N]", "y")
    assert keeper.leaves() == 0
    # The clock stands still here, so there is no time mark: two packs and the reception.
    assert size(desk) - before <= 4
    said = last(desk, "consignment.received")
    unknown = [line["item"] for line in said["lines"] if line["outcome"] == "surplus"]
    assert unknown == [
        "https://id.recicladora-norte.example/p/T-20261123-1",
        "https://id.recicladora-norte.example/p/T-20261123-2",
    ]
    shown = desk.ok("pack", "show", "FV-8817", "--json").json["item"]
    assert shown["item"] == unknown[0]
    assert shown["enrolled"] == "surplus"
    assert shown["contested"] is False


def test_the_last_pack_is_turned_away_with_a_key(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    desk.lang = "es"
    keeper = Keeper(desk)
    keeper.types("1/2:", "r")
    keeper.child.expect_exact("primero escanee")
    keeper.scans(1)
    keeper.types("2/2:", "r")
    keeper.types("por qué se rechaza", "4")
    keeper.types("qué se hace con ello", "")
    keeper.types("motivo", "")
    keeper.child.expect_exact("rechazado")
    keeper.scans(2)
    for question, answer in (
        ("2/2:", ""), ("kg:", "412"), ("nombre de quien recibe", ""), ("su cargo", ""),
    ):  # fmt: skip
        keeper.types(question, answer)
    keeper.child.expect_exact("rechazados 1")
    keeper.types("[s/N]", "s")
    assert keeper.leaves() == 0
    said = last(desk, "consignment.partially-received")
    assert (said["reason"], said["next_step"]) == ("no_capacity", "return")


def test_a_reason_given_when_going_on_is_not_asked_for_again(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    keeper = Keeper(desk)
    keeper.scans(1)
    keeper.child.expect_exact("2/2:")
    keeper.child.sendeof()
    keeper.leaves()
    again = Keeper(desk, "--reason", "no_capacity", "--next", "return")
    again.types("Go on from there? [Y/n]", "")
    again.scans(2)
    again.types("2/2:", "r")
    again.types("what is wrong", "")
    for question, answer in (
        ("2/2:", ""), ("kg:", "412"), ("name of who receives", ""), ("their post", ""),
        ("[y/N]", "y"),
    ):  # fmt: skip
        again.types(question, answer)
    assert again.leaves() == 0
    assert last(desk, "consignment.partially-received")["reason"] == "no_capacity"
