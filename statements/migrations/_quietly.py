"""How a migration changes a table that others are writing to."""

from django.db.migrations.operations import AddIndex


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
