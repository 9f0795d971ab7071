-- Operations that were made as one: several undos, or their redos. "first" is the first of them.
CREATE TABLE "together" (
    "operation" BIGINT PRIMARY KEY REFERENCES "operation" ("number") DEFERRABLE INITIALLY DEFERRED,
    "first" BIGINT NOT NULL REFERENCES "operation" ("number") DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX "together_with" ON "together" ("first");

CREATE INDEX "operation_undoing" ON "operation" ("undoes") WHERE "undoes" IS NOT NULL;
