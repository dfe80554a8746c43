#!/bin/sh
# Prints the tables of docs/accuracy.md from a folder of market data that is not shipped; docs/accuracy.md says which files.
# Usage: sh docs/samples/accuracy.sh FOLDER
set -eu
data=$1
hourly="$data/btc-hourly-and-30m-liquidations/btc_1h.csv $data/perp-hourly-public-domain/candles_binance.csv.gz"
scopes="--scope-oi binance --scope-liquidations binance+bybit+okx"

score() {
    echo
    echo "## $1"
    echo
    shift
    dotnet run -c Release --no-build --project src/HeatMap.Cli -- score "$@" --format markdown
}

dotnet build -c Release src/HeatMap.Cli > /dev/null
# shellcheck disable=SC2086
score "BTC by the hour, all tested days" $hourly --symbol BTC $scopes --ensemble 16
# shellcheck disable=SC2086
score "BTC by the hour, the part that nothing was chosen on (from 11 April 2026)" $hourly --symbol BTC $scopes --train-days 128
# shellcheck disable=SC2086
score "BTC by the half hour" "$data/btc-hourly-and-30m-liquidations/btc_30m.csv" --asset BTC $scopes --train-days 5 --refit-days 2
score "BTC by four hours, open interest of all exchanges, liquidations of Binance" "$data/coinglass-4h/btc_4h.csv" --asset BTC --scope-oi all --scope-liquidations binance
