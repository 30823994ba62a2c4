-- migrate:up
BEGIN;
CREATE TABLE tags (name TEXT PRIMARY KEY);
ROLLBACK;

-- migrate:down
DROP TABLE tags;
