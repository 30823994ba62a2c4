ALTER TABLE builds ALTER COLUMN start_time TYPE timestamp with time zone;
ALTER TABLE builds ADD COLUMN duration double precision DEFAULT 0 NOT NULL;
ALTER TABLE teams ALTER COLUMN auth TYPE jsonb USING jsonb_build_object('login', auth);
ALTER TABLE teams ALTER COLUMN admin SET NOT NULL;
ALTER TABLE ONLY teams ADD CONSTRAINT admin_since CHECK (((NOT admin) OR (since IS NOT NULL))) NOT VALID;
ALTER TYPE public.build_status ADD VALUE 'aborted';
