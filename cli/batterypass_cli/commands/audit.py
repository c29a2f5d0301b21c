"""``batterypass audit``: samples that others can redo, dossiers, and what came between."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.audit_source import (
    FirstUseOption,
    OpenBundle,
    TrustOption,
    open_source,
    split_words,
)
from batterypass_cli.context import Here
from batterypass_cli.output import Column, paint
from batterypass_cli.pages import Entry, bilingual, group_with
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.exchange.audit_sample import Sample

_MORE: dict[str, Entry] = {
    "mass": Entry(
        "", "audit_mass", "mass",
        Text("Mass balance of a recycling batch.", "Balance de masas de un lote de reciclaje."),
    ),
}  # fmt: skip
app = typer.Typer(
    cls=group_with(_MORE, {}),
    no_args_is_help=True,
    help=both(
        "Samples that others can redo, dossiers, mass balances, and what came between two"
        " checkpoints.\n\n"
        "Example: batterypass audit sample norte.bpz --n 25 --seed 20261121 -o sample.csv",
        "Muestras que otros pueden repetir, expedientes, balances de masas, y qué pasó entre dos"
        " puntos de control.\n\n"
        "Example: batterypass audit sample norte.bpz --n 25 --seed 20261121 -o muestra.csv",
    ),
)
_COLUMNS = (
    Column("place", Text("no.", "n.º"), right=True),
    Column("printed_id", Text("pack", "paquete")),
    Column("stratum", Text("stratum", "estrato")),
    Column("rank", Text("rank", "orden")),
    Column("item", Text("id", "identificador")),
)


@app.command("sample")
@bilingual(
    """
    Elige una muestra de paquetes que cualquiera puede repetir.

    De un registro o de un paquete de pruebas. La semilla, la raíz y cada identificador deciden por
    una huella, no al azar: docs/formats/audit-sample.md lo dice en pasos. Los mismos datos dan los
    mismos bytes.
    """
)
def sample(
    ctx: typer.Context,
    count: Annotated[
        int, typer.Option("--n", metavar="N", help=both("How many packs.", "Cuántos paquetes."))
    ],
    seed: Annotated[
        str,
        typer.Option(
            "--seed",
            metavar="TEXT",
            help=both(
                "The seed, written down before; often a day.",
                "La semilla, anotada antes; a menudo un día.",
            ),
        ),
    ],
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            help=both("A bundle, or the ledger.", "Un paquete de pruebas, o el registro."),
        ),
    ] = None,
    stratify: Annotated[
        str,
        typer.Option(
            "--stratify",
            metavar="WHAT",
            help=both(
                "chemistry, maker, life, custodian, category, condition or year.",
                "chemistry, maker, life, custodian, category, condition o year.",
            ),
        ),
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE.csv", help=both("The list.", "La lista.")),
    ] = None,
    trust: TrustOption = None,
    first_use: FirstUseOption = False,
) -> None:
    """Draw a sample of packs that anybody can draw again.

    From a ledger or a bundle. Seed, root and each id decide by a digest, not by chance:
    docs/formats/audit-sample.md has it in steps. The same data give the same bytes.

    Example: batterypass audit sample norte.bpz --n 25 --seed 20261121 --stratify chemistry -o sample.csv
    """
    from batterypass.app.audit_sample import sample_of_bundle, sample_of_ledger
    from batterypass_cli.guide import check_writable, write_whole

    here = Here.of(ctx)
    if output is not None:
        check_writable(output)
    source = open_source(here, file, trust, first_use=first_use)
    if isinstance(source, OpenBundle):
        found = sample_of_bundle(source.verified, count, seed, stratify)
    else:
        found = sample_of_ledger(source.ledger.session, count, seed, stratify)
        here.out.talk(f"{paint('!', 'y')} {say('audit.not-verified-here')}")
    if output is not None and not here.given.dry_run:
        write_whole(output, found.encode())
    _tell_sample(here, found, output)


def _tell_sample(here: Here, found: Sample, output: Path | None) -> None:
    rows = [
        {
            "place": place, "item": one.item, "printed_id": _printed(one.item),
            "stratum": one.stratum, "in_stratum": one.in_stratum, "drawn": one.drawn,
            "rank": one.rank,
        }
        for place, one in enumerate(found.drawn, 1)
    ]  # fmt: skip
    told = say(
        "audit.sampled", count=len(found.drawn), population=found.population, seed=found.seed,
        root=found.root, size=found.size,
    )  # fmt: skip
    if here.out.wants_json:
        about: dict[str, Any] = {
            "n": found.wanted, "seed": found.seed, "by": found.by, "population": found.population,
            "size": found.size, "root": found.root, "origin": found.origin,
        }  # fmt: skip
        here.out.document({"sample": {**about, "packs": rows}})
        return
    if output is None or here.given.dry_run:
        here.out.rows("packs", rows, _COLUMNS)
        here.out.talk(told)
        if output is not None:
            here.out.talk(say("audit.dry-run"))
        return
    here.out.line(f"{paint('✓', 'g')} {told} · {say('audit.sample-file', file=output)}")


def _printed(item: str) -> str:
    from batterypass.domain.ids import printed_id

    return printed_id(item)


@app.command("pack")
@bilingual(
    """
    Escribe expedientes: por paquete una línea de tiempo en PDF, papeles, pesos y excepciones.

    Con portada, anexo de llaves y permisos a la fecha de cada acto, index.csv y root.txt. De un
    paquete de pruebas, o del registro: entonces el paquete de pruebas va en la carpeta. Los mismos
    datos dan los mismos bytes, y una carpeta con otros bytes no se toca.
    """,
    signs=True,
)
def pack(
    ctx: typer.Context,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="DIR", help=both("The folder.", "La carpeta.")),
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ITEM]... [FILE]",
            help=both(
                "Packs, and the bundle; without one, the ledger.",
                "Paquetes, y el paquete de pruebas; sin él, el registro.",
            ),
        ),
    ] = None,
    sample_file: Annotated[
        Path | None,
        typer.Option(
            "--sample",
            metavar="FILE.csv",
            help=both("The packs of a sample.", "Los paquetes de una muestra."),
        ),
    ] = None,
    trust: TrustOption = None,
    first_use: FirstUseOption = False,
) -> None:
    """Write dossiers: for each pack a timeline as PDF, its papers, weights and exceptions.

    With a cover, an appendix of keys and permits as of each act, index.csv and root.txt. From a
    bundle, or from the ledger: then the bundle goes into the folder. The same data give the same
    bytes, and a folder with other bytes is not touched.

    Example: batterypass audit pack norte.bpz --sample sample.csv -o evidence
    """
    from batterypass.store.dossier_folder import write_dossiers
    from batterypass_cli.audit_packing import job_of
    from batterypass_cli.dossiers import make_folder

    here = Here.of(ctx)
    items, file = split_words(words or [])
    job = job_of(here, items, file, sample_file, trust, first_use=first_use)
    if job is None:
        here.out.talk(say("audit.unsealed-dry-run"))
        return
    made = make_folder(job)
    if here.given.dry_run:
        here.out.talk(say("audit.dry-run"))
        return
    was_there = write_dossiers(output, made.files)
    root = job.verified.case.tip.root.hex()
    if here.out.wants_json:
        told = {
            "folder": str(output), "dossiers": len(job.items), "papers": made.papers,
            "exceptions": made.exceptions, "files": sorted(made.files), "root": root,
            "size": job.verified.case.tip.size, "same_bytes": was_there or None,
        }  # fmt: skip
        here.out.document({"audit": told})
        return
    text = say(
        "audit.packed", count=len(job.items), papers=made.papers, exceptions=made.exceptions,
        root=f"{root[:4]}…{root[-2:]}",
    )  # fmt: skip
    here.out.line(f"{paint('✓', 'g')} {text}")
    here.out.line("  " + say("audit.same-yes" if was_there else "audit.same-first"))


@app.command("diff")
@bilingual(
    """
    Dice qué pasó entre dos puntos de control de un registro, o que son una bifurcación.

    Cada uno es un archivo con una nota firmada, o un tamaño del registro. Se prueba que el nuevo
    continúa el viejo y se cuentan los asientos por tipo, parte y sujeto. Una bifurcación se muestra
    con las dos notas (salida 4).
    """
)
def diff(
    ctx: typer.Context,
    old: Annotated[
        str,
        typer.Argument(
            metavar="CHECKPOINT1", help=both("A signed note, or a size.", "Una nota, o un tamaño.")
        ),
    ],
    new: Annotated[
        str,
        typer.Argument(metavar="CHECKPOINT2", help=both("The other one.", "El otro.")),
    ],
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            help=both("A bundle, or the ledger.", "Un paquete de pruebas, o el registro."),
        ),
    ] = None,
    trust: TrustOption = None,
    first_use: FirstUseOption = False,
) -> None:
    """Say what came between two checkpoints of a log, or that they are a fork.

    Each is a file with a signed note, or a size of the log. That the newer extends the older is
    proven, and the entries are counted by kind, party and subject. A fork is shown with both notes
    (exit 4).

    Example: batterypass audit diff june.note september.note
    """
    from batterypass.app.audit_diff import BundleLog, LedgerLog, difference, side_of
    from batterypass_cli.audit_view import difference_object, print_difference
    from batterypass_cli.files import read_file

    here = Here.of(ctx)
    source = open_source(here, file, trust, first_use=first_use)
    log: LedgerLog | BundleLog
    if isinstance(source, OpenBundle):
        log = BundleLog(source.verified)
    else:
        log = LedgerLog(source.ledger.session)
    sides = [
        side_of(log, one, read_file(one) if Path(one).is_file() else None) for one in (old, new)
    ]
    found = difference(log, *sides)
    if here.out.wants_json:
        here.out.document({"diff": difference_object(found)})
    else:
        print_difference(here, found)
    if found.forks:
        raise typer.Exit(4)
