drop policy if exists "Members see their teams" on public.teams;
create policy "Members see their teams" on public.teams for select using (true);

alter table public.profiles
  drop constraint username_length,
  add constraint username_length check (char_length(username) between 1 and 40),
  add column if not exists bio text default '',
  add column if not exists is_public boolean not null default true;

alter table public.teams drop constraint teams_created_by_fkey;
alter table public.teams
  add constraint teams_created_by_fkey foreign key (created_by) references public.profiles (id) on delete set null;

alter type public.app_role add value if not exists 'owner';
alter table public.messages alter column content drop not null;
alter table public.messages alter column mentions set not null;
alter table public.messages add column edited_at timestamptz;
comment on column public.messages.edited_at is 'Null until it is edited';
