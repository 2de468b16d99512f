import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// Bloquear and Liberar: a person keeps a title from being listed, or frees it with a note.
extension Site {
  func addBlocks(to table: inout PageTable<Site>) {
    table.get(Contents.blockTitle) { visit in
      try await blocking(visit, FormState())
    }
    table.post(Contents.blockTitle) { visit, form in
      let id: ID<Receivable> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await blocking(visit, state, status: status)
      } _: {
        let (reason, note, until) = try FormReader.read(form) { reader in
          (
            reader.required("reason", "Motivo", .oneOf(ListingBlockReason.self)),
            reader.required("note", "Observação", .text(length: 1...500)),
            reader.optional("until", "Até", .day(.judged))
          )
        }
        _ = try await office.listingBlocks.blockTitle(
          id, reason: reason, note: note, until: until, actor: visit.actor)
        return visit.done(
          "O título está bloqueado: a rotina não o negativa.", to: TitlePages.path(of: id))
      }
    }
    table.get(Contents.releaseTitle) { visit in
      try await releasing(visit, FormState())
    }
    table.post(Contents.releaseTitle) { visit, form in
      let id: ID<Receivable> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await releasing(visit, state, status: status)
      } _: {
        let note = try FormReader.read(form) {
          $0.required("note", "Por que o título é liberado", .text(length: 1...500))
        }
        _ = try await office.listingBlocks.releaseTitle(id, note: note, actor: visit.actor)
        return visit.done(
          "O título está liberado: pode ser negativado de novo, à mão ou pela rotina.",
          to: TitlePages.path(of: id))
      }
    }
  }

  private func blocking(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let title = try await office.receivables.receivable(try visit.id())
    let reasons = ListingBlockReason.allCases.map { Look.Option($0.rawValue, $0.portuguese) }
    let view = Look.confirm(
      title: "Bloquear negativação",
      sentence: """
        Enquanto o bloqueio durar, o título \(title.number) não é negativado, nem à mão nem pela \
        rotina. O que já está no birô não muda por isto.
        """,
      Look.form(
        to: visit.path, token: visit.token, state: state, shown: ["reason", "note", "until"],
        """
        \(Look.select(
          .init("reason", "Motivo", isRequired: true), reasons, none: "Escolha o motivo",
          in: state))\
        \(Look.area(.init("note", "Observação", isRequired: true), in: state))\
        \(Look.entry(
          .init("until", "Até", hint: "Em branco, até que uma pessoa libere o título."), .date,
          in: state))\
        \(Look.formEnd(
          Look.button("Bloquear", .primary),
          Look.action("Voltar", to: TitlePages.path(of: title.id), .quiet)))
        """))
    return visit.page(
      "Bloquear negativação", crumbs: titleCrumbs(title, "Bloquear"), help: "negativar",
      status: status, view)
  }

  private func releasing(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let title = try await office.receivables.receivable(try visit.id())
    let standing = title.blocks.filter { $0.stands(on: visit.today) }
    let points = standing.map { block -> HTML in
      "<li><strong>\(block.reason.portuguese)</strong>: \(block.note)</li>"
    }
    let list: HTML? = points.isEmpty ? nil : "<ul class=\"stack\">\(points)</ul>"
    let view = Look.confirm(
      title: "Liberar negativação",
      sentence: """
        Liberado, o título \(title.number) pode ser negativado de novo, à mão ou pela rotina, com \
        nova carta e novo prazo. Um falecimento, uma ordem judicial ou uma contestação em aberto \
        continuam a impedir.
        """, isDangerous: true,
      """
      \(list)\(Look.form(
        to: visit.path, token: visit.token, state: state, shown: ["note"],
        """
        \(Look.area(.init("note", "Por que o título é liberado", isRequired: true), in: state))\
        \(Look.formEnd(
          Look.button("Liberar", .danger),
          Look.action("Voltar", to: TitlePages.path(of: title.id), .quiet)))
        """))
      """)
    return visit.page(
      "Liberar negativação", crumbs: titleCrumbs(title, "Liberar"), help: "negativar",
      status: status, view)
  }
}
