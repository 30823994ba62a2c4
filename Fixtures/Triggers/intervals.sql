CREATE TYPE state AS ENUM ('open', 'late', 'done');
CREATE TABLE jobs (
  id int PRIMARY KEY, kind text, started timestamp, lease interval, days int, price numeric, state state, label text,
  expires timestamp, half timestamp, reminded timestamp, due timestamptz, renewal timestamp, made timestamp, took interval,
  is_long boolean, millis bigint, shown text
);
CREATE FUNCTION schedule() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  grace interval := '2 days 03:04:05.5';
BEGIN
  NEW.expires := NEW.started + NEW.lease;
  NEW.half := NEW.started + NEW.lease * 2 - grace;
  NEW.reminded := NEW.started - NEW.lease;
  NEW.due := NEW.started + NEW.days * interval '1 day';
  NEW.renewal := NEW.started + (NEW.days || ' months')::interval;
  NEW.made := NEW.started + make_interval(hours => NEW.days, days => 1) - interval '1 hour' * 0.5;
  NEW.took := NEW.expires - NEW.started;
  NEW.is_long := NEW.lease > '1 day' AND NEW.expires - NEW.started < interval '1 year';
  NEW.millis := extract(epoch FROM NEW.lease) * 1000;
  NEW.shown := coalesce(to_char(NEW.expires, 'YYYY-MM-DD HH24:MI:SS.MS'), '-') || coalesce(to_char(NEW.half, 'YYYY-MM-DD HH24:MI:SS.MS'), '-')
    || coalesce(to_char(NEW.reminded, 'YYYY-MM-DD HH24:MI:SS.MS'), '-') || coalesce(to_char(NEW.renewal, 'YYYY-MM-DD HH24:MI:SS.MS'), '-')
    || coalesce(to_char(NEW.due, 'YYYY-MM-DD HH24:MI:SS.MS'), '-') || coalesce(to_char(NEW.made, 'YYYY-MM-DD HH24:MI:SS.MS'), '-');
  IF NEW.label IS NOT NULL THEN
    NEW.state := NEW.label::state;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scheduled BEFORE INSERT OR UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION schedule();
-- then
INSERT INTO jobs (id, started, lease, days) VALUES (1, '2024-01-31 10:00:00', '1 mon', 1)
INSERT INTO jobs (id, started, lease, days) VALUES (2, '2024-02-29 23:59:59', '1 year 2 mons -3 days +04:05:06.789', 12)
INSERT INTO jobs (id, started, lease, days) VALUES (3, '2024-03-31 00:00:00', '-01:30:00', -1)
INSERT INTO jobs (id, started, lease, days) VALUES (4, '2024-12-31 12:00:00', '100:00:00', 0)
INSERT INTO jobs (id, started, lease, days) VALUES (5, '2024-12-31 12:00:00', NULL, NULL)
INSERT INTO jobs (id, started, lease, days) VALUES (6, NULL, '1 day', 3)
INSERT INTO jobs (id, started, lease, days, label) VALUES (7, '2024-05-05 05:05:05', '-2 days -00:00:01', 5, 'late')
INSERT INTO jobs (id, started, lease, days, label) VALUES (8, '2024-05-05 05:05:05', '00:00:00', 5, 'wrong')
UPDATE jobs SET lease = '00:00:00', label = 'done' WHERE id = 7
SELECT id, shown FROM jobs ORDER BY id
SELECT id, took, is_long, millis, state FROM jobs ORDER BY id
