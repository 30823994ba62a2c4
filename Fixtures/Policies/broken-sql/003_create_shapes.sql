-- migrate:up
CREATE TABLE colors (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid()
);

CREATE TABLE shapes (
  id UUID PRIMARY KEY,
  corners INTEGER NOT NULL DEFAULT
);

-- migrate:down
DROP TABLE shapes;
DROP TABLE colors;
