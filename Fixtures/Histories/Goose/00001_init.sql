-- migrate:up
-- +goose Up
-- +goose StatementBegin
CREATE TABLE IF NOT EXISTS broker (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    name VARCHAR(255) NOT NULL UNIQUE
);
CREATE TABLE IF NOT EXISTS user_profile (
    user_id SERIAL PRIMARY KEY,
    email VARCHAR(255) NOT NULL UNIQUE,
    name VARCHAR(255) NOT NULL DEFAULT '',
    avatar_url TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP WITH TIME ZONE
);
CREATE TYPE position_direction AS ENUM ('long', 'short');
CREATE TABLE IF NOT EXISTS position (
    id UUID PRIMARY KEY,
    created_by INT NOT NULL REFERENCES user_profile(user_id) ON DELETE CASCADE,
    symbol VARCHAR(20) NOT NULL,
    direction position_direction NOT NULL,
    risk_amount NUMERIC(14,2) NOT NULL DEFAULT 0,
    charges_percent NUMERIC(6,2) NOT NULL DEFAULT 0,
    opened_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP
);
-- +goose StatementEnd

-- migrate:down
-- +goose Down
-- +goose StatementBegin
DROP TABLE IF EXISTS position;
DROP TYPE IF EXISTS position_direction;
DROP TABLE IF EXISTS user_profile;
DROP TABLE IF EXISTS broker;
-- +goose StatementEnd
