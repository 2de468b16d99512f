package import Credit
package import Outbound

/// The port to a credit bureau. One value serves every integration of its provider; it keeps the
/// tokens and the circuit breakers. Nothing here throws for what the bureau says: every answer,
/// the lost one included, is a value that the caller must look at.
package protocol BureauConnector: Sendable {
  /// Asks for a token only, so that a person sees whether the credentials work.
  func test(_ access: BureauAccess) async -> BureauOutcome<Void>
  func products(_ access: BureauAccess) async -> BureauOutcome<[BureauProduct]>
  func codes(
    _ access: BureauAccess, kind: BureauCode.Kind
  ) async -> BureauOutcome<[BureauCode]>
  func inquire(
    _ access: BureauAccess, _ question: BureauInquiry
  ) async -> BureauOutcome<BureauReport>
  /// Sends an inclusion. Our reference makes it safe to find again, not to send again.
  func include(
    _ access: BureauAccess, _ inclusion: BureauInclusion
  ) async -> BureauOutcome<BureauRecord>
  /// Asks for a record by our reference; nil where the bureau does not know it.
  func find(
    _ access: BureauAccess, reference: String
  ) async -> BureauOutcome<BureauRecord?>
  /// Asks for a record by the bureau's own id.
  func record(
    _ access: BureauAccess, id: String
  ) async -> BureauOutcome<BureauRecord?>
  /// Sends a removal by our reference.
  func remove(
    _ access: BureauAccess, _ removal: BureauRemoval
  ) async -> BureauOutcome<BureauRemovalAnswer>
  /// Sends a correction of an amount; answers with the record that takes the place of the old
  /// one. Refused where the bureau does not correct it, whatever its reason.
  func amend(
    _ access: BureauAccess, _ amendment: BureauAmendment
  ) async -> BureauOutcome<BureauRecord>
  /// What the bureau would charge for an inclusion, without sending it.
  func listingFee(
    _ access: BureauAccess, for inclusion: BureauInclusion
  ) async -> BureauOutcome<Cents>
  /// What the first visible day depends on at the bureau; nil where it does not tell.
  func postingTerms(_ access: BureauAccess) async -> BureauOutcome<PostingTerms?>
  /// One page of the records that changed since an instant, oldest change first.
  func changes(
    _ access: BureauAccess, since: Instant, cursor: String?
  ) async -> BureauOutcome<BureauPage>
  /// One page of the statement: every record of ours, live and closed.
  func statement(
    _ access: BureauAccess, cursor: String?
  ) async -> BureauOutcome<BureauPage>
  /// Registers our address for the bureau's webhooks; answers with the signing secret.
  func registerWebhook(
    _ access: BureauAccess, url: String
  ) async -> BureauOutcome<BureauWebhook>
  /// The record that a webhook's body speaks of; nil where it speaks of something else or cannot
  /// be read. No call is made.
  func message(inWebhook body: String) -> (reference: String, record: BureauRecord)?
  /// One page of the contestations of our records that changed since an instant of the bureau's.
  func disputes(
    _ access: BureauAccess, since: Instant, cursor: String?
  ) async -> BureauOutcome<BureauDisputePage>
  /// One contestation by the bureau's id; nil where the bureau does not know it.
  func dispute(
    _ access: BureauAccess, id: String
  ) async -> BureauOutcome<BureauDispute?>
  /// A document of a contestation, byte by byte.
  func disputeDocument(
    _ access: BureauAccess, dispute: String, id: String
  ) async -> BureauOutcome<[UInt8]>
  /// Sends our answer to a contestation; what the bureau keeps of it comes back.
  func answer(
    _ access: BureauAccess, _ answer: BureauDisputeAnswer
  ) async -> BureauOutcome<BureauDispute>
  /// The bureau's letter of a record, PDF.
  func notice(_ access: BureauAccess, id: String) async -> BureauOutcome<[UInt8]>
}

/// The provider and credentials of one integration, opened for one call. Never logged.
package struct BureauAccess: Sendable {
  package let integration: ID<Integration>
  package let baseURL: String
  package let clientId: String
  package let clientSecret: String
  package let isProduction: Bool
  /// Which credentials these are, counted from 1 with every change: a verdict on them says nothing
  /// of others.
  package let version: Int64

  package init(
    integration: ID<Integration>, baseURL: String, clientId: String, clientSecret: String,
    isProduction: Bool, version: Int64
  ) {
    self.integration = integration
    self.baseURL = baseURL
    self.clientId = clientId
    self.clientSecret = clientSecret
    self.isProduction = isProduction
    self.version = version
  }
}

/// What came of a call, by what the caller can do about it.
package enum BureauOutcome<Value: Sendable>: Sendable {
  case answered(Value)
  /// The bureau judged the request and refused it; sending it again changes nothing.
  case refused(BureauRefusal)
  /// The credentials were refused: nothing more is sent with them until a person changes them,
  /// before the bureau locks the operator.
  case unauthorized(detail: String)
  /// The request surely did not take effect; try again later, after the pause that the bureau asks
  /// for.
  case unavailable(detail: String, pause: Pause?)
  /// Sent, and the answer was lost: it may have taken effect.
  case unclear(detail: String)

  /// The same outcome with another value.
  package func map<Other: Sendable>(_ transform: (Value) -> Other) -> BureauOutcome<Other> {
    switch self {
    case .answered(let value): .answered(transform(value))
    case .refused(let refusal): .refused(refusal)
    case .unauthorized(let detail): .unauthorized(detail: detail)
    case .unavailable(let detail, let pause): .unavailable(detail: detail, pause: pause)
    case .unclear(let detail): .unclear(detail: detail)
    }
  }
}

/// The bureau's no, with all its reasons.
package struct BureauRefusal: Hashable, Sendable {
  /// HTTP status of the answer: 404, 409, 422, …
  package let status: Int
  package let code: String
  package let detail: String
  package let rejections: [Rejection]

  package init(status: Int, code: String, detail: String, rejections: [Rejection]) {
    self.status = status
    self.code = code
    self.detail = detail
    self.rejections = rejections
  }
}
