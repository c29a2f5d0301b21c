#!/bin/sh
# Friday, 20 November 2026: what the day of the story finds. Run it in an empty folder.
#
# The demonstration's ledger becomes the office's (oficina/). The yard (patio/), the workshop (taller/) and
# the truck (camion/) each have a folder with their own keys, and memoria/ is the stick. The office, which
# is the demonstration's one key folder, keeps the twins of all keys.
set -eu
example=$(cd "$(dirname "$0")" && pwd)
day=2026-11-20
. "$example/../office.sh"

open_office oficina ../forms
mkdir ../memoria

at 09:00 pack import ../forms/packs.csv --as sierra-alta
at 09:05 log item.declared-waste $(packs 301 323) reason=end_of_life stream=whole_battery \
    --as sierra-alta
at 10:00 ship offer $(packs 301 312) --id SA-0101 --to recicladora-norte --carrier camino-real \
    --container-type tarima --as sierra-alta
at 10:10 ship offer $(packs 313 323) --id SA-0102 --to recicladora-norte --carrier camino-real \
    --container-type tarima --as sierra-alta
at 16:00 ship collect SA-0101 --vehicle-type 'caja seca 3.5 t' --plate EJ-042-MX
at 16:10 ship collect SA-0102 --vehicle-type 'caja seca 3.5 t' --plate EJ-043-MX
at 16:30 handoff release SA26-000324 --to recicladora-norte --as sierra-alta
at 16:40 handoff release $(packs 325 330) SA26-000003 SA26-000004 SA26-000005 SA26-000006 \
    --to taller-volta --as sierra-alta
at 17:00 handoff accept --from sierra-alta --as recicladora-norte
at 17:10 handoff accept --from sierra-alta --as taller-volta
cd ..

site() { # FOLDER PARTY: a folder with the keys of this party, and the trust file that it was given
    mkdir -p "$1/home/keys"
    cp oficina/home/keys/folder.json "$1/home/keys/"
    for card in $(grep -l "$2" oficina/home/keys/*.json); do
        cp "${card%.json}".* "$1/home/keys/"
    done
    cp oficina/home/trust/*.policy "$1/registro.policy"
}
site patio recicladora-norte
site taller taller-volta
site camion camino-real
