"""What it costs to ask a warm directory of 5,000 authorisations whether a site may take a waste."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any

from batterypass import bootstrap
from batterypass.app.census import census
from batterypass.app.directory import Directory
from batterypass.domain.ids import authorisation_subject
from batterypass.regulations.places import states
from benchmarks import cast
from benchmarks.ledgers import new_bench
from benchmarks.measure import ROUNDS, Row, median, timed
from benchmarks.workload import Prepared, Workload

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AUTHORISATIONS = 5_000
_PER_PARTY = 4
_BATCH = 1_000
_DAY = "2026-11-23"
#: Each leaves one class to declare: one question is one judgement.
_QUESTIONS = (
    ("whole_battery", "reciclaje", "serviceable"),
    ("whole_battery", "reciclaje", "damaged_critical"),
    ("black_mass", "tratamiento", "damaged_stable"),
    ("electrolyte", "acopio", ""),
)


class _Listed(Workload):
    """Parties that a list names, each with two sites and four authorisations."""

    def listed(self, count: int) -> Iterator[Prepared]:
        """Register parties and grant ``count`` authorisations, in batches."""
        registrar = cast.private_key("registrar")
        places = states()
        made: list[bytes] = []
        self._mark_time()
        for number in range(count // _PER_PARTY):
            party = f"https://registro.example/listed/{number:05}"
            state = places[number % len(places)]
            card = _card(party, number, state.name, state.key)
            made.append(
                self._sign("party.registered", cast.REGISTRAR, registrar, [party], {"card": card})
            )
            for fields in _grants(party, number):
                subject = authorisation_subject(cast.REGISTRAR, fields["scheme"], fields["number"])
                made.append(
                    self._sign(
                        "authorisation.granted", cast.REGISTRAR, registrar, [subject], fields
                    )
                )
            if len(made) >= _BATCH:
                self._new_checkpoint()
                yield Prepared(self._clock, made)
                made = []
                self._mark_time()
        if made:
            yield Prepared(self._clock, made)


def _card(party: str, number: int, state: str, key: str) -> dict[str, Any]:
    address = {
        "street": "Calle", "ext_no": str(number), "postal_code": "66600", "municipality": "Centro",
        "state": state, "state_key": key, "country": "MX",
    }  # fmt: skip
    sites = [{"site_id": f"s{place}", "name": f"S{place}", "address": address} for place in (1, 2)]
    return {
        "party": party, "legal_name": f"Recicladora {number}", "country": "MX",
        "roles": ["recycler"], "sites": sites,
    }  # fmt: skip


def _grants(party: str, number: int) -> Iterator[dict[str, Any]]:
    operations = ("reciclaje", "acopio", "tratamiento", "reutilizacion")
    for place in range(_PER_PARTY):
        is_federal = place % 2 == 0
        scope = {
            "operation": operations[(number + place) % 4],
            "waste_class": "hazardous" if is_federal else "special_handling",
            "streams": ["whole_battery", "black_mass", "electrolyte"],
            "damaged_accepted": place < 2,
        }  # fmt: skip
        yield {
            "scheme": "MX-SEMARNAT" if is_federal else "MX-STATE",
            "number": f"N-{number:05}-{place}",
            "holder": party,
            "holder_site": f"s{1 + place // 2}",
            "scopes": [scope],
            "capacity_t_year": "2500",
            "effective_from": "2024-01-01",
            "effective_to": "2034-01-01" if number % 10 else "2025-01-01",
            "transcription": {
                "source": "Padron", "published_on": "2026-02-01", "digest": "0" * 64,
            },
        }  # fmt: skip


def directory(folder: Path, _: int) -> list[Row]:
    """Ask about every site of a directory in memory, several wastes each."""
    bench = new_bench(folder / "directory")
    workload = _Listed(bench.statements(), bootstrap.regulations(), batch=_BATCH, spacing=0)
    bench.draws.restart()
    for prepared in workload.listed(AUTHORISATIONS):
        bench.clock.now = prepared.clock
        bench.ledger.record(prepared.statements)
    session = bench.ledger.session
    load_s = timed(lambda: Directory.load(session))
    warm = Directory.load(session)
    asked = [warm.question(_DAY, waste, op, condition=how) for waste, op, how in _QUESTIONS]
    times, answers = [], {}
    for _round in range(ROUNDS + 1):
        answers = {"yes": 0, "no": 0, "pending": 0, "unknown": 0}
        start = perf_counter()
        for place in warm.places.values():
            for question in asked:
                answers[warm.ask(place, question).acceptance.answer] += 1
        times.append((perf_counter() - start) / (len(warm.places) * len(asked)))
    census_s = timed(lambda: census(warm, _DAY))
    bench.ledger.close()
    assert answers["yes"] > 0, answers
    assert answers["no"] > 0, answers
    context = {
        "authorisations": float(AUTHORISATIONS),
        "best µs": min(times) * 1e6,
        "sites": float(len(warm.places)),
        "load ms": load_s * 1000,
        "census ms": census_s * 1000,
        "yes": float(answers["yes"]),
    }
    return [
        Row(
            "directory", "can_accept, warm, 5,000", median(times) * 1e6, "µs", 20, 10,
            is_limit=True, context=context,
        )
    ]  # fmt: skip
