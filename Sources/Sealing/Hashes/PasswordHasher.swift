import Crypto
import CryptoExtras
import Dispatch
import Synchronization
package import World

/// What a password hash costs (scrypt, RFC 7914).
package struct PasswordCost: Hashable, Sendable {
  /// The binary logarithm of N: 17 takes 128 MiB and about a third of a second.
  let logarithm: Int
  package let blockSize: Int
  let parallelism: Int

  package init(logarithm: Int, blockSize: Int = 8, parallelism: Int = 1) {
    self.logarithm = logarithm
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  /// The first choice of OWASP's Password Storage Cheat Sheet.
  package static let standard = PasswordCost(logarithm: 17)
  /// For tests only: guessed back in no time.
  package static let low = PasswordCost(logarithm: 4)

  /// A stored text that asks for more than this is not ours.
  fileprivate var isReasonable: Bool {
    (1...20).contains(logarithm) && (1...16).contains(blockSize) && (1...4).contains(parallelism)
  }
}

/// Hashes passwords on two threads of its own, so that a rush of logins neither stops the server
/// nor takes all of the memory.
package final class PasswordHasher: Sendable {
  /// Logins that wait or run at once; one more is refused with `PasswordError.busy`.
  static let pendingLimit = 64
  /// A longer password is wrong without being looked at.
  package static let passwordByteLimit = 1_024
  private static let saltByteCount = 16
  private static let hashByteCount = 32

  private let cost: PasswordCost
  private let random: any RandomSource
  private let queues = [
    DispatchQueue(label: "password.1"), DispatchQueue(label: "password.2"),
  ]
  private let load = Mutex([0, 0])

  package init(cost: PasswordCost = .standard, random: any RandomSource) {
    precondition(cost.isReasonable, "the cost of a password hash is out of range: \(cost)")
    self.cost = cost
    self.random = random
  }

  /// What is stored: `$scrypt$ln=17,r=8,p=1$SALT$HASH` (the PHC string format).
  package func hash(_ password: String) async throws(PasswordError) -> String {
    let bytes = Array(password.utf8)
    guard bytes.count <= Self.passwordByteLimit else { throw .tooLong }
    let salt = random.bytes(Self.saltByteCount)
    let key = try await derive(bytes, salt, cost)
    return PasswordText(cost: cost, salt: salt, hash: key).description
  }

  /// Whether the password is the one of the stored text. `nil` stands for a user who does not
  /// exist and takes as long, so that the time does not tell who has an account.
  package func verify(
    _ password: String, against stored: String?
  ) async throws(PasswordError) -> Bool {
    let bytes = Array(password.utf8.prefix(Self.passwordByteLimit))
    let expected = stored.flatMap(PasswordText.init)
    let salt = expected?.salt ?? [UInt8](repeating: 0, count: Self.saltByteCount)
    let key = try await derive(bytes, salt, expected?.cost ?? cost)
    guard let expected, password.utf8.count == bytes.count else { return false }
    return Digest.equal(key, expected.hash)
  }

  /// Whether a stored text was made at another cost and should be made anew at the next login.
  package func needsRehash(_ stored: String) -> Bool {
    PasswordText(stored)?.cost != cost
  }

  private func derive(
    _ password: [UInt8], _ salt: [UInt8], _ cost: PasswordCost
  ) async throws(PasswordError) -> [UInt8] {
    let chosen = load.withLock { load -> Int? in
      guard load[0] + load[1] < Self.pendingLimit else { return nil }
      let index = load[0] <= load[1] ? 0 : 1
      load[index] += 1
      return index
    }
    guard let chosen else { throw .busy }
    let key: [UInt8]? = await withCheckedContinuation { continuation in
      queues[chosen].async {
        let key = Self.scrypt(password, salt, cost)
        self.load.withLock { $0[chosen] -= 1 }
        continuation.resume(returning: key)
      }
    }
    guard let key else { throw .unavailable }
    return key
  }

  private static func scrypt(
    _ password: [UInt8], _ salt: [UInt8], _ cost: PasswordCost
  ) -> [UInt8]? {
    do {
      let key = try KDF.Scrypt.deriveKey(
        from: password, salt: salt, outputByteCount: hashByteCount, rounds: 1 << cost.logarithm,
        blockSize: cost.blockSize, parallelism: cost.parallelism)
      return key.withUnsafeBytes { Array($0) }
    } catch {
      // The only cause with parameters in range is that the memory could not be had.
      return nil
    }
  }
}

/// Why a password could not be hashed.
package enum PasswordError: Error, Hashable, Sendable {
  /// Too many logins at once; try again in a moment.
  case busy
  /// More than `PasswordHasher.passwordByteLimit` bytes.
  case tooLong
  /// The memory for it could not be had.
  case unavailable
}

/// The stored form of a password hash.
struct PasswordText: CustomStringConvertible {
  let cost: PasswordCost
  let salt: [UInt8]
  let hash: [UInt8]

  init(cost: PasswordCost, salt: [UInt8], hash: [UInt8]) {
    self.cost = cost
    self.salt = salt
    self.hash = hash
  }

  var description: String {
    let parameters = "ln=\(cost.logarithm),r=\(cost.blockSize),p=\(cost.parallelism)"
    let encode = { (bytes: [UInt8]) in Base64Alphabet.standard.encode(bytes, padding: false) }
    return "$scrypt$\(parameters)$\(encode(salt))$\(encode(hash))"
  }

  init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
    let numbers = parts[2].split(separator: ",", omittingEmptySubsequences: false)
    guard numbers.count == 3, let logarithm = Self.number(numbers[0], "ln="),
      let blockSize = Self.number(numbers[1], "r="),
      let parallelism = Self.number(numbers[2], "p=")
    else { return nil }
    cost = PasswordCost(logarithm: logarithm, blockSize: blockSize, parallelism: parallelism)
    let alphabet = Base64Alphabet.standard
    guard cost.isReasonable, let salt = alphabet.decode(parts[3], padding: false),
      let hash = alphabet.decode(parts[4], padding: false), hash.count == 32
    else { return nil }
    self.salt = salt
    self.hash = hash
  }

  private static func number(_ text: Substring, _ name: String) -> Int? {
    text.hasPrefix(name) ? Int(text.dropFirst(name.count)) : nil
  }
}
