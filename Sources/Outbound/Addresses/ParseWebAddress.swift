extension WebAddress {
  /// Takes `http(s)://host[:port][/path][?query]` of RFC 3986 and nothing else; scheme and host in
  /// any case. Refuses what two parsers could read in two ways, each with its reason.
  package init(parsing text: String) throws(AddressFault) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= Self.byteLimit else { throw .tooLong }
    guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .forbiddenCharacter }
    guard !bytes.contains(UInt8(ascii: "\\")) else { throw .backslash }
    guard !bytes.contains(UInt8(ascii: "#")) else { throw .fragment }
    let rest: Substring
    if let secure = Self.dropping("https://", from: text) {
      (isSecure, rest) = (true, secure)
    } else if let plain = Self.dropping("http://", from: text) {
      (isSecure, rest) = (false, plain)
    } else {
      throw .scheme
    }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    guard !authority.contains("@") else { throw .userInfo }
    let end = Self.endOfHost(authority)
    host = try Self.host(authority[..<end])
    port = try Self.port(authority[end...], isSecure: isSecure)
    target = try Self.target(rest[authority.endIndex...])
  }

  /// Parses an address that others are built on: no query, and no slash at the end of `description`
  /// is counted on.
  package init(parsingBase text: String) throws(AddressFault) {
    try self.init(parsing: text)
    guard !hasQuery else { throw .query }
  }

  private static func dropping(_ prefix: String, from text: String) -> Substring? {
    text.prefix(prefix.count).lowercased() == prefix ? text.dropFirst(prefix.count) : nil
  }

  /// Behind the bracket of a version 6 address, else before the first colon.
  private static func endOfHost(_ authority: Substring) -> Substring.Index {
    if authority.first == "[" {
      return authority.firstIndex(of: "]").map { authority.index(after: $0) }
        ?? authority.endIndex
    }
    return authority.firstIndex(of: ":") ?? authority.endIndex
  }

  private static func host(_ text: Substring) throws(AddressFault) -> Host {
    if text.first == "[" {
      guard text.last == "]",
        let address = NetworkAddress(plain: String(text.dropFirst().dropLast())),
        address.bytes.count == 16
      else { throw .addressSix }
      return .literal(address)
    }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard text.utf8.count <= 253, labels.allSatisfy(isLabel) else { throw .host }
    // What ends in a number is an address to a resolver, in forms of its own: octal, hexadecimal,
    // three parts, one number.
    if let first = labels.last?.utf8.first, isDigit(first) {
      guard let address = NetworkAddress(plain: String(text)) else { throw .numericHost }
      return .literal(address)
    }
    return .name(text.lowercased())
  }

  private static func isLabel(_ label: Substring) -> Bool {
    guard let first = label.utf8.first, let last = label.utf8.last, label.utf8.count <= 63 else {
      return false
    }
    return first != UInt8(ascii: "-") && last != UInt8(ascii: "-")
      && label.utf8.allSatisfy { isAlphanumeric($0) || "-_".utf8.contains($0) }
  }

  private static func port(_ text: Substring, isSecure: Bool) throws(AddressFault) -> Int {
    guard !text.isEmpty else { return isSecure ? 443 : 80 }
    let digits = text.dropFirst()
    guard text.first == ":", (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy(isDigit),
      let number = Int(digits), (1...65_535).contains(number)
    else { throw .port }
    return number
  }

  private static func target(_ text: Substring) throws(AddressFault) -> String {
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "%") {
        guard bytes.dropFirst(index + 1).prefix(2).filter(isHexadecimal).count == 2 else {
          throw .forbiddenCharacter
        }
      } else if !isAlphanumeric(byte), !"-._~!$&'()*+,;=:@/?".utf8.contains(byte) {
        throw .forbiddenCharacter
      }
    }
    return text.first == "/" ? String(text) : "/" + text
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
