-- Who else sells to customers, what customers buy, and what they demand of suppliers.

CREATE TABLE "rival" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL CHECK ("name" <> ''),
    "product" TEXT,
    "since" BIGINT,
    "satisfaction" BIGINT CHECK ("satisfaction" BETWEEN 1 AND 5),
    "representative" TEXT,
    "knows" TEXT,
    "strengths" TEXT,
    "weaknesses" TEXT,
    "price" TEXT,
    "approach" TEXT,
    "share" DOUBLE PRECISION,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "rival_of_account" ON "rival" ("account");

CREATE TABLE "project" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL CHECK ("name" <> ''),
    "status" TEXT CHECK ("status" IS NULL OR "status" = 'open' OR "status" = 'won' OR "status" = 'lost' OR "status" = 'dormant'),
    "problem" TEXT,
    "plan" TEXT,
    "decision_makers" TEXT,
    "influencers" TEXT,
    "timetable" TEXT,
    "budget" BIGINT,
    "budget_currency" TEXT,
    "process" TEXT,
    "value" BIGINT,
    "value_currency" TEXT,
    "probability" DOUBLE PRECISION,
    "close_date" TEXT,
    "reason" TEXT,
    "winner" TEXT,
    "owner" TEXT,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "project_of_account" ON "project" ("account", "close_date");

CREATE TABLE "requirement" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL CHECK ("title" <> ''),
    "kind" TEXT CHECK ("kind" IS NULL OR "kind" = 'capital' OR "kind" = 'licence' OR "kind" = 'certificate' OR "kind" = 'quality_document' OR "kind" = 'reference' OR "kind" = 'terms' OR "kind" = 'other'),
    "status" TEXT CHECK ("status" IS NULL OR "status" = 'open' OR "status" = 'in_progress' OR "status" = 'met' OR "status" = 'not_met' OR "status" = 'waived'),
    "documents" TEXT,
    "expires" TEXT,
    "due_date" TEXT,
    "owner" TEXT,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "requirement_of_account" ON "requirement" ("account", "due_date");
