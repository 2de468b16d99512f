import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import CreditorAPI
@testable import CreditorPages

/// Usuários, Chaves de API, Webhooks, Tarefas, Auditoria and the clock.
@Suite struct AdministrationPageTests {
  /// What stands in the `<code>` of a page that shows a secret once.
  private func secret(_ page: PageSeen) throws -> String {
    let start = try #require(page.text.firstRange(of: "<code>"), "\(page.text)")
    return String(page.text[start.upperBound...].prefix { $0 != "<" })
  }

  @Test func aNewPersonSetsThePasswordWithACodeThatWorksOnce() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      let new = try await browser.get(UserPages.newPath)
      let added = try await new.submit(
        to: UserPages.path,
        ["name": "Bia", "email": "bia@provedor.example", "role": "collector"])
      #expect(added.status == .ok)
      let code = try secret(added)
      #expect(!(try await browser.get(UserPages.path).holds(code)))
      let other = site.browser()
      let page = try await other.get(NewPassword.path)
      let fields = [
        "email": "bia@provedor.example", "code": code, "password": "frase da Bia 1",
        "repeated": "frase da Bia 1",
      ]
      var wrong = fields
      wrong["code"] = code + "x"
      let refused = try await page.submit(to: NewPassword.path, wrong)
      #expect(refused.status == .unprocessableContent)
      #expect(refused.holds("já foi usado ou venceu"))
      #expect(try await page.submit(to: NewPassword.path, fields).location == "/")
      #expect(try await other.get("/conta").holds("bia@provedor.example"))
      #expect(
        try await site.browser().get(NewPassword.path).submit(to: NewPassword.path, fields).status
          == .unprocessableContent)
    }
  }

  @Test func aCodeEndsAfterADayAndTakesTheOldPasswordAndSessions() async throws {
    try await TestSite.with { site in
      let collector = try await site.browser(as: .collector)
      let browser = try await site.browser(as: .administrator)
      let user = try #require(
        try await site.office.users.users().first { $0.role == .collector })
      let path = UserPages.path(of: user.id) + "/senha"
      let ask = try await browser.get(path)
      #expect(ask.holds("as sessões abertas são encerradas"))
      let code = try secret(try await ask.submit(to: path, [:]))
      #expect(try await collector.get("/conta").status == .seeOther)
      let page = try await site.browser().get("/entrar")
      let old = try await page.submit(
        to: "/entrar", ["email": user.email, "password": TestSite.password])
      #expect(old.status == .unprocessableContent)
      site.clock.move(to: site.clock.now().adding(seconds: PasswordCode.lifeSeconds))
      let late = try await site.browser().get(NewPassword.path).submit(
        to: NewPassword.path,
        [
          "email": user.email, "code": code, "password": "outra frase longa",
          "repeated": "outra frase longa",
        ])
      #expect(late.status == .unprocessableContent)
    }
  }

  @Test func theLastAdministratorStays() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      let user = try #require(try await site.office.users.users().first)
      let path = UserPages.path(of: user.id)
      for fields in [
        ["role": "auditor", "active": "true"], ["role": "administrator", "active": "false"],
      ] {
        let answer = try await browser.get(path).submit(to: path, fields)
        #expect(answer.status == .conflict)
        #expect(answer.holds("último administrador"))
      }
      #expect(try await site.office.users.users().map(\.role) == [.administrator])
    }
  }

  @Test func aKeyIsShownOnceTellsItsUseAndIsRevoked() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      let made = try await browser.get(APIKeyPages.newPath).submit(
        to: APIKeyPages.path, ["name": "Portal", "role": "attendant", "days": "365"])
      let secret = try secret(made)
      #expect(secret.hasPrefix("adk_"))
      let list = try await browser.get(APIKeyPages.path)
      #expect(list.holds("nunca") && !list.holds(secret))
      let program = site.browser()
      let bearer: HTTPFields = [.authorization: "Bearer \(secret)"]
      #expect(try await program.get("/api/v1/people", headers: bearer).status == .ok)
      #expect(!(try await browser.get(APIKeyPages.path).holds("nunca")))
      let key = try #require(try await site.office.apiKeys.apiKeys().first)
      let path = "\(APIKeyPages.path)/\(key.id)/revogar"
      let ask = try await browser.get(path)
      #expect(ask.holds("a chave não volta"))
      _ = try await ask.submit(to: path, [:])
      #expect(try await program.get("/api/v1/people", headers: bearer).status == .unauthorized)
    }
  }

  @Test func aDeliveryThatWasGivenUpIsSentAgain() async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      let browser = try await site.browser(as: .administrator)
      let path = WebhookPages.path(of: house.rows.endpoint)
      let page = try await browser.get(path + "?situacao=given-up")
      #expect(page.holds("Desistiu"))
      let found = try await site.office.webhookEndpoints.webhookDeliveries(
        to: house.rows.endpoint, state: .givenUp
      ).items
      let delivery = try #require(found.first)
      let done = try await page.submit(to: "\(path)/entregas/\(delivery.id)/repetir", [:])
      #expect(done.status == .seeOther)
      let waiting = try await site.office.webhookEndpoints.webhookDeliveries(
        to: house.rows.endpoint, state: .waiting
      ).items
      #expect(waiting.first { $0.id == delivery.id }?.nextAttemptAt == site.clock.now())
      #expect(
        try await site.office.webhookEndpoints.webhookDeliveries(
          to: house.rows.endpoint, state: .givenUp
        ).items
          .isEmpty)
    }
  }

  @Test func item55_aTaskIsRunOnRequestInTheNameOfWhoAsked() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .collector)
      let path = TaskPages.path(of: "collect")
      let ask = try await browser.get(path + "/executar")
      #expect(ask.holds("são negativados no birô"))
      #expect(try await ask.submit(to: path + "/executar", [:]).location == path)
      let waiting = try await browser.get(path)
      #expect(waiting.holds("Pedida; começa em instantes."))
      #expect(waiting.holds("data-progress=\"\(path)/progresso\""))
      let work = TaskWork(["collect": { turn in "Feito para \(turn.actor.name)." }])
      #expect(try await SchedulerDuty(office: site.office, work: work).runDue())
      let after = try await browser.get(path)
      #expect(after.holds("Feito para user:collector@provedor.example."))
      #expect(!after.holds("data-progress"))
      let stream = try await browser.get(path + "/progresso")
      #expect(stream.holds("\"finished\":true"))
      // Who may run may not change the schedule.
      #expect(try await after.submit(to: path, ["enabled": "true"]).status == .forbidden)
    }
  }

  /// What a run writes of itself → words → the page that they lead to.
  @Test(
    arguments: [
      (
        "run_0000000000001: 57 negativados, 83 deixados fora.", "57 negativados, 83 deixados fora.",
        "/crm/cobranca/execucoes/run_0000000000001"
      ), ("Nenhuma regra de cobrança.", "Nenhuma regra de cobrança.", nil),
      ("Falhou: sem resposta.", "Falhou: sem resposta.", nil),
    ] as [(String, String, String?)])
  func aRunLeadsToWhatItDid(detail: String, words: String, path: String?) {
    let told = TaskWords.told(detail)
    #expect(told.words == words)
    #expect(told.path == path)
  }

  @Test func aTaskThatIsSwitchedOffRunsOnRequestOnly() async throws {
    try await TestSite.with { site in
      let office = site.office
      let browser = try await site.browser(as: .administrator)
      let path = TaskPages.path(of: "reconcile")
      let page = try await browser.get(path)
      let wrong = try await page.submit(to: path, ["enabled": "false", "time": "25:00"])
      #expect(wrong.status == .unprocessableContent)
      let saved = try await page.submit(to: path, ["enabled": "false", "time": "22:30"])
      #expect(saved.status == .seeOther)
      let work = TaskWork(["reconcile": { _ in "Conferido." }])
      let duty = SchedulerDuty(office: office, work: work)
      #expect(try await duty.nextDue() == nil)
      try await office.tasks.requestTask("reconcile", actor: .system)
      #expect(try await duty.runDue())
      #expect(try await duty.nextDue() == nil)
      #expect(try await office.tasks.taskRuns(of: "reconcile").items.count == 1)
    }
  }

  @Test func theCheckOfTheTrailShowsItsProgressAndItsResult() async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      // The events of the sample house were put there by hand, and the check would tell.
      try await site.office.database.write { transaction in
        try transaction.execute("DELETE FROM webhook_deliveries")
        try transaction.execute("DELETE FROM published_events WHERE trail_number IS NULL")
      }
      let browser = try await site.browser(as: .auditor)
      let page = try await browser.get(AuditPages.path)
      _ = try await page.submit(to: AuditPages.path, [:])
      let running = try await browser.get(AuditPages.path)
      #expect(running.holds("0 de 1 negativações conferidas"))
      let duty = AuditCheckDuty(office: site.office)
      while try await duty.runDue() {}
      #expect(try await browser.get(AuditPages.path).holds("Íntegra"))
      try await site.office.database.write { transaction in
        _ = try transaction.execute(
          "UPDATE timeline SET detail = 'outra' WHERE listing_id = ?1 AND sequence = 1",
          [house.listing])
      }
      _ = try await page.submit(to: AuditPages.path, [:])
      while try await duty.runDue() {}
      let broken = try await browser.get(AuditPages.path)
      #expect(broken.holds("Conteúdo alterado, linha 1"))
      #expect(broken.holds("/negativacoes/\(house.listing)"))
    }
  }

  @Test func theAccessLogIsFilteredByPersonWithoutADocumentInTheAddress() async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      _ = try await site.office.people.openDocument(
        of: house.customer, actor: .user("ana@provedor.example"))
      let browser = try await site.browser(as: .auditor)
      let page = try await browser.get(AccessPages.path)
      let found = try await page.submit(
        to: AccessPages.searchPath, ["search": SampleHouse.formattedCPF])
      #expect(found.location == AccessPages.path + "?pessoa=\(house.customer)")
      let shown = try await found.follow()
      #expect(shown.holds("data-label=\"O quê\">Abriu um CPF ou CNPJ<"))
      #expect(!shown.holds("data-label=\"O quê\">Entrou<"))
      let unknown = try await page.submit(
        to: AccessPages.searchPath, ["search": "111.444.777-35x"])
      #expect(try await unknown.follow().holds("não confere"))
      let begun = try await browser.get(AccessPages.path + "?acao=session.begun")
      #expect(begun.holds("data-label=\"O quê\">Entrou<"))
      let file = try await browser.get(AccessPages.exportPath + "?acao=session.begun")
      #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
      #expect(file.holds("Entrou") && !file.holds("Abriu um CPF"))
    }
  }

  @Test func theClockIsMovedForwardOnly() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      let before = site.clock.now()
      let page = try await browser.get(ClockPages.path)
      _ = try await page.submit(to: ClockPages.path, ["step": "1-dia"])
      #expect(site.clock.now() == before.adding(seconds: 86_400))
      let again = try await browser.get("/entrar")
      let inside = try await again.submit(
        to: "/entrar",
        ["email": "administrator@provedor.example", "password": TestSite.password])
      #expect(inside.status == .seeOther)
      let back = try await browser.get(ClockPages.path).submit(
        to: ClockPages.path, ["step": "dia", "day": before.civilDate.description])
      #expect(back.status == .unprocessableContent)
      #expect(back.holds("O relógio só anda para a frente."))
    }
  }
}
