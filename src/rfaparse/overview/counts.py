"""The counts that the charts show, made by DuckDB from a table of `rfaparse.export.arrow.SCHEMA`.

A story counts once, in its latest revision: the one fetched last, or else the last row. People and
desks count once per story, whichever of its revisions names them. A row without ``story_id`` and
``url`` is a story of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

if TYPE_CHECKING:
    from datetime import date

OPTIONAL: dict[str, pa.DataType] = {
    "story_id": pa.string(),
    "crawled": pa.timestamp("us", tz="UTC"),
    "input": pa.string(),
    "member": pa.string(),
}
"""Columns that a table may lack."""
_VIEWS = """
create temp view revisions as
select *, coalesce(story_id, url, 'row ' || row) as story,
       coalesce(published, created) as moment from rows;

create temp view stories as
select * exclude recency from (select *, row_number() over (
    partition by story order by crawled desc nulls last, row desc) as recency from revisions)
where recency = 1;

create temp view credited as
select distinct story, credit.name, credit.role, credit.kind,
       case credit.kind when 'desk' then credit.desk end as desk
from (select story, unnest(credits) as credit from revisions);
"""

RANGE = """
select min(moment)::date as first, max(moment)::date as last, count(*) as stories,
       (select count(*) from revisions) as rows from stories
"""
NAMELESS = """
select coalesce(title, 'no title') as title, coalesce(member, input, '') as "where" from stories
where story_id is null and url is null order by row
"""
MONTHS = """
select strftime(moment, '%Y-%m') as month, coalesce(service, 'unknown') as service,
       count(*) as stories
from stories where moment is not null group by all order by month, service
"""
SECTIONS = """
select regexp_extract(section, '[^/]*$') as name, count(*) as stories from stories
where section is not null group by all order by stories desc, name
"""
PEOPLE = """
select name, count(*) as stories from credited where kind = 'person' and role = $role
group by all order by stories desc, name
"""
PEOPLE_MONTHS = """
select name, strftime(moment, '%Y-%m') as month, count(*) as stories
from credited join stories using (story)
where kind = 'person' and role = $role and moment is not null
group by all order by name, month
"""
DESKS = """
select desk as name, count(distinct story) as stories from credited
where kind = 'desk' and desk is not null group by all order by stories desc, name
"""
TOGETHER = """
with people as (select * from credited where kind = 'person')
select r.name as reporter, e.name as editor, count(*) as stories
from people r join people e using (story)
where r.role = 'reporter' and e.role = 'editor'
group by all order by stories desc, reporter, editor
"""
PICTURES = """
select coalesce(image.credit, image.copyright) as name, count(*) as pictures
from (select unnest(images) as image from stories)
where coalesce(image.credit, image.copyright, '') <> ''
group by all order by pictures desc, name
"""
COMPLETE = """
select 'byline' as name, avg((coalesce(byline, byline_field) is not null)::int) as share
  from stories union all
select 'reporter', avg(ifnull(len(list_filter(
    credits, lambda credit: credit.role = 'reporter' and credit.kind = 'person')) > 0, false)::int)
  from stories union all
select 'lead image', avg(ifnull(has_lead_image, false)::int) from stories union all
select 'any picture', avg(ifnull(len(images) > 0, false)::int) from stories union all
select 'caption', avg(ifnull(len(list_filter(
    images, lambda image: image.caption is not null)) > 0, false)::int) from stories union all
select 'copyright', avg(ifnull(len(list_filter(
    images, lambda image: image.copyright is not null)) > 0, false)::int) from stories union all
select 'related links', avg(ifnull(len(related_links) > 0, false)::int) from stories
"""
LINKS = """
with links as (select url as source, unnest(related_links).url as target from stories),
     dated as (select url, any_value(title) as title, min(moment) as day
               from stories where url is not null group by url)
select strftime(s.day, '%Y-%m-%d') as "from", strftime(t.day, '%Y-%m-%d') as "to",
       s.title as source, t.title as target
from (select distinct source, target from links) l
join dated s on s.url = l.source join dated t on t.url = l.target
where s.url <> t.url and s.day is not null and t.day is not null
order by "from", "to", source, target
"""


class Counts:
    """The counts of one table.

    Args:
        table: Rows of `rfaparse.export.arrow.SCHEMA`; further columns are ignored.
    """

    def __init__(self, table: pa.Table) -> None:
        for name, kind in OPTIONAL.items():
            if name not in table.column_names:
                table = table.append_column(name, pa.nulls(table.num_rows).cast(kind))
        table = table.append_column("row", pa.array(range(table.num_rows), pa.int64()))
        self._database = duckdb.connect()
        self._database.execute("set TimeZone = 'UTC'")
        self._database.register("rows", table)
        self._database.execute(_VIEWS)

    def rows(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of `query`, one of this module's queries."""
        result = self._database.execute(query, parameters or None)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def size(self) -> tuple[int, int]:
        """The numbers of stories and of rows in the table."""
        (totals,) = self.rows(RANGE)
        return totals["stories"], totals["rows"]

    def range(self) -> tuple[date, date] | None:
        """The first and the last day on which stories are dated; None if none has a date."""
        (totals,) = self.rows(RANGE)
        return (totals["first"], totals["last"]) if totals["first"] else None
