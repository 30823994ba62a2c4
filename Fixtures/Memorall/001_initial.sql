-- Memorall: chat, what was read, and the graph of what is known from it.

-- migrate:up
CREATE EXTENSION IF NOT EXISTS vector;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE OR REPLACE FUNCTION update_updated_at_column()
RETURNS TRIGGER
LANGUAGE plpgsql
AS $$
BEGIN
  NEW.updated_at = NOW();
  RETURN NEW;
END;
$$;

COMMENT ON FUNCTION update_updated_at_column() IS 'Keeps updated_at at the time of the last change.';

-- Chat ---------------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS topics (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  name VARCHAR(120) NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  parent_id UUID REFERENCES topics(id) ON DELETE SET NULL,
  metadata JSONB NOT NULL DEFAULT '{}',
  created_at TIMESTAMP DEFAULT NOW() NOT NULL,
  updated_at TIMESTAMP DEFAULT NOW() NOT NULL,
  CONSTRAINT topics_name_not_blank CHECK (name <> ''),
  CONSTRAINT topics_parent_is_another CHECK (parent_id IS NULL OR parent_id <> id)
);

-- Two topics cannot differ in case alone.
CREATE UNIQUE INDEX IF NOT EXISTS topics_name_lower_idx ON topics (lower(name));
CREATE INDEX IF NOT EXISTS topics_parent_idx ON topics (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE IF NOT EXISTS conversations (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  title TEXT,
  topic_id UUID REFERENCES topics(id) ON DELETE SET NULL,
  is_pinned BOOLEAN NOT NULL DEFAULT FALSE,
  metadata JSONB NOT NULL DEFAULT '{}'::jsonb,
  created_at TIMESTAMP DEFAULT NOW() NOT NULL,
  updated_at TIMESTAMP DEFAULT NOW() NOT NULL
);

CREATE INDEX IF NOT EXISTS conversations_updated_at_idx ON conversations (updated_at DESC);
CREATE INDEX IF NOT EXISTS conversations_topic_idx ON conversations (topic_id);
CREATE INDEX IF NOT EXISTS conversations_pinned_idx ON conversations (updated_at DESC) WHERE is_pinned;

CREATE TABLE IF NOT EXISTS messages (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  conversation_id UUID NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
  reply_to_id UUID REFERENCES messages(id) ON DELETE SET NULL,
  role VARCHAR(20) NOT NULL CHECK (role IN ('system', 'user', 'assistant', 'tool')),
  type VARCHAR(50) NOT NULL DEFAULT 'text',
  content TEXT NOT NULL,
  attachments JSONB NOT NULL DEFAULT '[]'::jsonb,
  token_count INTEGER CHECK (token_count >= 0),
  embedding VECTOR(768),
  metadata JSONB NOT NULL DEFAULT '{}',
  created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW()
);

CREATE INDEX IF NOT EXISTS messages_conversation_created_idx ON messages (conversation_id, created_at DESC);
CREATE INDEX IF NOT EXISTS messages_reply_to_idx ON messages (reply_to_id);
CREATE INDEX IF NOT EXISTS messages_role_idx ON messages (role);
CREATE INDEX IF NOT EXISTS messages_content_trgm_idx ON messages USING gin (content gin_trgm_ops);
CREATE INDEX IF NOT EXISTS messages_embedding_idx ON messages USING hnsw (embedding vector_cosine_ops);

-- The graph ----------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS sources (
  id UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
  target_type TEXT NOT NULL,
  target_id TEXT NOT NULL,
  name TEXT NOT NULL,
  raw TEXT,
  status VARCHAR(20) NOT NULL DEFAULT 'pending',
  weight DOUBLE PRECISION NOT NULL DEFAULT 1.0,
  topic_id UUID REFERENCES topics(id) ON DELETE SET NULL,
  metadata JSONB NOT NULL DEFAULT '{}'::jsonb,
  reference_time TIMESTAMP,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
  import_batch INTEGER,
  CONSTRAINT sources_target_key UNIQUE (target_type, target_id),
  CONSTRAINT sources_status_known CHECK (status IN ('pending', 'processing', 'completed', 'failed')),
  CONSTRAINT sources_weight_range CHECK (weight >= 0 AND weight <= 1)
);

CREATE INDEX IF NOT EXISTS sources_status_idx ON sources (status) WHERE status <> 'completed';
CREATE INDEX IF NOT EXISTS sources_topic_idx ON sources (topic_id);
CREATE INDEX IF NOT EXISTS sources_reference_time_idx ON sources (reference_time DESC NULLS LAST);
CREATE INDEX IF NOT EXISTS sources_import_batch_idx ON sources (import_batch);

CREATE TABLE IF NOT EXISTS nodes (
  id UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
  node_type TEXT NOT NULL,
  name TEXT NOT NULL,
  summary TEXT,
  attributes JSONB NOT NULL DEFAULT '{}',
  topic_id UUID REFERENCES topics(id) ON DELETE SET NULL,
  name_embedding VECTOR(768),
  created_at TIMESTAMP DEFAULT NOW() NOT NULL,
  updated_at TIMESTAMP DEFAULT NOW() NOT NULL,
  UNIQUE (node_type, name)
);

CREATE INDEX IF NOT EXISTS nodes_name_lower_idx ON nodes (lower(name));
CREATE INDEX IF NOT EXISTS nodes_topic_idx ON nodes (topic_id);
CREATE INDEX IF NOT EXISTS nodes_attributes_idx ON nodes USING gin (attributes);
CREATE INDEX IF NOT EXISTS nodes_name_trgm_idx ON nodes USING gin (name gin_trgm_ops);
CREATE INDEX IF NOT EXISTS nodes_summary_trgm_idx ON nodes USING gin (summary gin_trgm_ops);

CREATE TABLE IF NOT EXISTS edges (
  id UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
  source_id UUID NOT NULL REFERENCES nodes(id) ON DELETE CASCADE,
  destination_id UUID NOT NULL REFERENCES nodes(id) ON DELETE CASCADE,
  edge_type TEXT NOT NULL,
  fact_text TEXT,
  weight DOUBLE PRECISION NOT NULL DEFAULT 0.5 CHECK (weight BETWEEN 0 AND 1),
  provenance_count INTEGER NOT NULL DEFAULT 0,
  is_current BOOLEAN NOT NULL DEFAULT true,
  attributes JSONB NOT NULL DEFAULT '{}'::jsonb,
  topic_id UUID REFERENCES topics(id) ON DELETE SET NULL,
  fact_embedding VECTOR(768),
  valid_at TIMESTAMPTZ,
  invalid_at TIMESTAMPTZ,
  recorded_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
  created_at TIMESTAMP DEFAULT NOW() NOT NULL,
  updated_at TIMESTAMP DEFAULT NOW() NOT NULL,
  CONSTRAINT edges_provenance_count_check CHECK (provenance_count >= 0),
  CONSTRAINT edges_fact_not_blank CHECK (fact_text IS NULL OR length(fact_text) > 0),
  CONSTRAINT edges_period_check CHECK (invalid_at IS NULL OR valid_at IS NULL OR invalid_at >= valid_at)
);

CREATE INDEX IF NOT EXISTS edges_source_idx ON edges (source_id);
CREATE INDEX IF NOT EXISTS edges_destination_idx ON edges (destination_id);
CREATE INDEX IF NOT EXISTS edges_topic_idx ON edges (topic_id);
-- Of the facts that hold now, one edge of a type between two nodes.
CREATE UNIQUE INDEX IF NOT EXISTS edges_current_key ON edges (source_id, destination_id, edge_type) WHERE is_current;
CREATE INDEX IF NOT EXISTS edges_stated_idx ON edges (recorded_at DESC) WHERE fact_text IS NOT NULL;
CREATE INDEX IF NOT EXISTS edges_fact_text_trgm_idx ON edges USING gin (fact_text gin_trgm_ops);

CREATE TABLE IF NOT EXISTS source_nodes (
  source_id UUID NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
  node_id UUID NOT NULL REFERENCES nodes(id) ON DELETE CASCADE,
  relation TEXT NOT NULL DEFAULT 'mentions',
  attributes JSONB NOT NULL DEFAULT '{}',
  created_at TIMESTAMP DEFAULT NOW() NOT NULL,
  PRIMARY KEY (source_id, node_id)
);

CREATE INDEX IF NOT EXISTS source_nodes_node_idx ON source_nodes (node_id);

CREATE TABLE IF NOT EXISTS source_edges (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  source_id UUID NOT NULL,
  edge_id UUID NOT NULL,
  relation TEXT NOT NULL DEFAULT 'states',
  link_weight DOUBLE PRECISION NOT NULL DEFAULT 1.0,
  attributes JSONB NOT NULL DEFAULT '{}',
  created_at TIMESTAMP DEFAULT NOW() NOT NULL,
  UNIQUE (source_id, edge_id, relation),
  CONSTRAINT source_edges_source_fk FOREIGN KEY (source_id) REFERENCES sources (id) ON DELETE CASCADE,
  CONSTRAINT source_edges_edge_fk FOREIGN KEY (edge_id) REFERENCES edges (id) ON DELETE CASCADE,
  CONSTRAINT source_edges_link_weight_check CHECK (link_weight > 0)
);

CREATE INDEX IF NOT EXISTS source_edges_edge_idx ON source_edges (edge_id);

-- The application's own ----------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS encryption (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  key TEXT NOT NULL UNIQUE,
  advanced_seed TEXT,
  encrypted_data TEXT NOT NULL,
  created_at TIMESTAMP DEFAULT NOW() NOT NULL,
  updated_at TIMESTAMP DEFAULT NOW() NOT NULL
);

