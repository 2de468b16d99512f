package import Credit
import Refusals
import SQLDatabase
import World

/// A code as somebody enters it.
package struct CodeDraft: Hashable, Sendable {
  package var list: CodeList
  package var code: String
  package var name: String
  package var person: PersonScope
  package var validFrom: CivilDate
  package var validTo: CivilDate?
  package var isMarked: Bool

  package init(
    list: CodeList, code: String, name: String, person: PersonScope, validFrom: CivilDate,
    validTo: CivilDate? = nil, isMarked: Bool
  ) {
    self.list = list
    self.code = code
    self.name = name
    self.person = person
    self.validFrom = validFrom
    self.validTo = validTo
    self.isMarked = isMarked
  }

  package static let codeLimit = 40
  package static let nameLimit = 120

  var listed: ListedCode {
    ListedCode(
      list: list, code: code, name: name, person: person, validFrom: validFrom, validTo: validTo,
      isMarked: isMarked)
  }

  /// Small letters, digits and single hyphens between them.
  var hasPlainCode: Bool {
    let parts = code.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isPlain = { (byte: UInt8) in (97...122).contains(byte) || (48...57).contains(byte) }
    return code.utf8.count <= Self.codeLimit && parts.allSatisfy { !$0.isEmpty }
      && code.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "-") }
  }
}

extension Register {
  /// Adds a code, or a new version of one that has no last day: the old version ends on the day
  /// before. What was in force on a day that is over never changes.
  package func addCode(_ draft: CodeDraft, actor: String) async throws -> ListedCode {
    let now = world.clock.now()
    let code = draft.listed
    let faults = Self.faults(of: draft, today: now.civilDate)
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    return try await database.write { transaction in
      let versions = try CodeRows.all(transaction).filter {
        $0.list == code.list && $0.code == code.code
      }
      let old = versions.first { $0.validTo == nil && $0.validFrom < code.validFrom }
      if versions.contains(where: { $0 != old && Self.overlap($0, code) }) {
        throw Refusal.refused(
          code: "code-overlap",
          "O código \(code.code) já vale em parte deste período; corrija as datas.")
      }
      if let old {
        if code.isGiven, code.validTo != nil || code.isMarked != old.isMarked {
          throw Self.givenByRegister(code.code)
        }
        try CodeRows.end(
          old, on: code.validFrom.adding(days: -1), by: actor, at: now, transaction)
      }
      try CodeRows.insert(code, by: actor, at: now, transaction)
      return code
    }
  }

  /// Gives the version of a code that is in force, or begins later, its last day. Nothing is ever
  /// deleted.
  package func endCode(
    _ word: String, in list: CodeList, on lastDay: CivilDate, actor: String
  ) async throws -> ListedCode {
    let now = world.clock.now()
    guard lastDay >= now.civilDate else {
      throw Refusal.invalid([
        .init(
          pointer: "/lastDay", code: "in-the-past",
          detail: "O último dia é hoje ou depois: o que já valeu não muda.")
      ])
    }
    return try await database.write { transaction in
      let versions = try CodeRows.all(transaction).filter { $0.list == list && $0.code == word }
      guard let code = versions.last(where: { $0.validTo.map { now.civilDate <= $0 } ?? true })
      else { throw Refusal.missing("Não existe código em vigor com este nome.") }
      guard !code.isGiven else { throw Self.givenByRegister(word) }
      guard code.validFrom <= lastDay else {
        throw Refusal.invalid([
          .init(
            pointer: "/lastDay", code: "before-beginning",
            detail: "O código só começa a valer em \(code.validFrom.brazilian).")
        ])
      }
      try CodeRows.end(code, on: lastDay, by: actor, at: now, transaction)
      return ListedCode(
        list: list, code: word, name: code.name, person: code.person, validFrom: code.validFrom,
        validTo: lastDay, isMarked: code.isMarked)
    }
  }

  private static func faults(of draft: CodeDraft, today: CivilDate) -> [Refusal.Fault] {
    var faults: [Refusal.Fault] = []
    if !draft.hasPlainCode {
      faults.append(
        .init(
          pointer: "/code", code: "invalid-code",
          detail: "Use até \(CodeDraft.codeLimit) letras minúsculas, algarismos e hífens simples."))
    }
    if draft.validFrom < today {
      faults.append(
        .init(
          pointer: "/validFrom", code: "in-the-past",
          detail: "Um código vale de hoje em diante: o que já valeu não muda."))
    }
    if let end = draft.validTo, end < draft.validFrom {
      faults.append(
        .init(
          pointer: "/validTo", code: "before-beginning",
          detail: "A validade termina antes de começar; corrija as datas."))
    }
    return faults
  }

  private static func overlap(_ one: ListedCode, _ other: ListedCode) -> Bool {
    one.validTo.map { other.validFrom <= $0 } ?? true
      && other.validTo.map { one.validFrom <= $0 } ?? true
  }

  private static func givenByRegister(_ word: String) -> Refusal {
    Refusal.refused(
      code: "code-given-by-bureau",
      "O próprio birô dá o código \(word): ponha uma versão nova, sem fim e de mesmo uso, no lugar "
        + "dele.")
  }
}
