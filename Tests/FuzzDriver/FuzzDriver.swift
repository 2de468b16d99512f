// What libFuzzer calls: one input for the parser that `FUZZ_PARSER` names. Built by `Scripts/fuzz`
// alone, with the instrumentation that tells libFuzzer which ways through the code an input took.
import Fuzzing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

enum FuzzDriver {
  static let parser: FuzzedParser? = {
    guard let name = getenv("FUZZ_PARSER") else { return nil }
    return FuzzedParser.core.first { $0.name == String(cString: name) }
  }()

  static func say(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }

  /// Ends the process as libFuzzer expects it of a broken property: it keeps the input then.
  static func attempt(_ bytes: [UInt8]) {
    guard let parser else {
      say("FUZZ_PARSER names no parser; there are:")
      for parser in FuzzedParser.core { say(parser.name) }
      exit(2)
    }
    do throws(FuzzFault) {
      _ = try parser.attempt(Array(bytes.prefix(parser.longest)))
    } catch {
      say("\(parser.name): \(error.sentence); input \(FuzzRun.shown(bytes))")
      abort()
    }
  }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzDriver.attempt(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
