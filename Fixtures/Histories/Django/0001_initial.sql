BEGIN;
--
-- Create model Author
--
CREATE TABLE "library_author" ("id" serial NOT NULL PRIMARY KEY, "name" varchar(100) NOT NULL, "email" varchar(75) NOT NULL UNIQUE, "born" date NULL, "is_active" boolean NOT NULL);
--
-- Create model Book
--
CREATE TABLE "library_book" ("id" serial NOT NULL PRIMARY KEY, "title" varchar(200) NOT NULL, "slug" varchar(50) NOT NULL, "pages" integer NOT NULL CHECK ("pages" >= 0), "price" numeric(6, 2) NOT NULL, "added" timestamp with time zone NOT NULL, "author_id" integer NOT NULL);
--
-- Create model Tag
--
CREATE TABLE "library_tag" ("id" serial NOT NULL PRIMARY KEY, "name" varchar(40) NOT NULL);
--
-- Add field tags to book
--
CREATE TABLE "library_book_tags" ("id" serial NOT NULL PRIMARY KEY, "book_id" integer NOT NULL, "tag_id" integer NOT NULL);
CREATE INDEX "library_author_email_7d3b2c41_like" ON "library_author" ("email" varchar_pattern_ops);
ALTER TABLE "library_book" ADD CONSTRAINT "library_book_author_id_5f9a1e20_fk_library_author_id" FOREIGN KEY ("author_id") REFERENCES "library_author" ("id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX "library_book_slug_1c77be0d" ON "library_book" ("slug");
CREATE INDEX "library_book_slug_1c77be0d_like" ON "library_book" ("slug" varchar_pattern_ops);
CREATE INDEX "library_book_author_id_5f9a1e20" ON "library_book" ("author_id");
ALTER TABLE "library_book_tags" ADD CONSTRAINT "library_book_tags_book_id_tag_id_a51c0d9e_uniq" UNIQUE ("book_id", "tag_id");
ALTER TABLE "library_book_tags" ADD CONSTRAINT "library_book_tags_book_id_2b0f7a66_fk_library_book_id" FOREIGN KEY ("book_id") REFERENCES "library_book" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "library_book_tags" ADD CONSTRAINT "library_book_tags_tag_id_93e1f4c8_fk_library_tag_id" FOREIGN KEY ("tag_id") REFERENCES "library_tag" ("id") DEFERRABLE INITIALLY DEFERRED;
COMMIT;
