-- migrate:up
ALTER TABLE notes ADD COLUMN is_pinned BOOLEAN NOT NULL DEFAULT false;

-- migrate:down
ALTER TABLE notes DROP COLUMN is_pinned;
