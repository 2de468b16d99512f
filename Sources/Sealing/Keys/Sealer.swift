import Crypto
package import World

/// Seals secrets at rest (AES-256-GCM, NIST SP 800-38D).
///
/// A sealed value is the version, twelve bytes of nonce, the ciphertext and sixteen bytes of tag.
/// The place it belongs to (table, column and row, for instance) is authenticated with it, so that
/// a sealed value copied to another row does not open there.
package struct Sealer: Sendable {
  package static let version: UInt8 = 1
  /// What sealing adds to the length of a value.
  package static let overhead = 1 + nonceByteCount + tagByteCount
  private static let nonceByteCount = 12
  private static let tagByteCount = 16

  private let key: SymmetricKey
  private let random: any RandomSource
  /// The key of the same house for its trail.
  package let trail: TrailKey

  package init(
    masterKey: MasterKey, purpose: KeyPurpose = .sealing, random: any RandomSource
  ) {
    self.key = SymmetricKey(data: masterKey.key(for: purpose))
    self.random = random
    self.trail = TrailKey(masterKey: masterKey)
  }

  package func seal(_ plain: [UInt8], place: String) -> [UInt8] {
    let nonceBytes = random.bytes(Self.nonceByteCount)
    do {
      let box = try AES.GCM.seal(
        plain, using: key, nonce: AES.GCM.Nonce(data: nonceBytes),
        authenticating: Self.authenticated(place))
      return [Self.version] + nonceBytes + Array(box.ciphertext) + Array(box.tag)
    } catch {
      // The library refuses wrong lengths of key and nonce only, and both are fixed here.
      preconditionFailure("sealing \(plain.count) bytes failed: \(error)")
    }
  }

  package func open(_ sealed: [UInt8], place: String) throws(SealingError) -> [UInt8] {
    guard sealed.count >= Self.overhead, sealed[0] == Self.version else { throw .notAuthentic }
    let nonceEnd = 1 + Self.nonceByteCount
    let tagStart = sealed.count - Self.tagByteCount
    do {
      let box = try AES.GCM.SealedBox(
        nonce: AES.GCM.Nonce(data: sealed[1..<nonceEnd]),
        ciphertext: sealed[nonceEnd..<tagStart], tag: sealed[tagStart...])
      return Array(try AES.GCM.open(box, using: key, authenticating: Self.authenticated(place)))
    } catch {
      throw .notAuthentic
    }
  }

  /// Seals text as UTF-8.
  package func seal(_ text: String, place: String) -> [UInt8] {
    seal(Array(text.utf8), place: place)
  }

  /// Opens what `seal` made of text.
  package func openText(_ sealed: [UInt8], place: String) throws(SealingError) -> String {
    let plain = try open(sealed, place: place)
    guard let text = String(validating: plain, as: UTF8.self) else { throw .notAuthentic }
    return text
  }

  private static func authenticated(_ place: String) -> [UInt8] {
    [version] + Array(place.utf8)
  }
}
