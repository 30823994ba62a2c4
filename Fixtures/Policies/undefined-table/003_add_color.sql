-- migrate:up
ALTER TABLE notes ADD COLUMN color TEXT;
UPDATE notebooks SET title = 'none';

-- migrate:down
ALTER TABLE notes DROP COLUMN color;
