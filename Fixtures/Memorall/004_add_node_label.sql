-- migrate:up
-- Add new column
ALTER TABLE nodes ADD COLUMN IF NOT EXISTS label TEXT;

-- Migrate existing data
UPDATE nodes
SET label = node_type || ' ' || name
WHERE label IS NULL;

-- migrate:down
ALTER TABLE nodes DROP COLUMN IF EXISTS label;
