import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText

/// The plan of faults.
extension BureauAPI {
  func addFaults(to table: inout RouteTable) {
    table.add(
      .get, "/v1/simulation/faults",
      Operation(
        id: "readFaults", summary: "As falhas simuladas em vigor", tag: "Simulação",
        access: .scope(.simulation), answers: [.init(200, "As falhas", Self.faultsSchema)])
    ) { _, _ in
      .json(Self.show(register.faults.settings))
    }
    table.add(
      .put, "/v1/simulation/faults",
      Operation(
        id: "setFaults", summary: "Define as falhas simuladas; o que falta fica desligado",
        tag: "Simulação", access: .scope(.simulation), input: .json(Self.faults),
        answers: [.init(200, "As falhas em vigor", Self.faultsSchema)], problems: [422])
    ) { request, _ in
      let settings = try await request.input(Self.faults)
      register.faults.set(settings)
      return .json(Self.show(settings))
    }
  }

  /// The name of the member that gives the rate of each fault.
  private static let rateNames: [(name: String, fault: FaultPlan.Fault)] = [
    ("errorRate", .error), ("errorAfterCommitRate", .errorAfterCommit),
    ("answerLostRate", .answerLost), ("tooManyRequestsRate", .tooManyRequests),
    ("webhookDuplicateRate", .webhookDuplicate), ("webhookLossRate", .webhookLoss),
    ("webhookReorderRate", .webhookReorder),
  ]

  private static let lifetimes = 1...86_400
  private static let rateSchema = Schema(["type": "number", "minimum": 0, "maximum": 1])

  private static var faultsSchema: Schema {
    let sections = Schema.oneOf(ReportSection.allCases.map(\.rawValue))
    return Schema.object(
      [.optional("latencyMs", .integer(0...60_000))]
        + rateNames.map { .optional($0.name, rateSchema) } + [
          .optional("sourceDown", .array(sections, count: 0...20)),
          .optional("tokenTtlSeconds", .integer(1...86_400)),
          .optional("tokenDiesAfterSeconds", Schema.integer(1...86_400).nullable),
          .optional("seed", .integer(0...Int64(Int32.max))),
        ], closed: true
    ).named("Faults")
  }

  private static func show(_ settings: FaultPlan.Settings) -> JSON {
    var members: [JSON.Member] = [
      .init("latencyMs", .integer(Int64(settings.latencyMilliseconds)))
    ]
    members += rateNames.map { .init($0.name, rate(settings.rates[$0.fault] ?? 0)) }
    members += [
      .init("sourceDown", .array(settings.sourcesDown.sorted().map { .string($0) })),
      .init("tokenTtlSeconds", .integer(Int64(settings.tokenLifetimeSeconds))),
      .init(
        "tokenDiesAfterSeconds",
        .optional(integer: settings.tokenDiesAfterSeconds.map { Int64($0) })),
      .init("seed", .integer(Int64(settings.seed))),
    ]
    return .object(members)
  }

  /// Ten-thousandths as a fraction.
  private static func rate(_ share: Int) -> JSON {
    if share == FaultPlan.scale { return 1 }
    if share == 0 { return 0 }
    let digits = String(FaultPlan.scale + share).dropFirst()
    return .decimal("0.\(digits)")
  }

  private static let faults = Body<FaultPlan.Settings>(named: "FaultsInput") { input in
    var settings = FaultPlan.Settings()
    settings.latencyMilliseconds = input.optional("latencyMs", .integer(0...60_000)) ?? 0
    for (name, fault) in rateNames {
      settings.rates[fault] = input.optional(name, rate)
    }
    settings.sourcesDown = Set(
      input.optional(
        "sourceDown", .array(of: .oneOf(ReportSection.self), count: 0...20), default: []
      ).map(\.rawValue))
    settings.tokenLifetimeSeconds =
      input.optional("tokenTtlSeconds", .integer(lifetimes)) ?? TokenDesk.lifetimeSeconds
    settings.tokenDiesAfterSeconds = input.optional("tokenDiesAfterSeconds", .integer(lifetimes))
    settings.seed = UInt64(clamping: input.optional("seed", .integer(0...Int(Int32.max))) ?? 1)
    return settings
  }

  /// 0...1, in ten-thousandths.
  private static var rate: FieldKind<Int> {
    FieldKind(placeholder: 0, schema: rateSchema, textForm: .none) { json, faults, pointer in
      share(json) ?? faults.add(pointer, "out-of-range", "vai de 0 a 1.")
    }
  }

  /// 0...1 in ten-thousandths; nil for anything else.
  private static func share(_ json: JSON) -> Int? {
    let value: Double?
    switch json {
    case .integer(let whole): value = Double(whole)
    case .decimal(let text): value = Double(text)
    default: value = nil
    }
    guard let value, (0...1).contains(value) else { return nil }
    return Int((value * Double(FaultPlan.scale)).rounded())
  }
}
