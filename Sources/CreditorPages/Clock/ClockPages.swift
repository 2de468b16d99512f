import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import World

/// Configurações › Relógio: only while a virtual clock runs. Moves it as the API does.
enum ClockPages {
  static let path = Contents.clock.path
}

extension Site {
  /// Without a virtual clock the pages do not exist, and the menu does not show them.
  func addClock(to table: inout PageTable<Site>) {
    guard let timekeeper, let virtual = office.world.clock.virtual else { return }
    let mover = ClockMover(office: office, timekeeper: timekeeper, clock: virtual)
    table.get(Contents.clock) { visit in
      try await clockPage(visit, FormState())
    }
    table.post(Contents.clock) { visit, form in
      try await visit.attempt(form) { state, status in
        try await clockPage(visit, state, status: status)
      } _: {
        let words = try await move(mover, form)
        return visit.done(words, to: ClockPages.path)
      }
    }
  }

  private func clockPage(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let landmarks = try await office.listings.listingLandmarks()
    return visit.page(
      "Relógio", crumbs: [Settings.crumb, Crumb("Relógio")], help: "ensaiar", status: status,
      ClockView.page(
        now: visit.now.brazilian, nextVisible: landmarks.nextVisibleFrom?.brazilian, state,
        token: visit.token))
  }

  private func move(_ mover: ClockMover, _ form: FormFields) async throws -> String {
    let step = try FormReader.read(form) { reader in
      reader.required("step", "O passo", .oneOf(ClockMover.Step.self))
    }
    guard step == .day else { return try await mover.move(step) }
    let now = office.world.clock.now()
    let day = try FormReader.read(form) { reader in
      let day = reader.required("day", "O dia", .day)
      if day <= now.civilDate {
        reader.fault("day", code: "out-of-range", detail: "O relógio só anda para a frente.")
      }
      if day > now.civilDate.adding(days: ClockMover.dayLimit) {
        reader.fault("day", code: "out-of-range", detail: "O passo vai até dez anos à frente.")
      }
      return day
    }
    return try await mover.move(to: day)
  }
}

/// Moves the clock of a rehearsal, a day at a time where it waits for something.
struct ClockMover: Sendable {
  enum Step: String, CaseIterable, Sendable {
    case oneDay = "1-dia"
    case tenDays = "10-dias"
    case letter = "proxima-carta"
    case visible = "visivel"
    case day = "dia"
  }

  /// The farthest step, as in the API.
  static let dayLimit = ClockTarget.dayLimit
  /// Days after which waiting for a letter or for visibility is given up: the longest notice term
  /// of a state with its margin.
  static let patience = 60

  let office: Office
  let timekeeper: Timekeeper
  let clock: VirtualClock

  func move(_ step: Step) async throws -> String {
    switch step {
    case .oneDay: return try await move(days: 1)
    case .tenDays: return try await move(days: 10)
    case .letter:
      return try await wait(
        for: { $0.noticed }, "Uma carta foi emitida", "nenhuma carta foi emitida")
    case .visible:
      return try await wait(
        for: { $0.visible }, "Uma negativação ficou visível", "nenhuma negativação ficou visível")
    case .day: return try await move(days: 1)
    }
  }

  func move(to day: CivilDate) async throws -> String {
    try await move(days: day.days(since: clock.now().civilDate))
  }

  private func move(days: Int) async throws -> String {
    let now = clock.now()
    let timeOfDay = now.microseconds(since: now.civilDate.startOfDay)
    let target = now.civilDate.adding(days: days).startOfDay.adding(microseconds: timeOfDay)
    let failures = try await timekeeper.advance(clock, to: target)
    return "O relógio está em \(clock.now().brazilian). "
      + ClockAnswer.sentence(failures, title: QueueWords.title)
  }

  private func wait(
    for count: (ListingLandmarks) -> Int, _ done: String, _ missed: String
  ) async throws -> String {
    let before = count(try await office.listings.listingLandmarks())
    for _ in 0..<Self.patience {
      _ = try await move(days: 1)
      if count(try await office.listings.listingLandmarks()) > before {
        return "\(done); o relógio está em \(clock.now().brazilian)."
      }
    }
    return "Em \(Self.patience) dias \(missed); o relógio está em \(clock.now().brazilian)."
  }
}

enum ClockView {
  static func page(
    now: String, nextVisible: String?, _ state: FormState, token: String
  ) -> HTML {
    """
    \(Look.heading("Relógio", about: about))\
    \(Look.tiles([
      Look.tile("Agora", now, detail: "hora de Brasília"),
      Look.tile("Próxima a ficar visível", nextVisible ?? "nenhuma em prazo"),
    ]))\
    <div class="columns">\(steps(token))\(day(state, token))</div>
    """
  }

  private static let about: HTML = """
    O relógio do ensaio. Andar faz tudo o que vence no caminho: rotinas, cartas, prazos, baixas.
    """

  private static func steps(_ token: String) -> HTML {
    let choices: [(ClockMover.Step, String)] = [
      (.oneDay, "Avançar 1 dia"), (.tenDays, "Avançar 10 dias"),
      (.letter, "Até a próxima carta"), (.visible, "Até ficar visível"),
    ]
    let buttons = choices.map { step, label in
      Look.button(label, step == .oneDay ? .primary : .plain, name: "step", value: step.rawValue)
    }
    return Look.sheet(
      "Avançar", note: "Para trás não anda",
      Look.form(
        to: ClockPages.path, token: token, "<div class=\"actions\">\(buttons)</div>"))
  }

  private static func day(_ state: FormState, _ token: String) -> HTML {
    Look.sheet(
      "Até um dia",
      Look.form(
        to: ClockPages.path, token: token, state: state, shown: ["day"],
        """
        \(Look.hidden("step", ClockMover.Step.day.rawValue))\
        \(Look.entry(.init("day", "Dia", isRequired: true), .date, in: state))\
        \(Look.formEnd(Look.button("Avançar até o dia")))
        """))
  }
}
