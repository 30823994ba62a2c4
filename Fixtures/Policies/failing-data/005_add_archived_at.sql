-- migrate:up
ALTER TABLE notes ADD COLUMN archived_at TIMESTAMP;

-- migrate:down
ALTER TABLE notes DROP COLUMN archived_at;
