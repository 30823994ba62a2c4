-- Words that notes can be found by.
-- migrate:up
/* one row
   a word /* and a note */ */
CREATE TABLE tags(
	id      UUID        PRIMARY KEY DEFAULT gen_random_uuid(),
	note_id UUID        NOT NULL REFERENCES notes ( id ) ON DELETE CASCADE, -- the note
	name    VARCHAR (40) NOT NULL
);


CREATE INDEX tags_note_idx
  ON tags(note_id) ;

-- migrate:down

-- Takes the rows along.
DROP TABLE tags ;
