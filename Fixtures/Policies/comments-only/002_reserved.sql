-- migrate:up
-- Kept free for what was planned here.
/* Nothing to do. */

-- migrate:down
-- Nothing to undo.
