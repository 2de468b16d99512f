import Glibc
import World

/// The folder in which files are exchanged with banks and bureaus that speak by file: what comes
/// lies in `in/` and goes to `in/lidos/` once it is taken. Nothing outside of it is read or
/// written.
package struct ExchangeFolder: Sendable {
  /// A file as it lies there. Two looks that see the same see a file that nobody writes any more.
  struct Waiting: Hashable, Sendable {
    let name: String
    let byteCount: Int
    let changedAt: Int
  }

  /// Names that one look reads at the most.
  static let namesPerLook = 10_000
  /// Files that one look takes at the most; the others wait for the next.
  static let filesPerLook = 50
  /// Bytes of a file at the most, as of one that is sent by a browser.
  static let byteLimit = 512 * 1024 * 1024

  private let path: String
  private let thread = WorkThread(label: "adimple.exchange")

  /// - Parameter path: of a folder that exists; `in` and `in/lidos` are made.
  package init(path: String) {
    self.path = path
  }

  var incoming: String { path + "/in" }

  func path(of file: Waiting) -> String { incoming + "/" + file.name }

  /// The files that lie in `in/`, by name: no folders, no links, none that begins with a point.
  func waiting() async throws -> [Waiting] {
    try await thread.run { [self] in
      try prepare()
      guard let folder = opendir(incoming) else { throw fault(errno) }
      defer { closedir(folder) }
      var found: [Waiting] = []
      while found.count < Self.namesPerLook, let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { place in
          place.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
            String(validatingCString: $0)
          }
        }
        guard let name, !name.hasPrefix("."), let file = measure(name) else { continue }
        found.append(file)
      }
      return found.sorted { $0.name < $1.name }
    }
  }

  /// Runs the work on a file while no other process has it, and moves the file to `in/lidos`
  /// behind it, under the name that the work gives. False where another one has it or had it.
  func take(_ file: Waiting, _ work: () async throws -> String) async throws -> Bool {
    let (source, done) = (path(of: file), incoming + "/lidos/")
    let handle = try await thread.run { () throws -> Int32? in
      let handle = open(source, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard handle >= 0 else { return nil }
      // A lock of a process that dies goes with it.
      if flock(handle, LOCK_EX | LOCK_NB) == 0, measure(file.name) == file { return handle }
      close(handle)
      return nil
    }
    guard let handle else { return false }
    do {
      let name = try await work()
      try await thread.run {
        guard rename(source, done + name) == 0 else { throw fault(errno) }
      }
    } catch {
      try await thread.run { _ = close(handle) }
      throw error
    }
    try await thread.run { _ = close(handle) }
    return true
  }

  private func prepare() throws(ExchangeFault) {
    for folder in [incoming, incoming + "/lidos"] where mkdir(folder, 0o700) != 0 {
      guard errno == EEXIST else { throw fault(errno) }
    }
  }

  /// Nil for what is no file of its own, or too large.
  private func measure(_ name: String) -> Waiting? {
    var facts = stat()
    guard lstat(incoming + "/" + name, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
      facts.st_size > 0, facts.st_size <= Self.byteLimit
    else { return nil }
    return Waiting(name: name, byteCount: facts.st_size, changedAt: facts.st_mtim.tv_sec)
  }

  private func fault(_ code: Int32) -> ExchangeFault {
    ExchangeFault(
      sentence: "A pasta de troca não pôde ser usada (\(SystemFault.words(code))); confira o "
        + "caminho de ADIMPLE_EXCHANGE e a permissão.")
  }
}

/// Why the folder cannot be used.
struct ExchangeFault: Error, CustomStringConvertible {
  let sentence: String
  var description: String { sentence }
}
