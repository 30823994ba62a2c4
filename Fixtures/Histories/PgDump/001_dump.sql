--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: citext; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;

COMMENT ON EXTENSION citext IS 'data type for case-insensitive character strings';

--
-- Name: build_status; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.build_status AS ENUM (
    'pending',
    'started',
    'succeeded',
    'failed'
);

CREATE DOMAIN public.year AS integer
	CONSTRAINT year_check CHECK (((VALUE >= 1901) AND (VALUE <= 2155)));

CREATE FUNCTION public.last_updated() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.last_update = CURRENT_TIMESTAMP;
    RETURN NEW;
END $$;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: teams; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.teams (
    id integer NOT NULL,
    name public.citext NOT NULL,
    auth text,
    admin boolean DEFAULT false,
    since public.year
);

CREATE SEQUENCE public.teams_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.teams_id_seq OWNED BY public.teams.id;

CREATE TABLE public.builds (
    id integer NOT NULL,
    name text NOT NULL,
    status public.build_status DEFAULT 'pending'::public.build_status NOT NULL,
    team_id integer NOT NULL,
    ratio numeric(4,2) DEFAULT 4.99 NOT NULL,
    labels text[] DEFAULT ARRAY[]::text[],
    start_time timestamp without time zone,
    last_update timestamp with time zone DEFAULT now() NOT NULL
);

CREATE SEQUENCE public.builds_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.builds_id_seq OWNED BY public.builds.id;

ALTER TABLE ONLY public.teams ALTER COLUMN id SET DEFAULT nextval('public.teams_id_seq'::regclass);

ALTER TABLE ONLY public.builds ALTER COLUMN id SET DEFAULT nextval('public.builds_id_seq'::regclass);

ALTER TABLE ONLY public.builds
    ADD CONSTRAINT builds_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_name_key UNIQUE (name);

CREATE INDEX builds_team_id_idx ON public.builds USING btree (team_id);

CREATE UNIQUE INDEX builds_team_name_idx ON public.builds USING btree (team_id, name) WHERE (start_time IS NOT NULL);

CREATE TRIGGER last_updated BEFORE UPDATE ON public.builds FOR EACH ROW EXECUTE FUNCTION public.last_updated();

ALTER TABLE ONLY public.builds
    ADD CONSTRAINT builds_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.teams(id) ON DELETE CASCADE;

CREATE VIEW public.running_builds AS
 SELECT b.id,
    b.name,
    t.name AS team_name
   FROM (public.builds b
     JOIN public.teams t ON ((t.id = b.team_id)))
  WHERE (b.status = 'started'::public.build_status);

COMMENT ON TABLE public.teams IS 'who builds';

--
-- PostgreSQL database dump complete
--
