import SQLDatabase

extension CreditorSchema {
  static let migrationImportFiles = Migration(
    number: 32, note: "Names of imported files; refused lines with what stood in them",
    sql: """
      ALTER TABLE imports ADD COLUMN file_name TEXT;
      ALTER TABLE import_faults ADD COLUMN subject TEXT NOT NULL DEFAULT '';
      ALTER TABLE import_faults ADD COLUMN fields_sealed {bytes};
      CREATE INDEX import_faults_fields ON import_faults (import_id, line, sequence)
        WHERE fields_sealed IS NOT NULL;
      """)
}
