BEGIN;
--
-- Rename field pages on book to page_count
--
ALTER TABLE "library_book" RENAME COLUMN "pages" TO "page_count";
--
-- Rename model Tag to Label
--
ALTER TABLE "library_tag" RENAME TO "library_label";
--
-- Rename table for tag
--
ALTER TABLE "library_book_tags" RENAME COLUMN "tag_id" TO "label_id";
--
-- Alter field born on author
--
ALTER TABLE "library_author" ALTER COLUMN "born" TYPE timestamp with time zone USING "born"::timestamp with time zone;
--
-- Alter field price on book
--
ALTER TABLE "library_book" ALTER COLUMN "price" TYPE numeric(8, 2), ALTER COLUMN "price" DROP NOT NULL;
--
-- Remove field rating from book
--
ALTER TABLE "library_book" DROP COLUMN "rating" CASCADE;
--
-- Add field data to author
--
ALTER TABLE "library_author" ADD COLUMN "data" jsonb DEFAULT '{}' NOT NULL;
ALTER TABLE "library_author" ALTER COLUMN "data" DROP DEFAULT;
--
-- Add field token to author
--
ALTER TABLE "library_author" ADD COLUMN "token" uuid DEFAULT '5b1d7c3e-4f02-4b8e-9a61-2c7d8e9f0a1b'::uuid NOT NULL;
ALTER TABLE "library_author" ALTER COLUMN "token" DROP DEFAULT;
COMMIT;
