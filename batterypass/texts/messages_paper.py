"""What the check of a paper says."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "paper.draft": Text(
        "this PDF of batterypass ({title}) carries no signed data: it is a draft, or no manifest and"
        " no passport (labels, a letter, a list), so there is nothing to check",
        "este PDF de batterypass ({title}) no lleva datos firmados: es un borrador, o no es manifiesto"
        " ni pasaporte (etiquetas, una carta, una lista), así que no hay nada que comprobar",
    ),
    "paper.foreign": Text(
        "this file is no paper of batterypass: nothing in it is by this program, so there is nothing"
        " to check",
        "este archivo no es un papel de batterypass: nada en él es de este programa, así que no hay"
        " nada que comprobar",
    ),
    "paper.name.data": Text("data", "datos"),
    "paper.name.chain": Text("chain", "registro"),
    "paper.name.values": Text("values", "valores"),
    "paper.name.print": Text("print", "impresión"),
    "paper.name.issuer": Text("issuer", "emisor"),
    "paper.name.consignment": Text("shipment", "embarque"),
    "paper.issuer-no-part": Text(
        "{actor} is neither consignor, carrier nor consignee of this load: ask one of them for the paper",
        "{actor} no es remitente, transportista ni destinatario de esta carga: pida el papel a uno de"
        " ellos",
    ),
    "paper.withdrawn": Text(
        "withdrawn on {time} (entry {entry}): there is nothing to carry by this paper",
        "retirado el {time} (asiento {entry}): con este papel no hay nada que transportar",
    ),
    "paper.unsigned-entry": Text(
        "{consignment}: the signature of entry {entry} does not hold, so no paper is written of it;"
        " batterypass verify says more",
        "{consignment}: la firma del asiento {entry} no vale, así que no se escribe ningún papel;"
        " batterypass verify dice más",
    ),
    "paper.data-proven": Text(
        "{count} signed {count:entry|entries} inside the file, each with its proof up to a signed"
        " checkpoint",
        "{count} {count:asiento firmado|asientos firmados} dentro del archivo, cada uno con su prueba"
        " hasta un punto de control firmado",
    ),
    "paper.other-bytes": Text(
        "entry {entry} in the file is not the one of its code",
        "el asiento {entry} del archivo no es el de su código",
    ),
    "paper.other-proof": Text(
        "entry {entry}: the proof in the file is that of entry {found}",
        "asiento {entry}: la prueba del archivo es la del asiento {found}",
    ),
    "paper.no-checkpoint": Text(
        "no sealed checkpoint covers entry {entry} yet: the operator of the ledger makes one with"
        " batterypass checkpoint --seal",
        "ningún punto de control sellado cubre todavía el asiento {entry}: el operador del registro hace"
        " uno con batterypass checkpoint --seal",
    ),
    "paper.not-prepared": Text(
        "{consignment}: no paper is prepared for its present state; batterypass manifest pdf"
        " {consignment} -o FILE prepares one",
        "{consignment}: no hay papel preparado para su estado actual; batterypass manifest pdf"
        " {consignment} -o ARCHIVO prepara uno",
    ),
    "paper.code-too-long": Text(
        "the code of this paper takes {size} bytes, at most {most} fit: shorten the names",
        "el código de este papel ocupa {size} bytes y caben {most}: acorte los nombres",
    ),
    "paper.no-form": Text(
        "there is no form {name!r}; there are: {known}", "no hay formato {name!r}; hay: {known}"
    ),
    "paper.no-wording": Text(
        "form {name}: no wording of it is known for {day}",
        "formato {name}: no se conoce su texto para {day}",
    ),
    "paper.cretib": Text(
        "waste {name!r}: CRETIB {cretib!r} has {wrong}, expected letters of {known}",
        "residuo {name!r}: CRETIB {cretib!r} tiene {wrong}, se esperan letras de {known}",
    ),
    "paper.data-broken": Text(
        "the data inside the file does not prove itself",
        "los datos dentro del archivo no se prueban",
    ),
    "paper.data-missing": Text(
        "the file carries no signed data: a draft never did, and from a paper it was taken out",
        "el archivo no lleva datos firmados: un borrador nunca los lleva, y a un papel se los"
        " quitaron",
    ),
    "paper.data-none": Text(
        "no signed entry is inside the file: each says something that is not of this edition",
        "dentro del archivo no hay asientos firmados: cada uno dice algo que no es de esta edición",
    ),
    "paper.values-unreadable": Text(
        "{name} inside the file was changed: it cannot be read",
        "se cambió {name}, dentro del archivo: no se puede leer",
    ),
    "paper.values-other-item": Text(
        "entry {entry} inside the file is of another battery than the values",
        "el asiento {entry}, dentro del archivo, es de otra batería que los valores",
    ),
    "paper.values-same": Text(
        "the {count} values are those that this ledger gives now to: {reader}",
        "los {count} valores son los que este registro da ahora a: {reader}",
    ),
    "paper.values-differ": Text(
        "{attribute} in the file is not what this ledger says",
        "{attribute} no es en el archivo lo que dice este registro",
    ),
    "paper.values-older": Text(
        "{attribute} is no longer what the file says: something was recorded since, so print it anew",
        "{attribute} ya no es lo que dice el archivo: algo se asentó después, así que imprímalo otra vez",
    ),
    "paper.values-unlike": Text(
        "{attribute} is not what entry {entry} inside the file says; whether it was corrected since,"
        " only the ledger knows",
        "{attribute} no es lo que dice el asiento {entry}, dentro del archivo; si se corrigió después,"
        " solo lo sabe el registro",
    ),
    "paper.values-partly": Text(
        "{count} of {total} values stand in the entries inside; the others only the ledger can tell",
        "{count} de {total} valores están en los asientos de dentro; los demás solo los sabe el registro",
    ),
    "paper.print-label": Text(
        "the signature of the label in the file does not hold",
        "la firma de la etiqueta que va en el archivo no vale",
    ),
    "paper.print-not-again": Text(
        "nobody issued this very file, and the ledger does not make the same one now: compare by eye",
        "nadie emitió este archivo, y el registro no hace ahora el mismo: compárelo a la vista",
    ),
    "paper.data-unreadable": Text(
        "{name} inside the file was changed: it cannot be read",
        "se cambió {name}, dentro del archivo: no se puede leer",
    ),
    "paper.data-note": Text(
        "entry {entry}: the checkpoint beside it is not signed by the log",
        "asiento {entry}: el punto de control que lo acompaña no lo firmó el registro",
    ),
    "paper.data-path": Text(
        "entry {entry}: its proof does not lead to the signed checkpoint over {size} entries",
        "asiento {entry}: su prueba no lleva al punto de control firmado sobre {size} asientos",
    ),
    "paper.data-lacks": Text(
        "entry {entry} was taken out of the file; its proof is still there",
        "se quitó del archivo el asiento {entry}; su prueba sigue ahí",
    ),
    "paper.data-two-logs": Text(
        "entry {entry} is from the log {found}, the others from {origin}",
        "el asiento {entry} es del registro {found}, los demás de {origin}",
    ),
    "paper.data-trust-open": Text(
        "the trust file does not decide: it has no key for this log, or asks for more witnesses",
        "el archivo de confianza no decide: no tiene llave de este registro, o pide más testigos",
    ),
    "paper.data-unvouched": Text(
        "the {count} entries inside fit a checkpoint that says it is of {origin}; nothing here vouches"
        " for its key: --trust FILE, which the operator hands out",
        "los {count} asientos de dentro concuerdan con un punto de control que dice ser de {origin};"
        " nada responde aquí por su llave: --trust ARCHIVO, el que entrega el operador",
    ),
    "paper.chain-no-ledger": Text(
        "there is no ledger here to compare with: --ledger FILE names one, or a replica",
        "aquí no hay registro con que comparar: --ledger ARCHIVO nombra uno, o una réplica",
    ),
    "paper.chain-no-data": Text(
        "without readable data there is nothing to compare",
        "sin datos legibles no hay qué comparar",
    ),
    "paper.no-ledger": Text(
        "{path}: there is no such ledger; without --ledger the paper is judged by itself",
        "{path}: no existe ese registro; sin --ledger el papel se juzga por sí solo",
    ),
    "paper.print-changed": Text(
        "the file was changed after it was made: its bytes are not those of its own digest",
        "el archivo se cambió después de hacerse: sus bytes no son los de su propia huella",
    ),
    "paper.print-added": Text(
        "something was added to the file after it was made: what it shows is not what was issued",
        "al archivo se le agregó algo después de hacerse: lo que muestra no es lo que se emitió",
    ),
    "paper.print-resaved": Text(
        "another program saved this file again, and may have changed what it shows: ask for the file"
        " as it was issued",
        "otro programa guardó de nuevo este archivo, y pudo cambiar lo que muestra: pida el archivo"
        " como se emitió",
    ),
    "paper.print-by-eye": Text(
        "only the code was read: compare what stands above with what is printed",
        "solo se leyó el código: compare lo de arriba con lo impreso",
    ),
    "paper.print-no-ledger": Text(
        "the file is whole; whether it is the one that was issued, only its ledger knows",
        "el archivo está íntegro; si es el que se emitió, solo lo sabe su registro",
    ),
    "paper.chain-same": Text(
        "{count:the entry is that|all {count} entries are those} of this ledger",
        "{count:el asiento es el|los {count} asientos son los} de este registro",
    ),
    "paper.chain-differs": Text(
        "entry {entry} is not the one of this ledger",
        "el asiento {entry} no es el de este registro",
    ),
    "paper.chain-newer": Text(
        "entry {entry} is newer than this copy of the ledger, which has {size}: update the copy",
        "el asiento {entry} es más nuevo que esta copia del registro, que tiene {size}: actualícela",
    ),
    "paper.print-issued": Text(
        "the file is, to the byte, what {actor} issued on {time} (entry {entry})",
        "el archivo es, byte por byte, lo que {actor} emitió el {time} (asiento {entry})",
    ),
    "paper.print-same": Text(
        "nobody issued this file, but the same is rendered from the ledger now",
        "nadie emitió este archivo, pero el registro da ahora el mismo",
    ),
    "paper.print-differs": Text(
        "the file is not what the ledger gives: something printed on it was changed",
        "el archivo no es lo que da el registro: se cambió algo de lo impreso",
    ),
    "paper.print-not-issued": Text(
        "nobody issued this very file, and the consignment has moved on: compare by eye",
        "nadie emitió este archivo, y el embarque ya avanzó: compárelo a la vista",
    ),
    "paper.print-other-renderer": Text(
        "made by another version ({renderer}), and nobody issued this very file",
        "hecho por otra versión ({renderer}), y nadie emitió este archivo",
    ),
    "paper.print-unknown": Text(
        "this ledger does not know the consignment", "este registro no conoce el embarque"
    ),
    "paper.holds": Text("VERDICT  genuine", "DICTAMEN  auténtico"),
    "paper.broken": Text(
        "VERDICT  NOT genuine: do not rely on this paper",
        "DICTAMEN  NO auténtico: no se fíe de este papel",
    ),
    "paper.doubted": Text(
        "VERDICT  genuine, but do not go by it: see the ? above",
        "DICTAMEN  auténtico, pero no se guíe por él: vea el ? de arriba",
    ),
    "paper.undecided": Text("VERDICT  undecided", "DICTAMEN  no se puede decidir"),
    "paper.label.issuer": Text("prepared by", "preparado por"),
    "paper.label.kind": Text("paper", "papel"),
    "paper.label.number": Text("number", "folio"),
    "paper.label.consignment": Text("consignment", "embarque"),
    "paper.label.item": Text("item", "artículo"),
    "paper.label.un": Text("dangerous goods", "mercancía peligrosa"),
    "paper.label.load": Text("load", "carga"),
    "paper.label.carrier": Text("carrier", "transportista"),
    "paper.label.consignee": Text("consignee", "destinatario"),
    "paper.label.as-of": Text("last entry of", "último asiento del"),
    "paper.label.date": Text("offered on", "ofrecido el"),
    "paper.load": Text("lines: {count}, {mass} kg", "renglones: {count}, {mass} kg"),
}
