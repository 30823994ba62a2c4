-- All of it is up, and one unit.
START TRANSACTION;
ALTER TABLE notes ADD COLUMN is_pinned BOOLEAN NOT NULL DEFAULT false;
COMMIT;
