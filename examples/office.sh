# What the stories begin with; each prepare.sh reads it after it has set `example`, its folder, and `day`.
#
# An office is the demonstration's ledger with everybody's keys.
export BATTERYPASS_HOME=home BATTERYPASS_LEDGER=ledger.bp BATTERYPASS_SEED=un-dia
export BATTERYPASS_PASSPHRASE='una demostracion no guarda secretos'

at() { # TIME COMMAND…
    BATTERYPASS_CLOCK="${day}T$1:00-06:00"
    export BATTERYPASS_CLOCK
    shift
    batterypass "$@" --yes
}
packs() { # FIRST LAST
    seq -f 'SA26-%06g' "$1" "$2"
}
open_office() { # FOLDER FORMS: make the office in a folder, go there, and take the forms of the story along
    batterypass demo --folder "$1"
    cd "$1"
    mv demo.bp ledger.bp
    mv keys home/keys
    rm -r changed-copy.bp documents parties packs.csv ./*.json
    cp -r "$example/forms" "$2"
}
