package import World

/// Hashes of secrets that we made ourselves (API keys, client secrets, session tokens).
///
/// They hold 256 random bits, so that a plain SHA-256 cannot be guessed back; a password needs
/// `PasswordHasher`.
package enum SecretHash {
  /// Random bytes in a secret of ours.
  package static let secretByteCount = 32

  /// A new secret: the prefix tells people and secret scanners what it is (`adk_…`).
  package static func generate(prefix: String, random: any RandomSource) -> String {
    prefix + Base64URL.encode(random.bytes(secretByteCount))
  }

  /// What is stored instead of the secret, 32 bytes.
  package static func hash(of secret: String) -> [UInt8] {
    Digest.sha256(Array(secret.utf8))
  }

  /// Whether the secret is the one of the stored hash, in constant time.
  package static func matches(_ secret: String, hash: [UInt8]) -> Bool {
    Digest.equal(self.hash(of: secret), hash)
  }
}
