import SQLDatabase

extension CreditorSchema {
  /// Imports that an older version left under way had their file in a folder of one machine: they
  /// end, and their file is sent again, which changes nothing of what they did.
  static let migration18 = Migration(
    number: 18, note: "Uploads are kept in the database, where every process can read them",
    sql: """
      CREATE TABLE uploads (
        id {integer} PRIMARY KEY,
        touched_at {integer} NOT NULL,
        byte_count {integer},
        content_hash {bytes},
        CHECK ((byte_count IS NULL) = (content_hash IS NULL))
      ){strict};

      CREATE TABLE upload_pieces (
        upload_id {integer} NOT NULL REFERENCES uploads (id),
        piece {integer} NOT NULL CHECK (piece >= 0),
        content {bytes} NOT NULL,
        PRIMARY KEY (upload_id, piece)
      ){strict};

      UPDATE imports SET state = 'failed', finished_at = started_at, problem =
        'A importação foi interrompida por uma nova versão do programa; envie o arquivo de novo.'
        WHERE state = 'running';
      UPDATE imports SET confirm_until_at = NULL WHERE confirm_until_at IS NOT NULL;
      ALTER TABLE imports DROP COLUMN content_path;
      ALTER TABLE imports ADD COLUMN upload_id {integer} REFERENCES uploads (id);
      CREATE INDEX imports_upload ON imports (upload_id) WHERE upload_id IS NOT NULL;
      """)
}
