-- The search index holds segmented text (see store/search.rs), so that a stock SQLite can read it.
-- Its rowid is the record's number and kind.

CREATE VIRTUAL TABLE "search" USING fts5 ("title", "body", "account" UNINDEXED, tokenize = "unicode61 remove_diacritics 2");

-- How much of the index is gathered in memory before it is written: much at a time needs less merging.
INSERT INTO "search" ("search", "rank") VALUES ('hashsize', 16777216);
