-- migrate:up
ALTER TABLE notes ADD COLUMN is_pinned BOOLEAN NOT NULL DEFAULT false;
COMMIT;
CREATE INDEX notes_pinned_idx ON notes (title) WHERE is_pinned;

-- migrate:down
DROP INDEX notes_pinned_idx;
ALTER TABLE notes DROP COLUMN is_pinned;
