-- The records. Enums and dates are TEXT, money is minor units beside its currency, lists are JSON.

CREATE TABLE "account" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL CHECK ("name" <> ''),
    "aliases" TEXT,
    "parent" BIGINT REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "relation" TEXT CHECK ("relation" IN ('non_customer', 'prospect', 'customer', 'rival_customer', 'lost')),
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
    "ownership" TEXT CHECK ("ownership" IN ('state_owned', 'private', 'listed', 'foreign', 'joint_venture', 'public_sector', 'cooperative', 'other')),
    "listing_code" TEXT,
    "founded" BIGINT,
    "owner" TEXT,
    "tags" TEXT,
    "external_ids" TEXT,
    "note" TEXT,
    "archived" BIGINT CHECK ("archived" IN (0, 1)),
    "custom" JSONB,
    "stage" TEXT CHECK ("stage" IN ('unaware', 'aware', 'pain', 'goal', 'requirements', 'measures', 'evaluate_solution', 'evaluate_value', 'evaluate_risk', 'evaluate_cost', 'implementation', 'outcome_review')),
    "stage_since" TEXT,
    "outcome" TEXT CHECK ("outcome" IN ('won', 'lost', 'dormant')),
    "tier" TEXT CHECK ("tier" IN ('C', 'B', 'A', 'S')),
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
    "level" TEXT CHECK ("level" IN ('operation', 'management', 'decision')),
    "function" TEXT CHECK ("function" IN ('user', 'technical', 'finance', 'procurement', 'other')),
    "roles" TEXT,
    "stance" TEXT CHECK ("stance" IN ('opponent', 'sceptic', 'neutral', 'supporter', 'champion')),
    "influence" BIGINT CHECK ("influence" BETWEEN 1 AND 5),
    "relationship" BIGINT CHECK ("relationship" BETWEEN 0 AND 5),
    "awareness" BIGINT CHECK ("awareness" BETWEEN 0 AND 5),
    "reports_to" BIGINT REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "style" TEXT CHECK ("style" IN ('dominant', 'analytical', 'social')),
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
    "relation" TEXT NOT NULL CHECK ("relation" IN ('ally', 'rival', 'mentor', 'family', 'other')),
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
    "kind" TEXT CHECK ("kind" IN ('requirement', 'want', 'pain')),
    "basis" TEXT CHECK ("basis" IN ('basic', 'latent')),
    "layer" TEXT CHECK ("layer" IN ('organisation', 'personal')),
    "dimension" TEXT CHECK ("dimension" IN ('technology', 'equipment', 'system', 'network', 'business', 'operation', 'strategy')),
    "aspect" TEXT CHECK ("aspect" IN ('function', 'performance', 'quality', 'price', 'delivery', 'service', 'qualification')),
    "horizon" TEXT CHECK ("horizon" IN ('short', 'mid', 'long')),
    "urgency" BIGINT CHECK ("urgency" BETWEEN 1 AND 5),
    "importance" BIGINT CHECK ("importance" BETWEEN 1 AND 5),
    "status" TEXT CHECK ("status" IN ('open', 'analysing', 'agreed', 'delivering', 'done', 'dropped')),
    "driver" TEXT CHECK ("driver" IN ('lead_the_market', 'sell_more', 'answer_competition', 'regulation', 'cost', 'risk')),
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
    "step" TEXT NOT NULL CHECK ("step" IN ('advance', 'back', 'set', 'close', 'reopen')),
    "from_stage" TEXT CHECK ("from_stage" IN ('unaware', 'aware', 'pain', 'goal', 'requirements', 'measures', 'evaluate_solution', 'evaluate_value', 'evaluate_risk', 'evaluate_cost', 'implementation', 'outcome_review')),
    "to_stage" TEXT NOT NULL CHECK ("to_stage" IN ('unaware', 'aware', 'pain', 'goal', 'requirements', 'measures', 'evaluate_solution', 'evaluate_value', 'evaluate_risk', 'evaluate_cost', 'implementation', 'outcome_review')),
    "outcome" TEXT CHECK ("outcome" IN ('won', 'lost', 'dormant')),
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
    "stage" TEXT NOT NULL CHECK ("stage" IN ('unaware', 'aware', 'pain', 'goal', 'requirements', 'measures', 'evaluate_solution', 'evaluate_value', 'evaluate_risk', 'evaluate_cost', 'implementation', 'outcome_review')),
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
    "tier" TEXT CHECK ("tier" IN ('C', 'B', 'A', 'S')),
    "method" TEXT NOT NULL CHECK ("method" IN ('computed', 'manual')),
    "computed" TEXT CHECK ("computed" IN ('C', 'B', 'A', 'S')),
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
    "method" TEXT CHECK ("method" IN ('desk', 'visit', 'call', 'interview', 'survey', 'observation', 'estimate', 'other')),
    "date" TEXT NOT NULL,
    "confidence" TEXT CHECK ("confidence" IN ('low', 'medium', 'high')),
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
    "kind" TEXT CHECK ("kind" IN ('visit', 'call', 'mail', 'meeting', 'exchange', 'survey', 'interview', 'site_research', 'other')),
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

-- Every name, alias and external id of an account, folded, so that it is found by any of them.
CREATE TABLE "account_key" (
    "key" TEXT PRIMARY KEY,
    "account" BIGINT NOT NULL REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED,
    "source" TEXT NOT NULL CHECK ("source" IN ('name', 'alias', 'external_id'))
) WITHOUT ROWID;
CREATE INDEX "account_key_of" ON "account_key" ("account");
