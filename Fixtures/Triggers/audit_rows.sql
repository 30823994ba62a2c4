CREATE TABLE users (id uuid PRIMARY KEY, name text NOT NULL, email text, active boolean NOT NULL DEFAULT true, score numeric(8,2), born date, meta jsonb DEFAULT '{}', tags text[] DEFAULT '{}', created_at timestamptz NOT NULL DEFAULT '2020-01-01 00:00:00Z');
CREATE TABLE audit (id bigserial PRIMARY KEY, tbl text NOT NULL, op text NOT NULL, row_id uuid, old_data jsonb, new_data jsonb, diff text, who text);
CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  v_old jsonb;
  v_new jsonb;
BEGIN
  IF (TG_OP = 'UPDATE') THEN
    IF OLD.* IS NOT DISTINCT FROM NEW.* THEN RETURN NEW; END IF;
    v_old := to_jsonb(OLD); v_new := to_jsonb(NEW);
  ELSIF (TG_OP = 'DELETE') THEN
    v_old := to_jsonb(OLD);
  ELSIF (TG_OP = 'INSERT') THEN
    v_new := to_jsonb(NEW);
  END IF;
  INSERT INTO audit (tbl, op, row_id, old_data, new_data, who)
  VALUES (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, substring(TG_OP, 1, 1), COALESCE(NEW.id, OLD.id), v_old, v_new, current_setting('app.user', true));
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER users_audit AFTER INSERT OR UPDATE OR DELETE ON users FOR EACH ROW EXECUTE FUNCTION audit();
-- then
INSERT INTO users (id, name, email, score, born) VALUES ('00000000-0000-4000-8000-000000000001', 'Ann', NULL, 1.5, '2000-02-03');
INSERT INTO users (id, name, meta) VALUES ('00000000-0000-4000-8000-000000000002', 'Bob', '{"a": 1}');
UPDATE users SET name = 'Ann';
UPDATE users SET active = false WHERE name = 'Ann';
DELETE FROM users WHERE active = false;
SELECT tbl, op, row_id, who FROM audit ORDER BY id;
SELECT old_data->>'name', old_data->>'email', CAST(old_data->>'score' AS numeric) = 1.5, old_data->>'born', old_data->>'tags', old_data->'meta'->>'a' FROM audit WHERE old_data IS NOT NULL ORDER BY id;
SELECT new_data->>'name', new_data->>'email', new_data->>'id', new_data->>'tags', new_data->>'created_at' FROM audit WHERE new_data IS NOT NULL ORDER BY id;
