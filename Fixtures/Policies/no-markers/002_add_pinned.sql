-- A plain file.
ALTER TABLE notes ADD COLUMN is_pinned BOOLEAN NOT NULL DEFAULT false;
