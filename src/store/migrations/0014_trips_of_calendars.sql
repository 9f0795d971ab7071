-- Events of calendars that trips were imported from, as `calendar:UID`.
ALTER TABLE "trip" ADD COLUMN "external_ids" TEXT;
