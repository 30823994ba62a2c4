-- What the later migrations refer to, with rows in it.

-- migrate:up
CREATE TABLE IF NOT EXISTS existing_table (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  title TEXT NOT NULL,
  created_at TIMESTAMP DEFAULT NOW() NOT NULL
);

CREATE TABLE IF NOT EXISTS users (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  first_name TEXT NOT NULL,
  last_name TEXT,
  email TEXT NOT NULL UNIQUE,
  created_at TIMESTAMP DEFAULT NOW() NOT NULL
);

INSERT INTO existing_table (title) VALUES ('First'), ('Second');

-- Of one the last name is not known: its full name is NULL, not half a name.
INSERT INTO users (first_name, last_name, email) VALUES
  ('Ada', 'Lovelace', 'ada@example.org'),
  ('Grace', 'Hopper', 'grace@example.org'),
  ('Zoë', 'O''Neill', 'zoe@example.org'),
  ('Plato', NULL, 'plato@example.org');

-- migrate:down
DROP TABLE IF EXISTS users;
DROP TABLE IF EXISTS existing_table;
