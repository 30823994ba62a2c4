-- migrate:up
ALTER TABLE notes ADD COLUMN author TEXT NOT NULL;

-- migrate:down
ALTER TABLE notes DROP COLUMN author;
