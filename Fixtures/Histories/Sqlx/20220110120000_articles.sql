create table article
(
    article_id bigint generated always as identity primary key,
    user_id    uuid        not null references "user" (user_id) on delete cascade,
    slug       text unique not null,
    title      short_text  not null,
    body       text        not null,
    tag_list   text[]      not null default '{}',
    status     text        not null default 'draft' check (status in ('draft', 'public')),
    reading    interval,
    created_at timestamptz not null default now(),
    updated_at timestamptz
);
create index article_tags_gin on article using gin (tag_list);
create trigger set_article_updated_at before update on article for each row execute procedure set_updated_at();

create table article_favorite
(
    article_id bigint not null references article (article_id) on delete cascade,
    user_id    uuid   not null references "user" on delete cascade,
    created_at timestamptz not null default now(),
    primary key (article_id, user_id)
);
create table follow
(
    followed_user_id uuid not null references "user" (user_id) on delete cascade,
    following_user_id uuid not null references "user" (user_id) on delete cascade,
    constraint user_cannot_follow_self check (followed_user_id <> following_user_id),
    primary key (following_user_id, followed_user_id)
);
