CREATE TABLE subscriptions (id integer PRIMARY KEY, key text, value text, is_open boolean NOT NULL DEFAULT true);
CREATE TABLE attempts (event integer, subscription integer, label text);
CREATE TABLE events (id integer PRIMARY KEY, labels jsonb NOT NULL, dispatched boolean NOT NULL DEFAULT false);
INSERT INTO subscriptions VALUES (1, 'a', '1', true), (2, 'a', '2', true), (3, 'b', '1', true), (4, 'a', '1', false);
CREATE FUNCTION dispatch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  label text;
  wanted text;
  subscription integer;
BEGIN
  FOR label, wanted IN SELECT * FROM jsonb_each_text(NEW.labels) LIMIT 50 LOOP
    FOR subscription IN SELECT id FROM subscriptions WHERE is_open AND key = label AND value = wanted LOOP
      INSERT INTO attempts VALUES (NEW.id, subscription, label);
    END LOOP;
  END LOOP;
  UPDATE events SET dispatched = true WHERE id = NEW.id;
  RETURN NEW;
END $$;
CREATE TRIGGER dispatch AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION dispatch();
-- then
INSERT INTO events (id, labels) VALUES (1, '{"a": "1", "b": "1"}')
INSERT INTO events (id, labels) VALUES (2, '{"a": "2", "c": "1"}'), (3, '{}')
SELECT * FROM attempts ORDER BY event, subscription
SELECT id, dispatched FROM events ORDER BY id
