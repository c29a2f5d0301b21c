"""``batterypass plumbing``: what demonstrations, tests and measurements need, and nobody else."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from batterypass.errors import FailedError, InputError
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual, group_with
from batterypass_cli.progress import Progress
from batterypass_cli.words import both, say

app = typer.Typer(
    cls=group_with({}, {}),
    no_args_is_help=True,
    help=both(
        "For demonstrations, tests and measurements.\n\n"
        "Example: batterypass plumbing simulate --packs 300 --years 3 --seed 7",
        "Para demostraciones, pruebas y mediciones.\n\n"
        "Example: batterypass plumbing simulate --packs 300 --years 3 --seed 7",
    ),
)
_MOST_PACKS = 2_000_000
_MOST_YEARS = 40
_MOST_EVENTS = 50_000_000
_MOST_SEED = 2**53 - 1


@app.callback()
def plumbing() -> None:
    """Keep ``simulate`` a word of its own, while it is the only one."""


@app.command("simulate")
@bilingual(
    """
    Simula la historia de una flota nacional en un registro nuevo.

    Fabricantes, flotas, talleres, transportistas y recicladores firman con llaves que salen de la
    semilla y no valen nada; la misma semilla da los mismos bytes. Algunas reglas se rompen a
    propósito, y una lista dice en qué asientos: `batterypass verify` debe hallar esas faltas y
    ninguna otra.
    """
)
def simulate(
    ctx: typer.Context,
    packs: Annotated[
        int,
        typer.Option("--packs", metavar="N", help=both("Packs made.", "Paquetes fabricados.")),
    ] = 300,
    years: Annotated[
        int,
        typer.Option("--years", metavar="Y", help=both("Years of history.", "Años de historia.")),
    ] = 6,
    seed: Annotated[
        int,
        typer.Option(
            "--seed", metavar="S", help=both("What everything follows from.", "De donde sale todo.")
        ),
    ] = 1,
    events: Annotated[
        int,
        typer.Option(
            "--events",
            metavar="N",
            help=both(
                "Stop after about so many entries (0: at the end).",
                "Parar tras unos tantos asientos (0: al final).",
            ),
        ),
    ] = 0,
    violations: Annotated[
        Path | None,
        typer.Option(
            "--violations",
            metavar="FILE",
            help=both(
                "The list of what was planted; violations.json beside the ledger unless named.",
                "La lista de lo sembrado; violations.json junto al registro si no se nombra.",
            ),
        ),
    ] = None,
) -> None:
    """Simulate the history of a national fleet in a new ledger.

    Makers, fleets, workshops, carriers and recyclers sign with keys that follow from the seed and
    are worth nothing; the same seed gives the same bytes. Some rules are broken on purpose, and a
    list says in which entries: `batterypass verify` has to find those breaches and no other.

    Example: batterypass plumbing simulate --packs 300 --years 3 --seed 7 --ledger fleet.bp
    """
    from batterypass.app.simulated.listing import listing_bytes
    from batterypass.app.simulated.run import Plan
    from batterypass.bootstrap import simulate as run

    here = Here.of(ctx)
    for option, given, least, most in (
        ("--packs", packs, 1, _MOST_PACKS),
        ("--years", years, 1, _MOST_YEARS),
        ("--seed", seed, 0, _MOST_SEED),
        ("--events", events, 0, _MOST_EVENTS),
    ):
        _check_range(option, given, least, most)
    ledger = here.ledger_path
    listing = violations or ledger.with_name("violations.json")
    _check_free(ledger, "--ledger")
    _check_free(listing, "--violations")
    plan = Plan(packs, years, seed, events)
    with Progress(here.out, say("simulate.progress")) as progress:
        done = run(ledger, plan, progress)
    try:
        listing.write_bytes(listing_bytes(plan, done))
    except OSError as error:
        why = error.strerror or str(error)
        raise FailedError(
            f"{listing}: cannot be written: {why}",
            code="simulate.unwritable",
            path=listing,
            why=why,
        ) from error
    codes = sorted({one.code for one in done.breaches})
    if here.out.wants_json:
        here.out.document(
            {
                "ledger": str(ledger), "violations": str(listing), "origin": done.origin,
                "entries": done.entries, "packs": done.packs, "until": done.until,
                "planted": len(done.breaches), "codes": codes,
            }
        )  # fmt: skip
        return
    values = {"origin": done.origin, "entries": done.entries, "packs": done.packs}
    here.out.line(say("simulate.done", **values, until=done.until))
    count = len(done.breaches)
    here.out.line(say("simulate.planted", count=count, codes=len(codes), path=listing))
    here.out.line(say("simulate.worthless"))
    here.out.line(f"→ batterypass verify --ledger {ledger} --first-use")


def _check_range(option: str, given: int, least: int, most: int) -> None:
    if not least <= given <= most:
        raise InputError(
            f"{option}: {given} is not between {least} and {most}",
            code="simulate.range", option=option, given=given, least=least, most=most,
        )  # fmt: skip


def _check_free(path: Path, option: str) -> None:
    if path.exists():
        raise InputError(
            f"{path} is there already: name another file with {option}, or remove it",
            code="simulate.there", path=path, option=option,
        )  # fmt: skip
