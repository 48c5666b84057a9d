"""What the charts show, counted by DuckDB from a table of `rfaparse.export.arrow.SCHEMA`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    import pyarrow as pa

MOST = 12
"""Bars of a chart: ``$most`` in the queries."""

_CREDITED = """
create temp view credited as
select distinct story, credit.name, credit.role, credit.kind,
       case credit.kind when 'desk' then credit.desk end as desk
from (select story, unnest(credits) as credit
      from (select row_number() over () as story, credits from stories))
"""
"""Who is credited with what in each story, once, whatever desk a person worked for."""

MONTHS = """
select strftime(coalesce(published, created), '%Y-%m') as month,
       coalesce(service, 'unknown') as service, count(*) as stories
from stories where coalesce(published, created) is not null
group by all order by month, service
"""
SECTIONS = """
select regexp_extract(section, '[^/]*$') as name, count(*) as stories from stories
where section is not null group by all order by stories desc, name limit $most
"""
PEOPLE = """
select name, count(*) as stories from credited where kind = 'person' and role = $role
group by all order by stories desc, name limit $most
"""
DESKS = """
select desk as name, count(distinct story) as stories from credited
where kind = 'desk' and desk is not null group by all order by stories desc, name limit $most
"""
TOGETHER = """
with people as (select * from credited where kind = 'person'),
     reporters as (select name, count(*) as n from people where role = 'reporter'
                   group by all order by n desc, name limit $most),
     editors as (select name, count(*) as n from people where role = 'editor'
                 group by all order by n desc, name limit $most)
select r.name as reporter, e.name as editor, count(*) as stories
from people r join people e using (story)
where r.role = 'reporter' and e.role = 'editor'
  and r.name in (select name from reporters) and e.name in (select name from editors)
group by all order by stories desc, reporter, editor
"""
PICTURES = """
select coalesce(image.credit, image.copyright) as name, count(*) as pictures
from (select unnest(images) as image from stories)
where coalesce(image.credit, image.copyright) is not null
group by all order by pictures desc, name limit $most
"""
COMPLETE = """
select 'byline' as name, avg((coalesce(byline, byline_field) is not null)::int) as share
  from stories union all
select 'reporter', avg((len(list_filter(
    credits, lambda c: c.role = 'reporter' and c.kind = 'person')) > 0)::int)
  from stories union all
select 'lead image', avg(has_lead_image::int) from stories union all
select 'any picture', avg((len(images) > 0)::int) from stories union all
select 'caption', avg((len(list_filter(images, lambda i: i.caption is not null)) > 0)::int)
  from stories union all
select 'copyright', avg((len(list_filter(images, lambda i: i.copyright is not null)) > 0)::int)
  from stories union all
select 'related links', avg((len(related_links) > 0)::int) from stories
"""
LINKS = """
with links as (select url as source, unnest(related_links).url as target from stories),
     dated as (select url, any_value(title) as title, min(coalesce(published, created)) as day
               from stories where url is not null group by url)
select strftime(s.day, '%Y-%m-%d') as "from", strftime(t.day, '%Y-%m-%d') as "to",
       s.title as source, t.title as target
from (select distinct source, target from links) l
join dated s on s.url = l.source join dated t on t.url = l.target
where s.url <> t.url and s.day is not null and t.day is not null
order by "from", "to", source, target
"""


class Counts:
    """Answers of one table.

    Args:
        table: Rows of `rfaparse.export.arrow.SCHEMA`; more columns do no harm.
    """

    def __init__(self, table: pa.Table) -> None:
        self._database = duckdb.connect()
        self._database.execute("set TimeZone = 'UTC'")
        self._database.register("stories", table)
        self._database.execute(_CREDITED)

    def rows(self, query: str, **given: Any) -> list[dict[str, Any]]:
        """The rows that `query`, one of this module's, gives."""
        if "$most" in query:
            given["most"] = MOST
        result = self._database.execute(query, given or None)
        names = [each[0] for each in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def stories(self) -> int:
        """How many rows the table has."""
        return int(self.rows("select count(*) as n from stories")[0]["n"])
