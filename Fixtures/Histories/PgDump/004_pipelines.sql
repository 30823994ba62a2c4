CREATE SCHEMA ci;
CREATE TABLE ci.pipelines (
    id serial PRIMARY KEY,
    team_id integer REFERENCES teams (id) ON DELETE SET NULL,
    name text NOT NULL COLLATE "C",
    paused boolean DEFAULT false NOT NULL,
    config bytea,
    UNIQUE (team_id, name)
);
ALTER TABLE builds ADD COLUMN pipeline_id integer REFERENCES ci.pipelines (id) ON DELETE CASCADE;
CREATE INDEX builds_pipeline ON builds USING hash (pipeline_id);
ALTER TABLE builds SET (autovacuum_vacuum_scale_factor = 0.1);
ALTER TABLE builds ALTER COLUMN name SET STORAGE EXTERNAL;
ALTER TABLE builds OWNER TO CURRENT_USER;
