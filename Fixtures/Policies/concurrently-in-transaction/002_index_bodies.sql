-- migrate:up
CREATE INDEX CONCURRENTLY IF NOT EXISTS notes_body_idx ON notes (body);

-- migrate:down
DROP INDEX notes_body_idx;
