import Glibc
import Sealing
import World

/// A file of this machine, read piece by piece on a thread of its own: reading blocks.
struct LocalFile: AsyncSequence, Sendable {
  typealias Element = [UInt8]

  let path: String
  private let thread = WorkThread(label: "adimple.files")

  init(path: String) {
    self.path = path
  }

  func makeAsyncIterator() -> Iterator { Iterator(file: self) }

  struct Iterator: AsyncIteratorProtocol {
    let file: LocalFile
    var offset = 0

    mutating func next() async throws -> [UInt8]? {
      let (file, begin) = (file, offset)
      let bytes = try await file.thread.run { try file.read(at: begin) }
      offset += bytes.count
      return bytes.isEmpty ? nil : bytes
    }
  }

  /// SHA-256 of the whole file.
  func hash() async throws -> [UInt8] {
    var digest = RunningDigest()
    for try await piece in self { digest.add(piece) }
    return digest.finish()
  }

  private func read(at offset: Int) throws(ImportProblem) -> [UInt8] {
    let count = ImportContent.blockBytes
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(errno) }
    defer { close(file) }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      guard let base = buffer.baseAddress else { return }
      while filled < count {
        let got = pread(file, base + filled, count - filled, off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        filled += got
      }
    }
    if failure != 0 { throw unreadable(failure) }
    return bytes
  }

  private func unreadable(_ code: Int32) -> ImportProblem {
    ImportProblem(
      sentence: "O arquivo não pôde ser lido (\(SystemFault.words(code))); confira o caminho e a"
        + " permissão e envie de novo.")
  }
}
