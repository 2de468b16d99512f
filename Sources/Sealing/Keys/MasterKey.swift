import Crypto
package import World

/// The one secret of an installation (`ADIMPLE_KEY`): 32 bytes, from which a key for each purpose
/// is derived (HKDF-SHA256, RFC 5869), so that no two uses ever share one.
package struct MasterKey: Sendable {
  package static let byteCount = 32

  private let bytes: [UInt8]

  package init(bytes: [UInt8]) throws(SealingError) {
    guard bytes.count == Self.byteCount else { throw .invalidKey }
    self.bytes = bytes
  }

  /// Reads what `base64` prints; spaces and line ends around it are left out.
  package init(base64 text: String) throws(SealingError) {
    let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
    guard let bytes = Base64.decode(String(trimmed.reversed())) else { throw .invalidKey }
    try self.init(bytes: bytes)
  }

  package static func generate(random: any RandomSource) -> MasterKey {
    MasterKey(generated: random.bytes(byteCount))
  }

  private init(generated: [UInt8]) {
    precondition(generated.count == Self.byteCount, "a random source gave \(generated.count) bytes")
    self.bytes = generated
  }

  /// For the key file and the environment; never for a log.
  package var base64: String { Base64.encode(bytes) }

  /// The 32 bytes for one purpose.
  package func key(for purpose: KeyPurpose) -> [UInt8] {
    let key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: bytes),
      info: Array("adimple/1/\(purpose.name)".utf8), outputByteCount: Self.byteCount)
    return key.withUnsafeBytes { Array($0) }
  }
}

extension MasterKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "MasterKey" }
  package var debugDescription: String { "MasterKey" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// What a derived key is for. The name is part of the derivation and must never change.
package struct KeyPurpose: Hashable, Sendable {
  package let name: String

  package init(_ name: String) {
    self.name = name
  }

  /// Sealing secrets at rest.
  package static let sealing = KeyPurpose("sealing")
  /// Finding a document without storing it in the clear.
  package static let documentIndex = KeyPurpose("document-index")
  /// Chaining what was written down, and sealing the ends of the chains.
  package static let trail = KeyPurpose("trail")
}

/// What can go wrong with keys and sealed values.
package enum SealingError: Error, Hashable, Sendable {
  /// The key is not 32 bytes in base 64.
  case invalidKey
  /// The sealed value was changed, belongs to another place or was sealed with another key.
  case notAuthentic
}
