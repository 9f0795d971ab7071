-- What registers of companies say of one: by whom it is represented, with what capital, under which code.

ALTER TABLE "account" ADD COLUMN "email" TEXT;
ALTER TABLE "account" ADD COLUMN "registered_capital" BIGINT;
ALTER TABLE "account" ADD COLUMN "registered_capital_currency" TEXT;
ALTER TABLE "account" ADD COLUMN "legal_representative" TEXT;
ALTER TABLE "account" ADD COLUMN "credit_code" TEXT;
