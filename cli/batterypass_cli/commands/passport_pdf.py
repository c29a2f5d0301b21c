"""``batterypass passport pdf``: the passport on paper, for anybody or for one reader."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass_cli.commands.passport import Item  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.commands.passport_show import complete_readers
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ItemState


@bilingual(
    """
    Escribe el pasaporte de un artículo en PDF: una página, o entero con --full.

    Dice lo que cualquiera puede ver; con --for, lo que puede ver ese lector. --full añade gráficas,
    todos los valores y, dentro del archivo, los asientos firmados que ese lector puede tener. Los
    mismos eventos dan los mismos bytes. Con --signed, el código lleva además la firma de la llave de
    etiquetas.
    """,
    signs=True,
)
def pdf(
    ctx: typer.Context,
    item: Item,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE.pdf", help=both("The PDF.", "El PDF.")),
    ],
    reader: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="READER",
            help=both("Who reads it; see passport readers.", "Quién lo lee; vea passport readers."),
            autocompletion=complete_readers,
        ),
    ] = "public",
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help=both(
                "The whole passport, with charts and signed entries inside.",
                "El pasaporte entero, con gráficas y asientos firmados dentro.",
            ),
        ),
    ] = False,
    signed: Annotated[
        bool,
        typer.Option(
            "--signed",
            help=both(
                "With the label key's signature in the code.",
                "Con la firma de la llave de etiquetas en el código.",
            ),
        ),
    ] = False,
) -> None:
    """Write the passport of an item as a PDF: one page, or the whole with --full.

    It says what anybody may see; with --for, what that reader may. --full adds charts, every value
    and, inside the file, the signed entries that this reader may have. The same events give the same
    bytes. With --signed the code also holds the signature of the label key.

    Example:
    batterypass passport pdf 7K3Q-9M2F-4X8D-T -o passport.pdf
    batterypass passport pdf 7K3Q-9M2F-4X8D-T --full --for legitimate_interest -o workshop.pdf
    """
    from hashlib import sha256

    from batterypass.regulations.passport_readers import points_of
    from batterypass_cli.guide import check_writable, write_whole

    points_of(reader)
    here = Here.of(ctx)
    ledger = here.open_to_sign() if signed else here.open()
    state = ledger.item(item)
    check_writable(output)
    body = _render(ledger, state, reader, full=full, signed=signed)
    if here.given.dry_run:
        here.out.talk(say("passport.dry-run", path=output))
        return
    write_whole(output, body)
    digest = sha256(body).hexdigest()
    if here.out.wants_json:
        here.out.document(
            {
                "passport": {
                    "file": str(output), "sha256": digest, "bytes": len(body), "for": reader,
                    "full": full,
                }
            }
        )  # fmt: skip
        return
    here.out.line(
        f"{paint('✓', 'g')} "
        + say("passport.written", path=output, passport=state.passport, digest=digest[:12])
    )
    if reader != "public":
        here.out.talk(f"{paint('!', 'y')} {say('passport.for', reader=say(f'reader.{reader}'))}")


def _render(ledger: Ledger, state: ItemState, reader: str, *, full: bool, signed: bool) -> bytes:
    from batterypass.app.labels import label_content
    from batterypass.app.passport_pages import passport_content
    from batterypass.documents.passport import render_passport

    lang = language()
    url = label_content(ledger.session, state, lang).signed_url if signed else ""
    if not full:
        return render_passport(passport_content(ledger.session, state, lang, url, reader), lang)
    from batterypass.app.passport_full import full_passport
    from batterypass.documents.passport_full import render_full_passport

    return render_full_passport(full_passport(ledger.session, state, lang, reader, url), lang)
