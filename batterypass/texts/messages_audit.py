"""Texts of the auditor's commands: samples, dossiers, and what came between two checkpoints."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "audit.bad-seed": Text(
        "--seed {found}: expected 1 to 64 letters, digits, dots, dashes or underscores, such as 20261121",
        "--seed {found}: se esperan de 1 a 64 letras, dígitos, puntos o guiones, como 20261121",
    ),
    "audit.bad-strata": Text(
        "--stratify {found}: expected one of {known}",
        "--stratify {found}: se espera uno de {known}",
    ),
    "audit.bad-count": Text(
        "--n {found}: expected a number from 1", "--n {found}: se espera un número desde 1"
    ),
    "audit.no-packs": Text(
        "There is no pack to draw from: batterypass pack list",
        "No hay paquetes de los cuales elegir: batterypass pack list",
    ),
    "audit.bad-sample": Text(
        "{file}: is no sample: {why}. batterypass audit sample writes one",
        "{file}: no es una muestra: {why}. batterypass audit sample escribe una",
    ),
    "audit.changed-sample": Text(
        "{file}: was changed or saved by another program since it was drawn; draw it again with its"
        " seed: batterypass audit sample",
        "{file}: se cambió o se guardó con otro programa desde que se eligió; elíjala de nuevo con su"
        " semilla: batterypass audit sample",
    ),
    "audit.other-checkpoint": Text(
        "The sample was drawn at {size} entries, root {root}; this file is of {found_size} entries, root"
        " {found_root}: give the file that it was drawn from",
        "La muestra se eligió a los {size} asientos, raíz {root}; este archivo es de {found_size}"
        " asientos, raíz {found_root}: dé el archivo del que se eligió",
    ),
    "audit.not-this-sample": Text(
        "Seed {seed} does not draw this sample: row {place} is another. Somebody chose by hand, or drew"
        " from another file",
        "La semilla {seed} no da esta muestra: el renglón {place} es otro. Alguien eligió a mano, o de"
        " otro archivo",
    ),
    "audit.other-log": Text(
        "The sample was drawn from {origin} at {size} entries, which this ledger does not have",
        "La muestra se eligió de {origin} a los {size} asientos, que este registro no tiene",
    ),
    "audit.other-root": Text(
        "At {size} entries this ledger does not have the root {root} of the sample: batterypass verify",
        "A los {size} asientos este registro no tiene la raíz {root} de la muestra: batterypass verify",
    ),
    "audit.not-there": Text(
        "{item} was not in the ledger at {size} entries: the sample was changed",
        "{item} no estaba en el registro a los {size} asientos: la muestra se cambió",
    ),
    "audit.not-authentic": Text(
        "{file}: not authentic ({code_found}: {why}); nothing is drawn or written from it: batterypass"
        " verify {file}",
        "{file}: no es auténtico ({code_found}: {why}); nada se elige ni se escribe de él: batterypass"
        " verify {file}",
    ),
    "audit.undecided": Text(
        "{file}: whether it is authentic cannot be decided: give --trust FILE, or --first-use;"
        " batterypass verify {file} says more",
        "{file}: no se puede decidir si es auténtico: dé --trust ARCHIVO, o --first-use; batterypass"
        " verify {file} dice más",
    ),
    "audit.two-files": Text(
        "Give one file, not several: {files}", "Dé un solo archivo, no varios: {files}"
    ),
    "audit.one-choice": Text(
        "Say which packs: their ids, or --sample FILE; one of the two",
        "Diga cuáles paquetes: sus identificadores, o --sample ARCHIVO; uno de los dos",
    ),
    "audit.not-whole": Text(
        "{item}: the file does not have its whole life: batterypass bundle {item} -o FILE.bpz where the"
        " ledger is",
        "{item}: el archivo no tiene su vida entera: batterypass bundle {item} -o ARCHIVO.bpz donde está"
        " el registro",
    ),
    "audit.ambiguous": Text(
        "{text}: {count} packs of the file begin so or have that number; give more of it",
        "{text}: {count} paquetes del archivo empiezan así o tienen ese número; dé más",
    ),
    "audit.unknown-pack": Text(
        "{text}: no pack of the file: its index.json lists them",
        "{text}: ningún paquete del archivo: su index.json los enumera",
    ),
    "audit.foreign-folder": Text(
        "{folder}: has files that no run of this command wrote ({found}): name a new folder",
        "{folder}: tiene archivos que no escribió este comando ({found}): nombre una carpeta nueva",
    ),
    "audit.other-bytes": Text(
        "{folder}: the run before gave other bytes ({found}); nothing was written. Name a new folder, and"
        " compare the two",
        "{folder}: la corrida anterior dio otros bytes ({found}); no se escribió nada. Nombre una carpeta"
        " nueva y compare las dos",
    ),
    "audit.sampled": Text(
        "{count} packs drawn of {population} · seed {seed} · root {root} at {size} entries",
        "{count} paquetes elegidos de {population} · semilla {seed} · raíz {root} a los {size} asientos",
    ),
    "audit.sample-file": Text("list in {file}", "lista en {file}"),
    "audit.dry-run": Text("Dry run: nothing was written.", "Ensayo: no se escribió nada."),
    "audit.unsealed-dry-run": Text(
        "Dry run: the log would be sealed first, with the operator's keys.",
        "Ensayo: antes se sellaría el registro, con las llaves del operador.",
    ),
    "audit.not-verified-here": Text(
        "A ledger is not verified for this: batterypass verify does that.",
        "Para esto no se comprueba el registro: batterypass verify lo hace.",
    ),
    "audit.packed": Text(
        "{count} {count:dossier|dossiers} as PDF · {papers} {papers:paper|papers} · {exceptions}"
        " {exceptions:exception|exceptions} · index.csv · root.txt ({root})",
        "{count} {count:expediente|expedientes} PDF · {papers} {papers:papel|papeles} · {exceptions}"
        " {exceptions:excepción|excepciones} · index.csv · root.txt ({root})",
    ),
    "audit.same-yes": Text(
        "same bytes as the run before: yes", "mismos bytes que la corrida anterior: sí"
    ),
    "audit.same-first": Text(
        "same bytes as the run before: there was none",
        "mismos bytes que la corrida anterior: no hubo",
    ),
    # Differences.
    "audit.no-checkpoint": Text(
        "{found}: neither a file with a signed checkpoint nor a size from 1 to {size}",
        "{found}: ni un archivo con un punto de control firmado ni un tamaño de 1 a {size}",
    ),
    "audit.other-note": Text(
        "{file}: no checkpoint of this log: {why}",
        "{file}: no es punto de control de este registro: {why}",
    ),
    "audit.no-root": Text(
        "What the log was at {size} entries cannot be told from here: give a newer ledger, or a bundle of"
        " the whole log (batterypass bundle --all)",
        "De aquí no se sabe cómo era el registro a los {size} asientos: dé un registro más nuevo, o un"
        " paquete de todo el registro (batterypass bundle --all)",
    ),
    "audit.damaged-ledger": Text(
        "The entries of this copy do not lead to its own checkpoint at {size} entries, so it shows nothing"
        " about others: batterypass verify says what is damaged",
        "Los asientos de esta copia no llevan a su propio punto de control de {size} asientos, así que no"
        " muestra nada de otros: batterypass verify dice qué está dañado",
    ),
    "audit.no-proof": Text(
        "The file has no consistency proof from {old} to {new} entries: a bundle of the whole log has all"
        " (batterypass bundle --all)",
        "El archivo no trae prueba de consistencia de {old} a {new} asientos: uno de todo el registro las"
        " tiene (batterypass bundle --all)",
    ),
    "audit.diff-title": Text(
        "{origin} · {old} → {new} entries", "{origin} · {old} → {new} asientos"
    ),
    "audit.diff-consistent": Text(
        "the newer log extends the older one: proven with {hashes} {hashes:hash|hashes}",
        "el registro nuevo continúa el viejo: probado con {hashes} {hashes:huella|huellas}",
    ),
    "audit.diff-same": Text("the two are one checkpoint", "los dos son un mismo punto de control"),
    "audit.diff-entries": Text(
        "{count} {count:entry|entries} between them",
        "{count} {count:asiento|asientos} entre los dos",
    ),
    "audit.diff-part": Text(
        "{count} of {total} entries between them are in the file; of the others it says nothing",
        "{count} de {total} asientos entre los dos están en el archivo; de los demás no dice nada",
    ),
    "audit.diff-fork": Text(
        "FORK: the log's key signed two roots that no one log can have. Keep both notes: they are the"
        " evidence",
        "BIFURCACIÓN: la llave del registro firmó dos raíces que un mismo registro no puede tener. Guarde"
        " las dos notas: son la prueba",
    ),
    "audit.diff-kinds": Text("by kind", "por tipo"),
    "audit.diff-parties": Text("by party", "por parte"),
    "audit.diff-subjects": Text("subjects", "sujetos"),
    "audit.diff-notable": Text("to look at", "para mirar"),
    "audit.diff-touched": Text("{count}, {begun} of them new", "{count}, de ellos {begun} nuevos"),
    "audit.sort.authorisation": Text("permits", "permisos"),
    "audit.sort.batch": Text("batches", "lotes"),
    "audit.sort.consignment": Text("consignments", "embarques"),
    "audit.sort.item": Text("items", "artículos"),
    "audit.sort.ledger": Text("the ledger", "el registro"),
    "audit.sort.other": Text("others", "otros"),
    "audit.sort.party": Text("parties", "partes"),
    # Words of dossier and cover.
    "audit.dossier": Text("Dossier of pack {id}", "Expediente del paquete {id}"),
    "audit.cover": Text("AUDIT DOSSIERS", "EXPEDIENTES DE AUDITORÍA"),
    "audit.cover-sentence": Text(
        "{count} {count:dossier|dossiers}, {exceptions} {exceptions:exception|exceptions}",
        "{count} {count:expediente|expedientes}, {exceptions} {exceptions:excepción|excepciones}",
    ),
    "audit.item": Text("id", "identificador"),
    "audit.maker": Text("maker", "fabricante"),
    "audit.what": Text("what it is", "qué es"),
    "audit.now": Text("at the checkpoint", "en el punto de control"),
    "audit.held-by": Text("{life}, {place}, held by {party}", "{life}, {place}, lo tiene {party}"),
    "audit.parents": Text("came from", "viene de"),
    "audit.children": Text("came apart into", "se separó en"),
    "audit.stratum": Text("stratum", "estrato"),
    "audit.rank": Text("rank in the sample", "orden en la muestra"),
    "audit.load": Text("consignment {number}", "embarque {number}"),
    "audit.issued": Text("issued", "emitido"),
    "audit.prepared": Text("prepared", "preparado"),
    "audit.attachment": Text("attachment, {type}", "anexo, {type}"),
    "audit.weight-nominal": Text("nominal, #{entry}", "nominal, #{entry}"),
    "audit.weight-declared": Text("declared, {about}, #{entry}", "declarado, {about}, #{entry}"),
    "audit.weight-received": Text(
        "on the scale, {about}, #{entry}", "en báscula, {about}, #{entry}"
    ),
    "audit.weight-part": Text("came out: {about}, #{entry}", "salió: {about}, #{entry}"),
    "audit.weight-load": Text(
        "Whole load {number}, {count} {count:item|items}: declared {declared} kg, on the scale {kg} kg,"
        " #{entry}",
        "Embarque entero {number}, {count} {count:artículo|artículos}: declarado {declared} kg, en"
        " báscula {kg} kg, #{entry}",
    ),
    "audit.settled": Text("settled: {rule}", "resuelta: {rule}"),
    "audit.key-since": Text("since #{entry}", "desde #{entry}"),
    "audit.key-operator": Text("operator's, entry 0", "del operador, asiento 0"),
    "audit.key-revoked": Text(
        "{since}; revoked in #{entry} ({reason})", "{since}; revocada en #{entry} ({reason})"
    ),
    "audit.key-vouched": Text("{since}; the registrar vouches", "{since}; la avala el registrador"),
    "audit.permit-terms": Text("{since} to {until}; #{entry}", "{since} a {until}; #{entry}"),
    "audit.permit-open": Text("open", "sin fin"),
    "audit.permit-unknown": Text("not known yet", "aún no se conocía"),
    "audit.scope": Text("scope", "alcance"),
    "audit.source-bundle": Text(
        "file {name}, SHA-256 {digest}", "archivo {name}, SHA-256 {digest}"
    ),
    "audit.source-ledger": Text(
        "made from the ledger: evidence.bpz, SHA-256 {digest}",
        "hecho del registro: evidence.bpz, SHA-256 {digest}",
    ),
    "audit.population": Text("population", "población"),
    "audit.population-of": Text(
        "{count} of {population} packs", "{count} de {population} paquetes"
    ),
    "audit.seed": Text("seed", "semilla"),
    "audit.by": Text("strata by", "estratos por"),
    "audit.none": Text("none", "ninguno"),
    "audit.redone": Text("sample checked", "muestra comprobada"),
    "audit.redone-yes": Text(
        "drawn again: the same packs", "elegida de nuevo: los mismos paquetes"
    ),
    "audit.redone-ledger": Text(
        "its root is the ledger's at {size} entries",
        "su raíz es la del registro a los {size} asientos",
    ),
    "audit.named": Text("packs were named, not drawn", "paquetes nombrados, no elegidos al azar"),
    "audit.cover-note": Text(
        "The same file and the same program give the same bytes: SHA256SUMS has the digest of each."
        " Every row of index.csv begins with the number of its entry.",
        "El mismo archivo y el mismo programa dan los mismos bytes: SHA256SUMS tiene la huella de cada"
        " uno. Cada renglón de index.csv empieza con el número de su asiento.",
    ),
    "audit.by.category": Text("category", "categoría"),
    "audit.by.chemistry": Text("chemistry", "química"),
    "audit.by.condition": Text("condition", "estado físico"),
    "audit.by.custodian": Text("custodian", "custodio"),
    "audit.by.life": Text("life", "vida"),
    "audit.by.maker": Text("maker", "fabricante"),
    "audit.by.year": Text("year of making", "año de fabricación"),
    "audit.opens-none": Text(
        "entry 0 does not open a ledger, so no log key is known",
        "el asiento 0 no abre un registro, así que no se conoce su llave",
    ),
    "audit.opens-other": Text("entry 0 does not open {ledger}", "el asiento 0 no abre {ledger}"),
}
