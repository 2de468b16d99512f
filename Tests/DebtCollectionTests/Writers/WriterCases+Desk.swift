import Credit
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

extension WriterCase {
  /// Inquiries, reconciliations, stray records, checks, tasks, queues and deliveries.
  static let desk: [WriterCase] = [
    WriterCase("one person is asked about twice", refusal: "inquiry-running") { registry in
      try await registry.readyToList()
      let person = try await registry.office.people.createPerson(Registry.personChange).id
      let inquire: Work = {
        _ = try await $0.inquiries.inquire(
          InquiryRequest(subject: .person(person), product: "P1", purpose: .creditGranting),
          actor: Registry.actor)
      }
      return (inquire, inquire)
    },
    WriterCase("two reconciliations begin") { registry in
      try await registry.readyToList()
      let start: Work = {
        _ = try await $0.reconciliations.startReconciliation(actor: Registry.actor)
      }
      return (start, start)
    },
    WriterCase("a stray record is taken off and kept") { registry in
      let stray = try await stray(registry)
      return (
        { _ = try await $0.strayRecords.removeStrayRecords([stray], actor: Registry.actor) },
        {
          _ = try await $0.strayRecords.keepStrayRecords(
            [stray], note: "É nosso.", actor: Registry.actor)
        }
      )
    },
    WriterCase("a stray record is taken off twice") { registry in
      let stray = try await stray(registry)
      let remove: Work = {
        _ = try await $0.strayRecords.removeStrayRecords([stray], actor: Registry.actor)
      }
      return (remove, remove)
    },
    WriterCase("a refused removal is resolved and the bureau reports it") { registry in
      let listing = try await RefusedRemovalTests.refusedRemoval(in: registry).listing
      let now = registry.clock.now()
      return (
        {
          _ = try await $0.listings.resolveListing(
            listing.id, note: "Conferido.", actor: Registry.actor)
        },
        { office in
          _ = try await office.database.write { transaction in
            try office.listings.applyReport(
              reference: listing.reference,
              record: BureauRecord(
                reference: "B-1", version: 9, state: .removed, acceptedAt: now, visibleAt: now,
                removedAt: now),
              actor: .bureau, in: transaction)
          }
        }
      )
    },
    WriterCase("two checks of the histories begin") { registry in
      _ = try await registry.listedTitle()
      let start: Work = { _ = try await $0.auditTrail.startAuditCheck(actor: Registry.actor) }
      return (start, start)
    },
    WriterCase("a task is asked for and stopped") { _ in
      (
        { try await $0.tasks.requestTask("collect", actor: Registry.actor) },
        { _ = try await $0.tasks.changeTask("collect", isEnabled: false, actor: Registry.actor) }
      )
    },
    WriterCase("failed work is tried again and discarded") { registry in
      let run = try await failedRun(registry)
      return (
        {
          try await $0.workQueues.retryWork(
            run, in: Collections.collectionLaneName, actor: Registry.actor)
        },
        {
          try await $0.workQueues.discardWork(
            run, in: Collections.collectionLaneName, note: "Não é preciso.", actor: Registry.actor)
        }
      )
    },
    WriterCase("a delivery is sent again and its endpoint taken away") { registry in
      let (endpoint, delivery) = try await endedDelivery(registry)
      return (
        {
          try await $0.webhookEndpoints.replayDelivery(
            delivery, of: endpoint, actor: Registry.actor)
        },
        { try await $0.webhookEndpoints.removeWebhookEndpoint(endpoint, actor: Registry.actor) }
      )
    },
    WriterCase("two endpoints of one address") { _ in
      let add: Work = {
        _ = try await $0.webhookEndpoints.addWebhookEndpoint(
          url: "https://erp.example/eventos", events: [], actor: Registry.actor)
      }
      return (add, add)
    },
    WriterCase("the documents of a list are opened twice") { registry in
      let person = try await registry.office.people.createPerson(Registry.personChange).id
      let open: Work = {
        _ = try await $0.people.openDocuments(of: [person], actor: Registry.actor)
      }
      return (open, open)
    },
    // The last one, for the clock of the house stays there.
    WriterCase("what the law lets us keep no longer is erased twice") { registry in
      _ = try await registry.office.people.createPerson(Registry.personChange)
      registry.clock.move(to: Registry.today.adding(days: 3_700).at(hour: 12))
      return (
        { _ = try await $0.erasure.eraseExpired() }, { _ = try await $0.erasure.eraseExpired() }
      )
    },
  ]

  /// A record at the bureau of which nobody here knows.
  private static func stray(_ registry: Registry) async throws -> ID<StrayRecord> {
    let office = registry.office
    _ = try await office.integrations.createIntegration(Registry.integrationChange)
    return try await office.database.write { transaction in
      let id = ID<StrayRecord>(try transaction.nextIdentifier())
      try transaction.execute(
        """
        INSERT INTO stray_records (id, integration_id, reference, bureau_reference, bureau_version,
          bureau_state, amount_cents, state, found_at, attempts)
        SELECT ?1, id, 'OUTRO-9', 'B-77', 3, 'visible', 5000, 'found', 0, 0 FROM integrations
        """, [id])
      return id
    }
  }

  private static func failedRun(_ registry: Registry) async throws -> ID<FailedWork> {
    _ = try await registry.addRule()
    let office = registry.office
    let now = registry.clock.now()
    return try await office.database.write { transaction in
      let run = try office.collections.beginRun(
        dryRun: false, actor: .routine, at: now, in: transaction)
      try office.collections.collectionLane.setAside(
        run.number, error: "uniqueViolation", at: now, in: transaction)
      return ID<FailedWork>(run.number)
    }
  }

  private static func endedDelivery(
    _ registry: Registry
  ) async throws -> (ID<WebhookEndpoint>, ID<WebhookDeliverySummary>) {
    let endpoint = try await registry.office.webhookEndpoints.addWebhookEndpoint(
      url: "https://erp.example/eventos", events: [], actor: Registry.actor
    ).endpoint.id
    return try await registry.office.database.write { transaction in
      let event = try transaction.nextIdentifier()
      try transaction.execute(
        """
        INSERT INTO published_events (id, name, at, data, dispatched)
        VALUES (?1, 'listing.active', 0, '{}', 1)
        """, [event])
      try transaction.execute(
        """
        INSERT INTO webhook_deliveries (id, endpoint_id, event_id, state, attempts,
          next_attempt_at, last_status)
        VALUES (?1, ?2, ?3, 'given-up', 8, 0, 500)
        """, [event + 100, endpoint, event])
      return (endpoint, ID(event + 100))
    }
  }
}
