/// An `http` or `https` address, parsed once. What is judged and what is called are both made of
/// these parts; the text that came in is not used again, so that no second parser can read it
/// otherwise.
package struct WebAddress: Hashable, Sendable, CustomStringConvertible {
  package enum Host: Hashable, Sendable {
    /// In lower case, without a dot at the end.
    case name(String)
    case literal(NetworkAddress)
  }

  /// Bytes of an address at the most: a request line that every server takes.
  package static let byteLimit = 4_096

  package let isSecure: Bool
  package let host: Host
  /// 1…65,535; the scheme's where none was written.
  package let port: Int
  /// Path and query; begins with a slash.
  package let target: String

  /// The host as a URL has it: version 6 in brackets.
  package var hostText: String {
    switch host {
    case .name(let name): name
    case .literal(let address): address.bytes.count == 4 ? "\(address)" : "[\(address)]"
    }
  }

  /// Scheme, host and port, `https://a.example:8443`; the port only where it is not the scheme's.
  package var origin: String {
    let scheme = isSecure ? "https://" : "http://"
    return scheme + hostText + (port == (isSecure ? 443 : 80) ? "" : ":\(port)")
  }

  /// The whole address, rebuilt from its parts.
  package var description: String { origin + target }

  var hasQuery: Bool { target.utf8.contains(UInt8(ascii: "?")) }
}
