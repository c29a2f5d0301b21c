#!/bin/sh
# Friday, 20 November 2026: what the story finds. Run it in an empty folder.
#
# The office keeps the ledger. The authority has suspended a permit of the recycler that has pack SA26-000002. An
# inspector gets two files about the pack: pack.bpz as the office made it, and tampered.bpz, from which somebody
# has taken the suspension; and he has the trust file of the log, registro.policy.
set -eu
example=$(cd "$(dirname "$0")" && pwd)
day=2026-11-20
. "$example/../office.sh"

open_office oficina forms
at 08:00 recycler suspend PS/RME-101/26 --from 2026-11-20 --reason inspection --as autoridad
at 09:00 log item.assessed SA26-000002 condition=damaged_stable soc_percent=18 method=bms_reading \
    --as recicladora-norte
at 09:10 bundle SA26-000002 -o ../pack.bpz
cp home/trust/*.policy ../registro.policy
cd ..
python3 "$example/take_out.py" pack.bpz tampered.bpz authorisation.suspended
