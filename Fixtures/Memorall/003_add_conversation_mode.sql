-- migrate:up
ALTER TABLE conversations
  ADD COLUMN IF NOT EXISTS mode TEXT NOT NULL DEFAULT 'chat';

ALTER TABLE conversations
  ADD COLUMN IF NOT EXISTS last_read_at TIMESTAMPTZ;

CREATE INDEX IF NOT EXISTS conversations_mode_idx
  ON conversations(mode);

-- migrate:down
DROP INDEX IF EXISTS conversations_mode_idx;

ALTER TABLE conversations DROP COLUMN IF EXISTS last_read_at;
ALTER TABLE conversations DROP COLUMN IF EXISTS mode;
