-- migrate:up
ALTER TABLE existing_table
ADD COLUMN IF NOT EXISTS new_column TEXT;
CREATE INDEX IF NOT EXISTS existing_table_new_column_idx
ON existing_table(new_column);

-- migrate:down
DROP INDEX IF EXISTS existing_table_new_column_idx;
ALTER TABLE existing_table DROP COLUMN IF EXISTS new_column;
