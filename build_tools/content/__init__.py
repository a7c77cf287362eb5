"""YAML -> the model: records, reader, schema, scaffold."""
