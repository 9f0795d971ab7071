#!/bin/sh
# Brings a whole customer base in: accounts in two encodings, then their people, needs and log.
#
# All files together are one operation, so that one `acct undo` takes everything back. Running it a second time changes
# nothing; after a change in a file only what changed is written.
set -eu
cd "$(dirname "$0")"

# The encoding of each file and what its rows are is recognised; so are headers in English and Chinese. For a header that
# is not, say which field it fills: --map "Firma=name".
set -- data/accounts.csv data/accounts_gbk.csv data/contacts.csv data/needs.csv data/log.csv \
    --on-conflict update

# What would happen? Every bad row is told with its line and column, and nothing is kept.
acct import "$@" --dry-run

acct import "$@"
acct list --where "relation=customer" --columns name,industry,region,revenue,tags
