import BureauRegister
import Coordination
import Credit
import HTTPService
import Hummingbird
import JSONText
import World

/// The person concerned, whom the code of a letter lets in.
extension BureauAPI {
  func addConsumers(to table: inout RouteTable) {
    addConsumerSessions(to: &table)
    table.add(
      .get, "/v1/consumers/me",
      Operation(
        id: "readMyRecords", summary: "O que consta em nome de quem recebeu a carta",
        tag: "Pessoa", answers: [.init(200, "Registros e consultas", Self.consumerSchema)]),
      authenticate: authenticatePerson
    ) { _, context in
      .json(try await register.consumerView(try context.person()))
    }
    table.add(
      .post, "/v1/disputes",
      Operation(
        id: "openDispute", summary: "Contesta o registro da carta", tag: "Pessoa",
        input: .json(Self.disputeRequest),
        answers: [.init(201, "A contestação", Self.disputeSchema)], problems: [404, 409],
        idempotency: .optional),
      authenticate: authenticatePerson
    ) { request, context in
      let dispute = try await request.input(Self.disputeRequest)
      return .json(
        try await register.openDispute(
          about: try context.person().record, dispute, actor: Actor.person),
        status: .created)
    }
  }

  /// The code opens once alone; then a proof is asked for that does not stand on the letter.
  private func addConsumerSessions(to table: inout RouteTable) {
    let answer = Schema.object([.required("token", .string), .required("expiresIn", .integer)])
      .named("PersonToken")
    table.add(
      .post, "/v1/consumers/sessions",
      Operation(
        id: "openLetter", summary: "Troca o código da carta por um token da pessoa",
        tag: "Pessoa", access: .open, input: .json(Self.letterCode),
        answers: [.init(201, "O token, por uma hora no máximo", answer)], problems: [422, 429])
    ) { request, context in
      let typed = try await request.input(Self.letterCode)
      let token = try await enter(code: typed.code, proof: typed.proof, context)
      return .json(
        ["token": .string(token), "expiresIn": .integer(Int64(Self.consumerSeconds))],
        status: .created)
    }
  }

  private static let letterCode = Body<LetterCode>(named: "LetterCode") { input in
    LetterCode(
      code: input.required("code", .string(length: 1...codeLimit)),
      proof: ConsumerProof(
        document: input.optional("document", .string(length: 1...codeLimit)),
        birthDate: input.optional("birthDate", .date(.birth)),
        phoneEnding: input.optional("phoneEnding", .string(length: endingLength))))
  }

  static let codeLimit = 60
  static let endingLength =
    ConsumerProof.phoneEndingLength...ConsumerProof.phoneEndingLength

  /// Begins the session of a person; tells its secret. Throws 422 with the fields that are asked
  /// for, and 429 after too many wrong tries.
  func enter(
    code: String, proof: ConsumerProof, _ context: ServiceContext
  ) async throws -> String {
    let hash = Register.accessCodeHash(code)
    let opening = try await register.openLetter(
      codeHash: hash, proof: proof, from: context.callerGroup)
    switch opening {
    case .opened: return try await consumers.begin(hash, random: register.world.random)
    case .unknown:
      throw Problem.invalidInput([
        .init(
          pointer: "/code", code: "invalid-code",
          detail: "Este código não existe ou não vale mais. Confira as letras na carta.")
      ])
    case .asks(let parts):
      throw Problem.invalidInput(
        parts.map {
          .init(
            pointer: "/\($0.rawValue)", code: "proof-needed",
            detail: "A carta já foi aberta com este código. \(ProofWords.ask($0))")
        })
    case .wrongProof(let parts):
      throw Problem.invalidInput(
        parts.map {
          .init(
            pointer: "/\($0.rawValue)", code: "wrong-proof",
            detail: "Os dados não são os do registro. \(ProofWords.ask($0))")
        })
    }
  }

  private func authenticatePerson(
    _ request: Request, _ context: ServiceContext
  ) async throws -> any Principal {
    guard let token = Self.bearer(request) else { throw Problem.unauthenticated() }
    guard let hash = try await consumers.holder(of: token),
      let holder = try await register.consumer(codeHash: hash)
    else {
      throw Problem.unauthenticated(
        code: "invalid-token",
        "Este token não existe ou terminou; troque o código da carta por outro.",
        challenge: "Bearer error=\"invalid_token\"")
    }
    return holder
  }

  private static var consumerSchema: Schema {
    Schema.object([
      .required("document", Schema.string.nullable), .required("name", Schema.string.nullable),
      .required(
        "listings",
        .array(
          .object([
            .required("id", .string), .required("creditor", Schema.string.nullable),
            .required("contractNumber", .string), .required("dueOn", .date),
            .required("amountCents", .cents),
            .required("state", .oneOf(RecordState.allCases.map(\.rawValue))),
            .required("visibleFrom", Schema.date.nullable), .required("expiresOn", .date),
            .required("disputed", .boolean), .required("dispute", disputeSchema.nullable),
          ]))),
      .required(
        "inquiries",
        .array(
          .object([
            .required("at", .instant), .required("creditor", .string),
            .required("purpose", .string),
          ]))),
    ])
  }
}

/// The code of a letter as it is typed, with the proof that a code asks for that was used.
private struct LetterCode: Sendable {
  let code: String
  let proof: ConsumerProof
}

/// What is asked of a person beside the code of a letter that was opened before.
enum ProofWords {
  static func ask(_ part: ConsumerProof.Part) -> String {
    switch part {
    case .document: "Informe o CPF ou CNPJ inteiro."
    case .birthDate: "Informe a data de nascimento."
    case .phoneEnding:
      "Informe os \(ConsumerProof.phoneEndingLength) últimos números do telefone da empresa."
    }
  }
}

extension ServiceContext {
  fileprivate func person() throws -> ConsumerHolder {
    guard let holder = try requirePrincipal() as? ConsumerHolder else {
      throw Problem.unauthenticated()
    }
    return holder
  }
}
