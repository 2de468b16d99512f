import Sealing
import Testing
import World

/// Bytes that count up: the same secrets in every run.
final class CountingRandom: RandomSource, Sendable {
  func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0) }
  }
}

@Suite("Sealing")
struct SealingTests {
  private let key = MasterKey.generate(random: CountingRandom())

  @Test(
    "base 64 of RFC 4648, section 10",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func base64(plain: String, encoded: String) {
    #expect(Base64.encode(plain.utf8) == encoded)
    #expect(Base64.decode(encoded) == Array(plain.utf8))
    let bare = encoded.filter { $0 != "=" }
    #expect(Base64URL.encode(plain.utf8) == bare)
    #expect(Base64URL.decode(bare) == Array(plain.utf8))
  }

  @Test(
    "base 64 has one text for one value",
    arguments: ["Zg", "Zg=", "Zh==", "Z===", "Zm9v!A==", "Zm9vYg==\n", "====", "Z g=", "Zm8=Zg=="])
  func strictBase64(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test("the two alphabets are not mixed")
  func alphabets() {
    #expect(Base64.encode([0xFB, 0xFF]) == "+/8=")
    #expect(Base64URL.encode([0xFB, 0xFF]) == "-_8")
    #expect(Base64URL.decode("+/8") == nil)
    #expect(Base64.decode("-_8=") == nil)
  }

  @Test("hexadecimal digits")
  func hexadecimal() {
    #expect(Hexadecimal.encode([0x00, 0x9F, 0xFF]) == "009fff")
    #expect(Hexadecimal.decode("009FfF") == [0x00, 0x9F, 0xFF])
    #expect(Hexadecimal.decode("0") == nil)
    #expect(Hexadecimal.decode("0g") == nil)
  }

  @Test("a master key is 32 bytes, printed and read alike, and does not show itself")
  func masterKey() throws {
    let again = try MasterKey(base64: " \(key.base64)\n")
    #expect(again.base64 == key.base64)
    #expect("\(key)" == "MasterKey")
    #expect(String(reflecting: key) == "MasterKey")
    var dumped = ""
    dump(key, to: &dumped)
    #expect(!dumped.contains("31"))
    #expect(throws: SealingError.invalidKey) {
      try MasterKey(bytes: [UInt8](repeating: 0, count: 31))
    }
    #expect(throws: SealingError.invalidKey) { try MasterKey(base64: "not base 64") }
  }

  @Test("every purpose has a key of its own")
  func purposes() {
    let keys = [KeyPurpose.sealing, .documentIndex, KeyPurpose("another")].map { key.key(for: $0) }
    #expect(Set(keys).count == 3)
    #expect(keys.allSatisfy { $0.count == 32 })
    #expect(key.key(for: .sealing) == keys[0])
  }

  @Test("a sealed value opens in its place and with its key only")
  func seal() throws {
    let sealer = Sealer(masterKey: key, random: SystemRandom())
    let sealed = sealer.seal("segredo ç", place: "integration 7 secret")
    #expect(sealed.count == "segredo ç".utf8.count + Sealer.overhead)
    #expect(try sealer.openText(sealed, place: "integration 7 secret") == "segredo ç")
    #expect(throws: SealingError.notAuthentic) {
      try sealer.open(sealed, place: "integration 8 secret")
    }
    let other = Sealer(masterKey: key, purpose: KeyPurpose("another"), random: SystemRandom())
    #expect(throws: SealingError.notAuthentic) {
      try other.open(sealed, place: "integration 7 secret")
    }
    #expect(try sealer.open(sealer.seal([], place: ""), place: "") == [])
  }

  @Test("no bit of a sealed value can be changed")
  func tampering() {
    let sealer = Sealer(masterKey: key, random: SystemRandom())
    let sealed = sealer.seal("abc", place: "p")
    for index in sealed.indices {
      for bit in 0..<8 {
        var changed = sealed
        changed[index] ^= 1 << UInt8(bit)
        #expect(throws: SealingError.notAuthentic) { try sealer.open(changed, place: "p") }
      }
    }
    for length in 0..<sealed.count {
      #expect(throws: SealingError.notAuthentic) {
        try sealer.open(Array(sealed.prefix(length)), place: "p")
      }
    }
  }

  @Test("the document index depends on the key and the document")
  func documentIndex() throws {
    let index = DocumentIndex(masterKey: key)
    let other = DocumentIndex(masterKey: try MasterKey(bytes: [UInt8](repeating: 9, count: 32)))
    #expect(index.value(forBare: "52998224725").count == 32)
    #expect(index.value(forBare: "52998224725") == index.value(forBare: "52998224725"))
    #expect(index.value(forBare: "52998224725") != index.value(forBare: "52998224726"))
    #expect(index.value(forBare: "52998224725") != other.value(forBare: "52998224725"))
  }

  @Test("SHA-256 of FIPS 180-4 and HMAC of RFC 4231, case 2")
  func digests() {
    #expect(
      Hexadecimal.encode(Digest.sha256(Array("abc".utf8)))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Hexadecimal.encode(
        Digest.hmac(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8)))
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    #expect(Digest.equal([1, 2], [1, 2]))
    #expect(!Digest.equal([1, 2], [1, 3]))
    #expect(!Digest.equal([1, 2], [1, 2, 3]))
  }

  @Test("a chain tells fields apart that join to the same bytes")
  func chain() {
    let fields: [[[UInt8]]] = [
      [], [[]], [[], []], [[1, 2]], [[1], [2]], [[], [1, 2]], [[1, 2], []],
    ]
    let links = fields.map { HashChain.next(previous: HashChain.origin, fields: $0) }
    #expect(Set(links).count == fields.count)
    #expect(HashChain.next(previous: links[0], fields: []) != links[0])
    // Computed by hand: version, length and bytes of the previous link, number of fields, field.
    let input =
      [1] + [0, 0, 0, 0, 0, 0, 0, 32] + HashChain.origin + [0, 0, 0, 0, 0, 0, 0, 1]
      + [0, 0, 0, 0, 0, 0, 0, 2, 1, 2]
    #expect(links[3] == Digest.sha256(input))
  }

  @Test("secrets of ours are kept as hashes")
  func secrets() {
    let secret = SecretHash.generate(prefix: "adk_", random: CountingRandom())
    #expect(secret == "adk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
    #expect(SecretHash.matches(secret, hash: SecretHash.hash(of: secret)))
    #expect(!SecretHash.matches(secret + "x", hash: SecretHash.hash(of: secret)))
  }
}

