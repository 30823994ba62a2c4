-- migrate:up
INSERT INTO tags (note_id, name) VALUES ('00000000-0000-4000-8000-000000000000', 'lost');

-- migrate:down
DELETE FROM tags WHERE name = 'lost';
