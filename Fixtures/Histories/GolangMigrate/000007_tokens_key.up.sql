ALTER TABLE tokens DROP CONSTRAINT tokens_pkey;
ALTER TABLE tokens ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE tokens ADD PRIMARY KEY (id);
CREATE UNIQUE INDEX IF NOT EXISTS tokens_hash_key ON tokens (hash);
ALTER TABLE tokens ADD CONSTRAINT tokens_hash_key UNIQUE USING INDEX tokens_hash_key;
ALTER TABLE tokens ALTER COLUMN scope TYPE varchar(40);
ALTER TABLE tokens RENAME COLUMN expiry TO expires_at;
DROP INDEX IF EXISTS transfers_from_account_id_idx;
