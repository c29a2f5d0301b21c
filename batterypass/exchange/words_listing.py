"""What the import of a list of the directory says of files, cells and rows, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTING: Final[Mapping[str, Text]] = {
    # Of a cell.
    "list_formula": Text(
        "expected a value, found a formula: it is never worked out; put its value there",
        "se esperaba un dato, hay una fórmula: nunca se calcula; ponga su valor",
    ),
    "list_failed": Text(
        "expected a value, found the error of a formula",
        "se esperaba un dato, hay el error de una fórmula",
    ),
    "list_lost": Text(
        "a byte that is neither UTF-8 nor Windows-1252",
        "un byte que no es UTF-8 ni Windows-1252",
    ),
    "list_twice": Text(
        "was UTF-8 and has been read as Windows-1252 by some program",
        "era UTF-8 y algún programa lo leyó como Windows-1252",
    ),
    "list_word": Text(
        "expected one of {choices}; the values of a mapping file say what a word means ({field})",
        "se esperaba uno de {choices}; los values de un archivo de mapeo dicen qué significa una"
        " palabra ({field})",
    ),
    "list_degrees": Text(
        "expected degrees with a decimal point, from -{most} to {most}",
        "se esperaban grados con punto decimal, de -{most} a {most}",
    ),
    "list_day": Text(
        "expected a date as YYYY-MM-DD, or with the name of the month",
        "se esperaba una fecha como AAAA-MM-DD, o con el nombre del mes",
    ),
    "list_day_order": Text(
        "a date of two readings: --dates day-first or month-first says which",
        "una fecha de dos lecturas: --dates day-first o month-first dice cuál",
    ),
    "list_serial": Text(
        "expected a date, found a number as Excel counts days: --dates excel takes it",
        "se esperaba una fecha, hay un número como Excel cuenta los días: --dates excel lo acepta",
    ),
    "list_zero": Text(
        "expected {width} digits: a spreadsheet drops the zeros in front",
        "se esperaban {width} cifras: una hoja de cálculo quita los ceros de la izquierda",
    ),
    "list_certified": Text(
        "a private certificate, which is no authorisation: its columns begin with certificate_",
        "un certificado privado, que no es autorización: sus columnas empiezan con certificate_",
    ),
    "list_not_certified": Text(
        "no private certificate that is known here: an authorisation has columns of its own",
        "no es un certificado privado conocido: una autorización tiene columnas propias",
    ),
    # Of cells that are taken, or left out.
    "list_windows": Text(
        "read as Windows-1252; other cells of the file are UTF-8",
        "leído como Windows-1252; otras celdas del archivo son UTF-8",
    ),
    "list_serial_taken": Text("a day as Excel counts them", "un día como los cuenta Excel"),
    "list_formula_unused": Text(
        "a formula, in a column that is not used", "una fórmula, en una columna que no se usa"
    ),
    "list_role": Text(
        "no list gives anybody this role: it is left out",
        "ninguna lista da esta función a nadie: se omite",
    ),
    "list_joined": Text(
        "lines {lines} are one authorisation with several scopes",
        "las líneas {lines} son una autorización con varios alcances",
    ),
    # Of rows.
    "list_repeated": Text(
        "line {first} has the same number with another {name}: {before}",
        "la línea {first} tiene el mismo número con otro {name}: {before}",
    ),
    "list_party_differs": Text(
        "line {first} says of the same party: {before}",
        "la línea {first} dice de la misma parte: {before}",
    ),
    "list_site_differs": Text(
        "line {first} says of the same site ({site}): {before}; a column site_id tells them apart",
        "la línea {first} dice del mismo sitio ({site}): {before}; una columna site_id los distingue",
    ),
    "list_needed": Text(
        "expected {what}: the ledger does not have this {of} yet",
        "se esperaba {what}: el registro todavía no tiene esta {of}",
    ),
    "list_parties": Text(
        "{count} parties of the directory have this tax id: a column party says which",
        "{count} partes del directorio tienen esta clave fiscal: una columna party dice cuál",
    ),
    "list_no_id": Text(
        "the registrar's id takes no path, so a party needs an id of its own: a column party",
        "el id del registrador no admite rutas, así que la parte necesita su propio id: una columna"
        " party",
    ),
    "list_not_registered": Text(
        "{party} is not registered: the registrar does that first",
        "{party} no está en el directorio: primero la da de alta el registrador",
    ),
    "list_no_site": Text(
        "{party} has no site {site}: the registrar opens it first",
        "{party} no tiene el sitio {site}: primero lo abre el registrador",
    ),
    "list_other_holder": Text(
        "entry {entry} has granted it to {before}: an authorisation never changes its holder;"
        " revoke it, and grant another",
        "el asiento {entry} la otorgó a {before}: una autorización nunca cambia de titular; revóquela"
        " y otorgue otra",
    ),
    "list_revoked": Text(
        "entry {entry} has revoked it from {day}, and a revocation stays",
        "el asiento {entry} la revocó desde {day}, y una revocación queda",
    ),
    "list_renewal_day": Text(
        "expected the day on which the renewal was filed (renewal_filed_on)",
        "se esperaba el día en que se pidió la prórroga (renewal_filed_on)",
    ),
    "list_expired": Text(
        "said to have expired, and its end ({end}) is not before the list ({day})",
        "dice que venció, y su fin ({end}) no es anterior a la lista ({day})",
    ),
    "list_form": Text("{what}", "no es un dato que admita este campo ({what})"),
    # Of an import.
    "list_gone": Text(
        "{name}: {count} authorisations are gone from the list ({first}, …): say what becomes of them,"
        " --gone keep, suspend or revoke; nothing was written",
        "{name}: {count} autorizaciones ya no están en la lista ({first}, …): diga qué pasa con ellas,"
        " --gone keep, suspend o revoke; no se escribió nada",
    ),
    "list_gone_unsure": Text(
        "{name}: {count} rows were refused, so nobody can tell what is gone: correct them first, or"
        " --gone keep",
        "{name}: {count} filas fueron rechazadas y no se puede saber qué falta: corríjalas antes, o"
        " --gone keep",
    ),
    "list_gone_many": Text(
        "{name}: {count} authorisations are gone, an entry names at most {most}: if the file is only a"
        " part of the list, say --part; else --gone suspend or revoke",
        "{name}: faltan {count} autorizaciones y un asiento nombra {most} como máximo: si el archivo es"
        " solo parte de la lista, diga --part; si no, --gone suspend o revoke",
    ),
    "list_no_source": Text(
        "{actor} is no authority, so its list is a copy: --source says whose list it is",
        "{actor} no es autoridad, así que su lista es una copia: --source dice de quién es",
    ),
    "list_no_role": Text(
        "{actor} imports no list: a registrar or an authority does; its roles are {roles}",
        "{actor} no importa listas: lo hace un registrador o una autoridad; sus funciones son {roles}",
    ),
    "list_future": Text(
        "--published-on {day}: after today ({today})",
        "--published-on {day}: posterior a hoy ({today})",
    ),
    "list_older": Text(
        "{source} of {day}: entry {entry} has gone through the newer list of {known}; an older one"
        " would undo it",
        "{source} del {day}: el asiento {entry} ya recorrió la lista más nueva del {known}; una anterior"
        " la desharía",
    ),
    # Of a file.
    "list_missing": Text(
        "{name}: no column gives: {missing}. A mapping file (--map) says which column it is, and"
        " --default {first}=VALUE stands for every row",
        "{name}: ninguna columna da: {missing}. Un archivo de mapeo (--map) dice qué columna es, y --default"
        " {first}=VALOR vale para todas las filas",
    ),
    "list_workbook": Text(
        "{name}: not a workbook (.xlsx) that can be read: {problem}",
        "{name}: no es un libro (.xlsx) que se pueda leer: {problem}",
    ),
    "list_unpacked": Text(
        "{name}: unpacked it would take {found} bytes (largest part {part}): no list of authorisations",
        "{name}: desempacado ocuparía {found} bytes (parte mayor {part}): no es una lista de"
        " autorizaciones",
    ),
    "list_doctype": Text(
        "{name}: {part} defines a document type, which no workbook may: nothing was read",
        "{name}: {part} define un tipo de documento, lo que ningún libro puede: no se leyó nada",
    ),
    "list_sheet_large": Text(
        "{name}: sheet {sheet} goes on to row {line}: split it, or delete the empty rows below",
        "{name}: la hoja {sheet} llega a la fila {line}: divídala, o borre las filas vacías de abajo",
    ),
    "list_sheets": Text(
        "{name}: several sheets have something in them: {listed}; --sheet NAME says which",
        "{name}: varias hojas tienen algo: {listed}; --sheet NOMBRE dice cuál",
    ),
    "list_no_sheet": Text(
        "{name}: no sheet {sheet}; there are: {listed}",
        "{name}: no hay hoja {sheet}; hay: {listed}",
    ),
    "list_sheet_of_text": Text(
        "{name}: --sheet {sheet}: a text file has no sheets",
        "{name}: --sheet {sheet}: un archivo de texto no tiene hojas",
    ),
    "list_default": Text(
        "--default {found!r}: expected field=value", "--default {found!r}: se esperaba campo=valor"
    ),
    "map_json": Text("{name}: not JSON: {problem}", "{name}: no es JSON: {problem}"),
    "map_other": Text(
        '{name}: no mapping file: expected an object with "{mark}": 1',
        '{name}: no es un archivo de mapeo: se esperaba un objeto con "{mark}": 1',
    ),
    "map_member": Text(
        "{name}: member {member!r}: expected columns, values, defaults, dates and sheet, as"
        " docs/formats/directory-import.md shows them",
        "{name}: miembro {member!r}: se esperaban columns, values, defaults, dates y sheet, como los"
        " muestra docs/formats/directory-import.md",
    ),
    "map_field": Text(
        "{name}: {field!r} is no field of a list; is it {near}?",
        "{name}: {field!r} no es un campo de una lista; ¿es {near}?",
    ),
    "map_dates": Text(
        "{name}: dates: expected one of {choices}", "{name}: dates: se esperaba uno de {choices}"
    ),
}
