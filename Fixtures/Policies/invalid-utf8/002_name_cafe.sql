-- migrate:up
INSERT INTO notes (title) VALUES ('café');

-- migrate:down
DELETE FROM notes WHERE body = '';
