"""The steps of the story, in order. Dates are of 2026, with the offset of Monterrey."""

from __future__ import annotations

from batterypass_cli.story import OFFSET, ORIGIN, PARTIES, Step

#: The pack that goes through its whole life, and the one that is damaged.
LIFE = "SA26-000001"
DAMAGED = "SA26-000002"
_RESIDUE = "https://id.recicladora-norte.example/f/2026-0001-electrolito"


def _step(at: str, command: str, es: str = "", en: str = "", exits: int = 0) -> Step:
    return Step(f"2026-{at}:00{OFFSET}", tuple(command.split()), es, en, exits)


def _words(at: str, *words: str, es: str = "", en: str = "", exits: int = 0) -> Step:
    return Step(f"2026-{at}:00{OFFSET}", words, es, en, exits)


def opening() -> list[Step]:
    """Open the ledger, register the parties, grant the authorisations."""
    steps = [
        _words(
            "03-02T08:00", "init", "--origin", ORIGIN, "--profile", "MX", "--registrar",
            "https://registro.example", "--name", "Registro de Baterías de Ejemplo", "--yes",
            es="Se abre un registro. Quien lo lleva firma puntos de control, y nada en nombre de otros.",
            en="A ledger is opened. Its operator signs checkpoints, and nothing for anybody else.",
        )
    ]  # fmt: skip
    for number, (name, es, en) in enumerate(PARTIES):
        label = ["--label"] if name in ("sierra-alta", "taller-volta") else []
        steps.append(
            _words(
                f"03-02T08:{10 + 2 * number}", "key", "new", f"https://{name}.example", *label, "--yes",
                es=f"{name}: {es}, con llaves propias." if number else
                f"Cada parte hace sus propias llaves. {name}: {es}.",
                en=f"{name}: {en}, with keys of its own." if number else
                f"Each party makes its own keys. {name}: {en}.",
            )
        )  # fmt: skip
        steps.append(
            _words(
                f"03-02T08:{11 + 2 * number}", "party", "add", "--from", f"parties/{name}.json",
                "--as", "registro", "--yes",
            )
        )  # fmt: skip
    steps.append(
        _words(
            "03-02T09:00", "log", "authorisation.granted", "--from", "authorisations.json",
            "--as", "autoridad", "--yes",
            es="La autoridad firma ella misma las autorizaciones: reciclaje, transporte, confinamiento.",
            en="The authority itself signs the authorisations: recycling, transport, disposal.",
        )
    )  # fmt: skip
    return steps


def first_life() -> list[Step]:
    """From the line to the end of the first use."""
    return [
        _step(
            "03-03T17:00", "pack import packs.csv --as sierra-alta --yes",
            "El turno termina: seis paquetes entran desde un archivo, una firma cada uno.",
            "The shift ends: six packs come in from a file, one signature each.",
        ),
        _step(
            "03-03T17:10", "pack import packs.csv --as sierra-alta --yes",
            "El mismo archivo otra vez: nada cambia.",
            "The same file again: nothing changes.",
        ),
        _step(
            "03-03T17:20", f"passport issue {LIFE} --as sierra-alta --yes",
            "Un pasaporte para el primero, y etiquetas con QR firmado para todos.",
            "A passport for the first one, and labels with a signed QR for all.",
        ),
        _step(
            "03-03T17:30",
            "label print --all --as sierra-alta --apply -o documents/labels.pdf --yes",
        ),
        _step(
            "03-09T10:00", f"log pack.placed-on-market {LIFE} country=MX placed_on=2026-03-09"
            " --as sierra-alta --yes",
        ),
        _step(
            "03-09T10:10", f"handoff release {LIFE} {DAMAGED} --to cerro-azul --as sierra-alta --yes",
            "Se entregan dos paquetes al integrador: quien entrega y quien recibe firman.",
            "Two packs go to the integrator: who hands over and who takes over both sign.",
        ),
        _step(
            "03-09T15:00",
            f"handoff accept {LIFE} {DAMAGED} --from sierra-alta --as cerro-azul --yes",
        ),
        _step(
            "03-12T11:00", f"log pack.installed {LIFE} host_kind=vehicle"
            " private.personal.host_id=3HXEXAMPLE0000001 --as cerro-azul --yes",
            "Se instala en un autobús; el número del vehículo queda sellado.",
            "It is installed in a bus; the number of the vehicle is sealed.",
        ),
        _step(
            "08-17T12:00", f"log pack.removed {LIFE} reason=replacement --as cerro-azul --yes",
            "Cinco meses después se retira.", "Five months later it is removed.",
        ),
        _step("08-18T09:00", f"handoff release {LIFE} --to taller-volta --as cerro-azul --yes"),
        _step(
            "08-18T12:00", f"handoff accept {LIFE} --from cerro-azul --as taller-volta --yes",
        ),
    ]  # fmt: skip


