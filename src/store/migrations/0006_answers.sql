-- Coverage asks of each answer only which question it answers, whether it is known, and when it was found. With that in the
-- index, it is read in the order of the accounts without visiting the records, wherever they lie.

DROP INDEX "finding_of_account";
CREATE INDEX "finding_of_account" ON "finding" ("account", "item", "id", "superseded", "answered", "date");
