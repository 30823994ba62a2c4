-- migrate:up
CREATE TABLE IF NOT EXISTS new_feature (
id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
name TEXT NOT NULL,
data JSONB DEFAULT '{}',
created_at TIMESTAMP DEFAULT NOW() NOT NULL
);
CREATE INDEX IF NOT EXISTS new_feature_name_idx ON new_feature(name);

-- migrate:down
DROP TABLE IF EXISTS new_feature;
