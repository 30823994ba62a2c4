-- migrate:up
INSERT INTO topics (id, name, description, metadata, created_at, updated_at)
VALUES
  ('6f1c1a52-0b5e-4c0e-9c65-3d1f0f4b7a01', 'Welcome', 'Where to begin', '{"order": 1, "icon": "wave"}',
   '2025-01-01 00:00:00', '2025-01-01 00:00:00'),
  ('6F1C1A52-0B5E-4C0E-9C65-3D1F0F4B7A02', 'It''s yours', '', '{}'::jsonb,
   '2025-01-01 00:00:00.25', '2025-01-01 00:00:00.25');

INSERT INTO conversations (id, title, topic_id, is_pinned, mode)
VALUES ('0d9c2e77-41a3-4f4e-8a55-5b0a6a1f2c10', 'Hello', '6f1c1a52-0b5e-4c0e-9c65-3d1f0f4b7a01', TRUE, 'chat');

INSERT INTO messages (conversation_id, role, content, token_count, created_at)
VALUES
  ('0d9c2e77-41a3-4f4e-8a55-5b0a6a1f2c10', 'system', 'You help to remember.', 5, '2025-01-01T09:00:00+02:00'),
  ('0d9c2e77-41a3-4f4e-8a55-5b0a6a1f2c10', 'assistant', E'Ask me anything.\nI answer from what you read.', NULL,
   TIMESTAMPTZ '2025-01-01 07:00:01+00');

INSERT INTO configurations (key, data, is_secret)
VALUES
  ('model', '{"name": "small", "contextSize": 4096, "temperature": 0.2}'::jsonb, false),
  ('search', '{"limits": [10, 50], "fuzzy": true, "threshold": null}', 'f');

INSERT INTO user_settings (setting_key, setting_value)
VALUES ('theme', '"dark"'), ('sidebar', '{"open": true}');

-- migrate:down
DELETE FROM user_settings WHERE setting_key IN ('theme', 'sidebar');
DELETE FROM configurations WHERE key IN ('model', 'search');
-- Its messages go with it.
DELETE FROM conversations WHERE id = '0d9c2e77-41a3-4f4e-8a55-5b0a6a1f2c10';
DELETE FROM topics
WHERE id IN ('6f1c1a52-0b5e-4c0e-9c65-3d1f0f4b7a01', '6f1c1a52-0b5e-4c0e-9c65-3d1f0f4b7a02');
