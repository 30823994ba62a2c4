-- migrate:up
BEGIN;
CREATE TABLE tags (name TEXT PRIMARY KEY);
COMMIT;
BEGIN;
CREATE TABLE colors (name TEXT PRIMARY KEY);
COMMIT;

-- migrate:down
DROP TABLE colors;
DROP TABLE tags;
