"""What the marks, labels, placards and plates of carriage say."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "mark.unknown": Text(
        "there is no mark {found!r}; there are: {known}. batterypass transport marks --help shows an"
        " example",
        "no hay marca {found!r}; hay: {known}. batterypass transport marks --help muestra un ejemplo",
    ),
    "mark.needs": Text(
        "mark {mark}: say what stands on it, with {option}",
        "marca {mark}: diga qué lleva escrito, con {option}",
    ),
    "mark.no-battery": Text(
        "{found} is no number of batteries that the tables know: look at it once more",
        "{found} no es un número de baterías que conozcan las tablas: revíselo",
    ),
    "mark.none": Text(
        "no marks: say which with --mark, such as --mark 9A --mark UNNO",
        "ninguna marca: diga cuáles con --mark, como --mark 9A --mark UNNO",
    ),
    "mark.bad-un": Text(
        "UN number {found!r}: expected four digits, such as UN3480",
        "número ONU {found!r}: se esperan cuatro cifras, como UN3480",
    ),
    "mark.not-for": Text(
        "mark {mark}: it is not for {found}, but for {known}",
        "marca {mark}: no es para {found}, sino para {known}",
    ),
    "mark.no-measures": Text(
        "mark {mark}: no measures for {day}; they are known from {first} to {last}",
        "marca {mark}: sin medidas para el {day}; se conocen del {first} al {last}",
    ),
    "mark.not-allowed": Text(
        "mark {mark}: {size} is not allowed; expected {allowed} ({source})",
        "marca {mark}: {size} no se permite; se espera {allowed} ({source})",
    ),
    "mark.too-large": Text(
        "mark {mark}: {size}: expected at most {most} mm",
        "marca {mark}: {size}: se esperan {most} mm a lo más",
    ),
    "mark.no-square": Text(
        "mark {mark}: {size}: the sides of a diamond are equal, such as 100x100",
        "marca {mark}: {size}: los lados de un rombo son iguales, como 100x100",
    ),
    "mark.bad-size": Text(
        "size {found!r}: expected width and height in mm, such as 100x70",
        "tamaño {found!r}: se espera ancho y alto en mm, como 100x70",
    ),
    "mark.not-sized": Text(
        "mark {mark}: its size is given by its letters; a size is for {known}",
        "marca {mark}: su tamaño lo dan sus letras; un tamaño es para {known}",
    ),
    "mark.whose-size": Text(
        "--size {found}: for which of {known}? Write it as {example}",
        "--size {found}: ¿para cuál de {known}? Escriba {example}",
    ),
    "mark.no-size-here": Text(
        "--size {found}: none of the marks asked for has a size to choose; a size is for {known}",
        "--size {found}: ninguna de las marcas pedidas tiene tamaño que elegir; un tamaño es para"
        " {known}",
    ),
    "mark.no-phone-here": Text(
        "--phone belongs to the earlier figure of the battery mark: ask for it with --mark BM",
        "--phone es de la figura anterior de la marca de batería: pídala con --mark BM",
    ),
    "mark.no-phone": Text(
        "mark BM: the figure with a telephone number may be used until {last}, not on {day}: leave"
        " --phone out",
        "marca BM: la figura con teléfono puede usarse hasta el {last}, no el {day}: quite --phone",
    ),
    "mark.no-room": Text(
        "mark {mark}: {found!r} does not fit in {room} mm with letters of {height} mm, and smaller"
        " ones are not allowed",
        "marca {mark}: {found!r} no cabe en {room} mm con letras de {height} mm, y más chicas no se"
        " permiten",
    ),
    "mark.no-letter": Text(
        "mark {mark}: {found!r}: the letter {letter!r} cannot be drawn",
        "marca {mark}: {found!r}: la letra {letter!r} no se puede dibujar",
    ),
    "mark.bad-words": Text(
        "mark TXT[…]: {count} characters; expected 1 to {most}",
        "marca TXT[…]: {count} caracteres; se esperan de 1 a {most}",
    ),
    "mark.no-sheet": Text(
        "--sheet {found}: expected one of {known}", "--sheet {found}: se espera una de {known}"
    ),
    "mark.bad-suffix": Text(
        "{path}: expected a name that ends in .pdf or .svg",
        "{path}: se espera un nombre que termine en .pdf o .svg",
    ),
    "mark.printed": Text(
        "{count} {count:mark|marks}, sheets: {sheets}",
        "{count} {count:marca|marcas}, hojas: {sheets}",
    ),
    "mark.measure-it": Text(
        "Print at 100 %, then measure the line of 100 mm at the foot of each sheet.",
        "Imprima al 100 % y mida la línea de 100 mm al pie de cada hoja.",
    ),
    "mark.own-page": Text(
        "{title} ({size}) is larger than the sheet: it has a page of its own size, for a wide printer",
        "{title} ({size}) es mayor que la hoja: va en una página de su tamaño, para un plóter",
    ),
}
