create schema if not exists archive;

create table archive.messages (
  id uuid primary key,
  content text,
  archived_at timestamptz not null default now()
);

create or replace view public.team_overview with (security_invoker = on) as
  select t.id, t.name, count(m.id) as message_count
  from public.teams t
  left join public.messages m on m.team_id = t.id
  group by t.id, t.name;

grant select on public.team_overview to anon, authenticated;

alter table public.profiles rename column full_name to display_name;
alter table public.user_roles rename to memberships;
alter table public.memberships add column team_id bigint references public.teams (id) on delete cascade;
alter table public.memberships drop constraint user_roles_user_id_role_key;
alter table public.memberships add constraint memberships_user_team_role_key unique (user_id, team_id, role);
alter table public.messages drop column if exists read_by;
drop index if exists public.messages_attachments_idx;
