"""``batterypass verify``: every check named, then the two verdicts, never mixed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from batterypass.errors import BrokenError, InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.context import Here
from batterypass_cli.files import begins_with, read_file
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.paper_check import check_file, is_pdf
from batterypass_cli.progress import Progress
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.audit import Verdict
    from batterypass.app.ledger import Ledger
    from batterypass_cli.verdict_paper import Judged, Paper


_CONTAINER = b"PK\x03\x04"
#: How a container ends: the mark and its place before the end, for it has no comment.
_CONTAINER_END = (b"PK\x05\x06", 22)
#: How pictures begin: PNG, JPEG, GIF, BMP, WebP and other RIFF.
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF")


@bilingual(
    """
    Comprueba un registro, un paquete de pruebas o la foto del código de un papel.

    Auténtico: nadie cambió ni ocultó nada. Cumple: se siguieron las reglas del día. Todo se calcula
    de nuevo desde los bytes. Un paquete de pruebas (.bpz) se comprueba sin registro ni red, y dice lo
    que no pudo juzgar. Un PDF, pasaporte o manifiesto, se comprueba como papel; de una foto se juzga
    lo que lleva el código, sin red, en cinco renglones. Un acuse (SCITT) se compara con el registro a
    mano, y nunca decide. Códigos de salida: 0 ambos; 3 no cumple; 4 no es auténtico; 5 no se puede
    decidir. Con --report escribe además el dictamen en PDF, con el número y la huella del asiento de
    cada hallazgo; el mismo archivo da los mismos bytes.
    """
)
def verify(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            help=both(
                "A ledger, a bundle, a PDF, or a picture of a paper's code.",
                "Un registro, un paquete de pruebas, un PDF o la foto del código de un papel.",
            ),
        ),
    ] = None,
    trust: Annotated[
        str | None,
        typer.Option(
            "--trust",
            metavar="FILE",
            help=both(
                "A trust file, in place of the pinned one.",
                "Un archivo de confianza, en lugar del guardado.",
            ),
        ),
    ] = None,
    first_use: Annotated[
        bool,
        typer.Option(
            "--first-use",
            help=both(
                "Accept a ledger that nothing vouches for yet.",
                "Aceptar un registro que nada avala todavía.",
            ),
        ),
    ] = False,
    quick: Annotated[
        bool,
        typer.Option(
            "--quick",
            help=both("Only the signed head; decides nothing.", "Solo la cabeza; no decide nada."),
        ),
    ] = False,
    old: Annotated[
        str | None,
        typer.Option(
            "--old",
            metavar="FILE",
            help=both(
                "A checkpoint that you kept; the bundle's log must extend it.",
                "Un punto de control que guardó; el registro del paquete debe extenderlo.",
            ),
        ),
    ] = None,
    report: Annotated[
        str | None,
        typer.Option(
            "--report",
            metavar="FILE.pdf",
            help=both("Write the verdict on paper too.", "Escribir también el dictamen en papel."),
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="TEXT",
            help=both("Who verified, for the report.", "Quién comprobó, para el dictamen."),
        ),
    ] = None,
) -> None:
    """Check a ledger, a bundle, or a picture of a paper's code.

    Authentic: nobody changed or hid anything. Compliant: the rules of the day were followed.
    Everything is computed again from the bytes. A bundle (.bpz) is checked without any ledger or
    network, and says what it could not judge. A PDF, passport or manifest, is checked as a paper; of
    a picture, what its code holds is judged without a network, in five lines. A receipt (SCITT) is
    compared with the ledger at hand, and never decides. Exit codes: 0 both; 3 not compliant; 4 not
    authentic; 5 cannot be decided.

    With --report the verdict is written as a PDF too, each finding with the number and the digest of
    its entry; the same file gives the same bytes.

    Example:
    batterypass verify --json
    batterypass verify passport.pdf
    batterypass verify norte.bpz --trust norte.policy --report dictamen.pdf
    """
    from batterypass_cli.verdict_paper import Paper, write_verdict

    here = Here.of(ctx)
    paper = Paper.of(report, by)
    trust_file = read_file(trust) if trust is not None else None
    if file is not None and is_pdf(Path(file)):
        _no_report(paper)
        check_file(here, Path(file), Path(trust) if trust is not None else None)
        return
    if file is not None and begins_with(Path(file), *_PICTURES):
        from batterypass_cli.verify_picture import verify_picture

        _no_report(paper)
        if quick or first_use or old is not None:
            raise refusal(InputError, "roadside.no-such-option")
        verify_picture(here, Path(file), trust_file)
    if file is not None:
        from batterypass_cli.scitt_view import begins_as_sign1, verify_sign1_file

        if begins_as_sign1(Path(file)):
            _no_report(paper)
            verify_sign1_file(here, file)
        _refuse_notes(Path(file))
        here.given.ledger = file
    if paper is not None and quick:
        raise refusal(InputError, "verdictpaper.quick")
    if is_bundle(here.ledger_path):
        from batterypass_cli.verify_file import verify_file

        verify_file(here, trust_file, old, first_use=first_use, quick=quick, paper=paper)
    if old is not None:
        raise refusal(InputError, "bundle.no-old-for-ledger")
    try:
        ledger = here.open()
        if quick:
            from batterypass_cli.quick import check_heads

            verdict = check_heads(ledger, trust_file)
        else:
            with Progress(here.out, say("verify.progress")) as progress:
                verdict = ledger.verify(
                    trust_file=trust_file, first_use=first_use, progress=progress
                )
    except BrokenError as error:
        _verify_damage(here, error, paper, trust_file)
    if here.out.wants_json:
        here.out.document(verdict_object(verdict))
    else:
        from batterypass_cli.verdicts import print_verdict

        print_verdict(here, ledger, verdict)
    if paper is not None:
        write_verdict(here, paper, verdict, _on_paper(here, ledger, verdict), trust_file)
    raise typer.Exit(verdict.exit_code())


def _verify_damage(
    here: Here, error: BrokenError, paper: Paper | None, trust_file: bytes | None
) -> NoReturn:
    """Give the verdict on a file that could not be read as far as an entry, and the way out of it."""
    from batterypass.app.verdict import verdict_of_damage
    from batterypass_cli.exits import words_of
    from batterypass_cli.verdict_paper import Judged, write_verdict
    from batterypass_cli.verdicts import check_words, first_named, print_lines

    verdict = verdict_of_damage(error)
    first = first_named(verdict.findings[0])
    if here.out.wants_json:
        here.out.document(verdict_object(verdict))
    else:
        here.out.line(paint(say("verify.title-damaged", path=here.ledger_path), "b"))
        print_lines(here, verdict, first_named)
    here.out.talk(say("verify.way-out", what=words_of(error)))
    if paper is not None:
        judged = Judged(
            lead=((say("verdictpaper.file"), here.ledger_path.name),),
            words=lambda check: check_words(here, check, verdict),
            digest_of=lambda entry: "",
            first_wrong=first,
        )
        write_verdict(here, paper, verdict, judged, trust_file)
    raise typer.Exit(verdict.exit_code())


def _on_paper(here: Here, ledger: Ledger, verdict: Verdict) -> Judged:
    """Say what was verified, and word its checks as on the screen."""
    from hashlib import sha256

    from batterypass_cli.verdict_paper import Judged
    from batterypass_cli.verdicts import by_cause, check_words, first_wrong

    def digest_of(entry: int) -> str:
        try:
            return sha256(ledger.store.statement(entry)).hexdigest()
        except BrokenError:
            # The finding says that it is not there.
            return ""

    ordered = by_cause(verdict.findings)
    is_wrong = bool(ordered) and ordered[0].severity != "notice"
    return Judged(
        lead=(
            (say("verdictpaper.file"), here.ledger_path.name),
            (say("verdictpaper.entries"), str(verdict.size)),
        ),
        words=lambda check: check_words(here, check, verdict),
        digest_of=digest_of,
        first_wrong=first_wrong(ledger, ordered[0]) if is_wrong else "",
    )


def _no_report(paper: Paper | None) -> None:
    """Refuse ``--report`` for a single paper or receipt: its verdict is what is printed."""
    if paper is not None:
        raise refusal(InputError, "verdictpaper.not-for-papers")


def verdict_object(verdict: Verdict) -> dict[str, Any]:
    """Write a verdict for programs."""
    from batterypass_cli.exits import finding_object

    found = {
        "authentic": verdict.authentic,
        "compliant": verdict.compliant,
        "trust": verdict.trust,
        "origin": verdict.origin,
        "size": verdict.size,
        "root": verdict.root.hex(),
        "checks": [
            {"name": check.name, "ok": check.ok, "detail": check.said(language())}
            for check in verdict.checks
        ],
        "registrars_word": {
            "signatures": verdict.registrars_word.signatures,
            "authorisations": verdict.registrars_word.authorisations,
        },
        "witnesses": _witnesses(verdict),
        "seen": {
            "parties": verdict.seen.parties,
            "size": verdict.seen.size,
            "entry": verdict.seen.entry,
            "party": verdict.seen.party or None,
        },
        "evidence": verdict.evidence or None,
        "findings": [finding_object(finding) for finding in verdict.findings],
    }
    if verdict.not_judged is not None:
        from batterypass.app.bundle_verdict import not_judged_object

        found["as_of"] = verdict.as_of
        found["not_judged"] = [not_judged_object(one) for one in verdict.not_judged]
    return found


def is_bundle(path: Path) -> bool:
    """Tell whether a file begins or ends as a container does, or is called one: it is no ledger."""
    return path.suffix == ".bpz" or begins_with(path, _CONTAINER) or _ends_as_container(path)


def _ends_as_container(path: Path) -> bool:
    mark, place = _CONTAINER_END
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - place))
            return file.read(len(mark)) == mark
    except OSError:
        return False


def _witnesses(verdict: Verdict) -> dict[str, Any] | None:
    found = verdict.witnessed
    if found is None:
        return None
    return {
        "cosigned_by": list(found.names),
        "of": found.of,
        "quorum": found.quorum,
        "reached": found.is_quorum,
        "newest_size": found.size,
        "newest_at": found.at or None,
    }


def _refuse_notes(path: Path) -> None:
    """Raise InputError for a proof or a note of the log, saying what each is good for."""
    from batterypass.errors import MalformedError
    from batterypass.tlog.note import MAX_NOTE_SIZE, parse_note

    if begins_with(path, b"c2sp.org/tlog-proof@"):
        raise refusal(InputError, "verify.is-proof", path=path, number=path.name.split(".")[0])
    if not path.is_file() or path.stat().st_size > MAX_NOTE_SIZE:
        return
    try:
        parse_note(read_file(path))
    except MalformedError:
        return
    raise refusal(InputError, "verify.is-note", path=path)
