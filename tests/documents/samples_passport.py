"""Sample passports: one full, one amended, one of which little is known."""

from __future__ import annotations

from dataclasses import replace

from batterypass.documents.content import Source, Words
from batterypass.documents.passport_content import (
    Assessment,
    LifeStage,
    PassportContent,
    PassportParty,
    PassportValue,
)
from documents.samples import PROOF, ROOT, URL, amended, source


def passport() -> PassportContent:
    """A pack in its second life, every field filled."""
    value = PassportValue
    return PassportContent(
        passport_id="urn:uuid:7f0b6d2e-3a7e-4a55-9a54-31c51f1c2f10",
        status="active",
        life="repurposed",
        url=URL,
        signed_url=f"{URL}#1.{PROOF}",
        printed_id="FXVP-TPAR-29KS-R",
        category=Words("vehículo eléctrico", "electric vehicle"),
        model="P46-LFP",
        serial="MX7K-000123",
        chemistry="LFP / grafito / LiPF6",
        maker=PassportParty(
            "Planta Apodaca, S.A. de C.V.",
            "PAP190301AB1",
            "Av. Industrias 1250, 66600 Apodaca, Nuevo León, México",
            "pasaporte@planta-apodaca.example",
        ),
        operator=PassportParty(
            "Segunda Carga, S.A. de C.V.",
            "SCA210815KX2",
            "Calle del Sol 8, 64000 Monterrey, Nuevo León, México",
            "hola@segunda-carga.example",
        ),
        values=(
            value(Words("Masa de la batería", "Battery mass"), "412.5", "kg", "VI A(5)"),
            value(Words("Capacidad nominal", "Rated capacity"), "120", "Ah", "XIII 1(g)"),
            value(Words("Energía nominal", "Rated energy"), "46.08", "kWh", "XIII 1(g)"),
            value(Words("Voltaje mínimo", "Minimum voltage"), "300", "V", "XIII 1(h)"),
            value(Words("Voltaje nominal", "Nominal voltage"), "384", "V", "XIII 1(h)"),
            value(Words("Voltaje máximo", "Maximum voltage"), "438", "V", "XIII 1(h)"),
            value(
                Words("Potencia original (80 % SoC)", "Original power (80 % SoC)"),
                "150000",
                "W",
                "XIII 1(i)",
            ),
            value(Words("Vida esperada", "Expected lifetime"), "3500", "cycles", "XIII 1(j)"),
            value(Words("Umbral de agotamiento", "Exhaustion threshold"), "80", "%", "XIII 1(k)"),
            value(
                Words("Temperatura en reposo", "Idle temperature"), "-20 … 60", "degC", "XIII 1(l)"
            ),
            value(Words("Garantía comercial", "Commercial warranty"), "96", "months", "XIII 1(m)"),
            value(
                Words("Eficiencia ida y vuelta", "Round trip efficiency"), "94.2", "%", "XIII 1(n)"
            ),
            value(
                Words("Resistencia interna (paquete)", "Internal resistance (pack)"),
                "48.5",
                "mΩ",
                "XIII 1(o)",
            ),
            value(Words("Huella de carbono", "Carbon footprint"), "61.4", "kg CO2e/kWh", "7"),
            value(
                Words("Materias primas críticas", "Critical raw materials"),
                Words("grafito natural, litio, fósforo", "natural graphite, lithium, phosphorus"),
                "",
                "VI A(10)",
            ),
            value(
                Words("Litio reciclado posconsumo", "Recycled lithium, post-consumer"),
                "6.2",
                "%",
                "8",
            ),
        ),
        condition="serviceable",
        assessment=Assessment(
            "2026-10-02T16:20:00-06:00",
            "Segunda Carga, S.A. de C.V.",
            "descarga completa C/3, 25 °C",
            (
                value(Words("Estado de salud", "State of health"), "84.1", "%"),
                value(Words("Estado de carga", "State of charge"), "28", "%"),
                value(Words("Capacidad remanente", "Remaining capacity"), "100.9", "Ah"),
                value(Words("Ciclos completos", "Full cycles"), "1211"),
            ),
        ),
        stages=(
            LifeStage("made", "2021-03-18", 318),
            LifeStage("placed_on_market", "2021-04-02", 402),
            LifeStage("installed", "2021-05-11", 611),
            LifeStage("removed", "2026-09-15", 7920),
            LifeStage("assessed", "2026-10-02T16:20:00-06:00", 8122),
            LifeStage("second_life", "2026-10-20", 8391),
        ),
        predecessors=("urn:uuid:0b7c8f30-91a2-4bd7-8a0c-5f9f7d3ce001",),
        hand_in=Words(
            "Entréguela en un centro de acopio autorizado o llame al responsable: la recoge sin costo. "
            "No la tire a la basura ni la abra.",
            "Hand it in at an authorised collection point or call the responsible operator, who "
            "collects it free of charge. Do not throw it away or open it.",
        ),
        extinguishing_agent=Words(
            "agua en abundancia; CO2 para fuego eléctrico pequeño",
            "plenty of water; CO2 for a small electrical fire",
        ),
        safety_notes=(
            Words(
                "Alta tensión: 384 V aun desconectada.", "High voltage: 384 V even when unplugged."
            ),
        ),
        source=source(),
        updated_at="2026-11-21T09:00:00-06:00",
    )


def amended_passport() -> PassportContent:
    """A passport of which a mass and a container were corrected."""
    held = amended().corrections[0]
    mass = replace(held.fields[0], item=passport().printed_id)
    return replace(passport(), corrections=(replace(held, fields=(mass, held.fields[1])),))


def bare_passport() -> PassportContent:
    """An old pack of which little is known."""
    return PassportContent(
        passport_id="urn:uuid:b1e0a1d2-0000-4000-8000-000000000001",
        status="active",
        life="original",
        url=URL,
        signed_url="",
        printed_id="FXVP-TPAR-29KS-R",
        category=Words("", ""),
        model="",
        serial="",
        chemistry="",
        maker=PassportParty(""),
        operator=PassportParty("Taller Eléctrico Linares"),
        values=(),
        condition="",
        assessment=None,
        stages=(),
        predecessors=(),
        hand_in=Words("", ""),
        extinguishing_agent=Words("", ""),
        safety_notes=(),
        source=Source("ledger.norte.example", 12, ROOT, (7,)),
    )
