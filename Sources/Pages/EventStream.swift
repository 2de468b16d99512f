import HTTPService
import HTTPTypes
package import Hummingbird
import JSONText
import NIOCore

/// Work under way, as server-sent events (HTML Living Standard, 9.2): one message a second with
/// how far it is, until it is finished. A browser whose connection breaks asks again by itself,
/// and a page that is loaded again shows the same, since what is told is read from the database.
package enum EventStream {
  /// How far the work is.
  package struct Progress: Hashable, Sendable {
    package let done: Int
    package let total: Int
    /// A pt-BR sentence.
    package let words: String
    package let isFinished: Bool

    package init(done: Int, total: Int, words: String, isFinished: Bool) {
      self.done = done
      self.total = total
      self.words = words
      self.isFinished = isFinished
    }

    var message: [UInt8] {
      let json: JSON = [
        "done": .integer(Int64(done)), "total": .integer(Int64(total)), "words": .string(words),
        "finished": .bool(isFinished),
      ]
      return Array("data: ".utf8) + json.bytes + Array("\n\n".utf8)
    }
  }

  /// Messages of one answer at the most; then the browser comes again. So a stream that nobody
  /// looks at any more does not stay for ever.
  static let messagesLimit = 600
  package static let interval = Duration.seconds(1)

  /// - Parameter read: reads the progress now. Hold no transaction between two calls.
  package static func response(
    every interval: Duration = interval,
    _ read: @escaping @Sendable () async throws -> Progress
  ) -> Response {
    let body = ResponseBody { writer in
      var last: Progress?
      for _ in 0..<messagesLimit {
        let progress = try await read()
        // A repeated message is a comment: it keeps the connection and tells nothing.
        let bytes = progress == last ? Array(": \n\n".utf8) : progress.message
        try await writer.write(ByteBuffer(bytes: bytes))
        if progress.isFinished { break }
        last = progress
        try await Task.sleep(for: interval)
      }
      try await writer.finish(nil)
    }
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
        .xContentTypeOptions: "nosniff",
      ], body: body)
  }
}
