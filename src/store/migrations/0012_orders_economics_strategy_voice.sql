-- What they bought and what they choose by, what it is worth, what we mean to do, what they tell us, and segments of the market.

ALTER TABLE "rival" ADD COLUMN "lines" TEXT;
ALTER TABLE "project" ADD COLUMN "evaluators" TEXT;
ALTER TABLE "project" ADD COLUMN "users" TEXT;
ALTER TABLE "project" ADD COLUMN "coaches" TEXT;
ALTER TABLE "project" ADD COLUMN "gatekeepers" TEXT;

CREATE TABLE "order" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL CHECK ("title" <> ''),
    "line" TEXT,
    "date" TEXT NOT NULL,
    "quantity" DOUBLE PRECISION,
    "unit" TEXT,
    "amount" BIGINT,
    "amount_currency" TEXT,
    "margin" BIGINT,
    "margin_currency" TEXT,
    "number" TEXT,
    "project" BIGINT REFERENCES "project" ("id") DEFERRABLE INITIALLY DEFERRED,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "order_of_account" ON "order" ("account", "date");

CREATE TABLE "factor" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL CHECK ("name" <> ''),
    "weight" DOUBLE PRECISION,
    "ours" BIGINT CHECK ("ours" BETWEEN 1 AND 5),
    "evidence" TEXT,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "factor_of_account" ON "factor" ("account");

CREATE TABLE "rival_mark" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "factor" BIGINT NOT NULL REFERENCES "factor" ("id") DEFERRABLE INITIALLY DEFERRED,
    "rival" BIGINT NOT NULL REFERENCES "rival" ("id") DEFERRABLE INITIALLY DEFERRED,
    "mark" BIGINT NOT NULL CHECK ("mark" BETWEEN 1 AND 5),
    "evidence" TEXT,
    "date" TEXT,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "rival_mark_of_account" ON "rival_mark" ("account");

CREATE TABLE "economic_line" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL CHECK ("title" <> ''),
    "alternative" TEXT NOT NULL CHECK ("alternative" <> ''),
    "side" TEXT NOT NULL CHECK ("side" = 'benefit' OR "side" = 'cost'),
    "amount" BIGINT NOT NULL,
    "amount_currency" TEXT NOT NULL,
    "year" BIGINT NOT NULL,
    "until" BIGINT,
    "project" BIGINT REFERENCES "project" ("id") DEFERRABLE INITIALLY DEFERRED,
    "likelihood" DOUBLE PRECISION,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "economic_line_of_account" ON "economic_line" ("account", "year");

CREATE TABLE "value_year" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "year" BIGINT NOT NULL,
    "phase" TEXT CHECK ("phase" IS NULL OR "phase" = 'invest' OR "phase" = 'break_even' OR "phase" = 'return' OR "phase" = 'close'),
    "planned_investment" BIGINT,
    "planned_investment_currency" TEXT,
    "planned_return" BIGINT,
    "planned_return_currency" TEXT,
    "actual_investment" BIGINT,
    "actual_investment_currency" TEXT,
    "actual_return" BIGINT,
    "actual_return_currency" TEXT,
    "forecast_investment" BIGINT,
    "forecast_investment_currency" TEXT,
    "forecast_return" BIGINT,
    "forecast_return_currency" TEXT,
    "gap_reason" TEXT,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "value_year_of_account" ON "value_year" ("account", "year");

CREATE TABLE "strategy" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL CHECK ("title" <> ''),
    "why_us" TEXT,
    "selling_mode" TEXT CHECK ("selling_mode" IS NULL OR "selling_mode" = 'product' OR "selling_mode" = 'solution' OR "selling_mode" = 'consultative'),
    "value_offered" TEXT,
    "leaving_cost" BIGINT,
    "leaving_cost_currency" TEXT,
    "leaving" TEXT,
    "committed_people" DOUBLE PRECISION,
    "committed_money" BIGINT,
    "committed_money_currency" TEXT,
    "from" TEXT,
    "until" TEXT,
    "owner" TEXT,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "strategy_of_account" ON "strategy" ("account");

CREATE TABLE "control_point" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL CHECK ("title" <> ''),
    "stickiness" BIGINT CHECK ("stickiness" BETWEEN 1 AND 3),
    "since" TEXT,
    "evidence" TEXT,
    "owner" TEXT,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "control_point_of_account" ON "control_point" ("account");

CREATE TABLE "objective" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL CHECK ("title" <> ''),
    "strategy" BIGINT REFERENCES "strategy" ("id") DEFERRABLE INITIALLY DEFERRED,
    "measure" TEXT,
    "target" TEXT,
    "actual" TEXT,
    "status" TEXT CHECK ("status" IS NULL OR "status" = 'open' OR "status" = 'in_progress' OR "status" = 'done' OR "status" = 'dropped'),
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

CREATE INDEX "objective_of_account" ON "objective" ("account", "due_date");

