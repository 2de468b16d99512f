import BureauRegister
import Coordination
import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText
import Markup
import Pages
import World

/// Addresses of the person concerned. The letter prints the address of the bureau itself.
enum ConsumerPages {
  static let path = "/"
  static let dataPath = "/seus-dados"
  static let disputePath = "/contestar"
  static let proofPath = "/contestar/documentos"
  static let leavePath = "/sair"
  static let cookie = "biro_pessoa"
}

/// A person who came in with a code.
struct ConsumerVisitor: Principal {
  let holder: ConsumerHolder
  let secret: String

  var name: String { holder.name }

  func holds(_ permission: String) -> Bool { false }
}

extension BureauPages {
  func addConsumerPages(to table: inout RouteTable) {
    table.add(.get, ConsumerPages.path, .page(id: "person gate", access: .open)) { request, _ in
      gatePage(request, FormState())
    }
    table.add(.post, ConsumerPages.path, .page(id: "person enters", access: .open)) {
      request, context in
      let form = try await openForm(request)
      return try await attempt(form) { state, status in
        gatePage(request, state, status: status)
      } _: {
        try await enter(form, context)
      }
    }
    table.add(
      .get, ConsumerPages.dataPath, .page(id: "person reads"), authenticate: authenticateVisitor
    ) { request, context in
      let person = try context.visitor()
      return try await dataPage(request, person, FormState())
    }
    table.add(
      .post, ConsumerPages.disputePath, .page(id: "person disputes"),
      authenticate: authenticateVisitor
    ) { request, context in
      let person = try context.visitor()
      let form = try await checkedForm(request, secret: person.secret)
      return try await attempt(form) { state, status in
        try await dataPage(request, person, state, status: status)
      } _: {
        try await dispute(form, person)
      }
    }
    table.add(
      .post, ConsumerPages.proofPath, .page(id: "person proves"),
      authenticate: authenticateVisitor
    ) { request, context in
      let person = try context.visitor()
      let upload = try await checkedUpload(request, secret: person.secret)
      return try await attempt(upload.fields) { state, status in
        try await dataPage(request, person, state, status: status)
      } _: {
        try await prove(upload, person)
      }
    }
    table.add(
      .post, ConsumerPages.leavePath, .page(id: "person leaves"), authenticate: authenticateVisitor
    ) { request, context in
      let person = try context.visitor()
      _ = try await checkedForm(request, secret: person.secret)
      try await consumers.end(person.secret)
      return Response.seeOther(ConsumerPages.path).setting(
        [.forget(ConsumerPages.cookie)], isSecure: isSecure)
    }
  }

  private func authenticateVisitor(
    _ request: Request, _ context: ServiceContext
  ) async throws -> any Principal {
    guard let secret = request.cookie(ConsumerPages.cookie, isSecure: isSecure),
      let codeHash = try await consumers.holder(of: secret),
      let holder = try await register.consumer(codeHash: codeHash)
    else {
      throw Problem.unauthenticated(
        code: "invalid-code", "Digite o código da carta.", challenge: "Cookie")
    }
    return ConsumerVisitor(holder: holder, secret: secret)
  }

  private func enter(_ form: FormFields, _ context: ServiceContext) async throws -> Response {
    let (code, proof) = try FormReader.read(form) { reader in
      (
        reader.required("code", "Código da carta", .string(length: 1...BureauAPI.codeLimit)),
        ConsumerProof(
          document: reader.optional("document", "O documento", .string(length: 1...30)),
          birthDate: reader.optional("birthDate", "A data de nascimento", .day(.birth)),
          phoneEnding: reader.optional(
            "phoneEnding", "O fim do telefone", .string(length: BureauAPI.endingLength)))
      )
    }
    let secret = try await api.enter(code: code, proof: proof, context)
    return Response.seeOther(ConsumerPages.dataPath).setting(
      [PageCookie(ConsumerPages.cookie, secret), .forget(Self.visitorCookie)], isSecure: isSecure)
  }

  private func dispute(_ form: FormFields, _ person: ConsumerVisitor) async throws -> Response {
    let shown = try await register.openDispute(
      about: person.holder.record, try Self.disputeRequest(form), actor: Actor.person)
    let due = shown["answerDueOn"]?.string.flatMap { CivilDate(iso: $0) }?.brazilian ?? ""
    return Response.seeOther(ConsumerPages.dataPath).setting(
      [
        FlashCookie.cookie(
          Flash(.good, "Sua contestação foi recebida. O credor tem até \(due) para responder."))
      ], isSecure: isSecure)
  }

  private func prove(_ upload: MultipartForm, _ person: ConsumerVisitor) async throws -> Response {
    let document = try await AttachedDocument.read(
      upload, nameLimit: ProofDocument.nameLimit, byteLimit: ProofDocument.byteLimit)
    let type: ProofDocument.MediaType =
      switch document.kind {
      case .pdf: .pdf
      case .png: .png
      case .jpeg: .jpeg
      case .text: .text
      }
    try await register.attachProof(
      ProofDocument(name: document.name, mediaType: type, content: document.content),
      toDisputeAbout: person.holder.record)
    return Response.seeOther(ConsumerPages.dataPath).setting(
      [
        FlashCookie.cookie(Flash(.good, "O documento foi recebido e vai ao credor."))
      ], isSecure: isSecure)
  }

  private func gatePage(
    _ request: Request, _ state: FormState, status: HTTPResponse.Status = .ok
  ) -> Response {
    let visitor = visitor(request)
    let content = ConsumerView.gate(
      state, token: PageToken.token(of: visitor), bureau: register.options.name,
      consolePath: hasConsole ? Console.path : nil)
    return reading("Consulte o que consta em seu nome", content, request, status: status).setting(
      [Self.visitorCookie(visitor)], isSecure: isSecure)
  }

  private func dataPage(
    _ request: Request, _ person: ConsumerVisitor, _ state: FormState,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let model = ConsumerModel(
      try await register.consumerView(person.holder), about: person.holder.record,
      bureau: register.options)
    return reading(
      "O que consta em seu nome",
      ConsumerView.page(model, state, token: PageToken.token(of: person.secret)), request,
      status: status)
  }

  private func reading(
    _ title: String, _ content: HTML, _ request: Request, status: HTTPResponse.Status
  ) -> Response {
    var frame = Frame(product: Self.product, title: title)
    frame.homePath = ConsumerPages.path
    frame.theme = ThemeCookie.read(request)
    frame.flash = FlashCookie.read(request)
    frame.foot = gateFoot
    let response = Response.page(frame.reading(content), status: status)
    guard frame.flash != nil else { return response }
    return response.setting([.forget(FlashCookie.name)], isSecure: isSecure)
  }
}

extension ServiceContext {
  fileprivate func visitor() throws -> ConsumerVisitor {
    guard let visitor = try requirePrincipal() as? ConsumerVisitor else {
      throw Problem.unauthenticated()
    }
    return visitor
  }
}
