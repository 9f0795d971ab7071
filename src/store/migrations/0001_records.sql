-- The records. Enums and dates are TEXT, money is minor units beside its currency, lists are JSON.
-- A check lists its values with OR: SQLite would build a table of an IN list for each row that it writes;
-- NULL stands first, as most are.

CREATE TABLE "account" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL CHECK ("name" <> ''),
    "aliases" TEXT,
    "parent" BIGINT REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "relation" TEXT CHECK ("relation" IS NULL OR "relation" = 'non_customer' OR "relation" = 'prospect' OR "relation" = 'customer' OR "relation" = 'rival_customer' OR "relation" = 'lost'),
    "industry" TEXT,
    "segment" TEXT,
    "country" TEXT,
    "region" TEXT,
    "city" TEXT,
    "address" TEXT,
    "website" TEXT,
    "phone" TEXT,
    "employees" BIGINT CHECK ("employees" >= 0),
    "revenue" BIGINT,
    "revenue_currency" TEXT,
    "ownership" TEXT CHECK ("ownership" IS NULL OR "ownership" = 'state_owned' OR "ownership" = 'private' OR "ownership" = 'listed' OR "ownership" = 'foreign' OR "ownership" = 'joint_venture' OR "ownership" = 'public_sector' OR "ownership" = 'cooperative' OR "ownership" = 'other'),
    "listing_code" TEXT,
    "founded" BIGINT,
    "owner" TEXT,
    "tags" TEXT,
    "external_ids" TEXT,
    "note" TEXT,
    "archived" BIGINT CHECK ("archived" IN (0, 1)),
    "custom" JSONB,
    "stage" TEXT CHECK ("stage" IS NULL OR "stage" = 'unaware' OR "stage" = 'aware' OR "stage" = 'pain' OR "stage" = 'goal' OR "stage" = 'requirements' OR "stage" = 'measures' OR "stage" = 'evaluate_solution' OR "stage" = 'evaluate_value' OR "stage" = 'evaluate_risk' OR "stage" = 'evaluate_cost' OR "stage" = 'implementation' OR "stage" = 'outcome_review'),
    "stage_since" TEXT,
    "outcome" TEXT CHECK ("outcome" IS NULL OR "outcome" = 'won' OR "outcome" = 'lost' OR "outcome" = 'dormant'),
    "tier" TEXT CHECK ("tier" IS NULL OR "tier" = 'C' OR "tier" = 'B' OR "tier" = 'A' OR "tier" = 'S'),
    "score" DOUBLE PRECISION,
    "score_low" DOUBLE PRECISION,
    "score_high" DOUBLE PRECISION,
    "coverage" DOUBLE PRECISION,
    "last_contact" TEXT,
    "created" TEXT,
    "updated" TEXT
);

CREATE TABLE "contact" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL CHECK ("name" <> ''),
    "title" TEXT,
    "department" TEXT,
    "level" TEXT CHECK ("level" IS NULL OR "level" = 'operation' OR "level" = 'management' OR "level" = 'decision'),
    "function" TEXT CHECK ("function" IS NULL OR "function" = 'user' OR "function" = 'technical' OR "function" = 'finance' OR "function" = 'procurement' OR "function" = 'other'),
    "roles" TEXT,
    "stance" TEXT CHECK ("stance" IS NULL OR "stance" = 'opponent' OR "stance" = 'sceptic' OR "stance" = 'neutral' OR "stance" = 'supporter' OR "stance" = 'champion'),
    "influence" BIGINT CHECK ("influence" BETWEEN 1 AND 5),
    "relationship" BIGINT CHECK ("relationship" BETWEEN 0 AND 5),
    "awareness" BIGINT CHECK ("awareness" BETWEEN 0 AND 5),
    "reports_to" BIGINT REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "style" TEXT CHECK ("style" IS NULL OR "style" = 'dominant' OR "style" = 'analytical' OR "style" = 'social'),
    "email" TEXT,
    "phone" TEXT,
    "messenger" TEXT,
    "office_needs" TEXT,
    "organisational_interest" TEXT,
    "personal_interest" TEXT,
    "personal_needs" TEXT,
    "known_by" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "left" BIGINT CHECK ("left" IN (0, 1)),
    "custom" JSONB,
    "birthday" TEXT,
    "family" TEXT,
    "home_town" TEXT,
    "university" TEXT,
    "sports" TEXT,
    "food" TEXT,
    "pets" TEXT,
    "books" TEXT,
    "last_holiday" TEXT,
    "next_holiday" TEXT,
    "goals_this_year" TEXT,
    "ambitions" TEXT,
    "role_in_organisation" TEXT,
    "personal_facts" TEXT,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "contact_of_account" ON "contact" ("account");

CREATE TABLE "relation" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "from" BIGINT NOT NULL REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "to" BIGINT NOT NULL REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "relation" TEXT NOT NULL CHECK ("relation" = 'ally' OR "relation" = 'rival' OR "relation" = 'mentor' OR "relation" = 'family' OR "relation" = 'other'),
    "note" TEXT,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "relation_of_account" ON "relation" ("account");

