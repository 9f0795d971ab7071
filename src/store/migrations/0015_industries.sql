-- What is known of an industry, recorded once for all accounts that live in it.

CREATE TABLE "industry" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL CHECK ("name" <> ''),
    "aliases" TEXT,
    "owner" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE TABLE "industry_finding" (
    "id" INTEGER PRIMARY KEY,
    "industry" BIGINT NOT NULL REFERENCES "industry" ("id") DEFERRABLE INITIALLY DEFERRED,
    "item" TEXT NOT NULL CHECK ("item" <> ''),
    "answered" TEXT NOT NULL CHECK ("answered" = 'known' OR "answered" = 'unknown' OR "answered" = 'noted'),
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

CREATE INDEX "industry_finding_of_industry" ON "industry_finding" ("industry", "item");
