"""Every kind of event is signed by a person who is asked for its fields by name.

One story, told by answering questions at the real command on a ledger that the commands opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from batterypass_cli.asking import NOT_BY_HAND, kinds_by_hand
from cli.desk import YES, Desk, Person, pack_words
from cli.test_batches import KINDS as TOLD_OF_BATCHES
from cli.test_every_kind_of_custody import KINDS as TOLD_THERE
from cli.test_origin import KINDS as TOLD_OF_ORIGIN
from lives.test_by_name import KINDS as TOLD_OF_LIVES
from lives.test_content_by_name import KINDS as TOLD_OF_CONTENT
from lives.test_lineage_by_name import KINDS as TOLD_OF_LINEAGE
from lives.test_second_life_by_name import KINDS as TOLD_OF_DECISIONS
from lives.test_sight_by_name import KINDS as TOLD_OF_SIGHT

PACK = "SA26-000001"
URL = pack_words(1)[0]
PASSPORT = "https://id.sierra-alta.example/dpp/SA26-000001"
RESIDUE = "https://id.recicladora-norte.example/f/2026-0001"
SIGN = {"Sign as": YES}


def _items(desk: Desk) -> dict[str, Any]:
    return {
        row["serial"] or row["item"]: row for row in desk.ok("pack list --all --json").json["items"]
    }


def test_a_person_signs_every_kind_by_answering_questions(yard: Desk, tmp_path: Path) -> None:
    signed: list[str] = []

    def asked(
        at: str, kind: str, actor: str, answers: dict[str, Any], item: str = ""
    ) -> dict[str, Any]:
        person = Person({**answers, **SIGN})
        words = ["log", kind, *([item] if item else []), "--as", actor, "--json"]
        ran = yard.run(*words, person=person, at=at)
        assert ran.code == 0, f"{kind}\n{ran.out}\n{ran.err}"
        assert not person.unused(), f"{kind}: never asked for {person.unused()}\n{ran.err}"
        event: dict[str, Any] = ran.json["events"][-1]
        assert event["kind"] == kind
        signed.append(kind)
        return yard.ok("show", str(event["index"]), "--json").json["event"]["payload"]  # type: ignore[no-any-return]

    # A newcomer: keys of its own, its card asked for field by field.
    yard.ok("key new https://cables.example --label --yes", at="03-04T09:00")
    card = asked(
        "03-04T09:01", "party.registered", "registro",
        {
            "id of the party": "https://cables.example",
            "legal name": "Cables y Celdas, S.A.", "country": ["mx", "MX"], "tax id": "CCE010101AB1",
            "roles": "manufacturer, workshop", "Add: sites": YES, "site id": "nave-2",
            "name of the site": "Nave 2", "street": "Calle Uno", "exterior number": "1",
            "postal code": "66600", "municipality": "Apodaca", "state": "Nuevo León",
            "domains of its item ids 1": "id.cables.example",
        },
    )  # fmt: skip
    assert [key["role"] for key in card["card"]["keys"]] == ["daily", "recovery", "label"]

    asked("03-04T09:10", "rulebook.adopted", "registro", {"version of the rulebook": "2026.1b"})
    asked(
        "03-04T09:20", "authorisation.granted", "autoridad",
        {
            "scheme": "MX-STATE", "number": "PS/RME-777/26", "holder": "taller-volta",
            "site of the holder": "taller-1", "operation": "acopio",
            "class of waste": "special_handling", "streams": "1", "in force from": "2026-01-01",
            "in force to": "2026-12-31",
        },
    )  # fmt: skip
    paper = tmp_path / "list.csv"
    paper.write_text("number\nPS/RME-777/26\n")
    asked(
        "03-04T09:30", "party.site-opened", "taller-volta",
        {
            "site id": "taller-2", "name of the site": "Taller 2", "street": "Calle Dos",
            "exterior number": "2", "postal code": "66600", "municipality": "Apodaca",
            "state": "Nuevo León", "INEGI key of the state": ["99", "19"],
        },
    )  # fmt: skip
    asked(
        "03-04T09:31", "party.site-closed", "taller-volta",
        {"site": "taller-2", "closed from": "2026-12-01"},
    )  # fmt: skip
    asked("03-04T09:32", "party.amended", "taller-volta", {"legal name": "Taller Volta, S.A."})
    permit: dict[str, Any] = {"authorisation": ["PS/RME-000/26", "PS/RME-777/26"]}
    asked("03-04T09:33", "authorisation.renewal-filed", "autoridad",
          {**permit, "filed on": "today"})  # fmt: skip
    asked("03-04T09:34", "authorisation.extended", "autoridad",
          {**permit, "now in force to": "2027-12-31"})  # fmt: skip
    asked("03-04T09:35", "authorisation.suspended", "autoridad",
          {**permit, "suspended from": "2026-03-04", "reason": "inspection"})  # fmt: skip
    asked("03-04T09:36", "authorisation.reinstated", "autoridad",
          {**permit, "in force again from": "2026-03-05"})  # fmt: skip
    corrected = asked(
        "03-04T09:37", "entry.amended", "autoridad",
        {
            "subject of the entry": "MX-STATE PS/RME-777/26", "field": "effective_from",
            "what it should say": "2026-01-02", "reason": "typing_error",
        },
    )  # fmt: skip
    assert corrected["fields"] == [
        {"field": "effective_from", "old": "2026-01-01", "new": "2026-01-02"}
    ]
    asked("03-04T09:38", "authorisation.revoked", "autoridad",
          {**permit, "revoked from": "2026-11-30", "reason": "given_up"})  # fmt: skip
    asked(
        "03-04T09:39", "authorisation.list-transcribed", "registro",
        {
            "source": "Padrón estatal", "date of the list": "2026-03-01",
            "SHA-256 of the kept copy": str(paper), "rows of the list": "1",
        },
    )  # fmt: skip
    made = asked(
        "03-05T08:00", "pack.manufactured", "sierra-alta",
        {
            "id of the pack": pack_words(7)[0], "model": "M-48", "serial number": "SA26-000007",
            "chemistry": "LFP", "category": "1", "nominal voltage": ["trescientos", "350"],
            "rated capacity": "117.5", "rated energy": "41125", "mass": ["412,5", "412.5"],
            "month made": ["2026-13", "2026-02"], "Add: UN 38.3": YES, "test report id": "TR-7",
            "date of the report": "today", "article tested": "pack",
        },
    )  # fmt: skip
    assert made["mass_kg"] == "412.5"
    assert made["un38_3"] == {"report": "TR-7", "tested_on": "2026-03-05", "article": "pack"}

    issued = asked(
        "03-05T08:05", "passport.issued", "sierra-alta",
        {"passport id": PASSPORT, "name": ["", "capacity_fade"], "capacity_fade": "1.5"}, PACK,
    )  # fmt: skip
    assert list(issued["sealed"]) == ["individual_legitimate_interest"]
    asked(
        "03-05T08:10", "label.applied", "sierra-alta", {"labels fixed": "2", "read back": "y"}, PACK
    )
    asked(
        "03-05T08:15", "pack.placed-on-market", "sierra-alta",
        {"country": "MX", "date": "2026-03-05"}, PACK,
    )  # fmt: skip
    asked("03-06T08:00", "custody.released", "sierra-alta", {"released to": "cerro-azul"}, PACK)
    asked("03-06T09:00", "custody.accepted", "cerro-azul", {}, PACK)
    asked(
        "03-07T08:00", "pack.installed", "cerro-azul",
        {"installed in": "vehicle", "id of the vehicle": "3N1AB7AP5HY000001"}, PACK,
    )  # fmt: skip
    asked("08-20T08:00", "pack.removed", "cerro-azul", {"reason": "replacement"}, PACK)
    asked("08-20T09:00", "custody.released", "cerro-azul", {"released to": "taller-volta"}, PACK)
    asked("08-20T10:00", "custody.accepted", "taller-volta", {}, PACK)
    asked(
        "08-21T08:00", "item.assessed", "taller-volta",
        {"condition": "serviceable", "state of health": "81.5", "method": "capacity_test"}, PACK,
    )  # fmt: skip
    asked(
        "08-22T08:00", "pack.repurposed", "taller-volta",
        {
            "new category": "stationary", "new use": "backup_power", "usable energy": "37000",
            "Add: UN 38.3": YES, "test report id": "TV-1", "date of the report": "2026-08-22",
            "article tested": "pack",
        },
        PACK,
    )  # fmt: skip
    asked(
        "11-01T08:00", "incident.reported", "sierra-alta",
        {"incident": "swelling", "anyone injured": "n", "condition after": "damaged_stable"},
        "SA26-000002",
    )  # fmt: skip
    asked(
        "11-01T09:00", "item.declared-waste", "taller-volta",
        {"reason": "end_of_life", "stream": "whole_battery"}, PACK,
    )  # fmt: skip
    asked(
        "11-02T08:00", "consignment.offered", "taller-volta",
        {
            "consignment id": "TV-1", "carrier": "camino-real", "consignee": "recicladora",
            "item": PACK, "masses are": "weighed", "Add: waste declaration": YES,
            "manifest number": "TV-2026-1", "name of the waste": "baterías",
            "operation at the consignee": "reciclaje", "kind of container": "caja",
            "containers": "1", "Add: transport decision": YES, "regime": "MX-NOM-002",
            "edition": "2011", "UN number": "UN3480",
            "proper shipping name": "BATERÍAS DE IÓN LITIO", "class:": "9",
            "packing instruction": "P908",
        },
    )  # fmt: skip
    asked(
        "11-02T09:00",
        "consignment.collected",
        "camino-real",
        {"kind of vehicle": "caja seca"},
        "TV-1",
    )
    asked("11-03T08:00", "consignment.delivered", "camino-real", {}, "TV-1")
    asked(
        "11-03T08:30", "consignment.received", "recicladora",
        {"outcome": "received", "weighed mass": "411", "mass on the scale": "411"}, "TV-1",
    )  # fmt: skip
    # The container was another one; who drove and who received agree.
    asked(
        "11-03T08:40", "entry.amended", "taller-volta",
        {
            "subject of the entry": "TV-1", "field": "waste.container_type",
            "what it should say": "tarima", "reason": "typing_error",
        },
    )  # fmt: skip
    for agent in ("camino-real", "recicladora"):
        asked("11-03T08:50", "amendment.agreed", agent, {"subject of the correction": "TV-1"})
    asked(
        "11-03T09:00", "document.prepared", "recicladora",
        {
            "consignment or item": "TV-1", "kind of document": "mx_special_handling",
            "number": "TV-2026-1", "items": "1", "mass": "411", "date": "2026-11-03",
            "digest of the main": "0",
        },
    )  # fmt: skip
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.7 a paper")
    asked(
        "11-03T09:10", "document.issued", "recicladora",
        {
            "consignment or item": "TV-1", "kind of document": "mx_special_handling",
            "number": "TV-2026-1", "renderer": "by hand", "SHA-256": str(paper),
            "length in bytes": "16",
        },
    )  # fmt: skip
    asked(
        "11-04T08:00", "passport.handed-over", "taller-volta",
        {"new responsible operator": "recicladora"}, PACK,
    )  # fmt: skip
    asked(
        "11-05T08:00", "item.dismantled", "recicladora",
        {
            "weighed mass before": "411", "id of the part": RESIDUE, "kind of part": "fraction",
            "material": "electrolyte", "mass, kg": "6.5", "waste stream": "electrolyte",
            "stated loss": "1.5",
        },
        PACK,
    )  # fmt: skip
    asked("11-05T09:00", "passport.ended", "recicladora", {"reason": "dismantled"}, PACK)
    asked("11-06T08:00", "custody.released", "recicladora", {"released to": "desierto"}, RESIDUE)
    asked("11-06T09:00", "custody.accepted", "desierto", {}, RESIDUE)
    asked(
        "11-07T08:00", "item.disposed", "desierto",
        {"operation": "confinamiento", "weighed mass": "6.5"}, RESIDUE,
    )  # fmt: skip
    # It was another one that went into the cell.
    asked(
        "11-07T08:30", "entry.annulled", "desierto",
        {"subject of the entry": RESIDUE, "reason": "wrong_item"},
    )  # fmt: skip

    # Keys at the end: a further one that the registrar vouches for, confirmed, and one lost.
    yard.ok("key new https://camino-real.example --label --yes", at="11-08T08:00")
    asked("11-08T08:10", "party.key-added", "registro", {"party": "camino-real"})
    asked(
        "11-08T08:20", "party.key-confirmed", "camino-real",
        {"thumbprint": _kid(yard, "camino-real", "label")[:10]},
    )  # fmt: skip
    asked(
        "11-08T08:30", "party.key-revoked", "cerro-azul",
        {"thumbprint": _kid(yard, "cerro-azul", "daily")[:10], "reason": "lost"},
    )  # fmt: skip
    elsewhere = (
        TOLD_THERE | TOLD_OF_LIVES | TOLD_OF_LINEAGE | TOLD_OF_BATCHES
        | TOLD_OF_SIGHT | TOLD_OF_DECISIONS | TOLD_OF_CONTENT | TOLD_OF_ORIGIN
    )  # fmt: skip
    assert set(signed) | elsewhere == set(kinds_by_hand())
    assert yard.run("verify --json").json["authentic"] is True


def _kid(yard: Desk, name: str, role: str) -> str:
    keys = yard.ok("key", "show", f"https://{name}.example", "--json").json["keys"]
    return next(str(key["kid"]) for key in keys if key["role"] == role)


def test_nobody_signs_the_opening_or_the_clock_by_hand() -> None:
    assert {"ledger.opened", "ledger.time-marked", "ledger.heads-committed"} == NOT_BY_HAND
