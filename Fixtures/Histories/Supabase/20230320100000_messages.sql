create table if not exists public.messages (
  id uuid not null default extensions.uuid_generate_v4(),
  team_id bigint not null references public.teams on delete cascade,
  user_id uuid not null references public.profiles on delete cascade,
  content text not null check (char_length(content) > 0),
  attachments jsonb not null default '[]'::jsonb,
  mentions uuid[] default '{}'::uuid[],
  read_by text[] not null default array[]::text[],
  created_at timestamptz not null default now(),
  primary key (id)
);
alter table public.messages enable row level security;
alter table only public.messages replica identity full;
create index messages_team_created_idx on public.messages (team_id, created_at desc);
create index if not exists messages_attachments_idx on public.messages using gin (attachments);

create policy "Team members read" on public.messages for select to authenticated
  using (exists (select 1 from public.teams t where t.id = messages.team_id and t.created_by = auth.uid()));

create publication supabase_realtime;
alter publication supabase_realtime add table public.messages;
grant select, insert, update on table public.messages to authenticated;
revoke all on table public.user_roles from anon;
