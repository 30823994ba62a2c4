-- migrate:up
CREATE TABLE tags (id UUID PRIMARY KEY DEFAULT gen_random_uuid(), name TEXT NOT NULL UNIQUE);
BEGIN;
ALTER TABLE notes ADD COLUMN tag UUID REFERENCES tags (id);
COMMIT;
CREATE INDEX notes_tag_idx ON notes (tag);

-- migrate:down
DROP INDEX notes_tag_idx;
ALTER TABLE notes DROP COLUMN tag;
DROP TABLE tags;
