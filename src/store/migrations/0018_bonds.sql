-- Two more kinds of relation between people: one that influences the other, and two in conflict.

CREATE TABLE "relation_of_more_kinds" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "from" BIGINT NOT NULL REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "to" BIGINT NOT NULL REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "relation" TEXT NOT NULL CHECK ("relation" = 'ally' OR "relation" = 'rival' OR "relation" = 'conflict' OR "relation" = 'influences' OR "relation" = 'mentor' OR "relation" = 'family' OR "relation" = 'other'),
    "note" TEXT,
    "created" TEXT,
    "updated" TEXT
);

INSERT INTO "relation_of_more_kinds" ("id", "account", "from", "to", "relation", "note", "created", "updated")
SELECT "id", "account", "from", "to", "relation", "note", "created", "updated" FROM "relation";

DROP TABLE "relation";

ALTER TABLE "relation_of_more_kinds" RENAME TO "relation";

CREATE INDEX "relation_of_account" ON "relation" ("account");
CREATE INDEX "relation_by_from" ON "relation" ("from");
CREATE INDEX "relation_by_to" ON "relation" ("to");
