CREATE SEQUENCE invoice_number START 100;
CREATE TABLE invoices (id serial PRIMARY KEY, kind text, number text UNIQUE, line int);
CREATE FUNCTION number_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number IS NULL AND NEW.kind <> 'draft' THEN
    NEW.number := 'INV-' || lpad(nextval('invoice_number')::text, 6, '0');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER numbered BEFORE INSERT OR UPDATE ON invoices FOR EACH ROW EXECUTE FUNCTION number_invoice();
CREATE SEQUENCE event_id;
CREATE TABLE events (id bigint PRIMARY KEY, what text, twice bigint);
CREATE FUNCTION record_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  first bigint := nextval('event_id');
  second bigint;
BEGIN
  second := nextval('event_id');
  INSERT INTO events VALUES (first, TG_OP || ' ' || coalesce(NEW.number, '-'), second);
  INSERT INTO events VALUES (nextval('event_id'), 'again', first + second);
  RETURN NULL;
END $$;
CREATE TRIGGER recorded AFTER INSERT OR UPDATE ON invoices FOR EACH ROW EXECUTE FUNCTION record_event();

-- then
INSERT INTO invoices (kind) VALUES ('final'), ('draft'), ('final')
SELECT id, kind, number FROM invoices ORDER BY id
UPDATE invoices SET kind = 'final'
SELECT id, kind, number FROM invoices ORDER BY id
INSERT INTO invoices (kind, number) VALUES ('final', 'INV-000100')
INSERT INTO invoices (kind) VALUES ('final')
SELECT kind, number FROM invoices ORDER BY number
SELECT id, what, twice FROM events WHERE twice < 30 ORDER BY id
