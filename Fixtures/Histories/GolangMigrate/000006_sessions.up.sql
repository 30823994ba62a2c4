CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    email citext NOT NULL,
    refresh_token varchar NOT NULL,
    client_ip inet NOT NULL,
    is_blocked boolean NOT NULL DEFAULT false,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT (now())
);
ALTER TABLE sessions ADD FOREIGN KEY (email) REFERENCES users (email) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE UNIQUE INDEX sessions_token_idx ON sessions (refresh_token) WHERE NOT is_blocked;
