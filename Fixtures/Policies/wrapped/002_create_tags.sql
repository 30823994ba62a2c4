-- migrate:up
BEGIN;

CREATE TABLE tags (
  note_id UUID NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
  name VARCHAR(40) NOT NULL,
  PRIMARY KEY (note_id, name)
);

COMMIT;

-- migrate:down
BEGIN TRANSACTION;
DROP TABLE tags;
END;
