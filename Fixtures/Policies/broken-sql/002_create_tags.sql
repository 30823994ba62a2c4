-- migrate:up
CREATE TABLE tags (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  note_id UUID NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
  name VARCHAR(40) NOT NULL
);

CREATE INDEX tags_note_idx ON tags (note_id);

-- migrate:down
DROP TABLE tags;
