-- Where each of us left the walk through the questions about an account, and how things stood then. Not part of the
-- history: it says nothing about the account. Numbers of accounts are never given twice, so what is left of a removed
-- account stands in nobody's way and serves when it comes back.

CREATE TABLE "walk" (
    "account" BIGINT NOT NULL,
    "user" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "items" TEXT NOT NULL,
    "operation" BIGINT NOT NULL,
    "coverage" DOUBLE PRECISION NOT NULL,
    "tier" TEXT NOT NULL,
    "stage" TEXT,
    PRIMARY KEY ("account", "user")
);
