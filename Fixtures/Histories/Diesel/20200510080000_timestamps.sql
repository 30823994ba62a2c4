ALTER TABLE crates ALTER created_at TYPE timestamptz USING created_at AT TIME ZONE 'UTC';
ALTER TABLE crates ALTER updated_at TYPE timestamptz USING updated_at AT TIME ZONE 'UTC';
ALTER TABLE crates ADD COLUMN description TEXT;
ALTER TABLE crates RENAME COLUMN max_upload TO max_upload_size;
CREATE VIEW recent_crates AS SELECT id, name, downloads FROM crates WHERE downloads > 0;
CREATE TABLE version_downloads (
  version_id INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
  date DATE NOT NULL DEFAULT current_date,
  downloads INTEGER NOT NULL DEFAULT 1,
  processed BOOLEAN NOT NULL DEFAULT false,
  PRIMARY KEY (version_id, date)
);
