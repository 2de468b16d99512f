/// A file that every page refers to. Its name carries a hash of its content, so that a browser
/// may keep it for ever and still sees a new version at once.
package struct Asset: Sendable {
  package let path: String
  package let mediaType: String
  package let bytes: [UInt8]

  /// Where all of them are.
  package static let folder = "/ativos/"

  private init(_ name: String, _ ending: String, _ mediaType: String, _ text: String) {
    bytes = Array(text.utf8)
    path = "\(Asset.folder)\(name)-\(Asset.hash(bytes)).\(ending)"
    self.mediaType = mediaType
  }

  package static let stylesheet = Asset(
    "adimple", "css", "text/css; charset=utf-8", Stylesheet.text)
  package static let script = Asset(
    "adimple", "js", "text/javascript; charset=utf-8", Script.text)
  package static let icon = Asset(
    "adimple", "svg", "image/svg+xml",
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" \
    rx="7" fill="#10282d"/><g fill="none" stroke="#e3ad68" stroke-width="3" \
    stroke-linecap="round" stroke-linejoin="round" transform="translate(3.2 3.2) scale(.8)">\
    <path d="M27.5 13.2A12 12 0 1 1 20.4 4.8"/><path d="m10.5 16.5 4.5 4.5L28 7"/></g></svg>
    """)

  package static let all = [stylesheet, script, icon]

  /// FNV-1a over 64 bits: it tells versions apart and guards nothing.
  private static func hash(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    let text = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}
