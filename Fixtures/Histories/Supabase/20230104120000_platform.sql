-- What the platform brings along.
create schema if not exists auth;
create schema if not exists extensions;
create extension if not exists "uuid-ossp" with schema extensions;
create extension if not exists pgcrypto with schema extensions;

create table auth.users (
  id uuid primary key default gen_random_uuid(),
  email text unique,
  raw_user_meta_data jsonb,
  created_at timestamptz default now()
);

create function auth.uid() returns uuid language sql stable as $$ select null::uuid $$;
