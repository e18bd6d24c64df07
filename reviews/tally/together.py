"""What a subquery finds, as one text: values apart by a space, in the subquery's order; "" for none."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Subquery
from django.db.models.sql.compiler import SQLCompiler


class Together(Subquery):
    """Takes a queryset of one column, which is called `found`."""

    output_field = CharField()
    template = "array_to_string(ARRAY(%(subquery)s), ' ')"

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        template = "(SELECT coalesce(group_concat(found, ' '), '') FROM (%(subquery)s))"
        return self.as_sql(compiler, connection, template=template, **more)
