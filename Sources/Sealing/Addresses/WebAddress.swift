/// The parts of an `http` or `https` address that decide where a connection goes.
package struct WebAddress: Hashable, Sendable {
  package let isSecure: Bool
  /// In lower case; an address of version 6 without its brackets.
  package let host: String
  package let port: Int

  /// Nil for anything but a plain `http(s)://host[:port][/…]`: a user name before the host is a
  /// trick, never a need.
  package init?(_ url: String) {
    let rest: Substring
    if url.hasPrefix("https://") {
      (isSecure, rest) = (true, url.dropFirst(8))
    } else if url.hasPrefix("http://") {
      (isSecure, rest) = (false, url.dropFirst(7))
    } else {
      return nil
    }
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != "\\" }
    guard !authority.isEmpty, !authority.contains("@"), url.utf8.allSatisfy({ $0 > 0x20 }) else {
      return nil
    }
    let name: Substring
    let tail: Substring
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      name = authority[authority.index(after: authority.startIndex)..<end]
      tail = authority[authority.index(after: end)...]
    } else {
      name = authority.prefix { $0 != ":" }
      tail = authority.dropFirst(name.count)
    }
    guard !name.isEmpty else { return nil }
    host = name.lowercased()
    if tail.isEmpty {
      port = isSecure ? 443 : 80
    } else {
      guard tail.first == ":", let number = Int(tail.dropFirst()), (1...65_535).contains(number)
      else { return nil }
      port = number
    }
  }
}
