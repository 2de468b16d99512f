import SQLDatabase

extension BureauSchema {
  /// What a person sees with the code of a letter is found by the document, however many records
  /// there are.
  static let consumers = Migration(
    number: 11, note: "Records and disputes as the person concerned asks for them",
    sql: """
      CREATE INDEX records_announced ON records (document_index, id)
        WHERE notice_issued_on IS NOT NULL;
      CREATE INDEX disputes_record ON disputes (record_id, id);
      """)
}
