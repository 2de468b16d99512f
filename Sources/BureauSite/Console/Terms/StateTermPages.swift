import BureauRegister
import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import World

/// The terms of the states: dated rows.
enum StateTermPages {
  static let path = ConsoleContents.stateTerms.path

  static let newPath = ConsoleContents.newStateTerm.path

  static func path(of id: String) -> String { ConsoleContents.stateTerm.path(id) }
  static func retirePath(of id: String) -> String { ConsoleContents.retireStateTerm.path(id) }
}

extension BureauPages {
  func addStateTermPages(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.stateTerms) { visit in
      let history = try visit.query().first("historico") == "sim"
      let rows = try await register.stateTerms(of: nil, history: history)
      return visit.page(
        "Prazos por estado", crumbs: [Crumb("Prazos por estado")],
        StateTermsView.page(rows, history: history))
    }
    addNewTerm(to: &table)
    addTermRetirement(to: &table)
    table.get(ConsoleContents.stateTerm) { visit in
      let row = try await term(visit)
      return termPage(row, StateTermForm.state(row.rule), visit)
    }
    table.post(ConsoleContents.stateTerm) { visit, form in
      let row = try await term(visit)
      return try await attempt(form, names: StateTermForm.names) { state, status in
        termPage(row, state, visit, status: status)
      } _: {
        let new = try await register.reviseStateTerm(
          row.rule.id, try StateTermForm.read(form, of: row.rule.state), actor: Actor.simulation)
        return visit.done(
          "A linha \(new.rule.id) tomou o lugar de \(row.rule.id). Registros já aceitos guardam a "
            + "regra que valeu para eles.", to: StateTermPages.path)
      }
    }
  }

  private func addNewTerm(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.newStateTerm) { visit in
      newTermPage(StateTermForm.blank(today: visit.today), visit)
    }
    table.post(ConsoleContents.newStateTerm) { visit, form in
      try await attempt(form, names: StateTermForm.names) { state, status in
        newTermPage(state, visit, status: status)
      } _: {
        let new = try await register.addStateTerm(
          try StateTermForm.readNew(form), actor: Actor.simulation)
        return visit.done("A linha \(new.rule.id) entrou na tabela.", to: StateTermPages.path)
      }
    }
  }

  private func newTermPage(
    _ state: FormState, _ visit: ConsoleVisit, status: HTTPResponse.Status = .ok
  ) -> Response {
    visit.page(
      "Acrescentar prazo",
      crumbs: [Crumb("Prazos por estado", StateTermPages.path), Crumb("Acrescentar prazo")],
      status: status, StateTermForm.new(state, token: visit.token))
  }

  private func addTermRetirement(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.retireStateTerm) { visit in
      retirePage(try await term(visit), FormState(), visit)
    }
    table.post(ConsoleContents.retireStateTerm) { visit, form in
      let row = try await term(visit)
      return try await attempt(form) { state, status in
        retirePage(row, state, visit, status: status)
      } _: {
        try await register.retireStateTerm(row.rule.id)
        return visit.done(
          "A linha \(row.rule.id) saiu da tabela; registros já aceitos guardam a regra que valeu.",
          to: StateTermPages.path)
      }
    }
  }

  private func retirePage(
    _ row: StateTermRow, _ state: FormState, _ visit: ConsoleVisit,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    let path = StateTermPages.path(of: row.rule.id)
    return visit.page(
      "Retirar prazo",
      crumbs: [
        Crumb("Prazos por estado", StateTermPages.path), Crumb(row.rule.id, path),
        Crumb("Retirar"),
      ], status: status,
      Look.confirm(
        title: "Retirar prazo",
        sentence: """
          A linha \(row.rule.id) (\(row.rule.law)) deixa de valer agora; sem outra do estado, \
          vale a regra federal.
          """,
        isDangerous: true,
        Look.form(
          to: StateTermPages.retirePath(of: row.rule.id), token: visit.token, state: state,
          Look.formEnd(
            Look.button("Retirar prazo", .danger), Look.action("Voltar", to: path, .quiet)))))
  }

  private func term(_ visit: ConsoleVisit) async throws -> StateTermRow {
    let id = try visit.context.pathText("id")
    let rows = try await register.stateTerms(of: nil, history: false)
    guard let row = rows.first(where: { $0.rule.id == id }) else {
      throw Problem.notFound("Não existe regra em vigor com este id.")
    }
    return row
  }

  private func termPage(
    _ row: StateTermRow, _ state: FormState, _ visit: ConsoleVisit,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    visit.page(
      "Prazo \(row.rule.id)",
      crumbs: [Crumb("Prazos por estado", StateTermPages.path), Crumb(row.rule.id)],
      status: status, StateTermForm.edit(row, state, token: visit.token))
  }
}
