-- What customers plan to spend.

CREATE TABLE "plan" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL CHECK ("title" <> ''),
    "kind" TEXT CHECK ("kind" IS NULL OR "kind" = 'new_build' OR "kind" = 'operations'),
    "status" TEXT CHECK ("status" IS NULL OR "status" = 'considered' OR "status" = 'planned' OR "status" = 'approved' OR "status" = 'tendering' OR "status" = 'ordered' OR "status" = 'done' OR "status" = 'dropped'),
    "amount" BIGINT,
    "amount_currency" TEXT,
    "purchase_date" TEXT,
    "quantity" TEXT,
    "requirements" TEXT,
    "maintenance" TEXT,
    "upgrades" TEXT,
    "spares" TEXT,
    "budget" BIGINT,
    "budget_currency" TEXT,
    "service_package" TEXT,
    "owner" TEXT,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "plan_of_account" ON "plan" ("account", "purchase_date");
