-- migrate:up
CREATE TABLE links (
  from_id UUID NOT NULL REFERENCES notes(id),
  to_id UUID NOT NULL REFERENCES notes(id),
  PRIMARY KEY (from_id, to_id)
);

-- migrate:down
DROP TABLE links;
