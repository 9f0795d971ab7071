-- The search index is given folded words with spaces between them (see store/search.rs), so that a stock SQLite can read it
-- and every byte beyond ASCII belongs to a word.
-- Its rowid is the record's number and kind. The texts themselves stand in the records alone.

CREATE VIRTUAL TABLE "search" USING fts5 ("title", "body", content = '', tokenize = "ascii");

-- How much of the index is gathered in memory before it is written: much at a time needs less merging.
INSERT INTO "search" ("search", "rank") VALUES ('hashsize', 16777216);
