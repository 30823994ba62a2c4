CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE p (id bigserial PRIMARY KEY, m mood DEFAULT 'ok', j jsonb NOT NULL DEFAULT '{}', a text[], at timestamptz DEFAULT now());
CREATE TABLE c (id uuid DEFAULT gen_random_uuid() PRIMARY KEY, p bigint REFERENCES p ON DELETE CASCADE, n numeric(8,2) CHECK (n > 0), UNIQUE (p, n));
CREATE UNIQUE INDEX i ON c (lower(id::text)) WHERE n IS NOT NULL;
COMMENT ON TABLE p IS 'x';
