import SQLDatabase

extension CreditorSchema {
  /// The log knows a key by its name. A key of before has no end; the list says so.
  static let keysMigration = Migration(
    number: 28, note: "Keys for programs have an end and a name of their own",
    sql: """
      ALTER TABLE api_keys ADD COLUMN expires_at {integer};
      UPDATE api_keys SET name = name || ' (' || id || ')' WHERE EXISTS (
        SELECT 1 FROM api_keys k WHERE k.name = api_keys.name AND k.id < api_keys.id);
      CREATE UNIQUE INDEX api_keys_name ON api_keys (name);
      """)
}