@Suite("Password hashes")
struct PasswordHasherTests {
  private let hasher = PasswordHasher(cost: .low, random: CountingRandom())

  @Test("a password matches its own hash only")
  func verify() async throws {
    let stored = try await hasher.hash("correta ç")
    #expect(stored.hasPrefix("$scrypt$ln=4,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$"))
    #expect(try await hasher.verify("correta ç", against: stored))
    #expect(try await !hasher.verify("correta c", against: stored))
    #expect(try await !hasher.verify("", against: nil))
    #expect(try await !hasher.verify("correta ç", against: "broken"))
    #expect(!hasher.needsRehash(stored))
    #expect(PasswordHasher(cost: .standard, random: CountingRandom()).needsRehash(stored))
  }

  @Test("scrypt of RFC 7914, section 12")
  func vector() async throws {
    // N=16, r=1, p=1, empty password and salt; the first 32 bytes of the RFC's 64.
    let hash = Hexadecimal.decode(
      "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442")
    let stored = "$scrypt$ln=4,r=1,p=1$$" + Base64.encode(try #require(hash)).filter { $0 != "=" }
    #expect(try await hasher.verify("", against: stored))
    #expect(try await !hasher.verify("x", against: stored))
  }

  @Test("a stored text that asks for too much is never computed")
  func cost() async throws {
    let hash = String(repeating: "A", count: 43)
    #expect(try await !hasher.verify("x", against: "$scrypt$ln=40,r=8,p=1$AAAA$\(hash)"))
    #expect(try await !hasher.verify("x", against: "$scrypt$ln=4,r=800,p=1$AAAA$\(hash)"))
  }

  @Test("a password that is too long is refused, and never matches by its beginning")
  func length() async throws {
    let limit = PasswordHasher.passwordByteLimit
    let longest = String(repeating: "a", count: limit)
    let stored = try await hasher.hash(longest)
    #expect(try await !hasher.verify(longest + "a", against: stored))
    await #expect(throws: PasswordError.tooLong) { try await hasher.hash(longest + "a") }
  }

  @Test("many at once all come out right")
  func many() async throws {
    let stored = try await hasher.hash("p7")
    let matches = try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<40 {
        group.addTask { [hasher] in try await hasher.verify("p\(index % 10)", against: stored) }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(matches == 4)
  }
}
