-- A project has its own decision process: moves and signals may be those of a project, and not of its account.

ALTER TABLE "stage_move" ADD COLUMN "project" BIGINT REFERENCES "project" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "signal" ADD COLUMN "project" BIGINT REFERENCES "project" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "stage_move_by_project" ON "stage_move" ("project") WHERE "project" IS NOT NULL;
CREATE INDEX "signal_by_project" ON "signal" ("project") WHERE "project" IS NOT NULL;

ALTER TABLE "project" ADD COLUMN "stage" TEXT CHECK ("stage" IS NULL OR "stage" = 'unaware' OR "stage" = 'aware' OR "stage" = 'pain' OR "stage" = 'goal' OR "stage" = 'requirements' OR "stage" = 'measures' OR "stage" = 'evaluate_solution' OR "stage" = 'evaluate_value' OR "stage" = 'evaluate_risk' OR "stage" = 'evaluate_cost' OR "stage" = 'implementation' OR "stage" = 'outcome_review');

ALTER TABLE "project" ADD COLUMN "stage_since" TEXT;
