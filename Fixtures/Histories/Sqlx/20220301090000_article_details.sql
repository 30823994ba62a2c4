alter table article
    add column summary text generated always as (substr(body, 1, 20)) stored,
    add column likes integer not null default 0 check (likes >= 0),
    alter column slug type varchar(120),
    alter column reading set default '5 minutes',
    drop constraint article_status_check,
    add constraint article_status_check check (status in ('draft', 'public', 'hidden'));
alter table article alter column user_id drop not null;
alter table article drop constraint article_user_id_fkey;
alter table article
    add constraint article_user_id_fkey foreign key (user_id) references "user" (user_id) on delete set null on update cascade not valid;
alter table article validate constraint article_user_id_fkey;
update article set likes = (select count(*) from article_favorite f where f.article_id = article.article_id);
create view public_articles as select article_id, slug, title from article where status = 'public';
