-- Keys live in the operating system's key store now, and imports have no batches.

-- migrate:up
DROP TABLE IF EXISTS encryption;

DROP INDEX IF EXISTS sources_import_batch_idx;
ALTER TABLE sources DROP COLUMN IF EXISTS import_batch;

-- migrate:down
ALTER TABLE sources ADD COLUMN IF NOT EXISTS import_batch INTEGER;
CREATE INDEX IF NOT EXISTS sources_import_batch_idx ON sources (import_batch);

CREATE TABLE IF NOT EXISTS encryption (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  key TEXT NOT NULL UNIQUE,
  advanced_seed TEXT,
  encrypted_data TEXT NOT NULL,
  created_at TIMESTAMP DEFAULT NOW() NOT NULL,
  updated_at TIMESTAMP DEFAULT NOW() NOT NULL
);

CREATE INDEX IF NOT EXISTS encryption_created_at_idx ON encryption (created_at);

CREATE TRIGGER update_encryption_updated_at
  BEFORE UPDATE ON encryption
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

COMMENT ON COLUMN encryption.advanced_seed IS 'Only for keys derived from a passphrase.';
