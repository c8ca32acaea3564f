"""How a migration changes a table that others are writing to."""

from django.db.migrations.operations import AddIndex, AlterField


class AddIndexQuietly(AddIndex):
    """Make an index without keeping writers waiting; its migration is `atomic = False`.

    PostgreSQL makes it concurrently. SQLite has one writer at a time in any case, and reads
    a million rows in a second or two.
    """

    atomic = False

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.add_index(model, self.index, concurrently=True)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
            return
        model = from_state.apps.get_model(app_label, self.model_name)
        schema_editor.remove_index(model, self.index, concurrently=True)


class DropOwnIndexQuietly(AlterField):
    """Drop the indexes that a column has to itself; its migration is `atomic = False`.

    That is the one a reference has, and the one PostgreSQL has for LIKE. What keeps a column
    unique stays, and so do the indexes that its model names. SQLite need not make the table
    anew for it, as it does when Django alters a field.
    """

    atomic = False

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        column = model._meta.get_field(self.name).column
        named = {index.name for index in model._meta.indexes}
        own = schema_editor._constraint_names(
            model, [column], index=True, unique=False, exclude=named
        )
        for name in own:
            drop = f"DROP INDEX {_quietly(schema_editor)} {schema_editor.quote_name(name)}"
            schema_editor.execute(drop)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        field = model._meta.get_field(self.name)
        create = f"CREATE INDEX {_quietly(schema_editor)}"
        for statement in schema_editor._field_indexes_sql(model, field):
            schema_editor.execute(str(statement).replace("CREATE INDEX", create, 1))


class AlterFieldOfSQLite(AlterField):
    """Alter how SQLite keeps a column; to PostgreSQL it is the same.

    SQLite makes the table anew in one transaction, in a few seconds for a million rows.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)


def _quietly(schema_editor):
    return "CONCURRENTLY" if schema_editor.connection.vendor == "postgresql" else ""
