import SQLDatabase

extension BureauSchema {
  static let sealedAnswers = Migration(
    number: 10, note: "Answers for repeated requests are sealed from now on",
    sql: """
      DELETE FROM stored_answers;
      """)
}
