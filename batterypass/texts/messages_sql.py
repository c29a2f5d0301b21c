"""Texts of ``batterypass sql``: questions that are asked in SQL."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "sql.nothing-asked": Text(
        "No question was given. Write one: batterypass sql \"select life, count(*) from items group by life\";"
        " batterypass sql --schema lists the tables",
        "No se dio ninguna pregunta. Escriba una: batterypass sql \"select life, count(*) from items group by"
        " life\"; batterypass sql --schema lista las tablas",
    ),
    "sql.no-select": Text(
        "That asks nothing: expected one SELECT. batterypass sql --schema lists the tables",
        "Eso no pregunta nada: se espera un SELECT. batterypass sql --schema lista las tablas",
    ),
    "sql.only-select": Text(
        "Refused: only SELECT passes here, nothing that changes, attaches or sets something. Nothing was"
        " changed. What happened is recorded with batterypass log",
        "Rechazado: aquí solo pasa SELECT, nada que cambie, adjunte o ajuste algo. Nada se cambió. Lo que"
        " sucedió se registra con batterypass log",
    ),
    "sql.sealed": Text(
        "Refused: {found} holds what is sealed. Who may read it uses batterypass passport show --for READER or"
        " batterypass show ENTRY",
        "Rechazado: {found} guarda lo sellado. Quien puede leerlo usa batterypass passport show --for LECTOR o"
        " batterypass show ASIENTO",
    ),
    "sql.no-function": Text(
        "Refused: the function {found} reaches beyond the file",
        "Rechazado: la función {found} alcanza más allá del archivo",
    ),
    "sql.one-only": Text(
        "Expected one SELECT, found several statements: ask them one after the other",
        "Se espera un SELECT y hay varias instrucciones: pregúntelas una tras otra",
    ),
    "sql.no-column": Text(
        "There is no column {found}. Near: {near}. batterypass sql --schema lists them",
        "No hay columna {found}. Parecidas: {near}. batterypass sql --schema las lista",
    ),
    "sql.no-table": Text(
        "There is no table {found}. There are: {near}. batterypass sql --schema says what is in them",
        "No hay tabla {found}. Hay: {near}. batterypass sql --schema dice qué contienen",
    ),
    "sql.no-parameter": Text(
        "The question has a parameter {found} without a value: give --param NAME=VALUE",
        "La pregunta tiene un parámetro {found} sin valor: dé --param NOMBRE=VALOR",
    ),
    "sql.bad-param": Text(
        "--param {found}: expected NAME=VALUE, for example --param maker=https://sierra-alta.example",
        "--param {found}: se espera NOMBRE=VALOR, por ejemplo --param maker=https://sierra-alta.example",
    ),
    "sql.wrong": Text(
        "SQLite does not understand the question: {found}. batterypass sql --schema lists tables and columns",
        "SQLite no entiende la pregunta: {found}. batterypass sql --schema lista tablas y columnas",
    ),
    "sql.timeout": Text(
        "The question took longer than {seconds} s and was stopped: narrow it with WHERE, or give a larger"
        " --timeout",
        "La pregunta tardó más de {seconds} s y se detuvo: redúzcala con WHERE, o dé un --timeout mayor",
    ),
    "sql.csv-or-json": Text(
        "--csv and --json at once: choose one", "--csv y --json a la vez: elija uno"
    ),
    "sql.too-long": Text(
        "A value of the answer, or on the way to it, is longer than {megabytes} MB: ask for less at once",
        "Un valor de la respuesta, o previo a ella, pasa de {megabytes} MB: pregunte menos a la vez",
    ),
    "sql.working": Text("asking {seconds} s (Ctrl-C stops)", "preguntando {seconds} s (Ctrl-C detiene)"),
    "sql.derived": Text(
        "Counted from the derived tables; what is proof, batterypass verify says.",
        "Contado en las tablas derivadas; lo que es prueba, lo dice batterypass verify.",
    ),
}  # fmt: skip
