/// Finds a CPF or CNPJ in the database without its being there in the clear: HMAC-SHA256 under a
/// key of its own. Without the key, eleven digits are guessed back in a minute.
package struct DocumentIndex: Sendable {
  private let key: [UInt8]

  package init(masterKey: MasterKey) {
    self.key = masterKey.key(for: .documentIndex)
  }

  /// 32 bytes for a bare document (`52998224725`, `12ABC34501DE35`): no dots, capital letters.
  package func value(forBare document: String) -> [UInt8] {
    Digest.hmac(Array(document.utf8), key: key)
  }
}
