-- migrate:up
CREATE TABLE colors (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  name TEXT NOT NULL,
  CONSTRAINT colors_name_key UNIQUE (name)
);

INSERT INTO colors (name) VALUES ('red');
UPDATE notes SET body = 'changed';
INSERT INTO colors (name) VALUES ('green'), ('red');

-- migrate:down
DROP TABLE colors;
