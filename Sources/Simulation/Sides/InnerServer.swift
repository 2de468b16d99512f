import HTTPService
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Outbound

/// A server without a socket: calls go to its router as they are.
struct InnerServer: Sendable {
  private let responder: RouterResponder<ServiceContext>
  private let channel = NIOAsyncTestingChannel()
  private let logger: Logger

  init(router: Router<ServiceContext>, logger: Logger) {
    responder = router.buildResponder()
    self.logger = logger
  }

  func answer(_ call: OutboundCall) async -> OutboundOutcome {
    var fields = HTTPFields()
    for (name, value) in call.headers {
      guard let name = HTTPField.Name(name) else { return .notSent(.cut) }
      fields.append(HTTPField(name: name, value: value))
    }
    let body = call.body ?? []
    if call.body != nil { fields[.contentLength] = String(body.count) }
    let request = Request(
      head: HTTPRequest(
        method: call.method == .post ? .post : .get, scheme: "http",
        authority: call.address.hostText, path: call.address.target, headerFields: fields),
      body: RequestBody(buffer: ByteBuffer(bytes: body)))
    let context = ServiceContext(
      source: ApplicationRequestContextSource(channel: channel, logger: logger))
    do {
      var response = try await responder.respond(to: request, context: context)
      return .answered(
        OutboundAnswer(
          status: response.status.code,
          headers: response.headers.map { (name: $0.name.rawName, value: $0.value) },
          body: try await response.collectBody()))
    } catch {
      return .lost(.cut)
    }
  }
}
