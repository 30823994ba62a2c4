BEGIN;
--
-- Alter field email on author
--
ALTER TABLE "library_author" ALTER COLUMN "email" TYPE varchar(254);
--
-- Add field bio to author
--
ALTER TABLE "library_author" ADD COLUMN "bio" text DEFAULT '' NOT NULL;
ALTER TABLE "library_author" ALTER COLUMN "bio" DROP DEFAULT;
--
-- Add field rating to book
--
ALTER TABLE "library_book" ADD COLUMN "rating" smallint DEFAULT 3 NOT NULL CHECK ("rating" >= 0);
ALTER TABLE "library_book" ALTER COLUMN "rating" DROP DEFAULT;
--
-- Add field editor to book
--
ALTER TABLE "library_book" ADD COLUMN "editor_id" integer NULL CONSTRAINT "library_book_editor_id_0d4e8a7b_fk_library_author_id" REFERENCES "library_author"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "library_book_editor_id_0d4e8a7b_fk_library_author_id" IMMEDIATE;
CREATE INDEX "library_book_editor_id_0d4e8a7b" ON "library_book" ("editor_id");
COMMIT;
