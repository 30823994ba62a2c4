-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY IF NOT EXISTS notes_body_idx ON notes (body);

-- migrate:down transaction:false
DROP INDEX CONCURRENTLY IF EXISTS notes_body_idx;
