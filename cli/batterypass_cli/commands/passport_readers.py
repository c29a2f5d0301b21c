"""``batterypass passport readers``: the matrix of readers and content points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from batterypass_cli.context import Here
from batterypass_cli.output import aligned, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.regulations.attributes import Attribute


def complete_attributes(incomplete: str) -> list[str]:
    """Offer the ids of attributes."""
    from batterypass.regulations.attributes import attributes

    return [name for name in attributes() if name.startswith(incomplete)]


@bilingual(
    """
    Muestra qué punto de contenido puede ver cada lector; con un atributo, quién puede verlo.

    Los cuatro puntos del Anexo XIII no están uno dentro de otro: lo que no se permite no se ve.
    """
)
def readers(
    ctx: typer.Context,
    attribute: Annotated[
        str | None,
        typer.Argument(
            metavar="[ATTRIBUTE]",
            help=both("An attribute by its id.", "Un atributo por su id."),
            autocompletion=complete_attributes,
        ),
    ] = None,
) -> None:
    """Show which content point each reader may see; with an attribute, who may see it.

    The four points of Annex XIII are not nested: what is not allowed is not seen.

    Example:
    batterypass passport readers
    batterypass passport readers test_report_results
    """
    from batterypass.app.attributes import tier_of
    from batterypass.regulations.attributes import attributes

    here = Here.of(ctx)
    if attribute is not None:
        tier_of(attributes(), attribute)
        _one(here, attributes()[attribute])
        return
    _matrix(here)


def _one(here: Here, attribute: Attribute) -> None:
    from batterypass.regulations.passport_readers import READERS, who_sees

    seeing = who_sees(attribute.access_tier)
    if here.out.wants_json:
        here.out.document(
            {
                "attribute": attribute.id,
                "content_point": attribute.access_tier,
                "reference": attribute.mandatory_by,
                "readers": list(seeing),
            }
        )
        return
    point = say(f"reader.point-{attribute.access_tier}")
    name = attribute.name(language())
    here.out.line(paint(say("reader.attribute", name=name, id=attribute.id, point=point), "b"))
    for reader in READERS:
        sees = reader in seeing
        sign = paint("✓", "g") if sees else paint("–", "d")
        word = say("reader.sees" if sees else "reader.sees-not")
        here.out.line(f"  {sign} {say(f'reader.{reader}')} ({reader}): {word}")


def _matrix(here: Here) -> None:
    from batterypass.regulations.attributes import attributes
    from batterypass.regulations.passport_readers import POINTS, READERS
    from batterypass.regulations.passport_readers import readers as table

    if here.out.wants_json:
        rows = [
            {
                "reader": reader,
                "sees": [
                    {"point": point, "source": one.source, "confidence": one.confidence}
                    for point in POINTS
                    if (one := table()[reader].get(point)) is not None
                ],
                "attributes": sum(
                    one.access_tier in table()[reader] for one in attributes().values()
                ),
            }
            for reader in READERS
        ]
        here.out.document({"readers": rows})
        return
    counts = {
        point: sum(one.access_tier == point for one in attributes().values()) for point in POINTS
    }
    for number, point in enumerate(POINTS, 1):
        title = say(f"reader.point-{point}")
        provision = f"{say('reader.provision')}, {number}"
        here.out.line(
            paint(title, "b")
            + f"  ({point}) · {provision} · {say('reader.attributes', count=counts[point])}"
        )
        pairs = []
        for reader in READERS:
            sign = paint("✓", "g") if point in table()[reader] else paint("–", "d")
            pairs.append((f"{sign} {say(f'reader.{reader}')}", reader))
        for line in aligned(pairs, indent="  "):
            here.out.line(line)
    here.out.talk(say("reader.sealed-note"))
