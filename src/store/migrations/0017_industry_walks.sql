-- Where each of us left the walk through the questions about an industry, as the table walk has it of accounts.

CREATE TABLE "industry_walk" (
    "industry" BIGINT NOT NULL,
    "user" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "items" TEXT NOT NULL,
    "operation" BIGINT NOT NULL,
    "coverage" DOUBLE PRECISION NOT NULL,
    "tier" TEXT NOT NULL,
    "stage" TEXT,
    PRIMARY KEY ("industry", "user")
);
