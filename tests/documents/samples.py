"""Sample records for the document tests: one full, one sparse, one with everything too long."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from batterypass.documents.content import (
    Classification,
    CorrectedField,
    Correction,
    Difference,
    LabelContent,
    ManifestContent,
    ManifestItem,
    ManifestParty,
    Signature,
    Source,
    Transport,
    WasteLine,
    Words,
)
from batterypass.documents.flow import TableColumn
from batterypass.documents.letter import LetterFacts
from batterypass.documents.recovery_sheet import SheetContent
from batterypass.documents.report import Report
from batterypass.statements.private import PrivateKey
from batterypass.statements.recovery import encode_key, scanned_text

URL = "https://id.planta-apodaca.example/01/09521234560104/21/MX7K-000123"
PROOF = "aZ09_-bC" * 10 + "abcdef"
ROOT = hashlib.sha256(b"root").hexdigest()
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LONG = "Recicladora Metropolitana de Baterías de Ión Litio y Residuos Electrónicos del Noreste "


def printed(number: int) -> str:
    """Give something that looks like a printed id."""
    digest = hashlib.sha256(b"%d" % number).digest()
    text = "".join(CROCKFORD[byte & 31] for byte in digest[:13])
    return f"{text[:4]}-{text[4:8]}-{text[8:12]}-{text[12]}"


def label(number: int = 123) -> LabelContent:
    url = URL[:-6] + f"{number:06d}"
    return LabelContent(
        url=url,
        signed_url=f"{url}#1.{PROOF}",
        printed_id="FXVP-TPAR-29KS-R" if number == 123 else printed(number),
        maker="Planta Apodaca",
        model="P46-LFP",
        serial=f"MX7K-{number:06d}",
        chemistry="LFP",
        energy_wh="46080",
        mass_kg="412.5",
        made_month="2026-11",
        emergency_line="800 555 0142 (24 h)",
    )


def source() -> Source:
    return Source("ledger.norte.example", 8412, ROOT, (318, 4020, 8391, 8402))


def party(name: str, **more: str) -> ManifestParty:
    return replace(
        ManifestParty(
            name=name,
            street="Av. Industrias",
            ext_no="1250",
            int_no="B",
            colonia="Parque Industrial Apodaca",
            postal_code="66600",
            municipality="Apodaca",
            state="Nuevo León",
            phone="81 5555 0142",
            email="residuos@planta-apodaca.example",
        ),
        **more,
    )


def signature(role: str, at: str, name: str = "") -> Signature:
    digest = hashlib.sha256(role.encode()).hexdigest()
    return Signature(role, at, digest[:16], digest[16:32], name)


def letter(rule: str = "mx.notify_missing_original", received_on: str = "") -> LetterFacts:
    """The facts of a manifest whose original has not come back."""
    known = manifest()
    return LetterFacts(
        rule=rule,
        number=known.number,
        generator=known.generator,
        carrier=known.transporters[0],
        consignee=known.facility,
        waste=known.lines[0].name,
        mass_kg="9900",
        containers="24 × caja metálica",
        vehicle="Caja seca 3.5 t · EJ-042-MX",
        collected_on="2026-11-23",
        received_on=received_on,
        today="2027-01-31",
        days=69,
        law="RLGPGIR art. 86 IV",
        source=source(),
    )


def report(count: int = 60) -> Report:
    """A table that goes on to further pages."""
    rows = tuple(
        (f"2026-11-{number % 28 + 1:02}", "residuo de tratamiento", f"{number}.25", str(number))
        for number in range(count)
    )
    columns = (
        TableColumn("fecha", 1), TableColumn("corriente", 3), TableColumn("kg", 1, True),
        TableColumn("asientos", 1),
    )  # fmt: skip
    return Report(
        "Bitácora de residuos", ("Planta Apodaca · patio-1",), columns, rows,
        ("residuo de tratamiento: entradas 1785 kg, salidas 0 kg",),
        ("Las masas son exactas.", "", "Responsable: ____"), source(),
    )  # fmt: skip


def items(count: int) -> tuple[ManifestItem, ...]:
    outcomes = ("received", "received", "received", "damaged", "missing", "surplus")
    return tuple(
        ManifestItem(
            printed_id=printed(number),
            serial=f"MX7K-{number:06d}",
            un="UN3480",
            condition="damaged_stable" if number % 6 == 3 else "serviceable",
            declared_kg="" if outcomes[number % 6] == "surplus" else "412.5",
            is_weighed=number % 2 == 0,
            received_kg="409.8" if number % 6 < 4 else "",
            outcome=outcomes[number % 6],  # type: ignore[arg-type]
        )
        for number in range(count)
    )


def manifest(count: int = 24) -> ManifestContent:
    """A received consignment of waste packs, every field filled."""
    return ManifestContent(
        number="M-2026-00418",
        issuer="Planta Apodaca, S.A. de C.V.",
        series="A",
        state="received_with_differences",
        offered_on="2026-11-23T08:10:00-06:00",
        generator=party("Planta Apodaca, S.A. de C.V.", nra="PAP5I1903911"),
        transporters=(
            party(
                "Transportes Sierra Azul, S.A. de C.V.",
                street="Carretera a Laredo km 14",
                ext_no="s/n",
                int_no="",
                colonia="Centro",
                municipality="Ciénega de Flores",
                email="trafico@sierra-azul.example",
                authorisation="19-I-22-24",
                transport_permit="1902SATX01092024230301000",
            ),
        ),
        facility=party(
            "Recicladora del Norte, S.A. de C.V.",
            street="Calle del Níquel",
            ext_no="77",
            int_no="",
            colonia="Parque Industrial La Silla",
            municipality="Guadalupe",
            email="bascula@recicladora-norte.example",
            authorisation="19-V-20-23",
        ),
        lines=(
            WasteLine(
                "Baterías de ión litio de vehículo, dañadas",
                "9900",
                cretib="RTI",
                container_type="Caja metálica",
                container_capacity="500 kg",
                labelled=True,
                note="UN3480 · clase 9 · determinado por CRETIB",
            ),
            WasteLine(
                "Módulos sueltos de ión litio",
                "38.25",
                cretib="RTI",
                container_type="Tambor 1A2",
                container_capacity="200 L",
                labelled=True,
                note="UN3480 · clase 9",
            ),
        ),
        items=items(count),
        source=source(),
        event_root=hashlib.sha256(b"events").hexdigest(),
        code=hashlib.shake_256(b"proof").digest(1300),
        handling="SoC ≤ 30 %. Terminales aisladas. 3 paquetes dañados en caja P908 con vermiculita. "
        "Emergencias: 800 555 0142 (24 h).",
        vehicle_type="Caja seca 53 pies",
        vehicle_plate="12-AB-3C",
        route="Apodaca – Blvd. Aeropuerto – Guadalupe, N.L. (38 km)",
        receiver="Jefatura de patio",
        remarks="2 faltantes, 1 sobrante, 1 carcasa hinchada apartada. Peso de báscula de plataforma 2.",
        generator_signature=signature("Responsable de residuos", "2026-11-23T08:12:31-06:00"),
        transporter_signature=signature("Operador", "2026-11-23T08:41:07-06:00"),
        facility_signature=signature(
            "Jefatura de patio", "2026-11-23T10:35:00-06:00", name="Persona de guardia 4"
        ),
        difference=Difference("9938.25", "9742", missing=2, surplus=1, damaged=1),
        classification=Classification(
            Words("residuo peligroso", "hazardous waste"),
            "MX-2004",
            hashlib.sha256(b"table").hexdigest(),
            Words("dañado: peligroso por CRETIB", "damaged: hazardous by CRETIB"),
            "2026-11-20",
            "2026-11-23",
        ),
        transport=(
            Transport(
                "UN 3480",
                "BATERÍAS DE IÓN LITIO",
                "9",
                "P908",
                ("Transport in accordance with special provision 376",),
                "NOM-002-SCT-SEMAR-ARTF/2023",
            ),
        ),
    )


def amended(*, waits: bool = False) -> ManifestContent:
    """A received manifest of which a mass and a container were corrected; one correction may wait."""
    mass = CorrectedField(
        Words("masa, kg", "mass, kg"), Words("412.5", "412.5"), Words("410.25", "410.25"),
        item=printed(2),
    )  # fmt: skip
    container = CorrectedField(
        Words("tipo de envase", "kind of container"),
        Words("caja", "caja"),
        Words("tarima", "tarima"),
    )
    held = Correction(
        1102, 1091, "Baterías Sierra Alta, S.A. de C.V.", Words("error de captura", "an error of typing"),
        (mass, container), holds_from=1104,
    )  # fmt: skip
    waiting = replace(
        held, entry=1107, fields=(mass,), holds_from=None, waiting=("Transportes Camino Real",)
    )
    return replace(manifest(4), corrections=(waiting,) if waits else (held, waiting))


def draft() -> ManifestContent:
    """A draft of which hardly anything is known."""
    return ManifestContent(
        number="M-2026-00419",
        issuer="",
        series="",
        state="draft",
        offered_on="2026-11-24",
        generator=ManifestParty(name="Taller Eléctrico Linares"),
        transporters=(),
        facility=ManifestParty(),
        lines=(WasteLine("Batería de ión litio usada", ""),),
        items=(ManifestItem(printed(1), "", "UN3480", "", "", is_weighed=False),),
        source=Source("ledger.norte.example", 8412, ROOT),
        event_root=hashlib.sha256(b"draft").hexdigest(),
        code=b"",
    )


def overlong() -> ManifestContent:
    """Names nobody planned for, markup in them, and a hundred items."""
    name = f'<b>&amp; "{LONG * 3}" & Cía. (en liquidación) 宁德时代 \\end{{x}}'
    many = tuple(
        replace(one, serial=f'<i>{number}&"SERIE-EXTRAORDINARIAMENTE-LARGA-DE-FÁBRICA-0000001</i>')
        for number, one in enumerate(items(100))
    )
    base = manifest()
    long_party = party(
        name,
        street=LONG * 2,
        colonia=LONG,
        municipality=LONG,
        state=LONG,
        email="a" * 90 + "@planta-apodaca.example",
        phone="+52 81 5555 0142 ext. 12345 / 81 5555 0143",
        authorisation="19-I-22-24-PRORROGA-" * 4,
        transport_permit="1902SATX01092024230301000" * 3,
        nra="PAP5I1903911" * 4,
    )
    return replace(
        base,
        number="M-2026-00420-" * 4,
        generator=long_party,
        transporters=(long_party, long_party, party("Segundo Relevo, S.A.")),
        facility=long_party,
        lines=tuple(replace(base.lines[0], name=f"{LONG}{n}", note=LONG) for n in range(7)),
        items=many,
        handling=LONG * 8,
        route=LONG * 4,
        remarks=LONG * 8,
        receiver=LONG * 2,
        vehicle_type=LONG,
        vehicle_plate="PLACAS-12-AB-3C-" * 3,
        generator_signature=signature(LONG * 2, "2026-11-23T08:12:31-06:00", name=LONG),
    )


def sheet() -> SheetContent:
    """Give the content of a recovery sheet, of a key that is nobody's."""
    private = PrivateKey.generate(lambda size: bytes(range(64, 64 + size)))
    lines = encode_key(private)
    return SheetContent(
        "https://recicladora-norte.example", "Recicladora del Norte, S.A. de C.V.",
        "registro.example/baterias", private.kid.hex(), "2026-11-23", lines, scanned_text(lines),
    )  # fmt: skip
