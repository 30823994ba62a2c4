-- migrate:up
-- +goose Up
-- +goose StatementBegin
CREATE TYPE trade_kind AS ENUM ('buy', 'sell');
ALTER TABLE trade ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE trade ALTER COLUMN kind TYPE trade_kind USING CASE kind % 2 WHEN 0 THEN 'buy'::trade_kind ELSE 'sell' END;
ALTER TABLE trade ALTER COLUMN kind SET DEFAULT 'buy';
ALTER TABLE trade RENAME COLUMN at TO traded_on;
ALTER TABLE trade DROP CONSTRAINT unique_trade;
ALTER TABLE trade ADD CONSTRAINT unique_trade UNIQUE (position_id, traded_on, kind, price);
-- +goose StatementEnd

-- migrate:down
-- +goose Down
ALTER TABLE trade DROP CONSTRAINT unique_trade;
ALTER TABLE trade RENAME COLUMN traded_on TO at;
ALTER TABLE trade ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE trade ALTER COLUMN kind TYPE smallint USING CASE kind WHEN 'buy' THEN 0 ELSE 1 END;
ALTER TABLE trade ALTER COLUMN kind SET DEFAULT 0;
DROP TYPE trade_kind;
ALTER TABLE trade ADD CONSTRAINT unique_trade UNIQUE (position_id, at, kind);
