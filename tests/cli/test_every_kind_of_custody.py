"""The kinds of hand-overs that go another way, each signed by somebody who is asked by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cli.desk import STORY, YES, Desk, Person, pack_words

#: What this story signs; the life of a pack is told in test_every_kind.py.
KINDS = frozenset(
    {
        "consignment.partially-received", "consignment.rejected", "consignment.returned",
        "consignment.transferred", "consignment.voided", "consignment.recorded-on-paper",
        "consignment.countersigned", "manifest.original-returned", "manifest.exception-reported",
        "treatment.certified", "custody.claimed", "custody.contested", "pack.enrolled",
    }
)  # fmt: skip
MAKER, CARRIER, RECYCLER = "sierra-alta", "camino-real", "recicladora-norte"
SECOND = "https://ruta-dos.example"
SERIALS = [f"SA26-{number:06}" for number in range(1, 6)]


class Clerk:
    """Answers the questions of ``log`` and keeps what was signed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.signed: list[str] = []

    def asked(
        self, at: str, kind: str, actor: str, answers: dict[str, Any], *words: str
    ) -> dict[str, Any]:
        person = Person({**answers, "Sign as": YES})
        argv = ["log", kind, *words, "--as", actor, "--json"]
        ran = self.desk.run(*argv, person=person, at=at)
        assert ran.code == 0, f"{kind}\n{ran.out}\n{ran.err}"
        assert not person.unused(), f"{kind}: never asked for {person.unused()}\n{ran.err}"
        event = ran.json["events"][-1]
        self.signed.append(event["kind"])
        shown = self.desk.ok("show", str(event["index"]), "--json").json
        payload: dict[str, Any] = shown["event"]["payload"]
        return payload

    def offered(self, at: str, number: str, *serials: str) -> None:
        """Offer sound packs, which are no waste, and let the carrier collect them."""
        self.desk.ok(
            "ship", "offer", *serials, "--id", number, "--to", RECYCLER, "--carrier", CARRIER,
            "--as", MAKER, "--yes", at=at,
        )  # fmt: skip

    def on_the_road(self, at: str, number: str, *serials: str) -> None:
        self.offered(at, number, *serials)
        self.desk.ok("ship", "collect", number, "--as", CARRIER, "--yes")


def _item(serial: str) -> str:
    return pack_words(int(serial[-6:]))[0]


def test_a_person_signs_what_goes_another_way_by_answering_questions(
    yard: Desk, tmp_path: Path
) -> None:
    clerk = Clerk(yard)
    asked = clerk.asked
    for number in (3, 4, 5):
        yard.ok("pack", "add", *pack_words(number), "--as", MAKER, "--yes")
    card = (STORY / "parties" / f"{CARRIER}.json").read_text().replace("camino-real", "ruta-dos")
    (tmp_path / "card.json").write_text(card)
    yard.ok("key", "new", SECOND, "--yes")
    yard.ok("party", "add", "--from", str(tmp_path / "card.json"), "--as", "registro", "--yes")

    # An offer that is taken back.
    clerk.offered("06-01T08:00", "E-1", SERIALS[0])
    voided = asked("06-01T08:30", "consignment.voided", MAKER, {"reason": "not_needed"}, "E-1")
    assert voided["items"] == [_item(SERIALS[0])]

    # Another carrier, and a consignee that turns it all away.
    clerk.on_the_road("06-02T08:00", "E-2", SERIALS[0])
    asked("06-02T09:00", "consignment.transferred", CARRIER, {"next carrier": "ruta-dos"}, "E-2")
    yard.ok("ship", "collect", "E-2", "--as", "ruta-dos", "--yes", at="06-02T10:00")
    rejected = asked(
        "06-02T12:00", "consignment.rejected", RECYCLER,
        {"reason": "no_capacity", "what becomes": "return"}, "E-2",
    )  # fmt: skip
    assert rejected["items"] == [_item(SERIALS[0])]
    asked("06-03T08:00", "consignment.returned", MAKER, {"mass on the scale": "412.5"}, "E-2")

    # One of two is taken; the original comes back and the treatment is certified.
    clerk.on_the_road("06-04T08:00", "E-3", *SERIALS[:2])
    partly = asked(
        "06-04T12:00", "consignment.partially-received", RECYCLER,
        {
            "outcome": ["received", "rejected"], "mass on the scale": "412", "reason": "damaged",
            "what becomes": "return",
        },
        "E-3",
    )  # fmt: skip
    assert [line["item"] for line in partly["lines"]] == [_item(one) for one in SERIALS[:2]]
    came = asked("06-20T08:00", "manifest.original-returned", MAKER, {}, "E-3")
    assert came["returned_on"] == "2026-06-20"
    asked("06-21T08:00", "treatment.certified", RECYCLER, {"operation": "reciclaje"}, "E-3")

    # The carrier has no tool: paper with its scan, and its countersignature later.
    clerk.offered("07-01T08:00", "E-4", SERIALS[2])
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7 signed in ink")
    paper = asked(
        "07-01T09:00", "consignment.recorded-on-paper", MAKER,
        {"step": "collected", "Add: items": YES, "outcome": "received"}, "E-4", "--attach", str(scan),
    )  # fmt: skip
    assert paper["side"]["name"] == "Transportes Camino Real, S.A. de C.V."
    answer = asked("07-02T08:00", "consignment.countersigned", CARRIER, {}, "E-4")
    assert answer["items"] == [_item(SERIALS[2])]
    asked(
        "08-20T08:00", "manifest.exception-reported", MAKER, {"authority": "SEMARNAT"}, "E-4"
    )  # fmt: skip

    # Something stands in the yard of the recycler without a paper.
    asked("08-21T08:00", "custody.claimed", RECYCLER, {"reason": "no_consignment"}, SERIALS[3])
    said = asked("08-22T08:00", "custody.contested", MAKER, {"agrees": YES})
    assert said["items"] == [_item(SERIALS[3])]

    # And one that no maker brought here; what nobody knows of it is listed.
    enrolled = asked(
        "08-23T08:00", "pack.enrolled", RECYCLER,
        {
            "why it is enrolled": "found", "maker": "Fábrica Vieja", "serial number": "FV-88",
            "condition": "damaged_stable", "how that was established": "nameplate, visual",
        },
    )  # fmt: skip
    assert enrolled["item"] == "https://id.recicladora-norte.example/p/T-20260823-1"
    assert "mass_kg" in enrolled["unknown"]
    assert "serial" not in enrolled["unknown"]

    assert set(clerk.signed) == KINDS
    assert yard.run("verify --json").json["authentic"] is True