CREATE TABLE "trip" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "contact" BIGINT NOT NULL REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "place" TEXT NOT NULL CHECK ("place" <> ''),
    "from" TEXT NOT NULL,
    "to" TEXT,
    "travelling_by" TEXT,
    "note" TEXT,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "trip_of_account" ON "trip" ("account");

CREATE TABLE "need" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL CHECK ("title" <> ''),
    "kind" TEXT CHECK ("kind" IS NULL OR "kind" = 'requirement' OR "kind" = 'want' OR "kind" = 'pain'),
    "basis" TEXT CHECK ("basis" IN ('basic', 'latent')),
    "layer" TEXT CHECK ("layer" IN ('organisation', 'personal')),
    "dimension" TEXT CHECK ("dimension" IS NULL OR "dimension" = 'technology' OR "dimension" = 'equipment' OR "dimension" = 'system' OR "dimension" = 'network' OR "dimension" = 'business' OR "dimension" = 'operation' OR "dimension" = 'strategy'),
    "aspect" TEXT CHECK ("aspect" IS NULL OR "aspect" = 'function' OR "aspect" = 'performance' OR "aspect" = 'quality' OR "aspect" = 'price' OR "aspect" = 'delivery' OR "aspect" = 'service' OR "aspect" = 'qualification'),
    "horizon" TEXT CHECK ("horizon" IS NULL OR "horizon" = 'short' OR "horizon" = 'mid' OR "horizon" = 'long'),
    "urgency" BIGINT CHECK ("urgency" BETWEEN 1 AND 5),
    "importance" BIGINT CHECK ("importance" BETWEEN 1 AND 5),
    "status" TEXT CHECK ("status" IS NULL OR "status" = 'open' OR "status" = 'analysing' OR "status" = 'agreed' OR "status" = 'delivering' OR "status" = 'done' OR "status" = 'dropped'),
    "driver" TEXT CHECK ("driver" IS NULL OR "driver" = 'lead_the_market' OR "driver" = 'sell_more' OR "driver" = 'answer_competition' OR "driver" = 'regulation' OR "driver" = 'cost' OR "driver" = 'risk'),
    "problem" TEXT,
    "whys" TEXT,
    "essence" TEXT,
    "stakeholders" TEXT,
    "customer_solution" TEXT,
    "guided_solution" TEXT,
    "final_solution" TEXT,
    "verdict" BIGINT CHECK ("verdict" BETWEEN 1 AND 5),
    "verdict_words" TEXT,
    "goal" TEXT,
    "confirmed_by" BIGINT REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "confirmed_on" TEXT,
    "contradicted" BIGINT CHECK ("contradicted" IN (0, 1)),
    "contradiction" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "priority" BIGINT GENERATED ALWAYS AS ("urgency" * "importance") STORED,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "need_of_account" ON "need" ("account");

CREATE TABLE "stage_move" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "step" TEXT NOT NULL CHECK ("step" = 'advance' OR "step" = 'back' OR "step" = 'set' OR "step" = 'close' OR "step" = 'reopen'),
    "from_stage" TEXT CHECK ("from_stage" IS NULL OR "from_stage" = 'unaware' OR "from_stage" = 'aware' OR "from_stage" = 'pain' OR "from_stage" = 'goal' OR "from_stage" = 'requirements' OR "from_stage" = 'measures' OR "from_stage" = 'evaluate_solution' OR "from_stage" = 'evaluate_value' OR "from_stage" = 'evaluate_risk' OR "from_stage" = 'evaluate_cost' OR "from_stage" = 'implementation' OR "from_stage" = 'outcome_review'),
    "to_stage" TEXT NOT NULL CHECK ("to_stage" = 'unaware' OR "to_stage" = 'aware' OR "to_stage" = 'pain' OR "to_stage" = 'goal' OR "to_stage" = 'requirements' OR "to_stage" = 'measures' OR "to_stage" = 'evaluate_solution' OR "to_stage" = 'evaluate_value' OR "to_stage" = 'evaluate_risk' OR "to_stage" = 'evaluate_cost' OR "to_stage" = 'implementation' OR "to_stage" = 'outcome_review'),
    "outcome" TEXT CHECK ("outcome" IS NULL OR "outcome" = 'won' OR "outcome" = 'lost' OR "outcome" = 'dormant'),
    "date" TEXT NOT NULL,
    "by" TEXT,
    "evidence" TEXT,
    "reason" TEXT,
    "winner" TEXT,
    "confirmed" TEXT,
    "waived" TEXT,
    "waiver_reason" TEXT,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "stage_move_of_account" ON "stage_move" ("account");

CREATE TABLE "signal" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "signal" TEXT NOT NULL CHECK ("signal" <> ''),
    "stage" TEXT NOT NULL CHECK ("stage" = 'unaware' OR "stage" = 'aware' OR "stage" = 'pain' OR "stage" = 'goal' OR "stage" = 'requirements' OR "stage" = 'measures' OR "stage" = 'evaluate_solution' OR "stage" = 'evaluate_value' OR "stage" = 'evaluate_risk' OR "stage" = 'evaluate_cost' OR "stage" = 'implementation' OR "stage" = 'outcome_review'),
    "date" TEXT NOT NULL,
    "contact" BIGINT REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "note" TEXT,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "signal_of_account" ON "signal" ("account");

