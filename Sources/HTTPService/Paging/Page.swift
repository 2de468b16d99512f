import Credit
package import JSONText
import Sealing

/// Which part of a list is asked for.
package struct PageRequest: Sendable, Hashable {
  package static let limitDefault = 50
  static let limitMaximum = 200
  /// Letters of a cursor at the most.
  static let cursorLimit = 1_000

  package let limit: Int
  /// The sort key of the last record of the page before, as the list itself wrote it.
  package let cursor: [JSON]?

  package init(limit: Int = limitDefault, cursor: [JSON]? = nil) {
    self.limit = limit
    self.cursor = cursor
  }

  /// The cursor as one number, for lists in the order of their ids. A cursor of another form is
  /// refused.
  package func cursorNumber() throws(Problem) -> Int64? {
    guard let cursor else { return nil }
    guard cursor.count == 1, let number = cursor[0].integer else { throw Self.foreignCursor }
    return number
  }

  /// For a list that finds a cursor which it did not write.
  package static let foreignCursor = Problem.invalidInput([
    .init(
      pointer: "?cursor", code: "invalid-cursor",
      detail: "O cursor não é desta lista; comece de novo sem cursor.")
  ])

  static var cursorKind: FieldKind<[JSON]> {
    FieldKind.parsed(
      placeholder: [], code: "invalid-cursor",
      detail: "não é um cursor desta lista; comece de novo sem cursor.",
      maximumLength: cursorLimit, parse: Page.cursor(decoding:))
  }
}

/// One page of a list as it is answered.
package enum Page {
  /// `{data, nextCursor}`. Ask the database for one record more than the limit: `next` is the sort
  /// key of the last record shown, and nil where nothing follows.
  package static func json(data: [JSON], next: [JSON]?) -> JSON {
    ["data": .array(data), "nextCursor": next.map { .string(cursor(encoding: $0)) } ?? .null]
  }

  /// A page of what a list found, which may be one record more than the limit.
  package static func json<Record>(
    _ records: [Record], request: PageRequest, key: (Record) -> [JSON], show: (Record) -> JSON
  ) -> JSON {
    let shown = records.prefix(request.limit)
    let next = records.count > request.limit ? shown.last.map(key) : nil
    return json(data: shown.map(show), next: next)
  }

  package static func cursor(encoding key: [JSON]) -> String {
    Base64URL.encode(JSON.array(key).bytes)
  }

  /// The sort key in a cursor; nil where it is none of ours: its texts are words of the database,
  /// which hold nothing that no text may hold (`TextBound`).
  package static func cursor(decoding text: String) -> [JSON]? {
    guard let bytes = Base64URL.decode(text) else { return nil }
    do {
      let key = try JSON.parse(bytes).elements
      let isSound = key?.allSatisfy { $0.string.map { TextBound.isPrintable($0) } ?? true }
      return isSound == true ? key : nil
    } catch {
      // Whatever is wrong in it, it is no cursor of ours.
      return nil
    }
  }
}
