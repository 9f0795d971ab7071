#!/bin/sh
# The weekly round: moves on the decisions of which there is evidence, and writes a report for every S account.
#
#   weekly.sh [FILE [FOLDER]]
#
# data/moves.tsv holds what was seen, one account a line, a tab between account and evidence. What does not meet its exit
# criteria fails with exit code 1, says what is missing, and does not keep the rest from being done.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
db=${1:-sample.db}
folder=${2:-reports}
mkdir -p "$folder"

while IFS="$(printf '\t')" read -r account evidence; do
    acct --db "$db" --no-input stage advance "$account" --evidence "$evidence" || echo "not moved: $account"
done <"$here/data/moves.tsv"

acct --db "$db" list --where tier=S --limit 0 --format ids | while read -r id; do
    acct --db "$db" report account "#$id" --output "$folder/$id.md" --force
done
