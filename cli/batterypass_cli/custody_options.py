"""Options and arguments that the commands of custody have alike, and who signs from which site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass_cli.completions import complete_items
from batterypass_cli.words import both

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass_cli.context import Here


def option(flag: str, metavar: str, en: str, es: str) -> Any:  # noqa: ANN401 - Typer's own type
    """Make an option with a value and a help in both languages."""
    return typer.Option(flag, metavar=metavar, help=both(en, es))


Consignment = Annotated[
    str,
    typer.Argument(
        metavar="CONSIGNMENT",
        help=both("Its id or manifest number.", "Su id o número de manifiesto."),
    ),
]
_ITEMS_HELP = both("Items, in any form of their id.", "Artículos, en cualquier forma de su id.")
Items = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ITEM]...", help=_ITEMS_HELP, autocompletion=complete_items),
]
NeededItems = Annotated[
    list[str], typer.Argument(metavar="ITEM...", help=_ITEMS_HELP, autocompletion=complete_items)
]
AtSite = Annotated[
    str | None,
    option("--at-site", "SITE", "Site, else the offered one.", "Sitio; si no, el de la oferta."),
]
ScaleMass = Annotated[
    str | None, option("--mass-kg", "KG", "Mass on the scale.", "Masa en la báscula.")
]
Plate = Annotated[
    str | None, option("--plate", "PLATE", "Licence plate; sealed.", "Placa; sellada.")
]
Driver = Annotated[
    str | None, option("--driver", "NAME", "Driver; sealed.", "Quien conduce; sellado.")
]
Remarks = Annotated[
    str | None, option("--remarks", "TEXT", "Remarks; sealed.", "Observaciones; selladas.")
]


def part_of(here: Here, ledger: Ledger, party: str, kind: str) -> str:
    """Give who signs: ``--as``, else the party whose part it is where its key is here."""
    from batterypass_cli.actors import choose_actor

    if not here.given.actor and party in here.keys.parties():
        return party
    return choose_actor(here, ledger, kind)


def only_site(ledger: Ledger, party: str) -> str:
    """Give the site of a party that has one; empty where nobody can tell which."""
    state = ledger.session.world.party(party)
    sites = state.sites if state is not None else []
    return str(sites[0]["site_id"]) if len(sites) == 1 else ""


def without_empty(private: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Leave out the names that nobody said."""
    known = {
        point: {name: value for name, value in values.items() if value}
        for point, values in private.items()
    }
    return {point: values for point, values in known.items() if values}


def sealed_remarks(remarks: str | None) -> dict[str, dict[str, str]]:
    """Give what a form seals where remarks are all that can be said."""
    return {"commercial": {"remarks": remarks}} if remarks else {}
