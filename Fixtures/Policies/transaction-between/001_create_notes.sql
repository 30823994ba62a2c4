-- migrate:up
CREATE TABLE notes (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  title TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL DEFAULT ''
);

INSERT INTO notes (title) VALUES ('first');

-- migrate:down
DROP TABLE notes;
