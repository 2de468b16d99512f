/// A parser that meets bytes from outside, and what must hold of it whatever they are.
///
/// The tables of a room list its parsers; a test runs a few thousand inputs through each, `make
/// fuzz` as many as one likes.
package struct FuzzedParser: Sendable {
  package let name: String
  /// Inputs that are read, from which others are made.
  package let corpus: [[UInt8]]
  /// Bytes of an input at the most.
  package let longest: Int
  /// Tries one input: what came of it, or what does not hold.
  package let attempt: @Sendable ([UInt8]) throws(FuzzFault) -> FuzzOutcome

  /// - Parameter attempt: may throw a `FuzzFault`, which tells what does not hold; any other error
  ///   is the parser's refusal.
  package init(
    _ name: String, corpus: [[UInt8]], longest: Int = 256,
    attempt: @escaping @Sendable ([UInt8]) throws -> FuzzOutcome
  ) {
    self.name = name
    self.corpus = corpus
    self.longest = longest
    self.attempt = { bytes throws(FuzzFault) in
      let outcome: FuzzOutcome
      do {
        outcome = try attempt(bytes)
      } catch let fault as FuzzFault {
        throw fault
      } catch {
        return .refused
      }
      if case .taken(let work) = outcome { try FuzzFault.expect(work, within: bytes.count) }
      return outcome
    }
  }
}

/// What came of an input.
package enum FuzzOutcome: Hashable, Sendable {
  case refused
  /// It was read; how much came out of it, in bytes or things, whichever can grow.
  case taken(Int)
}

/// Something that must hold of a parser and does not.
package struct FuzzFault: Error, Hashable, Sendable {
  package let sentence: String

  package init(_ sentence: String) { self.sentence = sentence }

  package static func expect(
    _ holds: Bool, _ sentence: @autoclosure () -> String
  ) throws(FuzzFault) {
    if !holds { throw FuzzFault(sentence()) }
  }

  /// What comes out of an input grows with it at the most: eight times, and a page.
  static func expect(_ output: Int, within input: Int) throws(FuzzFault) {
    try expect(output <= 8 * input + 4_096, "\(input) bytes became \(output)")
  }
}

extension FuzzedParser {
  /// A parser of text whose values are written again: each way of writing one is read as the same
  /// value.
  ///
  /// - Parameter write: every way of writing a value that the parser reads.
  package static func text<Value: Equatable & SendableMetatype>(
    _ name: String, _ corpus: [String], longest: Int = 256,
    parse: @escaping @Sendable (String) throws -> Value?,
    write: @escaping @Sendable (Value) -> [String]
  ) -> FuzzedParser {
    FuzzedParser(name, corpus: corpus.map { Array($0.utf8) }, longest: longest) { bytes in
      guard let value = try parse(String(decoding: bytes, as: UTF8.self)) else { return .refused }
      var size = 0
      for text in write(value) {
        size = max(size, text.utf8.count)
        let again: Value?
        do {
          again = try parse(text)
        } catch {
          throw FuzzFault("what it writes is refused: \(text) (\(error))")
        }
        try FuzzFault.expect(again == value, "what it writes is read as another value: \(text)")
      }
      return .taken(size)
    }
  }
}
