#!/bin/sh
# Monday, 23 November 2026: what the story finds. Run it in an empty folder.
#
# oficina/ is the demonstration's ledger with everybody's keys. Sierra Alta has four packs of one model to send
# away as waste; one of them fell from a fork lift.
set -eu
example=$(cd "$(dirname "$0")" && pwd)
export BATTERYPASS_HOME=home BATTERYPASS_LEDGER=ledger.bp BATTERYPASS_SEED=un-dia
export BATTERYPASS_PASSPHRASE='una demostracion no guarda secretos'

batterypass demo --folder oficina
cd oficina
mv demo.bp ledger.bp
mv keys home/keys
rm -r changed-copy.bp documents parties packs.csv ./*.json
cp -r "$example/forms" forms

at() { # TIME COMMAND…
    BATTERYPASS_CLOCK="2026-11-23T$1:00-06:00"
    export BATTERYPASS_CLOCK
    shift
    batterypass "$@" --yes
}
at 09:00 pack import forms/packs.csv --as sierra-alta
at 10:00 log item.declared-waste SA26-000501 SA26-000502 SA26-000503 SA26-000504 reason=end_of_life \
    stream=whole_battery --as sierra-alta
at 11:00 log item.assessed SA26-000504 condition=damaged_stable method=visual --as sierra-alta
