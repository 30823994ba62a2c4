CREATE TABLE users (
  id SERIAL PRIMARY KEY,
  login VARCHAR NOT NULL,
  avatar VARCHAR,
  api_token VARCHAR(32) NOT NULL DEFAULT ''
);
CREATE TABLE crates (
  id SERIAL PRIMARY KEY,
  name VARCHAR NOT NULL UNIQUE,
  user_id INTEGER NOT NULL,
  downloads INTEGER NOT NULL DEFAULT 0,
  keywords VARCHAR[] NOT NULL DEFAULT '{}',
  max_upload INTEGER,
  created_at TIMESTAMP NOT NULL DEFAULT current_timestamp,
  updated_at TIMESTAMP NOT NULL DEFAULT current_timestamp
);
ALTER TABLE crates ADD CONSTRAINT fk_crates_user_id FOREIGN KEY (user_id) REFERENCES users (id);
CREATE TABLE versions (
  id SERIAL PRIMARY KEY,
  crate_id INTEGER NOT NULL REFERENCES crates (id),
  num VARCHAR NOT NULL,
  yanked BOOLEAN DEFAULT 'f',
  features VARCHAR,
  size INTEGER
);
ALTER TABLE versions ADD CONSTRAINT unique_num UNIQUE (crate_id, num);
CREATE INDEX index_crates_name_lower ON crates (lower(name));
CREATE TRIGGER set_updated_at BEFORE UPDATE ON crates FOR EACH ROW EXECUTE PROCEDURE diesel_set_updated_at();