CREATE TABLE "feedback" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL CHECK ("title" <> ''),
    "kind" TEXT CHECK ("kind" IS NULL OR "kind" = 'complaint' OR "kind" = 'praise' OR "kind" = 'request' OR "kind" = 'change_signal' OR "kind" = 'problem'),
    "status" TEXT CHECK ("status" IS NULL OR "status" = 'collected' OR "status" = 'analysed' OR "status" = 'handled' OR "status" = 'confirmed'),
    "date" TEXT NOT NULL,
    "contact" BIGINT REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "aspect" TEXT CHECK ("aspect" IS NULL OR "aspect" = 'function' OR "aspect" = 'performance' OR "aspect" = 'quality' OR "aspect" = 'price' OR "aspect" = 'delivery' OR "aspect" = 'service' OR "aspect" = 'qualification'),
    "severity" BIGINT CHECK ("severity" BETWEEN 1 AND 5),
    "root_cause" TEXT,
    "action" TEXT,
    "owner" TEXT,
    "due_date" TEXT,
    "handled_date" TEXT,
    "confirmed_date" TEXT,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "feedback_of_account" ON "feedback" ("account", "date");

CREATE TABLE "survey_answer" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "survey" TEXT NOT NULL CHECK ("survey" <> ''),
    "question" TEXT NOT NULL CHECK ("question" <> ''),
    "date" TEXT NOT NULL,
    "contact" BIGINT REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "aspect" TEXT CHECK ("aspect" IS NULL OR "aspect" = 'function' OR "aspect" = 'performance' OR "aspect" = 'quality' OR "aspect" = 'price' OR "aspect" = 'delivery' OR "aspect" = 'service' OR "aspect" = 'qualification'),
    "score" DOUBLE PRECISION,
    "answer" TEXT,
    "by" TEXT,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "survey_answer_of_account" ON "survey_answer" ("account", "date");

CREATE TABLE "action" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL CHECK ("title" <> ''),
    "kind" TEXT CHECK ("kind" IS NULL OR "kind" = 'action' OR "kind" = 'improvement'),
    "status" TEXT CHECK ("status" IS NULL OR "status" = 'open' OR "status" = 'in_progress' OR "status" = 'done' OR "status" = 'dropped'),
    "owner" TEXT,
    "due_date" TEXT,
    "done_date" TEXT,
    "objective" BIGINT REFERENCES "objective" ("id") DEFERRABLE INITIALLY DEFERRED,
    "need" BIGINT REFERENCES "need" ("id") DEFERRABLE INITIALLY DEFERRED,
    "feedback" BIGINT REFERENCES "feedback" ("id") DEFERRABLE INITIALLY DEFERRED,
    "answer" BIGINT REFERENCES "survey_answer" ("id") DEFERRABLE INITIALLY DEFERRED,
    "result" TEXT,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "action_of_account" ON "action" ("account", "due_date");

CREATE TABLE "segment" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL CHECK ("name" <> ''),
    "features" TEXT,
    "needs" TEXT,
    "size" BIGINT,
    "size_currency" TEXT,
    "growth" DOUBLE PRECISION,
    "profitability" BIGINT CHECK ("profitability" BETWEEN 1 AND 5),
    "competition" TEXT,
    "approach" TEXT,
    "owner" TEXT,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE TABLE "research_goal" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL CHECK ("title" <> ''),
    "strategy" TEXT,
    "method" TEXT,
    "status" TEXT CHECK ("status" IS NULL OR "status" = 'open' OR "status" = 'in_progress' OR "status" = 'done' OR "status" = 'dropped'),
    "contacts" TEXT,
    "findings" TEXT,
    "conclusion" TEXT,
    "cost" BIGINT,
    "cost_currency" TEXT,
    "owner" TEXT,
    "due_date" TEXT,
    "done_date" TEXT,
    "source" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "research_goal_of_account" ON "research_goal" ("account", "due_date");

CREATE INDEX "order_by_project" ON "order" ("project") WHERE "project" IS NOT NULL;
CREATE INDEX "rival_mark_by_factor" ON "rival_mark" ("factor");
CREATE INDEX "rival_mark_by_rival" ON "rival_mark" ("rival");
CREATE INDEX "economic_line_by_project" ON "economic_line" ("project") WHERE "project" IS NOT NULL;
CREATE INDEX "objective_by_strategy" ON "objective" ("strategy") WHERE "strategy" IS NOT NULL;
CREATE INDEX "action_by_objective" ON "action" ("objective") WHERE "objective" IS NOT NULL;
CREATE INDEX "action_by_need" ON "action" ("need") WHERE "need" IS NOT NULL;
CREATE INDEX "action_by_feedback" ON "action" ("feedback") WHERE "feedback" IS NOT NULL;
CREATE INDEX "action_by_answer" ON "action" ("answer") WHERE "answer" IS NOT NULL;
CREATE INDEX "feedback_by_contact" ON "feedback" ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX "survey_answer_by_contact" ON "survey_answer" ("contact") WHERE "contact" IS NOT NULL;
