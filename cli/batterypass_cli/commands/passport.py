"""``batterypass passport``: issue one, show it, print it."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from batterypass.errors import InputError
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.output import aligned, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

app = typer.Typer(
    no_args_is_help=True,
    help=both(
        "Battery passports.\n\nExample: batterypass passport issue 7K3Q-9M2F-4X8D-T",
        "Pasaportes de batería.\n\nExample: batterypass passport issue 7K3Q-9M2F-4X8D-T",
    ),
)
Item = Annotated[
    str,
    typer.Argument(
        metavar="ITEM",
        help=both("Item, in any form of its id.", "Artículo, en cualquier forma de su id."),
        autocompletion=complete_items,
    ),
]


@app.command("issue")
@bilingual(
    """
    Expide el pasaporte de un artículo.

    Toma del registro lo que ya dice y los valores atributo=valor que se den; los que no son
    públicos quedan sellados para quien puede leerlos. El id sale del artículo, si no se da otro.
    """,
    signs=True,
)
def issue(
    ctx: typer.Context,
    item: Item,
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ATTRIBUTE=VALUE]...",
            help=both("Attributes of the passport.", "Atributos del pasaporte."),
        ),
    ] = None,
    passport: Annotated[
        str | None,
        typer.Option(
            "--id",
            metavar="URL",
            help=both("Id of the passport, for ever.", "Id del pasaporte, para siempre."),
        ),
    ] = None,
) -> None:
    """Issue the passport of an item.

    It takes what the ledger says already and the attribute=value words; those that are not public
    are sealed for who may read them. The id follows from the item where none is given.

    Example:
    batterypass passport issue 7K3Q-9M2F-4X8D-T
    batterypass passport issue 7K3Q-9M2F-4X8D-T warranty_period=96 extinguishing_agent=water
    """
    from batterypass.app.passports import passport_form
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    actor = choose_actor(here, ledger, "passport.issued")
    given: dict[str, str] = {}
    for word in values or ():
        name, equals, value = word.partition("=")
        if not equals or not value:
            raise InputError(
                f"{word}: expected ATTRIBUTE=VALUE", code="passport.bad-value", found=word
            )
        given[name] = value
    state = ledger.item(item)
    form = passport_form(ledger.session, state, actor, given, passport or "")
    command = f"batterypass passport show {item}"
    sign_events(here, [("passport.issued", form)], actor=actor, next_step=command)


@app.command("show")
@bilingual("Muestra el pasaporte público de un artículo; --json da un objeto solo.")
def show(ctx: typer.Context, item: Item) -> None:
    """Show the public passport of an item; --json gives a bare object.

    Example: batterypass passport show 7K3Q-9M2F-4X8D-T --json
    """
    from batterypass.app.passports import passport_view
    from batterypass_cli.answers import choice_words
    from batterypass_cli.corrections import show_corrections

    here = Here.of(ctx)
    ledger = here.open()
    view = passport_view(ledger.session, ledger.item(item))
    if here.out.wants_json:
        here.out.document(view, bare=True)
        return
    attributes = ledger.session.around.attributes
    pairs = [
        (say(f"passport.label.{name}"), choice_words(str(value)) or str(value))
        for name, value in view.items()
        if isinstance(value, str)
    ]
    for name, value in view.get("values", {}).items():
        known = attributes.get(name)
        label = (known.name_es if language() == "es" else known.name_en) if known else name
        unit = f" {known.unit}" if known is not None and known.unit else ""
        pairs.append((label, f"{value}{unit}"))
    if view["predecessors"]:
        pairs.append((say("passport.label.predecessors"), ", ".join(view["predecessors"])))
    for line in aligned(pairs, indent=""):
        here.out.line(line)
    show_corrections(here, ledger, ledger.item(item).item)


@app.command("pdf")
@bilingual(
    """
    Escribe el pasaporte de un artículo en una página.

    Los mismos eventos dan los mismos bytes. Con --signed, el código lleva además la firma de la
    llave de etiquetas.
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
    """Write the passport of an item on one page.

    The same events give the same bytes. With --signed the code also holds the signature of the
    label key.

    Example: batterypass passport pdf 7K3Q-9M2F-4X8D-T -o passport.pdf
    """
    from hashlib import sha256

    from batterypass.app.labels import label_content
    from batterypass.app.passports import passport_content
    from batterypass.documents.passport import render_passport
    from batterypass_cli.guide import check_writable, write_whole

    here = Here.of(ctx)
    ledger = here.open_to_sign() if signed else here.open()
    state = ledger.item(item)
    check_writable(output)
    lang = language()
    url = label_content(ledger.session, state, lang).signed_url if signed else ""
    content = passport_content(ledger.session, state, lang, url)
    body = render_passport(content, lang)
    if here.given.dry_run:
        here.out.talk(say("passport.dry-run", path=output))
        return
    write_whole(output, body)
    digest = sha256(body).hexdigest()
    if here.out.wants_json:
        here.out.document({"passport": {"file": str(output), "sha256": digest, "bytes": len(body)}})
        return
    here.out.line(
        f"{paint('✓', 'g')} "
        + say("passport.written", path=output, passport=content.passport_id, digest=digest[:12])
    )
