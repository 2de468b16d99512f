import Fictitious
import Testing

@testable import Credit

@Suite("Encodings of files")
struct TextEncodingTests {
  @Test("UTF-8 with and without mark, windows-1252, and what could be either")
  func table() {
    let cases: [([UInt8], TextEncodingGuess, String)] = [
      (Array("João".utf8), .utf8, "João"),
      ([0xEF, 0xBB, 0xBF] + Array("São".utf8), .utf8, "São"),
      ([0x4A, 0x6F, 0xE3, 0x6F], .windows1252, "João"),
      ([0xC7, 0xC3, 0x4F], .windows1252, "ÇÃO"),
      (Array("plain".utf8), .utf8, "plain"),
      ([], .utf8, ""),
      ([0x41, 0xC3], .windows1252, "AÃ"),
      ([0x93, 0x4A, 0xE9, 0x94, 0x20, 0x96, 0x20, 0x80, 0x35], .windows1252, "“Jé” – €5"),
      ([0x64, 0x92, 0xC1, 0x76, 0x69, 0x6C, 0x61], .windows1252, "d’Ávila"),
    ]
    for (bytes, guess, text) in cases {
      #expect(TextEncodingGuess(bytes) == guess, "\(text)")
      #expect(TextEncodingGuess.text(bytes[...]) == text)
    }
  }

  @Test("Guess and text agree on random bytes, and every byte is kept")
  func agreement() {
    var random = SeededNumbers(seed: 5_001)
    for _ in 0..<2_000 {
      // Few leading bytes of long sequences, so that both encodings come up.
      let bytes = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        [0x41, 0xC3, 0xA3, 0xE2, 0x82, 0xAC, 0xFF, 0x0A].randomElement(using: &random)! as UInt8
      }
      let text = TextEncodingGuess.text(bytes[...])
      switch TextEncodingGuess(bytes) {
      case .utf8: #expect(Array(text.utf8) == bytes, "seed 5001 \(bytes)")
      case .windows1252:
        #expect(text.unicodeScalars.count == bytes.count)
        for (scalar, byte) in zip(text.unicodeScalars, bytes) where byte != 0x82 {
          #expect(scalar.value == UInt32(byte))
        }
      }
    }
  }
}
