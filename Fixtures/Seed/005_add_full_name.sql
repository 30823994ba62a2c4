-- migrate:up
-- Add new column
ALTER TABLE users ADD COLUMN IF NOT EXISTS full_name TEXT;
-- Migrate existing data
UPDATE users
SET full_name = first_name || ' ' || last_name
WHERE full_name IS NULL;

-- migrate:down
ALTER TABLE users DROP COLUMN IF EXISTS full_name;