def second_life() -> list[Step]:
    """Assessment, second life, waste."""
    return [
        _step(
            "08-20T10:00", f"log item.assessed {LIFE} condition=serviceable soh_percent=81.5"
            " soc_percent=30 capacity_ah=107.0 cycles=1184 method=capacity_test"
            " --as taller-volta --yes",
            "El taller lo evalúa y le da una segunda vida, con pasaporte nuevo enlazado al anterior.",
            "The workshop assesses it and gives it a second life, with a new passport linked to the old.",
        ),
        _words(
            "08-24T10:00", "log", "pack.repurposed", LIFE, "new_category=stationary",
            "new_use=stationary_storage", "energy_wh=37000", "assessment=@last",
            "un38_3.report=TV-2026-014", "un38_3.tested_on=2026-08-22", "un38_3.article=pack",
            "--as", "taller-volta", "--yes",
        ),
        _step("08-24T10:10", f"passport issue {LIFE} --as taller-volta --yes"),
        _step(
            "08-26T10:00", f"log pack.installed {LIFE} host_kind=stationary_storage"
            " --as taller-volta --yes",
        ),
        _step("11-02T10:00", f"log pack.removed {LIFE} reason=replacement --as taller-volta --yes"),
        _step(
            "11-03T10:00", f"log item.declared-waste {LIFE} reason=end_of_life stream=whole_battery"
            " --as taller-volta --yes",
            "Llega a su fin y se declara residuo.", "It comes to its end and is declared waste.",
        ),
    ]  # fmt: skip


def recycling() -> list[Step]:
    """The refusal, the manifest, the reception, the end of the pack and of its residue."""
    offer = (
        "ship", "offer", LIFE, "--carrier", "camino-real", "--manifest-no", "TV-2026-0042",
        "--container-type", "tarima", "--container-kg", "500", "--operation", "reciclaje",
        "--route", "San Nicolás – Libramiento Norponiente – Santa Catarina",
        "--handling", "Terminales aisladas; SoC 30 %. No volcar.",
        "--responsible", "responsable de residuos 3", "--as", "taller-volta", "--yes",
    )  # fmt: skip
    return [
        _words(
            "11-05T09:00", *offer, "--id", "TV-0041", "--to", "metales-sur",
            es="Un embarque a un reciclador sin autorización se rechaza, con lo que se puede hacer.",
            en="A consignment to an unauthorised recycler is refused, with what can be done.",
            exits=3,
        ),
        _words(
            "11-05T09:10", *offer, "--id", "TV-0042", "--to", "recicladora-norte",
            es="El mismo embarque al reciclador autorizado: UN 3480, manejo especial.",
            en="The same consignment to the authorised recycler: UN 3480, special-handling waste.",
        ),
        _words(
            "11-05T11:00", "ship", "collect", "TV-0042", "--vehicle-type", "caja seca 3.5 t",
            "--plate", "EJ-042-MX", "--driver", "persona conductora 7", "--as", "camino-real", "--yes",
        ),
        _step("11-05T14:30", "ship deliver TV-0042 --as camino-real --yes"),
        _words(
            "11-05T14:45", "receive", "TV-0042", "--all-received", "--mass-kg", "409.5",
            "--receiver", "persona de guardia 4", "--role", "jefatura de patio",
            "--remarks", "Báscula de plataforma 2.", "--as", "recicladora-norte", "--yes",
            es="El transportista firma la entrega y el reciclador la recepción, con el peso de la"
            " báscula.",
            en="The carrier signs the delivery and the recycler the reception, with the weight on the"
            " scale.",
        ),
        _step(
            "11-05T15:00",
            "manifest pdf TV-0042 -o documents/manifest-TV-0042.pdf --lang both"
            " --as recicladora-norte --yes",
        ),
        _step(
            "11-05T15:10", f"log passport.handed-over {LIFE} passport=@passport"
            " to=https://recicladora-norte.example --as taller-volta --yes",
        ),
        _step(
            "11-06T09:00", "log item.dismantled --from dismantled.json --as recicladora-norte --yes",
            "Se desarma: módulos y fracciones con su masa; el residuo es una fracción más.",
            "It is dismantled: modules and fractions with their masses; the residue is one of them.",
        ),
        _step(
            "11-06T09:10", f"log passport.ended {LIFE} passport=@passport reason=recycled"
            " --as recicladora-norte --yes",
        ),
        _step(
            "11-09T09:00", f"ship offer {_RESIDUE} --id RN-0101 --to desierto-claro"
            " --carrier camino-real --manifest-no RN-2026-0101 --container-type tambor"
            f" --operation confinamiento --cretib TI --condition {_RESIDUE}=serviceable --weighed"
            " --as recicladora-norte --yes",
            "El residuo sale con manifiesto de residuos peligrosos a confinamiento.",
            "The residue leaves with a hazardous-waste manifest for disposal.",
        ),
        _words(
            "11-09T11:00", "ship", "collect", "RN-0101", "--vehicle-type", "caja seca 3.5 t",
            "--plate", "EJ-042-MX", "--driver", "persona conductora 7", "--as", "camino-real", "--yes",
        ),
        _step(
            "11-09T16:00",
            "receive RN-0101 --all-received --mass-kg 6.2 --as desierto-claro --yes",
        ),
        _step(
            "11-10T10:00", f"log item.disposed {_RESIDUE} operation=confinamiento mass_kg=6.2"
            " cell=C-14 --as desierto-claro --yes",
        ),
    ]  # fmt: skip


