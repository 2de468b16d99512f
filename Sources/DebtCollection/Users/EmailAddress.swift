/// What we ask of an e-mail address: enough to catch typing mistakes, no more.
enum EmailAddress {
  /// RFC 5321, section 4.5.3.1.3: 256 with the angle brackets.
  static let byteLimit = 254

  /// Lower case without spaces around; nil where it cannot be an address.
  static func normalized(_ text: String) -> String? {
    let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
    let address = String(trimmed.reversed()).lowercased()
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, address.utf8.count <= byteLimit,
      address.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 })
    else { return nil }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }) else { return nil }
    return address
  }
}
