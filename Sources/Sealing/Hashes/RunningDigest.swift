import Crypto

/// SHA-256 of content that comes in pieces.
package struct RunningDigest: Sendable {
  private var hash = SHA256()

  package init() {}

  package mutating func add(_ bytes: [UInt8]) {
    hash.update(data: bytes)
  }

  /// The 32 bytes.
  package func finish() -> [UInt8] {
    Array(hash.finalize())
  }
}
