"""What ``batterypass passport export`` says, and its loss reports."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "passportexchange.none": Text(
        "{item} has no passport, so there is nothing to export; batterypass passport issue makes one",
        "{item} no tiene pasaporte, así que no hay nada que exportar; batterypass passport issue lo"
        " expide",
    ),
    "passportexchange.format": Text(
        "--format {found}: expected one of {listed}",
        "--format {found}: se esperaba uno de {listed}",
    ),
    "passportexchange.fill": Text(
        "--fill {found}: expected PATH=VALUE, or @FILE.json",
        "--fill {found}: se esperaba RUTA=VALOR, o @ARCHIVO.json",
    ),
    "passportexchange.fill-file": Text(
        "--fill @{file}: expected a JSON object of paths and values ({why})",
        "--fill @{file}: se esperaba un objeto JSON de rutas y valores ({why})",
    ),
    "passportexchange.fill-how": Text(
        "who knows them gives them and answers for them: the same command with --fill PATH=VALUE, such"
        " as --fill {path}=VALUE; many with --fill @FILE.json, a JSON object of paths and values",
        "quien los sabe los da y responde por ellos: el mismo mandato con --fill RUTA=VALOR, como"
        " --fill {path}=VALOR; muchos con --fill @ARCHIVO.json, un objeto JSON de rutas y valores",
    ),
    "passportexchange.fill-many": Text(
        "--fill is for one pack: {count} packs were named",
        "--fill es para un paquete: se nombraron {count}",
    ),
    "passportexchange.file-many": Text(
        "-o {path}: a file holds one passport; name a folder for {count}",
        "-o {path}: un archivo lleva un pasaporte; indique una carpeta para {count}",
    ),
    "passportexchange.report-name": Text(
        "--report {path}: expected a name that ends in .json or .txt",
        "--report {path}: se esperaba un nombre que termine en .json o .txt",
    ),
    "passportexchange.written": Text(
        "{item}: {count} values as {format} → {path}",
        "{item}: {count} valores como {format} → {path}",
    ),
    "passportexchange.many": Text(
        "{count} passports as {format} → {path}", "{count} pasaportes como {format} → {path}"
    ),
    "passportexchange.many-dry-run": Text(
        "{count} passports as {format}; nothing was written",
        "{count} pasaportes como {format}; no se escribió nada",
    ),
    "passportexchange.dry-run": Text(
        "{item}: {count} values as {format}; nothing was written",
        "{item}: {count} valores como {format}; no se escribió nada",
    ),
    "passportexchange.losses": Text(
        "{left_out} left out, {reshaped} written in another form, {lacking} that the model demands"
        " are lacking, {filled} filled",
        "{left_out} omitidos, {reshaped} escritos en otra forma, {lacking} que el modelo exige faltan,"
        " {filled} rellenados",
    ),
    "passportexchange.see-report": Text(
        "--report FILE.txt says each of them", "--report ARCHIVO.txt los dice uno por uno"
    ),
    "passportexchange.title": Text(
        "{item} as {format}, for {reader}", "{item} como {format}, para {reader}"
    ),
    "passportexchange.carried": Text("written whole: {count}", "escritos completos: {count}"),
    "passportexchange.left_out": Text("left out", "omitidos"),
    "passportexchange.reshaped": Text("written in another form", "escritos en otra forma"),
    "passportexchange.lacking": Text(
        "demanded by the model, and lacking: the document is not valid there",
        "exigidos por el modelo, y faltan: ahí el documento no es válido",
    ),
    "passportexchange.filled": Text(
        "filled because the model demands it", "rellenados porque el modelo lo exige"
    ),
    "passportexchange.hidden": Text(
        "not for this reader: {points}", "no son para este lector: {points}"
    ),
    "passportexchange.whole": Text("nothing was lost", "no se perdió nada"),
}