CREATE INDEX IF NOT EXISTS encryption_created_at_idx ON encryption (created_at);

CREATE TABLE IF NOT EXISTS configurations (
  id UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
  key TEXT NOT NULL UNIQUE,
  data JSONB NOT NULL DEFAULT '{}'::jsonb,
  is_secret BOOLEAN NOT NULL DEFAULT false,
  created_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE IF NOT EXISTS remembered_content (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  parent_id UUID REFERENCES remembered_content(id) ON DELETE CASCADE,
  topic_id UUID REFERENCES topics(id) ON DELETE SET NULL,
  source_type VARCHAR(40) NOT NULL DEFAULT 'webpage',
  source_url TEXT,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  tags JSONB NOT NULL DEFAULT '[]',
  source_metadata JSONB NOT NULL DEFAULT '{}',
  extraction_metadata JSONB NOT NULL DEFAULT '{}'::jsonb,
  notes TEXT,
  content_length INTEGER NOT NULL DEFAULT 0 CHECK (content_length >= 0),
  readability DOUBLE PRECISION CHECK (readability >= 0.0 AND readability <= 100.0),
  is_archived BOOLEAN NOT NULL DEFAULT false,
  is_favorite BOOLEAN NOT NULL DEFAULT false,
  embedding VECTOR(768),
  remembered_on DATE NOT NULL DEFAULT CURRENT_DATE,
  created_at TIMESTAMP DEFAULT NOW() NOT NULL,
  updated_at TIMESTAMP DEFAULT NOW() NOT NULL
);

CREATE UNIQUE INDEX IF NOT EXISTS remembered_content_url_key ON remembered_content (source_url)
  WHERE source_url IS NOT NULL AND NOT is_archived;
CREATE INDEX IF NOT EXISTS remembered_content_type_created_idx ON remembered_content (source_type, created_at DESC);
CREATE INDEX IF NOT EXISTS remembered_content_favorite_idx ON remembered_content (created_at) WHERE is_favorite = true;
CREATE INDEX IF NOT EXISTS remembered_content_parent_idx ON remembered_content (parent_id);
CREATE INDEX IF NOT EXISTS remembered_content_content_trgm_idx ON remembered_content USING gin (content gin_trgm_ops);
CREATE INDEX IF NOT EXISTS remembered_content_tags_idx ON remembered_content USING gin (tags jsonb_path_ops);

-- Time of the last change --------------------------------------------------------------------

CREATE TRIGGER update_topics_updated_at
  BEFORE UPDATE ON topics
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TRIGGER update_conversations_updated_at
  BEFORE UPDATE ON conversations
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TRIGGER update_messages_updated_at
  BEFORE UPDATE ON messages
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TRIGGER update_sources_updated_at
  BEFORE UPDATE ON sources
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TRIGGER update_nodes_updated_at
  BEFORE UPDATE ON nodes
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TRIGGER update_edges_updated_at
  BEFORE UPDATE ON edges
  FOR EACH ROW EXECUTE PROCEDURE update_updated_at_column();

CREATE TRIGGER update_encryption_updated_at
  BEFORE UPDATE ON encryption
  FOR EACH ROW EXECUTE PROCEDURE update_updated_at_column();

CREATE TRIGGER update_configurations_updated_at
  BEFORE UPDATE ON configurations
  FOR EACH ROW EXECUTE PROCEDURE update_updated_at_column();

CREATE TRIGGER update_remembered_content_updated_at
  BEFORE UPDATE ON remembered_content
  FOR EACH ROW EXECUTE PROCEDURE update_updated_at_column();

COMMENT ON TABLE nodes IS 'What is known: people, places, ideas.';
COMMENT ON TABLE edges IS 'How two nodes belong together, and since when.';
COMMENT ON COLUMN edges.is_current IS 'False once a newer fact took this one''s place.';
COMMENT ON COLUMN encryption.advanced_seed IS 'Only for keys derived from a passphrase.';
COMMENT ON COLUMN messages.embedding IS 'Of the content, by the model named in the configurations.';

-- migrate:down
DROP TRIGGER IF EXISTS update_remembered_content_updated_at ON remembered_content;
DROP TRIGGER IF EXISTS update_configurations_updated_at ON configurations;
DROP TRIGGER IF EXISTS update_encryption_updated_at ON encryption;
DROP TRIGGER IF EXISTS update_edges_updated_at ON edges;
DROP TRIGGER IF EXISTS update_nodes_updated_at ON nodes;
DROP TRIGGER IF EXISTS update_sources_updated_at ON sources;
DROP TRIGGER IF EXISTS update_messages_updated_at ON messages;
DROP TRIGGER IF EXISTS update_conversations_updated_at ON conversations;
DROP TRIGGER IF EXISTS update_topics_updated_at ON topics;

DROP INDEX IF EXISTS remembered_content_tags_idx;
DROP INDEX IF EXISTS messages_embedding_idx;

DROP TABLE IF EXISTS remembered_content;
DROP TABLE IF EXISTS configurations;
DROP TABLE IF EXISTS encryption;
DROP TABLE IF EXISTS source_edges;
DROP TABLE IF EXISTS source_nodes;
DROP TABLE IF EXISTS edges;
DROP TABLE IF EXISTS nodes, sources;
DROP TABLE IF EXISTS messages;
DROP TABLE IF EXISTS conversations;
DROP TABLE IF EXISTS topics;

DROP FUNCTION IF EXISTS update_updated_at_column();

DROP EXTENSION IF EXISTS pg_trgm;
DROP EXTENSION IF EXISTS "uuid-ossp";
DROP EXTENSION IF EXISTS vector;
