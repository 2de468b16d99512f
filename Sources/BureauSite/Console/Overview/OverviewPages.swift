import BureauRegister
import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import World

/// A move of the clock that one button makes.
enum ClockMove: String, CaseIterable, Sendable {
  case day = "um-dia"
  case tenDays = "dez-dias"
  case letter = "proxima-carta"
  case visibility = "visibilidade"

  var label: String {
    switch self {
    case .day: "Avançar 1 dia"
    case .tenDays: "Avançar 10 dias"
    case .letter: "Até a próxima carta"
    case .visibility: "Até ficar visível"
    }
  }

  /// Where it leads; nil where nothing waits for that.
  func target(from now: Instant, letter: Instant?, visibility: Instant?) -> Instant? {
    switch self {
    case .day: now.adding(seconds: 86_400)
    case .tenDays: now.adding(seconds: 864_000)
    case .letter: letter
    case .visibility: visibility
    }
  }

  var nothingWaits: String {
    switch self {
    case .letter: "Nenhuma carta espera para ser emitida."
    default: "Nenhum prazo de carta está correndo."
    }
  }
}

extension BureauPages {
  func addOverview(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.overview) { visit in
      let model = try await overview()
      return visit.page("Painel", OverviewView.page(model, token: visit.token))
    }
    table.get(ConsoleContents.clock) { visit in
      let moves = try await moves()
      return visit.page(
        "Relógio", crumbs: [Crumb("Relógio")],
        OverviewView.clockPage(moves, now: now.brazilian, FormState(), token: visit.token))
    }
    table.post(ConsoleContents.clock) { visit, form in
      try await attempt(form) { state, status in
        visit.page(
          "Relógio", crumbs: [Crumb("Relógio")], status: status,
          OverviewView.clockPage(
            try await moves(), now: now.brazilian, state, token: visit.token))
      } _: {
        try await moveClock(form, visit)
      }
    }
  }

  private func moveClock(_ form: FormFields, _ visit: ConsoleVisit) async throws -> Response {
    let before = now
    let (move, day) = try FormReader.read(form) { reader in
      (
        reader.optional("move", "Avanço", .oneOf(ClockMove.self)),
        reader.optional("to", "Data", .day)
      )
    }
    let due = try await register.nextDueInstants()
    let target =
      move.map { $0.target(from: before, letter: due.letter, visibility: due.visibility) }
      ?? day?.startOfDay
    guard let target else {
      throw Problem.refused(
        code: "nothing-waits", move?.nothingWaits ?? "Escolha até quando o relógio avança.")
    }
    guard target > before else {
      throw Problem.invalidInput([
        .init(pointer: "/to", code: "out-of-range", detail: "O relógio só anda para a frente.")
      ])
    }
    guard target <= before.adding(seconds: Self.longestMoveDays * 86_400) else {
      throw Problem.invalidInput([
        .init(
          pointer: "/to", code: "out-of-range", detail: "Avance no máximo dez anos de uma vez.")
      ])
    }
    let failures = try await api.advance(to: target)
    return visit.done(
      "O relógio estava em \(before.brazilian) e agora está em \(now.brazilian). "
        + ClockAnswer.sentence(failures, title: ConsoleWords.queue),
      to: Console.path)
  }

  /// As far as the API moves the clock at once.
  private static let longestMoveDays = ClockTarget.dayLimit

  private func moves() async throws -> [OverviewModel.Move] {
    let due = try await register.nextDueInstants()
    let now = now
    return ClockMove.allCases.map { move in
      let target = move.target(from: now, letter: due.letter, visibility: due.visibility)
      return OverviewModel.Move(
        word: move.rawValue, label: move.label, target: target?.brazilian,
        unavailable: target == nil ? move.nothingWaits : nil)
    }
  }

  private func overview() async throws -> OverviewModel {
    let counts = try await register.countRecords()
    let letters = try await register.countNotices(on: now.civilDate)
    return OverviewModel(
      now: now.brazilian, moves: try await moves(),
      states: RecordState.allCases.map { state in
        .init(
          label: ConsoleWords.label(state), count: counts[state] ?? 0,
          path: RecordListQuery(state: state).path(), tone: ConsoleWords.tone(state))
      },
      lettersToday: letters, nextCutOff: register.nextCutOff(after: now).brazilian)
  }
}

/// The overview as it is shown.
struct OverviewModel: Sendable {
  struct Move: Sendable {
    let word: String
    let label: String
    /// Where the clock is then.
    let target: String?
    let unavailable: String?
  }

  struct Standing: Sendable {
    let label: String
    let count: Int
    let path: String
    let tone: Tone
  }

  let now: String
  let moves: [Move]
  let states: [Standing]
  let lettersToday: Int
  let nextCutOff: String
}

enum OverviewView {
  private static let about: HTML =
    "Ambiente de homologação: o relógio é virtual e os dados são fictícios."
  private static let clockAbout: HTML = """
    O relógio só anda para a frente. Cartas, prazos, webhooks e expirações do caminho acontecem na \
    sua ordem, cada um no seu instante.
    """

  static func page(_ model: OverviewModel, token: String) -> HTML {
    let live = model.states.map { state in
      Look.tile(state.label, String(state.count), tone: tileTone(state), path: state.path)
    }
    return """
      \(Look.heading("Painel", about: about))\
      <div class="columns wide-first">\(Look.sheet("Registros por situação", Look.tiles(live)))\
      <div class="stack">\(clock(model, token: token))\(letters(model))</div></div>
      """
  }

  /// Only what is wrong stands out; a badge's colour on every tile would be noise.
  private static func tileTone(_ state: OverviewModel.Standing) -> Tone {
    state.count > 0 && state.tone == .waiting ? .waiting : .neutral
  }

  private static func clock(_ model: OverviewModel, token: String) -> HTML {
    Look.sheet(
      "Relógio",
      """
      \(Look.tile("Agora, em Brasília", model.now))\(moves(model.moves, token: token))
      """)
  }

  private static func moves(_ moves: [OverviewModel.Move], token: String) -> HTML {
    let buttons = moves.map { move -> HTML in
      let place = move.target.map { "vai a \($0)" } ?? move.unavailable ?? ""
      return """
        <div>\(Look.buttonForm(
          to: Console.clockPath, token: token, fields: [("move", move.word)],
          Look.button(move.label, icon: .play, unavailable: move.unavailable)))\
        <p class="hint">\(place)</p></div>
        """
    }
    return "<div class=\"stack\">\(buttons)</div>"
  }

  private static func letters(_ model: OverviewModel) -> HTML {
    Look.sheet(
      "Cartas de hoje",
      """
      \(Look.tile(
        "Comunicados emitidos hoje", String(model.lettersToday), path: LetterPages.path))\
      <p class="hint">Próxima postagem: \(model.nextCutOff).</p>
      """)
  }

  static func clockPage(
    _ moves: [OverviewModel.Move], now: String, _ state: FormState, token: String
  ) -> HTML {
    """
    \(Look.heading("Relógio", about: clockAbout))\
    <div class="columns">\(Look.sheet(
      "Agora", "\(Look.tile("Brasília", now))\(OverviewView.moves(moves, token: token))"))\
    \(Look.sheet(
      "Até um dia",
      Look.form(
        to: Console.clockPath, token: token, state: state, shown: ["to"],
        """
        \(Look.entry(
          .init("to", "Data", hint: "Para no começo deste dia.", isRequired: true), .date,
          in: state))\(Look.button("Avançar o relógio", .primary, icon: .play))
        """)))</div>
    """
  }
}
