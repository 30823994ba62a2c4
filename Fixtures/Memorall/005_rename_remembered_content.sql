-- What was remembered is called a memory in the application by now, and the text of a fact a fact.

-- migrate:up
ALTER TABLE edges RENAME COLUMN fact_text TO fact;
ALTER TABLE remembered_content RENAME TO memories;
ALTER TABLE memories RENAME COLUMN readability TO reading_ease;

-- migrate:down
ALTER TABLE memories RENAME COLUMN reading_ease TO readability;
ALTER TABLE memories RENAME TO remembered_content;
ALTER TABLE edges RENAME COLUMN fact TO fact_text;
