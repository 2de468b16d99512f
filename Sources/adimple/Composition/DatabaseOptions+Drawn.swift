import SQLDatabase
import World

extension DatabaseOptions {
  /// The options of a served database: its pauses are not those of another process.
  static func drawn(by random: any RandomSource) -> DatabaseOptions {
    var options = DatabaseOptions()
    options.pauseSeed = random.bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    return options
  }
}
