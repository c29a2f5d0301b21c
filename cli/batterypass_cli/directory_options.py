"""Options that several commands of the directory have."""

from __future__ import annotations

from typing import Annotated

import typer

from batterypass_cli.words import both

OnOption = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help=both("The day; else today.", "El día; si no, hoy.")),
]
WasteOption = Annotated[
    str | None,
    typer.Option(
        "--waste",
        metavar="CODE|STREAM",
        help=both("Stream, or code of a waste list.", "Corriente, o clave de una lista."),
    ),
]
OperationOption = Annotated[
    str | None,
    typer.Option("--operation", metavar="OP", help=both("Operation.", "Operación.")),
]
ConditionOption = Annotated[
    str | None,
    typer.Option(
        "--condition",
        metavar="CONDITION",
        help=both("Worst condition of the load.", "Peor condición de la carga."),
    ),
]
WasteClassOption = Annotated[
    str | None,
    typer.Option(
        "--waste-class",
        metavar="CLASS",
        help=both(
            "Class that the waste is declared as; else as the tables say.",
            "Clase que se declara; si no, la que digan las tablas.",
        ),
    ),
]
