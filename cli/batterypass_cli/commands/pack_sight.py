"""``batterypass pack export|lost|stolen|found``: a pack leaves sight, or is back."""

from __future__ import annotations

import typer  # noqa: TC002 - Typer reads the annotations when it runs

from batterypass_cli.commands.pack_life import Words, sign_by_name
from batterypass_cli.pages import bilingual


@bilingual(
    """
    Asienta que un paquete salió del país: a dónde, cuándo y quién lo tiene allá.

    Si es residuo, pide el número del consentimiento de exportación. Después de esto no le ocurre nada
    aquí, salvo que vuelva: «pack found».
    """,
    signs=True,
)
def export(ctx: typer.Context, words: Words = None) -> None:
    """Record that a pack left the country: where to, when, and who has it there.

    Of waste it wants the number of the export consent. Nothing happens to it here afterwards, unless
    it comes back: "pack found".

    Example:
    batterypass pack export QKYC-C9Y5-DZ24-Y
    batterypass pack export QKYC-C9Y5-DZ24-Y country=US exported_on=2026-11-20
    """
    sign_by_name(ctx, "pack.exported", words, "batterypass pack show")


@bilingual(
    """
    Asienta que un paquete no aparece.

    Lo firma su custodio, que sigue siéndolo. Nada más le ocurre hasta que aparezca: «pack found».
    """,
    signs=True,
)
def lost(ctx: typer.Context, words: Words = None) -> None:
    """Record that a pack cannot be found.

    Its custodian signs, and stays its custodian. Nothing else happens to it until it is back: "pack
    found".

    Example:
    batterypass pack lost QKYC-C9Y5-DZ24-Y
    batterypass pack lost QKYC-C9Y5-DZ24-Y how=not_at_stocktaking
    """
    sign_by_name(ctx, "pack.lost", words, "batterypass pack show")


@bilingual(
    """
    Asienta que un paquete fue robado, con el número de la denuncia si lo hay.

    Lo firma su custodio. Quien lea la etiqueta con este registro verá que fue robado.
    """,
    signs=True,
)
def stolen(ctx: typer.Context, words: Words = None) -> None:
    """Record that a pack was stolen, with the number of the police report if there is one.

    Its custodian signs. Who reads its label beside this ledger sees that it was stolen.

    Example:
    batterypass pack stolen QKYC-C9Y5-DZ24-Y
    batterypass pack stolen QKYC-C9Y5-DZ24-Y report_no=CI-42/2026
    """
    sign_by_name(ctx, "pack.stolen", words, "batterypass pack show")


@bilingual(
    """
    Asienta que un paquete exportado, perdido o robado volvió a su custodio.

    Si lo tiene otra parte, esa parte lo reclama: «handoff claim».
    """,
    signs=True,
)
def found(ctx: typer.Context, words: Words = None) -> None:
    """Record that a pack that was exported, lost or stolen is back with its custodian.

    Where another party has it, that one claims it: "handoff claim".

    Example:
    batterypass pack found QKYC-C9Y5-DZ24-Y
    batterypass pack found QKYC-C9Y5-DZ24-Y how=recovered condition=cannot_be_diagnosed
    """
    sign_by_name(ctx, "pack.found", words, "batterypass pack assess")
