CREATE INDEX transfers_from_account_id_idx ON transfers (from_account_id);
ALTER TABLE tokens RENAME COLUMN expires_at TO expiry;
ALTER TABLE tokens ALTER COLUMN scope TYPE text;
ALTER TABLE tokens DROP CONSTRAINT tokens_hash_key;
ALTER TABLE tokens DROP CONSTRAINT tokens_pkey;
ALTER TABLE tokens DROP COLUMN id;
ALTER TABLE tokens ADD PRIMARY KEY (hash);
