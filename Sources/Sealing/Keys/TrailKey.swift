/// The key of the trail (*trilha*). Whoever writes to the database without it can make neither a
/// link of a chain nor the seal of its end: HMAC-SHA256 over the same bytes as `HashChain`.
package struct TrailKey: Sendable {
  private let key: [UInt8]

  package init(masterKey: MasterKey) {
    key = masterKey.key(for: .trail)
  }

  /// 32 bytes over fields that stand behind a link.
  package func link(behind previous: [UInt8], _ fields: [[UInt8]]) -> [UInt8] {
    Digest.hmac(HashChain.input(previous: previous, fields: fields), key: key)
  }

  /// 32 bytes over fields that stand alone. The kind tells seals of different things apart, and
  /// from links, behind which 32 bytes stand.
  package func seal(_ kind: String, _ fields: [[UInt8]]) -> [UInt8] {
    Digest.hmac(HashChain.input(previous: Array(kind.utf8), fields: fields), key: key)
  }
}
