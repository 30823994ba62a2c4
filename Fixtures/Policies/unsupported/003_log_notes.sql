-- migrate:up
ALTER TABLE notes ADD COLUMN is_pinned BOOLEAN NOT NULL DEFAULT false;

CREATE RULE notes_keep AS ON DELETE TO notes
  DO INSTEAD UPDATE notes SET body = '' WHERE id = OLD.id;

-- migrate:down
DROP RULE notes_keep ON notes;
ALTER TABLE notes DROP COLUMN is_pinned;
