import Glibc
import Sealing

/// The file of an import. Reading blocks, so that it is only done on the database's own threads.
struct ImportContent: Sendable {
  /// Bytes of one read.
  static let blockBytes = 256 * 1024

  let path: String

  /// Its length in bytes and SHA-256.
  func measure() throws(ImportProblem) -> (byteCount: Int, hash: [UInt8]) {
    var digest = RunningDigest()
    var offset = 0
    while true {
      let block = try read(at: offset, count: Self.blockBytes)
      if block.isEmpty { return (offset, digest.finish()) }
      digest.add(block)
      offset += block.count
    }
  }

  /// So many bytes; fewer only where the file ends.
  func read(at offset: Int, count: Int) throws(ImportProblem) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(errno) }
    defer { close(file) }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(
          file, buffer.baseAddress! + filled, count - filled, off_t(offset + filled))
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
      sentence: "O arquivo não pôde ser lido (\(String(cString: strerror(code)))); confira se ele"
        + " existe e envie de novo.", isUnreadable: true)
  }
}
