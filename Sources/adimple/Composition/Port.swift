import ArgumentParser

/// A TCP port as a flag; 0 takes a free one.
struct Port: ExpressibleByArgument, ExpressibleByIntegerLiteral, CustomStringConvertible, Sendable {
  let number: Int

  init(integerLiteral value: Int) { number = value }

  init?(argument: String) {
    guard let value = UInt16(argument) else { return nil }
    number = Int(value)
  }

  var description: String { String(number) }
}
