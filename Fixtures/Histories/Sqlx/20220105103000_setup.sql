-- As people do who have no ORM.
create extension if not exists "uuid-ossp";

create or replace function set_updated_at()
    returns trigger as
$$
begin
    NEW.updated_at = now();
    return NEW;
end;
$$ language plpgsql;

create domain short_text as text check (length(value) <= 80);

create table "user"
(
    user_id       uuid primary key                                default uuid_generate_v4(),
    username      text unique                            not null,
    email         text                                   not null,
    bio           text                                   not null default '',
    image         text,
    password_hash text                                   not null,
    created_at    timestamptz                            not null default now(),
    updated_at    timestamptz
);
create unique index user_email_lower on "user" (lower(email));
create trigger set_user_updated_at before update on "user" for each row execute procedure set_updated_at();
