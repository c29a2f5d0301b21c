#!/bin/sh
# Friday, 20 November 2026: what the story finds. Run it in an empty folder.
#
# oficina/ keeps the ledger. jefatura/ is the chief of the recycler Recicladora del Norte, with its daily and
# its recovery key; patio/ is the laptop of somebody who begins on Monday and has no key yet. memoria/ is
# the stick that travels between them.
set -eu
example=$(cd "$(dirname "$0")" && pwd)
day=2026-11-20
. "$example/../office.sh"
mkdir oficina jefatura patio memoria

cd oficina
at 08:00 init --origin registro.example/llaves --profile MX --registrar https://registro.example \
    --name 'Registro de Baterías de Ejemplo'
at 08:10 key new https://sierra-alta.example --label
at 08:11 party add --from "$example/forms/sierra-alta.json" --as registro
at 08:20 key new https://recicladora-norte.example
at 08:21 party add --from "$example/forms/recicladora-norte.json" --as registro
at 09:00 pack add https://id.sierra-alta.example/01/09521234560104/21/SA26-000001 serial=SA26-000001 \
    model=M-48 chemistry=LFP category=EV nominal_voltage_v=350 capacity_ah=117.5 energy_wh=41125 \
    mass_kg=412.5 made_month=2026-11 un38_3.report=TR-7 un38_3.tested_on=2026-01-10 \
    un38_3.article=pack --as sierra-alta
batterypass export tiles ../memoria/registro
cd ..

# The recycler's keys are the recycler's: they leave the office.
mkdir -p jefatura/home
mkdir -m 700 jefatura/home/keys
cp oficina/home/keys/folder.json jefatura/home/keys/
for card in $(grep -l recicladora-norte oficina/home/keys/*.json); do
    mv "${card%.json}".* jefatura/home/keys/
done
cp oficina/home/trust/*.policy jefatura/registro.policy
cp oficina/home/trust/*.policy patio/registro.policy
