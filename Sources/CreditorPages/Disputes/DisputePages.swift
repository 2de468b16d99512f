import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText
import Markup
import Pages

/// Addresses of Negativações › Contestações.
enum DisputePages {
  static let path = Contents.disputes.path
  static let shown = 50
  static let help = "contestacoes"

  static func path(of dispute: ID<ListingDispute>) -> String { Contents.dispute.path(dispute) }

  /// The states in the words of the address.
  enum Situation: String, CaseIterable, Sendable {
    case open = "abertas"
    case answered = "respondidas"
    case closed = "decididas"

    var state: ListingDispute.State {
      switch self {
      case .open: .open
      case .answered: .answered
      case .closed: .closed
      }
    }

    var label: String {
      switch self {
      case .open: "A responder"
      case .answered: "Respondidas"
      case .closed: "Decididas"
      }
    }
  }
}

/// What persons contest at the bureau: read, proved, answered.
extension Site {
  func addDisputes(to table: inout PageTable<Site>) {
    table.get(Contents.disputes) { visit in
      try await disputes(visit)
    }
    table.get(Contents.dispute) { visit in
      try await disputePage(visit, FormState())
    }
    table.get(Contents.disputeDocument) { visit in
      let found = try await office.disputes.disputeDocument(
        try visit.context.pathID("document"), of: try visit.id(), actor: visit.actor)
      return .download(found.content, mediaType: found.mediaType, fileName: found.name)
    }
    table.upload(Contents.addDisputeDocument) { visit, upload in
      let id: ID<ListingDispute> = try visit.id()
      return try await visit.attempt(upload.fields) { state, status in
        try await disputePage(visit, state, status: status)
      } _: {
        _ = try await office.disputes.attachProof(
          try await Self.proof(upload), to: id, actor: visit.actor)
        return visit.done(
          "O documento foi guardado e segue com a resposta.", to: DisputePages.path(of: id))
      }
    }
    table.post(Contents.answerDispute) { visit, form in
      let id: ID<ListingDispute> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await disputePage(visit, state, status: status)
      } _: {
        let (outcome, note) = try FormReader.read(form) { reader in
          (
            reader.required("outcome", "Resposta", .oneOf(DisputeAnswer.Outcome.self)),
            reader.optional("note", "Explicação", .text(length: 1...DisputeAnswer.noteLimit))
          )
        }
        _ = try await office.disputes.answerDispute(
          id, DisputeAnswer(outcome: outcome, note: note), actor: visit.actor)
        return visit.done(
          outcome == .maintain
            ? "A resposta segue ao birô, que decide; até lá a negativação fica como está."
            : "Contestação reconhecida: a baixa segue ao birô e o título está bloqueado.",
          to: DisputePages.path(of: id))
      }
    }
  }

  /// The file of a form.
  private static func proof(_ upload: MultipartForm) async throws -> DisputeProof {
    let document = try await AttachedDocument.read(
      upload, nameLimit: DisputeProof.nameLimit, byteLimit: DisputeProof.byteLimit)
    let type: DisputeProof.MediaType =
      switch document.kind {
      case .pdf: .pdf
      case .png: .png
      case .jpeg: .jpeg
      case .text: .text
      }
    return DisputeProof(name: document.name, mediaType: type, content: document.content)
  }

  private func disputes(_ visit: Visit) async throws -> Response {
    let (situation, place) = try QueryReader.read(visit.request) { reader in
      (
        reader.optional("situacao", .oneOf(DisputePages.Situation.self)) ?? .open,
        try reader.page().cursorNumber()
      )
    }
    let found = try await office.disputes.disputes(
      state: situation.state,
      page: DebtCollection.PageRequest(limit: DisputePages.shown, cursor: place),
      actor: visit.actor)
    let next = found.nextCursor.map {
      PagePath.to(
        DisputePages.path,
        [("situacao", situation.rawValue), ("cursor", Page.cursor(encoding: [.integer($0)]))])
    }
    let model = DisputeListModel(
      situation: situation,
      lines: found.items.map { DisputeListModel.Line($0, today: visit.today) },
      isFirst: place == nil, nextPath: next)
    return visit.page(
      "Contestações",
      crumbs: [Crumb("Negativações", ListingPages.path), Crumb("Contestações")],
      help: DisputePages.help, DisputeView.list(model))
  }

  private func disputePage(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let file = try await office.disputes.dispute(try visit.id(), actor: visit.actor)
    let model = DisputeModel(file, today: visit.today, mayAnswer: visit.may(.settle))
    return visit.page(
      "Contestação de \(model.personName)",
      crumbs: [
        Crumb("Negativações", ListingPages.path), Crumb("Contestações", DisputePages.path),
        Crumb(model.personName),
      ], help: DisputePages.help, status: status,
      DisputeView.page(model, state, token: visit.token))
  }
}
