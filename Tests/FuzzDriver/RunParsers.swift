import Fuzzing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The other program of `Scripts/fuzz`: tells the parsers' names and writes the corpus of one into
/// a folder, or runs a number of inputs through one without libFuzzer.
///
///     list
///     corpus PARSER FOLDER
///     run PARSER COUNT SEED
@main
enum RunParsers {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    switch (words.first, words.count) {
    case ("list", 1):
      for parser in FuzzedParser.core { puts("\(parser.name) \(parser.longest)") }
    case ("corpus", 3):
      guard let parser = FuzzedParser.core.first(where: { $0.name == words[1] }) else { exit(2) }
      for (index, bytes) in parser.corpus.enumerated() {
        guard let file = fopen("\(words[2])/\(index)", "wb") else { exit(2) }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
      }
    case ("run", 4):
      guard let parser = FuzzedParser.core.first(where: { $0.name == words[1] }),
        let count = Int(words[2]), let seed = UInt64(words[3])
      else { exit(2) }
      var run = FuzzRun(parser, seed: seed)
      run.run(count)
      puts("\(parser.name): seed \(seed), \(run.taken) taken, \(run.refused) refused")
      for fault in run.faults { puts(fault) }
      exit(run.faults.isEmpty ? 0 : 1)
    default: exit(2)
    }
  }
}
