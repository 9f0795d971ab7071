-- Pairs of accounts, and of people, that look alike and were found to be two.

CREATE TABLE "account_distinction" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "other" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "reason" TEXT,
    "by" TEXT,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "account_distinction_of_account" ON "account_distinction" ("account");
CREATE INDEX "account_distinction_by_other" ON "account_distinction" ("other");

CREATE TABLE "contact_distinction" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "contact" BIGINT NOT NULL REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "other" BIGINT NOT NULL REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "reason" TEXT,
    "by" TEXT,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "contact_distinction_of_account" ON "contact_distinction" ("account");
CREATE INDEX "contact_distinction_by_contact" ON "contact_distinction" ("contact");
CREATE INDEX "contact_distinction_by_other" ON "contact_distinction" ("other");
