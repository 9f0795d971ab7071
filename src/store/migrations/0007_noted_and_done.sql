-- A question may bear a note before anybody answers it, and a promised next step is done on a day.

CREATE TABLE "finding_with_notes" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "item" TEXT NOT NULL CHECK ("item" <> ''),
    "answered" TEXT NOT NULL CHECK ("answered" IN ('known', 'unknown', 'noted')),
    "value" TEXT,
    "note" TEXT,
    "source" TEXT,
    "method" TEXT CHECK ("method" IS NULL OR "method" = 'desk' OR "method" = 'visit' OR "method" = 'call' OR "method" = 'interview' OR "method" = 'survey' OR "method" = 'observation' OR "method" = 'estimate' OR "method" = 'other'),
    "date" TEXT NOT NULL,
    "confidence" TEXT CHECK ("confidence" IS NULL OR "confidence" = 'low' OR "confidence" = 'medium' OR "confidence" = 'high'),
    "by" TEXT,
    "superseded" BIGINT CHECK ("superseded" IN (0, 1)),
    "created" TEXT,
    "updated" TEXT
);

INSERT INTO "finding_with_notes"
    ("id", "account", "item", "answered", "value", "note", "source", "method", "date", "confidence", "by", "superseded", "created", "updated")
SELECT "id", "account", "item", "answered", "value", "note", "source", "method", "date", "confidence", "by", "superseded", "created", "updated"
FROM "finding";

DROP TABLE "finding";

ALTER TABLE "finding_with_notes" RENAME TO "finding";

CREATE INDEX "finding_of_account" ON "finding" ("account", "item", "id", "superseded", "answered", "date");

ALTER TABLE "interaction" ADD COLUMN "next_done" TEXT;
