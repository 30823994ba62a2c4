create or replace function public.set_updated_at()
returns trigger
language plpgsql
security definer set search_path = ''
as $$
begin
  new.updated_at = now();
  return new;
end;
$$;

create trigger set_profiles_updated_at
  before update on public.profiles
  for each row execute function public.set_updated_at();

alter table public.teams add column if not exists updated_at timestamptz not null default now();
alter table public.teams add column if not exists slug text;
update public.teams set slug = lower(replace(name, ' ', '-')) || '-' || id where slug is null;
alter table public.teams alter column slug set not null;
create unique index if not exists teams_slug_key on public.teams using btree (slug);
create trigger set_teams_updated_at before update on public.teams for each row execute function set_updated_at();
