"""Yearly reports made by hand, for papers and workbooks: an ordinary year, an empty one, a crowded one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from batterypass import bootstrap
from batterypass.app.entry_set import EntrySet
from batterypass.app.report_circularity_tables import CircularityReport, Link, Reuse, Stay
from batterypass.app.report_flows import NODES
from batterypass.app.report_health import SohClass, SohDistribution
from batterypass.app.report_model import Amount, Asked, Basis, Report
from batterypass.app.report_producer_tables import (
    CollectionRate,
    Origin,
    Producer,
    ProducerReport,
)
from batterypass.app.report_recovery import (
    ElementFigures,
    OpenBatch,
    ProcessFigures,
    RecoveryReport,
)
from batterypass.app.report_site_tables import Capacity, Site, SiteBatches, SiteReport
from batterypass.domain.states import BatchState
from batterypass.regulations.recovery import (
    ElementYear,
    ProcessYear,
    efficiency_target,
    recovery_target,
)

if TYPE_CHECKING:
    from batterypass.app.report_model import ReportName
    from batterypass.regulations.recovery_targets import RecoveryTargets

BASIS = Basis("registro.example/patio", 4711, "ab" * 32, "2033-01-03T06:00:00+00:00")
LONG = (
    "Recuperadora y Transformadora Industrial de Metales No Ferrosos y Baterías de Ion-Litio del"
    " Noreste y Bajío, Sociedad Anónima Promotora de Inversión de Capital Variable"
)
#: Targets of 2031: 70 % of lithium-based batteries, and 95, 95, 95, 80 and 95 % of the five elements.
YEAR = 2032
_SHORT = {"norte": "Recicladora del Norte, S.A. de C.V.", "largo": LONG, "hidro": "Hidro Bajío"}


def name_of(party: str) -> str:
    """Give the name of a party of the samples; one that is not known has none."""
    host = party.removeprefix("https://").removesuffix(".example")
    if host.startswith("planta-"):
        return f"Recicladora Número {host[7:]}, S.A. de C.V."
    return _SHORT.get(host, "")


def asked(report: ReportName) -> Asked:
    return Asked(report, YEAR)


@lru_cache(maxsize=1)
def targets() -> RecoveryTargets:
    return bootstrap.recovery_targets()


def process(
    party: str, process_id: str, rate: int, *, waiting: int = 0, own: int = 1000, first: int = 100
) -> ProcessFigures:
    """Give a process that was fed ``own`` kg, of which ``rate`` kg of 1000 count."""
    direct = Fraction(own * rate, 1000)
    year = ProcessYear(
        f"https://{party}.example", "patio-1", process_id, "lithium-based", YEAR,
        ["b"], Fraction(1000), Fraction(own), Fraction(20), direct, Fraction(0), Fraction(waiting),
        by_use={"product": Fraction(rate), "intermediate": Fraction(waiting),
                "residue": Fraction(max(0, 960 - rate - waiting))},
    )  # fmt: skip
    target = efficiency_target(targets(), "EU", year, f"{YEAR}-12-31")
    fed, weighed = EntrySet(range(first, first + 30)), EntrySet([first + 31, first + 33])
    return ProcessFigures(year, target, fed, weighed, EntrySet([first + 40]), EntrySet())


def element(
    party: str, name: str, recovered: str, *, waiting: str = "0", stated: str = "100"
) -> ElementFigures:
    """Give an element; where less than all of the input names it, the batch is not known in full."""
    year = ElementYear(
        f"https://{party}.example", YEAR, name, Fraction(100), Fraction(recovered),
        Fraction(waiting), ["b"], ["assay", "design"], [] if stated == "100" else ["b"],
        Fraction(100), Fraction(stated),
    )  # fmt: skip
    target = recovery_target(targets(), "EU", year, f"{YEAR}-12-31")
    return ElementFigures(year, target, EntrySet(range(300, 420, 2)))


def recovery() -> RecoveryReport:
    """One rate of every outcome, and elements that miss their target by a thousandth."""
    return RecoveryReport(
        asked("recovery"), BASIS,
        (
            process("hidro", "HIDRO-1", 0, own=0), process("largo", "PIRO-2", 1010),
            process("norte", "MEC-1", 701), process("norte", "MEC-2", 560, waiting=250),
            process("norte", "MEC-3", 420, waiting=100),
        ),
        (
            element("norte", "cobalt", "95"), element("norte", "copper", "97", stated="62.5"), element("norte", "lithium", "79.999"),
            element("norte", "nickel", "60", waiting="38"),
        ),
        (
            OpenBatch(
                BatchState("https://norte.example#batch/L-9", "L-9", "https://norte.example",
                           "patio-1", "MEC-1", "lithium-based", "open",
                           "2032-12-30T08:00:00-06:00", input_kg="412.5"),
                EntrySet([700, 701]),
            ),
        ),
    )  # fmt: skip


def one_batch() -> RecoveryReport:
    return RecoveryReport(asked("recovery"), BASIS, (process("norte", "MEC-1", 701),), (), ())


def forty() -> RecoveryReport:
    """Forty recyclers, some with names that no column was made for."""
    parties = [f"planta-{number:02}" if number % 8 else "largo" for number in range(1, 41)]
    processes = [
        process(party, f"MEC-{number}", 600 + 9 * number, waiting=40, first=100 * number)
        for number, party in enumerate(parties, start=1)
    ]
    elements = [
        element(party, name, str(60 + number))
        for number, party in enumerate(parties)
        for name in ("cobalt", "lithium")
    ]
    return RecoveryReport(asked("recovery"), BASIS, tuple(processes), tuple(elements), ())


def amount(units: int, kg: str, *entries: int) -> Amount:
    return Amount(units, Decimal(kg), 0, EntrySet(entries or (1,)))


FLOWS = (
    ("made", "stock", 1000, "412000"), ("made", "built_in", 0, "50"),
    ("enrolled", "in_use", 40, "16480"), ("surplus", "collected", 0, "12"),
    ("built_in", "second_life", 30, "9950"), ("stock", "in_use", 900, "370800"),
    ("stock", "waste", 12, "4944"), ("stock", "exported", 60, "24720"),
    ("in_use", "removed", 300, "123600"), ("in_use", "unknown", 5, "2060"),
    ("removed", "in_use", 50, "20600"), ("removed", "second_life", 90, "37080"),
    ("removed", "waste", 150, "61800"), ("second_life", "waste", 10, "4120"),
    ("waste", "collected", 160, "65920"), ("collected", "dismantled", 70, "28840"),
    ("collected", "in_batch", 120, "50960"), ("collected", "disposed", 1, "412"),
    ("dismantled", "parts", 30, "9900"), ("parts", "built_in", 30, "9900"), ("dismantled", "collected", 40, "18000"),
    ("dismantled", "loss", 0, "640"), ("dismantled", "difference", 0, "300"),
    ("in_batch", "intermediate", 12, "16000"), ("in_batch", "product", 30, "36500"),
    ("in_batch", "residue", 9, "6000"), ("in_batch", "energy_recovery", 4, "3000"),
    ("in_batch", "loss", 0, "1960"), ("in_batch", "difference", 0, "500"),
    ("intermediate", "in_batch", 10, "13000"),
)  # fmt: skip


def circularity() -> CircularityReport:
    """A year in which something moved between most stages, back as well."""
    links = tuple(
        Link(source, target, amount(units, kg, number, number + 2))
        for number, (source, target, units, kg) in enumerate(FLOWS, start=10)
    )
    standing = {
        name: amount(
            0 if name in ("loss", "difference") else number + 1,
            str(412 * (number + 3)),
            500 + number,
        )
        for number, name in enumerate(NODES)
        if name not in ("made", "enrolled", "surplus", "built_in", "dismantled")
    }
    counts = {55: 2, 65: 9, 70: 14, 75: 31, 80: 66, 85: 40, 90: 25, 95: 12}
    classes = tuple(
        SohClass(low, low + 5, counts.get(low, 0), EntrySet(range(low, low + counts.get(low, 0))))
        for low in range(0, 100, 5)
    )
    soh = SohDistribution(classes, 199, 17, EntrySet([900, 901]), 301, "82.5")
    stays = (
        Stay("stock", 900, "12", "35.5", "80", 40, EntrySet(range(20, 60))),
        Stay("in_use", 305, "1460", "2190", "2740.25", 585, EntrySet([77])),
        Stay("removed", 290, "3", "9", "31", 10, EntrySet([78])),
        Stay("waste", 1, "6", "6", "6", 2, EntrySet([79])),
        Stay("second_life", 0, "", "", "", 80, EntrySet()),
    )
    reuse = Reuse(amount(90, "37080", 610), amount(150, "61800", 611))
    return CircularityReport(
        asked("circularity"), BASIS, links, standing, soh, stays, reuse
    )  # fmt: skip


def producer(count: int = 2) -> ProducerReport:
    """Producers with packs in many places; with a hundred no picture can tell each apart."""
    found = []
    for number in range(count):
        party = ("https://norte.example", "https://largo.example")[number] if number < 2 else (
            f"https://planta-{number:02}.example"
        )  # fmt: skip
        rate = CollectionRate(
            "LMT", amount(16, str(480 + 9 * number), 5, 6, 9),
            amount(50, "1500", *range(10, 20)), 3,
            targets().target("collection_rate", "EU", f"{YEAR}-12-31", category="LMT"),
        )  # fmt: skip
        found.append(
            Producer(
                party, amount(91, str(9100 - 50 * number), *range(90)),
                {
                    "in_use": amount(60, str(6000 - 50 * number), *range(60)),
                    "second_life": amount(10, "1000", 61), "waste": amount(5, "500", 62),
                    "recycled": amount(15, "1450", 63, 64), "unknown": amount(1, "100", 70),
                    "loss": amount(0, "30", 64), "difference": amount(0, "20", 64),
                },
                {
                    "placed": amount(30, "3000", 1), "collected": amount(16, "480", 5, 6, 9),
                    "second_life": amount(4, "400", 61), "treated": amount(12, "1200", 63),
                },
                {"MX": amount(25, "2500", 1), "US": amount(5, "500", 2)},
                (rate,), Origin(amount(3, "300", 1), amount(87, "8700", 3), amount(2, "200", 2)),
                {"second_life": Decimal(400)} if number == 1 else {},
            )
        )  # fmt: skip
    return ProducerReport(asked("producer"), BASIS, tuple(found))


def sites(count: int = 2) -> SiteReport:
    found = []
    for number in range(count):
        party = "https://norte.example" if number % 2 == 0 else "https://largo.example"
        found.append(
            Site(
                party, f"patio-{number + 1}",
                {
                    "received": amount(40, "16480", 1), "accepted": amount(3, "1236", 2),
                    "declared_waste": amount(2, "824", 3), "dismantled": amount(10, "4120", 4),
                    "fed": amount(25, "10300", 5), "shipped": amount(2, "500", 6),
                },
                {("product", "copper"): amount(3, "900", 7), ("residue", "plastic"): amount(1, "70")},
                {"MEC-1": SiteBatches("MEC-1", 3, 2, 1, Decimal(10300), EntrySet([8, 9]))},
                {"collected": amount(8, "3296", 10), "product": amount(3, "900", 11)},
                (Capacity("MX-SEMARNAT", "19-IV-36-26", "12", "17716", 3),),
            )
        )  # fmt: skip
    return SiteReport(asked("site"), BASIS, tuple(found))


def empty(report: ReportName) -> Report:
    """A year in which nothing happened."""
    if report == "recovery":
        return RecoveryReport(asked(report), BASIS, (), (), ())
    if report == "circularity":
        soh = SohDistribution((), 0, 0, EntrySet(), 0, "")
        return CircularityReport(asked(report), BASIS, (), {}, soh, (), Reuse(Amount(), Amount()))
    if report == "producer":
        return ProducerReport(asked(report), BASIS, ())
    return SiteReport(asked(report), BASIS, ())
