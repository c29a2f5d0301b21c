"""``batterypass pack tree``: where an item comes from, and what became of it."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.ledger import Ledger
    from batterypass.app.lineage_tree import Thing, Tree
    from batterypass.documents.words import Lang
    from batterypass.domain.lineage_graph import Edge, Node
    from batterypass_cli.plain import NameOf


@bilingual(
    """
    Muestra de dónde viene un artículo y en qué quedó.

    Hacia atrás hasta quien lo hizo; hacia adelante hasta módulos, paquetes, lotes de reciclaje y
    fracciones: quién hizo cada uno, su vida, su masa y quién lo tiene. Con -o lo dibuja en un archivo
    .svg o .pdf.
    """
)
def tree(
    ctx: typer.Context,
    item: Annotated[
        str,
        typer.Argument(
            metavar="ITEM",
            help=both("Id, serial number, alias or label.", "Id, serie, alias o etiqueta."),
            autocompletion=complete_items,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=both("Draw it: .svg or .pdf.", "Dibújalo: .svg o .pdf."),
        ),
    ] = None,
) -> None:
    """Show where an item comes from, and what became of it.

    Back to who made it; forward to modules, packs, recycling batches and fractions: who made each, its
    life, its mass and who has it. With -o it is drawn into a file, .svg or .pdf.

    Example:
    batterypass pack tree QKYC-C9Y5-DZ24-Y
    batterypass pack tree QKYC-C9Y5-DZ24-Y -o tree.pdf
    """
    from batterypass.app.lineage_tree import tree_of

    here = Here.of(ctx)
    ledger = here.open()
    if output is not None:
        _check_end(output)
    found = tree_of(ledger.session, ledger.item(item))
    if output is not None:
        _draw(here, ledger, found, output)
        if not here.out.wants_json:
            return
    if here.out.wants_json:
        here.out.document({"tree": found.row()})
        return
    from batterypass_cli.plain import names_of

    for line in lines_of(found, names_of(ledger)):
        here.out.line(line)


def _check_end(path: Path) -> None:
    """Raise InputError for a file that is neither, FailedError where nobody can write it."""
    from batterypass.errors import InputError
    from batterypass.evidence.refusal import refusal
    from batterypass_cli.guide import check_writable

    if path.suffix.lower() not in (".svg", ".pdf"):
        raise refusal(InputError, "lineage.bad-end", path=path)
    check_writable(path)


def _draw(here: Here, ledger: Ledger, found: Tree, path: Path) -> None:
    from batterypass.app.lineage_picture import picture_of
    from batterypass.documents.lineage_tree import render_pdf, render_svg
    from batterypass_cli.guide import write_whole

    lang: Lang = "es" if language() == "es" else "en"
    picture = picture_of(ledger.session, found, lang)
    if path.suffix.lower() == ".pdf":
        write_whole(path, render_pdf(picture, lang))
    else:
        write_whole(path, render_svg(picture, lang).encode())
    here.out.talk(say("lineage.written", path=path))


def lines_of(found: Tree, name_of: NameOf) -> Iterator[str]:
    """Write the tree as text: what it comes from first, then what became of it."""
    yield _words(found.root, name_of, is_root=True)
    for back, title in ((True, "lineage.from"), (False, "lineage.became")):
        lines = list(_branches(found, name_of, back=back))
        if lines:
            yield f"{say(title)}:"
            yield from lines


def _branches(found: Tree, name_of: NameOf, *, back: bool) -> Iterator[str]:
    """Write one side of the tree, branch by branch; what stands there already is named only."""
    edges_at = found.lineage.earlier if back else found.lineage.later
    word = "back" if back else "edge"

    def branches_at(node: Node, indent: str) -> list[tuple[Edge, bool, str]]:
        edges = edges_at(node)
        return [(edge, edge is edges[-1], indent) for edge in reversed(edges)]

    seen = {found.lineage.root}
    # No recursion: a long chain of lives is no reason to fail.
    open_ = branches_at(found.lineage.root, "")
    while open_:
        edge, is_last, indent = open_.pop()
        node = edge.earlier if back else edge.later
        how = paint(say(f"lineage.{word}-{edge.how}"), "d")
        start = f"{indent}{'└─ ' if is_last else '├─ '}{how}"
        thing = found.things[node]
        if node in seen:
            yield f"{start}: {thing.id} ({say('lineage.shown-above')})"
            continue
        seen.add(node)
        yield f"{start}: {_words(thing, name_of)}"
        open_ += branches_at(node, indent + ("   " if is_last else "│  "))


def _words(thing: Thing, name_of: NameOf, *, is_root: bool = False) -> str:
    from batterypass_cli.answers import choice_words
    from batterypass_cli.plain import party_short

    kind = say("lineage.batch") if thing.kind == "batch" else choice_words(thing.kind) or thing.kind
    head = paint(thing.id, "b") if is_root or thing.now else thing.id
    parts = [f"{kind} {head}"]
    title = choice_words(thing.title) or thing.title
    parts += [title] if title and title != kind else []
    parts += [f"{thing.mass_kg} kg"] if thing.mass_kg else []
    if thing.now:
        parts += [choice_words(thing.lives_as)] if thing.lives_as else []
        if thing.inside:
            from batterypass.domain.ids import printed_id

            parts.append(say("lineage.inside", item=printed_id(thing.inside)))
        elif thing.place and thing.place != "in_stock":
            parts.append(choice_words(thing.place) or thing.place)
    if thing.maker and thing.kind == "pack":
        parts.append(say("lineage.made-by", party=party_short(thing.maker, name_of)))
    if thing.custodian and thing.place != "dismantled":
        parts.append(say("lineage.held-by", party=party_short(thing.custodian, name_of)))
    return " · ".join(parts)
