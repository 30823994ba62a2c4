create materialized view favorite_counts as
select a.article_id, count(f.user_id) as favorites
from article a left join article_favorite f using (article_id)
group by a.article_id;
create unique index favorite_counts_id on favorite_counts (article_id);

drop view public_articles;
alter table article alter column title type text;
create or replace view public_articles as select article_id, slug, title, likes from article where status <> 'draft';

alter table "user" add column flags smallint not null default 0;
alter table "user" add column is_bot boolean not null generated always as (flags > 10) stored;
alter table "user" alter column image set default 'https://example.org/none.png';
