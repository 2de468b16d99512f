import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Takes the parts of an answer's body and keeps them.
final class BodyCollector: ResponseBodyWriter, Sendable {
  private let content = Mutex<[UInt8]>([])

  var bytes: [UInt8] { content.withLock { $0 } }

  func write(_ buffer: ByteBuffer) async throws {
    content.withLock { $0.append(contentsOf: buffer.readableBytesView) }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