def damaged() -> list[Step]:
    """A swollen pack travels as what it is."""
    return [
        _step(
            "11-11T08:00", f"log incident.reported {DAMAGED} incident=swelling injuries=no"
            " condition_after=damaged_stable --as cerro-azul --yes",
            "El otro paquete se hincha en el patio: desde aquí viaja como dañado (disposición 376).",
            "The other pack swells in the yard: from here it travels as damaged (special provision 376).",
        ),
        _step(
            "11-11T08:30", f"log item.declared-waste {DAMAGED} reason=damaged stream=whole_battery"
            " --as cerro-azul --yes",
        ),
        _words(
            "11-12T09:00", "ship", "offer", DAMAGED, "--id", "CA-0007", "--to", "recicladora-norte",
            "--carrier", "camino-real", "--manifest-no", "CA-2026-0007",
            "--container-type", "embalaje grande LP904", "--container-kg", "600",
            "--operation", "reciclaje", "--cretib", "RTI",
            "--route", "General Escobedo – Libramiento Norponiente – Santa Catarina",
            "--handling", "Paquete hinchado, aislado en vermiculita; no apilar.",
            "--responsible", "responsable de patio 2", "--as", "cerro-azul", "--yes",
        ),
        _words(
            "11-12T10:00", "ship", "collect", "CA-0007", "--vehicle-type", "caja seca 3.5 t",
            "--plate", "EJ-042-MX", "--driver", "persona conductora 7", "--as", "camino-real", "--yes",
        ),
        _words(
            "11-12T12:00", "receive", "CA-0007", "--all-received", "--mass-kg", "411.0",
            "--receiver", "persona de guardia 4", "--role", "jefatura de patio",
            "--remarks", "Apartado en zona de cuarentena.", "--as", "recicladora-norte", "--yes",
        ),
        _step(
            "11-12T12:30",
            "manifest pdf CA-0007 -o documents/manifest-CA-0007.pdf --lang both"
            " --as recicladora-norte --yes",
        ),
        _step(
            "11-12T12:40",
            f"passport pdf {LIFE} -o documents/passport-{LIFE}.pdf",
            "Papeles: pasaporte, manifiesto de manejo especial y manifiesto de residuos peligrosos.",
            "Papers: the passport, the special-handling manifest and the hazardous-waste manifest.",
        ),
    ]  # fmt: skip


def ending() -> list[Step]:
    """Look at what there is, and check it."""
    return [
        _step(
            "11-12T13:00",
            f"history {LIFE}",
            "La vida entera del primer paquete:",
            "The whole life of the first pack:",
        ),
        _step(
            "11-12T13:00",
            "verify",
            "Y la verificación completa, desde los bytes:",
            "And the full audit, from the bytes:",
        ),
    ]


def story() -> list[Step]:
    """Give every step up to the verdict."""
    return [*opening(), *first_life(), *second_life(), *recycling(), *damaged(), *ending()]
