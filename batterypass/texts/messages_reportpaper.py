"""What yearly reports say on paper and in spreadsheets beside their tables."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "reportpaper.figure-processes": Text(
        "Recycling efficiency against the target", "Eficiencia de reciclaje contra la meta"
    ),
    "reportpaper.figure-dismantled": Text(
        "Recycling efficiency with what was dismantled, against the target",
        "Eficiencia de reciclaje con lo desmontado, contra la meta",
    ),
    "reportpaper.figure-elements": Text(
        "Recovered materials against the target", "Materiales recuperados contra la meta"
    ),
    "reportpaper.figure-fed": Text(
        "Where what was fed to batches went, kg", "Adónde fue lo alimentado a los lotes, kg"
    ),
    "reportpaper.figure-flows": Text(
        "Material that moved in the year, kg", "Material que se movió en el año, kg"
    ),
    "reportpaper.figure-standing": Text(
        "Where everything was at the end of the year, kg",
        "Dónde estaba todo al cierre del año, kg",
    ),
    "reportpaper.figure-stays": Text(
        "How long packs stayed in a stage that they left in the year, days",
        "Cuánto duraron los paquetes en la etapa que dejaron en el año, días",
    ),
    "reportpaper.figure-soh": Text(
        "State of health of packs at the end of the year",
        "Estado de salud de los paquetes al cierre del año",
    ),
    "reportpaper.figure-fates": Text(
        "From each producer to where its packs were at the end of the year, kg",
        "De cada productor a donde estaban sus paquetes al cierre del año, kg",
    ),
    "reportpaper.figure-rates": Text(
        "Collection and reuse against the target", "Recolección y reutilización contra la meta"
    ),
    "reportpaper.figure-countries": Text(
        "Placed on the market, by country, kg", "Puesto en el mercado, por país, kg"
    ),
    "reportpaper.figure-movements": Text(
        "What came to sites and what left them or was worked up, kg",
        "Qué llegó a los sitios y qué salió o se trató, kg",
    ),
    "reportpaper.figure-stock": Text(
        "What lay there at the end of the year, kg", "Qué había ahí al cierre del año, kg"
    ),
    "reportpaper.figure-outputs": Text(
        "What came out of batches, kg", "Qué salió de los lotes, kg"
    ),
    "reportpaper.figure-capacity": Text(
        "Authorised capacity that was used", "Capacidad autorizada que se usó"
    ),
    "reportpaper.note-targets": Text(
        "Grey: the rate. Black line: the target. Broken frame: what intermediates that wait might still"
        " add.",
        "Gris: la tasa. Línea negra: la meta. Marco cortado: lo que aún pueden sumar los intermedios por"
        " procesar.",
    ),
    "reportpaper.note-stated": Text(
        "Known of: how much of what was fed, by mass, names the element.",
        "Se sabe del: cuánto de lo alimentado, por masa, dice algo del elemento.",
    ),
    "reportpaper.note-dismantled": Text(
        "All batches of the site and chemistry, and what was dismantled there and not fed to one. Modules and"
        " other parts that wait are in the broken frame too.",
        "Todos los lotes del sitio y la química, y lo desmontado ahí que no se alimentó a ninguno. Los módulos"
        " y demás partes en espera también están en el marco cortado.",
    ),
    "reportpaper.note-rates": Text(
        "Grey: the rate. Black line: the target; none where the law names no number.",
        "Gris: la tasa. Línea negra: la meta; ninguna donde la ley no nombra un número.",
    ),
    "reportpaper.note-flows": Text(
        "The height of a band is its mass, on one scale. Short arrows lead back to an earlier stage.",
        "La altura de una banda es su masa, a una sola escala. Las flechas cortas llevan de vuelta a"
        " una etapa anterior.",
    ),
    "reportpaper.note-stays": Text(
        "Box: the middle half of the packs. Thick line: the median. The three figures: a quarter, half and"
        " three quarters of the packs had left by then.",
        "Caja: la mitad central de los paquetes. Línea gruesa: la mediana. Las tres cifras: para entonces"
        " había salido un cuarto, la mitad y tres cuartos.",
    ),
    "reportpaper.note-soh": Text(
        "Packs whose last reading can be read here: {readable}, median {median} %. Sealed: {sealed};"
        " without a reading: {without}.",
        "Paquetes cuya última lectura se lee aquí: {readable}, mediana {median} %. Selladas: {sealed};"
        " sin lectura: {without}.",
    ),
    "reportpaper.note-soh-none": Text(
        "No reading can be read here. Sealed: {sealed}; without a reading: {without}.",
        "Ninguna lectura se puede leer aquí. Selladas: {sealed}; sin lectura: {without}.",
    ),
    "reportpaper.note-cut": Text(
        "Figures are cut after two places and never rounded up; -o FILE.csv and FILE.xlsx have six.",
        "Las cifras se recortan a dos decimales y nunca se redondean hacia arriba; -o ARCHIVO.csv y"
        " ARCHIVO.xlsx tienen seis.",
    ),
    "reportpaper.axis-soh": Text("state of health, %", "estado de salud, %"),
    "reportpaper.days": Text("days", "días"),
    "reportpaper.row-days": Text(
        "{low} – {middle} – {high} days · {count} packs",
        "{low} – {middle} – {high} días · {count} paquetes",
    ),
    "reportpaper.row-amount": Text("{kg} kg · {count} items", "{kg} kg · {count} artículos"),
    "reportpaper.row-amount-one": Text("{kg} kg · 1 item", "{kg} kg · 1 artículo"),
    "reportpaper.row-days-one": Text(
        "{low} – {middle} – {high} days · 1 pack", "{low} – {middle} – {high} días · 1 paquete"
    ),
    "reportpaper.figure-reuse": Text(
        "Second lives begun, and packs treated as waste, in the year",
        "Segundas vidas iniciadas y paquetes tratados como residuo, en el año",
    ),
    "reportpaper.note-reuse": Text(
        "Reuse rate: {rate} % by number, {by_mass} % by mass.",
        "Tasa de reutilización: {rate} % por número, {by_mass} % por masa.",
    ),
    "reportpaper.note-bands": Text(
        "The height of a band is its mass, on one scale.",
        "La altura de una banda es su masa, a una sola escala.",
    ),
    "reportpaper.note-of-others": Text(
        "Every kilogram once: what a pack has of parts of other packs comes from the producers of these.",
        "Cada kilogramo una vez: lo que un paquete tiene de partes de otros viene de los productores de éstos.",
    ),
    "reportpaper.law": Text("{jurisdiction}, {as_of}", "{jurisdiction}, {as_of}"),
    "reportpaper.row-rate": Text("{rate} % · target {target} %", "{rate} % · meta {target} %"),
    "reportpaper.row-no-target": Text("{rate} %", "{rate} %"),
    "reportpaper.row-no-rate": Text("—", "—"),
    "reportpaper.row-capacity": Text("of {capacity} t", "de {capacity} t"),
    "reportpaper.over-capacity": Text("over the capacity", "sobre la capacidad"),
    "reportpaper.stated": Text("known of {share} %", "se sabe del {share} %"),
    "reportpaper.others": Text("{count} others", "otros {count}"),
    "reportpaper.evidence": Text("evidence", "evidencia"),
    "reportpaper.about-who": Text("About", "Sobre"),
    "reportpaper.about-ledger": Text("Ledger", "Registro"),
    "reportpaper.about-checkpoint": Text("Checkpoint", "Punto de control"),
    "reportpaper.about-known": Text("Known until", "Se conoce hasta"),
    "reportpaper.about-law": Text("Targets", "Metas"),
    "reportpaper.about-excluded": Text("Excluded", "Excluidos"),
    "reportpaper.about-command": Text("Command", "Orden"),
    "reportpaper.checkpoint": Text("{size} entries, root {root}", "{size} asientos, raíz {root}"),
    "reportpaper.bad-paper": Text(
        "--paper {found}: expected one of {known}", "--paper {found}: se esperaba uno de {known}"
    ),
    # Spreadsheets.
    "reportpaper.sheet-about": Text("about", "acerca de"),
    "reportpaper.sheet-targets": Text("targets and sources", "metas y fuentes"),
    "reportpaper.sheet-processes": Text("efficiency", "eficiencia"),
    "reportpaper.sheet-dismantled": Text("with dismantled", "con lo desmontado"),
    "reportpaper.sheet-elements": Text("materials", "materiales"),
    "reportpaper.sheet-open_batches": Text("open batches", "lotes abiertos"),
    "reportpaper.sheet-flows": Text("flows", "flujos"),
    "reportpaper.sheet-standing": Text("end of the year", "cierre del año"),
    "reportpaper.sheet-stays": Text("stays", "estancias"),
    "reportpaper.sheet-soh": Text("state of health", "estado de salud"),
    "reportpaper.sheet-reuse": Text("reuse", "reutilización"),
    "reportpaper.sheet-fates": Text("where packs are", "dónde están"),
    "reportpaper.sheet-together": Text("together", "juntos"),
    "reportpaper.sheet-happened": Text("in the year", "en el año"),
    "reportpaper.sheet-rates": Text("rates", "tasas"),
    "reportpaper.sheet-countries": Text("countries", "países"),
    "reportpaper.sheet-origin": Text("evidence of origin", "evidencia de origen"),
    "reportpaper.sheet-movements": Text("movements", "movimientos"),
    "reportpaper.sheet-stock": Text("stock", "existencias"),
    "reportpaper.sheet-batches": Text("batches", "lotes"),
    "reportpaper.sheet-outputs": Text("outputs", "salidas"),
    "reportpaper.sheet-capacity": Text("capacity", "capacidad"),
    "reportpaper.target-jurisdiction": Text("jurisdiction", "jurisdicción"),
    "reportpaper.target-instrument": Text("law", "ley"),
    "reportpaper.target-metric": Text("of what", "de qué"),
    "reportpaper.target-category": Text("category", "categoría"),
    "reportpaper.target-chemistry": Text("chemistry", "química"),
    "reportpaper.target-material": Text("material", "material"),
    "reportpaper.target-threshold": Text("target, %", "meta, %"),
    "reportpaper.target-applies_by": Text("since", "desde"),
    "reportpaper.target-obligated": Text("who", "quién"),
    "reportpaper.target-basis": Text("basis", "base"),
    "reportpaper.target-source_id": Text("source", "fuente"),
    "reportpaper.target-confidence": Text("sure", "certeza"),
    "reportpaper.target-notes": Text("notes", "notas"),
    "reportpaper.no-targets": Text(
        "No figure of this report is held against a target.",
        "Ninguna cifra de este informe se compara con una meta.",
    ),
    "reportpaper.table-file": Text(
        "Targets come from the table recovery-targets.csv of the program.",
        "Las metas salen de la tabla recovery-targets.csv del programa.",
    ),
}