CREATE TABLE "grade" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "date" TEXT NOT NULL,
    "tier" TEXT CHECK ("tier" IS NULL OR "tier" = 'C' OR "tier" = 'B' OR "tier" = 'A' OR "tier" = 'S'),
    "method" TEXT NOT NULL CHECK ("method" IN ('computed', 'manual')),
    "computed" TEXT CHECK ("computed" IS NULL OR "computed" = 'C' OR "computed" = 'B' OR "computed" = 'A' OR "computed" = 'S'),
    "score" DOUBLE PRECISION,
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,
    "coverage" DOUBLE PRECISION,
    "firm" BIGINT CHECK ("firm" IN (0, 1)),
    "reason" TEXT,
    "by" TEXT,
    "inputs" TEXT,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "grade_of_account" ON "grade" ("account");

CREATE TABLE "finding" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "item" TEXT NOT NULL CHECK ("item" <> ''),
    "answered" TEXT NOT NULL CHECK ("answered" IN ('known', 'unknown')),
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

CREATE INDEX "finding_of_account" ON "finding" ("account", "item");

CREATE TABLE "interaction" (
    "id" INTEGER PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "summary" TEXT NOT NULL CHECK ("summary" <> ''),
    "kind" TEXT CHECK ("kind" IS NULL OR "kind" = 'visit' OR "kind" = 'call' OR "kind" = 'mail' OR "kind" = 'meeting' OR "kind" = 'exchange' OR "kind" = 'survey' OR "kind" = 'interview' OR "kind" = 'site_research' OR "kind" = 'other'),
    "date" TEXT NOT NULL,
    "contacts" TEXT,
    "place" TEXT,
    "by" TEXT,
    "learnt" TEXT,
    "next_step" TEXT,
    "next_date" TEXT,
    "cost" BIGINT,
    "cost_currency" TEXT,
    "tags" TEXT,
    "note" TEXT,
    "external_ids" TEXT,
    "custom" JSONB,
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "interaction_of_account" ON "interaction" ("account", "date");

CREATE TABLE "import_batch" (
    "id" INTEGER PRIMARY KEY,
    "file" TEXT NOT NULL CHECK ("file" <> ''),
    "records" TEXT NOT NULL CHECK ("records" <> ''),
    "date" TEXT NOT NULL,
    "encoding" TEXT NOT NULL CHECK ("encoding" <> ''),
    "rows_read" BIGINT NOT NULL CHECK ("rows_read" >= 0),
    "rows_created" BIGINT NOT NULL CHECK ("rows_created" >= 0),
    "rows_updated" BIGINT NOT NULL CHECK ("rows_updated" >= 0),
    "rows_unchanged" BIGINT NOT NULL CHECK ("rows_unchanged" >= 0),
    "rows_skipped" BIGINT NOT NULL CHECK ("rows_skipped" >= 0),
    "rows_rejected" BIGINT NOT NULL CHECK ("rows_rejected" >= 0),
    "created" TEXT,
    "updated" TEXT
);

CREATE INDEX "account_by_tier" ON "account" ("tier", "score", "archived") WHERE "tier" IS NOT NULL;
CREATE INDEX "account_by_score" ON "account" ("score", "archived") WHERE "score" IS NOT NULL;
CREATE INDEX "account_by_stage" ON "account" ("stage", "stage_since", "id", "outcome", "archived") WHERE "stage" IS NOT NULL;
CREATE INDEX "account_by_parent" ON "account" ("parent") WHERE "parent" IS NOT NULL;
CREATE INDEX "account_archived" ON "account" ("archived") WHERE "archived" IS NOT NULL;
CREATE INDEX "contact_by_reports_to" ON "contact" ("reports_to") WHERE "reports_to" IS NOT NULL;
CREATE INDEX "relation_by_from" ON "relation" ("from");
CREATE INDEX "relation_by_to" ON "relation" ("to");
CREATE INDEX "trip_by_contact" ON "trip" ("contact");
CREATE INDEX "need_by_confirmed_by" ON "need" ("confirmed_by") WHERE "confirmed_by" IS NOT NULL;
CREATE INDEX "signal_by_contact" ON "signal" ("contact") WHERE "contact" IS NOT NULL;

-- Every name, alias and external id of an account, folded, so that it is found by any of them. "code" is an external id
-- without its system.
CREATE TABLE "account_key" (
    "key" TEXT PRIMARY KEY,
    "account" BIGINT NOT NULL,
    "source" TEXT NOT NULL CHECK ("source" = 'name' OR "source" = 'alias' OR "source" = 'external_id'),
    "code" TEXT
) WITHOUT ROWID;

CREATE INDEX "account_key_by_code" ON "account_key" ("code") WHERE "code" IS NOT NULL;
CREATE INDEX "account_by_listing_code" ON "account" ("listing_code") WHERE "listing_code" IS NOT NULL;
