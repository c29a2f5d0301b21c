#!/bin/sh
# Friday, 20 November 2026: what the story finds. Run it in an empty folder.
#
# oficina/ is the demonstration's ledger with everybody's keys. Sierra Alta has twelve packs to send away and Taller
# Volta three; Fletes Ruta Dos is a carrier that nobody has authorised yet.
set -eu
example=$(cd "$(dirname "$0")" && pwd)
day=2026-11-20
. "$example/../office.sh"

open_office oficina forms

at 08:00 key new https://ruta-dos.example
at 08:05 party add --from forms/ruta-dos.json --as registro
at 09:00 pack import forms/packs.csv --as sierra-alta
at 09:10 handoff release $(packs 413 415) --to taller-volta --as sierra-alta
at 09:20 handoff accept --from sierra-alta --as taller-volta
at 10:00 log item.declared-waste $(packs 401 412) reason=end_of_life stream=whole_battery \
    --as sierra-alta
at 10:05 log item.declared-waste $(packs 413 415) reason=end_of_life stream=whole_battery \
    --as taller-volta
