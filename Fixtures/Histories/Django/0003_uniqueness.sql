BEGIN;
--
-- Alter field slug on book
--
UPDATE "library_book" SET "slug" = "slug" || '-' || "id";
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE "library_book" ADD CONSTRAINT "library_book_slug_1c77be0d_uniq" UNIQUE ("slug");
DROP INDEX IF EXISTS "library_book_slug_1c77be0d";
--
-- Create constraint price_not_negative on model book
--
ALTER TABLE "library_book" ADD CONSTRAINT "price_not_negative" CHECK ("price" >= 0);
--
-- Create index by_title on field(s) title, -added of model book
--
CREATE INDEX "by_title" ON "library_book" ("title", "added" DESC);
--
-- Create constraint one_name on model author
--
CREATE UNIQUE INDEX "one_name" ON "library_author" (LOWER("name"), "born") WHERE "is_active";
COMMIT;
