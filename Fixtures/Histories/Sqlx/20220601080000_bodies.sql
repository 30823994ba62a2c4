drop materialized view favorite_counts;
create table article_body
(
    article_id bigint primary key references article on delete cascade,
    body       text not null,
    digest     bytea
);
insert into article_body (article_id, body) select article_id, body from article;
alter table article drop column summary;
alter table article drop column body;
alter table article_favorite drop constraint article_favorite_pkey;
alter table article_favorite add column id uuid not null default gen_random_uuid();
alter table article_favorite add primary key (id);
alter table article_favorite add constraint favorite_once unique (article_id, user_id);
alter table follow rename to follower;
alter table follower rename column followed_user_id to user_id;
alter table follower rename column following_user_id to follower_id;
alter index follow_pkey rename to follower_pkey;
