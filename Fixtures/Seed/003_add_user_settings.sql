-- migrate:up
CREATE TABLE IF NOT EXISTS user_settings (
id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
setting_key TEXT NOT NULL UNIQUE,
setting_value JSONB NOT NULL,
created_at TIMESTAMP DEFAULT NOW() NOT NULL,
updated_at TIMESTAMP DEFAULT NOW() NOT NULL
);
CREATE INDEX IF NOT EXISTS user_settings_key_idx ON user_settings(setting_key);

-- migrate:down
DROP TABLE IF EXISTS user_settings;
