-- What was done, when, by whom, and what it changed. `undoes` is the operation that this one took back.

CREATE TABLE "operation" (
    "number" INTEGER PRIMARY KEY,
    "at" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "summary_en" TEXT NOT NULL,
    "summary_zh" TEXT NOT NULL,
    "undoes" BIGINT REFERENCES "operation" ("number") DEFERRABLE INITIALLY DEFERRED,
    "undone_by" BIGINT REFERENCES "operation" ("number") DEFERRABLE INITIALLY DEFERRED
);

-- Only the fields that changed. A removed record has no after. A created one has neither: what it was made is the
-- record itself, with its later changes taken away. Records of one kind and one account (or accounts) that were created
-- one after the other share a row: their numbers go from "record" through "through".
CREATE TABLE "change" (
    "id" INTEGER PRIMARY KEY,
    "operation" BIGINT NOT NULL REFERENCES "operation" ("number") DEFERRABLE INITIALLY DEFERRED,
    "kind" TEXT NOT NULL,
    "record" BIGINT NOT NULL,
    "through" BIGINT CHECK ("through" > "record"),
    "account" BIGINT,
    "before" TEXT,
    "after" TEXT
);

CREATE INDEX "change_of_operation" ON "change" ("operation");
CREATE INDEX "change_of_record" ON "change" ("kind", "record");
CREATE INDEX "change_of_account" ON "change" ("account", "operation");
CREATE INDEX "change_of_many" ON "change" ("kind", "operation") WHERE "through" IS NOT NULL;

-- The next number of each kind of record, and how many there are. A number is never given twice.
CREATE TABLE "counter" (
    "kind" TEXT PRIMARY KEY,
    "next" BIGINT NOT NULL,
    "live" BIGINT NOT NULL
);
