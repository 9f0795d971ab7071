-- Who of the customer confirmed that what they said is dealt with.
ALTER TABLE "feedback" ADD COLUMN "confirmed_by" BIGINT REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "feedback_by_confirmed_by" ON "feedback" ("confirmed_by") WHERE "confirmed_by" IS NOT NULL;
