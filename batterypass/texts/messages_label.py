"""What the commands of labels say: which items, what was drawn and read back, what a code is worth."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # Which items.
    "label.none": Text("no items since {since}", "ningún artículo desde {since}"),
    "label.which": Text(
        "say which items: name them, or give --file FILE, --since DATE or --all",
        "diga qué artículos: nómbrelos, o dé --file ARCHIVO, --since FECHA o --all",
    ),
    "label.ended": Text(
        "by the record these no longer exist as packs: {items}. A label on another battery would be a"
        " forgery",
        "según el registro estos ya no existen como paquetes: {items}. Una etiqueta suya en otra"
        " batería sería falsa",
    ),
    "label.as-other": Text(
        "--as {party}: the label of {item} is signed with the label key of {owner}, whose id it is;"
        " leave out --as, or take --as {owner}",
        "--as {party}: la etiqueta de {item} se firma con la llave de etiquetas de {owner}, de quien"
        " es el id; quite --as, o use --as {owner}",
    ),
    "label.nothing": Text(
        "nothing here takes a label: batterypass pack add makes a pack",
        "nada aquí lleva etiqueta: batterypass pack add da de alta un paquete",
    ),
    "label.bad-since": Text(
        "--since {found}: expected a day such as 2026-11-23, or today",
        "--since {found}: se esperaba un día como 2026-11-23, u hoy",
    ),
    "label.not-listed": Text(
        "--from {item}: it is not among the {count} {count:item|items} of this list",
        "--from {item}: no está entre los artículos de esta lista ({count})",
    ),
    "label.list-json": Text(
        "{file} line {line}: no whole JSON: the file is broken or cut off there. Nothing was printed",
        "{file} renglón {line}: no es un JSON completo: ahí el archivo está dañado o cortado. No se"
        " imprimió nada",
    ),
    "label.list-lost": Text(
        "{file}: {count} lines name no item here; line {lines}. Nothing was printed;"
        " batterypass pack list shows the items",
        "{file}: {count} renglones no nombran ningún artículo de aquí; renglón {lines}. No se imprimió"
        " nada; batterypass pack list muestra los artículos",
    ),
    "label.list-empty": Text("{file}: names no items", "{file}: no nombra artículos"),
    "label.list-member": Text(
        "{file} line {line}: expected a text, or an object with one of {names}",
        "{file} renglón {line}: se esperaba un texto, o un objeto con uno de {names}",
    ),
    "label.list-column": Text(
        "{file}: no column names the item: expected one of {names}, found {found}",
        "{file}: ninguna columna nombra el artículo: se esperaba una de {names}, hay {found}",
    ),
    # What is drawn.
    "label.plain-apply": Text(
        "a label without a signature has no label key to record: leave out --plain or --apply",
        "una etiqueta sin firma no tiene llave que registrar: quite --plain o --apply",
    ),
    "label.bad-size": Text(
        "--size {found}: expected millimetres, such as 30",
        "--size {found}: se esperaban milímetros, como 30",
    ),
    "label.fraction": Text(
        "{item} is a fraction ({material}), no battery: a Li-ion label would mislead",
        "{item} es una fracción ({material}), no una batería: una etiqueta Li-ion engañaría",
    ),
    "label.no-key": Text(
        "{item}: no label key of {owner}, to whom its domain belongs, is in this key folder;"
        " batterypass key new {owner} --label makes one, --plain prints without a signature",
        "{item}: en esta carpeta no hay llave de etiquetas de {owner}, de quien es su dominio;"
        " batterypass key new {owner} --label hace una, --plain imprime sin firma",
    ),
    "label.no-owner": Text(
        "{item}: no party here has registered the domain {host}, so no label key can sign for it;"
        " --plain prints without a signature",
        "{item}: nadie ha registrado aquí el dominio {host}, así que ninguna llave de etiquetas firma"
        " por él; --plain imprime sin firma",
    ),
    "label.no-copies": Text(
        "{count} labels in {copies} copies: nothing to print",
        "{count} etiquetas en {copies} copias: nada que imprimir",
    ),
    "label.bad-skip": Text(
        "--skip {skip}: a sheet has {count} places; expected 0 to {most}",
        "--skip {skip}: una hoja tiene {count} lugares; se esperaba de 0 a {most}",
    ),
    "label.no-room": Text(
        "a code of {size} mm does not fit on a label of {width} × {height} mm: choose {least} to"
        " {most} mm or another sheet",
        "un código de {size} mm no cabe en una etiqueta de {width} × {height} mm: elija de {least} a"
        " {most} mm u otra hoja",
    ),
    "label.smaller-code": Text(
        "{item}: beside a code of {size} mm the words and signs have no room: use --size {smaller} or"
        " less, or a larger --sheet",
        "{item}: junto a un código de {size} mm no caben las palabras y los signos: use --size"
        " {smaller} o menos, o una hoja mayor con --sheet",
    ),
    "label.no-room-words": Text(
        "{item}: the words and signs have no room on this label: choose a larger --sheet",
        "{item}: las palabras y los signos no caben en esta etiqueta: elija una hoja mayor con --sheet",
    ),
    "label.no-room-backup": Text(
        "the second code needs {size} mm beside the words: choose a smaller --size or a larger"
        " --sheet",
        "el segundo código necesita {size} mm junto a las palabras: elija un --size menor o una hoja"
        " mayor con --sheet",
    ),
    "label.no-sheet": Text(
        "there is no label sheet {name!r}; there are: {known}, and roll-WIDTHxHEIGHT",
        "no hay hoja de etiquetas {name!r}; hay: {known}, y roll-ANCHOxALTO",
    ),
    "label.code-too-long": Text(
        "{length} bytes do not fit in a QR code of level {level}: at most {most}",
        "{length} bytes no caben en un código QR de nivel {level}: caben {most}",
    ),
    "label.printed": Text(
        "{labels} {count:label|labels}, sheets: {sheets}",
        "{labels} {count:etiqueta|etiquetas}, hojas: {sheets}",
    ),
    "label.module": Text(
        "module {module} mm · level {level}", "módulo {module} mm · nivel {level}"
    ),
    "label.refused-size": Text("{text}", "{text}"),
    "label.too-small": Text(
        "at {size} mm the module is {module} mm, and under {least} mm hardly any reader makes it out:"
        " use --size {needed} or more",
        "a {size} mm el módulo es de {module} mm, y por debajo de {least} mm casi ningún lector lo"
        " distingue: use --size {needed} o más",
    ),
    "label.small": Text(
        "at {size} mm the module is {module} mm: many readers fail → use --size {needed} or more",
        "a {size} mm el módulo es de {module} mm: muchos lectores fallan → use --size {needed} o más",
    ),
    "label.small-plain": Text(
        "; --plain, without a signature, needs --size {plain}",
        "; --plain, sin firma, necesita --size {plain}",
    ),
    "label.small-sheet": Text(
        "; a label of {sheet} has room for {most} mm",
        "; en una etiqueta de {sheet} caben {most} mm",
    ),
    "label.bin": Text(
        "the crossed-out bin is {side} mm wide: enough where the largest side of the battery is up to"
        " {area} cm²; a larger one needs 3 % of it, up to 50 mm (Reg. (EU) 2023/1542 Art. 13)"
        " → batterypass label bin {pack}-o bin.pdf",
        "el bote tachado mide {side} mm: basta si la cara mayor de la batería no pasa de {area} cm²;"
        " una mayor necesita 3 % de ella, hasta 50 mm (Regl. (UE) 2023/1542 art. 13)"
        " → batterypass label bin {pack}-o bote.pdf",
    ),
    "label.bin-none": Text(
        "the crossed-out bin is {side} mm wide, too small for any battery: the law takes none under"
        " {least} mm (Reg. (EU) 2023/1542 Art. 13) → batterypass label bin {pack}-o bin.pdf",
        "el bote tachado mide {side} mm, poco para cualquier batería: la norma no admite uno menor de"
        " {least} mm (Regl. (UE) 2023/1542 art. 13) → batterypass label bin {pack}-o bote.pdf",
    ),
    # The bin by itself.
    "label.no-room-bin": Text(
        "a bin of {size} mm has no room on a label of {width} × {height} mm: choose a larger --sheet;"
        " batterypass label sheets lists them",
        "un bote de {size} mm no cabe en una etiqueta de {width} × {height} mm: elija una hoja mayor"
        " con --sheet; batterypass label sheets las lista",
    ),
    "label.bin-small": Text(
        "--size {found}: expected {least} to {most} mm; a smaller bin counts on no battery",
        "--size {found}: se esperaban de {least} a {most} mm; un bote menor no vale en ninguna batería",
    ),
    "label.bin-area": Text(
        "--area {found}: expected square centimetres, such as 2400",
        "--area {found}: se esperaban centímetros cuadrados, como 2400",
    ),
    "label.bin-both": Text(
        "--size and --area both say how large: give one of them",
        "--size y --area dicen ambos el tamaño: dé uno de los dos",
    ),
    "label.bin-no-area": Text(
        "--cylinder goes with --area, the whole surface of the cell",
        "--cylinder va con --area, la superficie entera de la celda",
    ),
    "label.bin-done": Text(
        "{path} · crossed-out bin of {size} mm{metals} · bins: {count}, sheets: {sheets}",
        "{path} · bote tachado de {size} mm{metals} · botes: {count}, hojas: {sheets}",
    ),
    "label.bin-drawn": Text(
        "{path} · crossed-out bin of {size} mm{metals}",
        "{path} · bote tachado de {size} mm{metals}",
    ),
    "label.bin-enough": Text(
        "enough where the largest side of the battery is up to {area} cm²",
        "basta si la cara mayor de la batería no pasa de {area} cm²",
    ),
    "label.bin-any": Text(
        "enough for a battery of any size", "basta para una batería de cualquier tamaño"
    ),
    "label.bin-packaging": Text(
        "so small a battery bears none: the bin goes on its packaging, at least {size} mm wide",
        "una batería tan chica no lo lleva: el bote va en su embalaje, de al menos {size} mm",
    ),
    "label.dry-run": Text("dry run: {path} was not written", "ensayo: no se escribió {path}"),
    # Read back.
    "label.reading": Text("reading back", "leyendo de vuelta"),
    "label.read-back": Text("read back {count} of {of}", "leídas de vuelta {count} de {of}"),
    "label.not-read": Text("not read back", "sin leer de vuelta"),
    "label.no-reader": Text(
        "not read back: zxing-cpp and pypdfium2 are not installed here. Scan a label of each sheet"
        " by hand, or pip install zxing-cpp pypdfium2",
        "no se leyeron de vuelta: aquí no están instalados zxing-cpp y pypdfium2. Escanee a mano una"
        " etiqueta de cada hoja, o pip install zxing-cpp pypdfium2",
    ),
    "label.unread": Text(
        "{count} of {of} labels could not be read back: {names}. Nothing was written; a larger --size"
        " or a higher --dpi helps, and --no-read-back prints them all the same",
        "{count} de {of} etiquetas no se pudieron leer de vuelta: {names}. No se escribió nada; ayuda"
        " un --size o un --dpi mayor, y --no-read-back las imprime de todos modos",
    ),
    # A picture that somebody brings.
    "label.reader-missing": Text(
        "a picture can only be read with zxing-cpp and pypdfium2: pip install zxing-cpp pypdfium2."
        " Or type the id printed on the label: batterypass pack show FXVP-TPAR-29KS-R",
        "una imagen solo se lee con zxing-cpp y pypdfium2: pip install zxing-cpp pypdfium2. O teclee"
        " la clave impresa en la etiqueta: batterypass pack show FXVP-TPAR-29KS-R",
    ),
    "label.no-picture": Text(
        "{file}: {found} bytes that are no picture: expected PNG, JPEG, PDF or an SVG of batterypass",
        "{file}: {found} bytes que no son imagen: se esperaba PNG, JPEG, PDF o un SVG de batterypass",
    ),
    "label.huge-picture": Text(
        "{file}: {found} is larger than any camera's picture ({most}): cut out the label first",
        "{file}: {found} es más que la foto de cualquier cámara ({most}): recorte antes la etiqueta",
    ),
    "label.many-pages": Text(
        "{file}: {found} pages, expected at most {most}: give the page with the label by itself",
        "{file}: {found} páginas, se esperaban {most} a lo más: dé aparte la página de la etiqueta",
    ),
    "label.no-code": Text(
        "{file}: no code was found. Take the picture from straight ahead, in good light, the whole"
        " code with its white edge in it; or type the id printed on the label:"
        " batterypass pack show FXVP-TPAR-29KS-R",
        "{file}: no se halló ningún código. Tome la foto de frente, con buena luz, con el código"
        " entero y su orilla blanca; o teclee la clave impresa en la etiqueta:"
        " batterypass pack show FXVP-TPAR-29KS-R",
    ),
    "label.damaged-code": Text(
        "{file}: a code is there, but too much of it is missing or blurred to read it. Take a closer"
        " picture, scan the second code if there is one, or type the id printed on the label:"
        " batterypass pack show FXVP-TPAR-29KS-R",
        "{file}: hay un código, pero le falta o se ve borroso demasiado para leerlo. Tome una foto más"
        " de cerca, lea el segundo código si lo hay, o teclee la clave impresa en la etiqueta:"
        " batterypass pack show FXVP-TPAR-29KS-R",
    ),
    "label.also-damaged": Text(
        "another code is there and could not be read",
        "hay otro código que no se pudo leer",
    ),
    "label.no-ledger": Text(
        "{path}: there is no such ledger; without --ledger a label is judged by --directory",
        "{path}: no hay tal registro; sin --ledger una etiqueta se juzga con --directory",
    ),
    "label.twice": Text("{count} times in the picture", "{count} veces en la imagen"),
    "label.title.signature": Text("signature", "firma"),
    "label.title.record": Text("record", "registro"),
    "label.genuine": Text(
        "the label key of {owner}, owner of {host}, has signed it",
        "la firmó la llave de etiquetas de {owner}, dueño de {host}",
    ),
    "label.forged": Text(
        "FORGED: no label key of {owner}, owner of {host}, has signed it. Keep the battery apart and"
        " ask its maker",
        "FALSA: ninguna llave de etiquetas de {owner}, dueño de {host}, la firmó. Aparte la batería y"
        " pregunte al fabricante",
    ),
    "label.host-unknown": Text(
        "nobody here has registered {host}: the link may lead anywhere",
        "nadie ha registrado aquí {host}: el enlace puede llevar a cualquier parte",
    ),
    "label.no-keys": Text(
        "not checked: nobody here has registered {host} with a label key; --directory FILE.bpz of a"
        " ledger that knows the maker has it",
        "sin comprobar: nadie ha registrado aquí {host} con una llave de etiquetas; la trae"
        " --directory ARCHIVO.bpz de un registro que conozca al fabricante",
    ),
    "label.key-stolen": Text(
        "{owner} has said that this key is in wrong hands: a signature proves nothing any more",
        "{owner} avisó que esta llave está en malas manos: una firma ya no prueba nada",
    ),
    "label.key-ended": Text(
        "{owner} does not sign with this key any more; labels printed before stay good",
        "{owner} ya no firma con esta llave; las etiquetas impresas antes siguen valiendo",
    ),
    "label.unsigned": Text(
        "not checked: this label carries none. Anybody can print it",
        "sin comprobar: esta etiqueta no trae. Cualquiera puede imprimirla",
    ),
    "label.id-only": Text(
        "not checked: this is the second code, with the id alone. Scan the large one",
        "sin comprobar: es el segundo código, solo con la clave. Lea el grande",
    ),
    "label.fragment": Text(
        "FORGED: what follows # is no signature, so the code was changed",
        "FALSA: lo que sigue a # no es una firma, así que el código se cambió",
    ),
    "label.other-code": Text(
        "no code of a battery label: {text}", "no es un código de etiqueta de batería: {text}"
    ),
    "label.paper-code": Text(
        "this is the code of a paper, not of a battery: batterypass manifest check reads its PDF",
        "es el código de un documento, no de una batería: batterypass manifest check lee su PDF",
    ),
    "label.second-agrees": Text(
        "the second code names the same battery", "el segundo código nombra la misma batería"
    ),
    "label.all-other": Text(
        "no label of a battery in this picture; or type the id printed on the label: batterypass pack"
        " show FXVP-TPAR-29KS-R",
        "no hay etiqueta de batería en esta imagen; o teclee la clave impresa en la etiqueta:"
        " batterypass pack show FXVP-TPAR-29KS-R",
    ),
    "label.record-found": Text(
        "the ledger has this pack. A copied label passes too: compare with the battery itself",
        "el registro tiene este paquete. También una etiqueta copiada pasa: compare con la batería",
    ),
    "label.record-none": Text(
        "the ledger does not have this pack: nobody has recorded that it was made",
        "el registro no tiene este paquete: nadie asentó que se fabricó",
    ),
    "label.record-not": Text(
        "not compared: there is no ledger here. A copied label is only found by comparing",
        "sin comparar: aquí no hay registro. Una etiqueta copiada solo se halla comparando",
    ),
    "label.record-ended": Text(
        "by the record this pack no longer exists ({life}): the label is a copy or a leftover",
        "según el registro este paquete ya no existe ({life}): la etiqueta es copia o sobrante",
    ),
    "label.record-exported": Text(
        "by the record this pack was exported ({on}), and nobody said that it is back",
        "según el registro este paquete se exportó ({on}), y nadie asentó que volviera",
    ),
    "label.record-lost": Text(
        "by the record this pack is lost since {on}: tell who answers for it",
        "según el registro este paquete se perdió ({on}): avise a quien responde por él",
    ),
    "label.record-stolen": Text(
        "by the record this pack was stolen ({on}): do not take it, tell who answers for it",
        "según el registro este paquete fue robado ({on}): no lo reciba, avise a quien responde",
    ),
    "label.record-labels": Text(
        "labels recorded as fixed to it: {count}", "etiquetas asentadas como colocadas: {count}"
    ),
    "label.fact.model": Text("model", "modelo"),
    "label.fact.serial": Text("serial", "serie"),
    "label.fact.chemistry": Text("chemistry", "química"),
    "label.fact.energy_wh": Text("energy, Wh", "energía, Wh"),
    "label.fact.mass_kg": Text("mass, kg", "masa, kg"),
    "label.fact.made_month": Text("made", "fabricado"),
    "label.all-genuine": Text(
        "genuine: signature checked, record compared",
        "auténtica: firma comprobada, registro comparado",
    ),
    "label.all-signature": Text(
        "genuine by its signature; the record was not compared",
        "auténtica por su firma; no se comparó con el registro",
    ),
    "label.all-forged": Text("not genuine", "no es auténtica"),
    "label.all-undecided": Text("cannot be decided", "no se puede decidir"),
}
