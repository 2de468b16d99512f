/// The use cases by what they are about. A caller takes the group that it needs, and no more.
extension Office {
  package var people: People { People(office: self) }
  package var contracts: Contracts { Contracts(office: self) }
  package var branches: Branches { Branches(office: self) }
  package var receivables: Receivables { Receivables(office: self) }
  package var payments: Payments { Payments(office: self) }
  package var cases: Cases { Cases(office: self) }
  package var listings: Listings { Listings(office: self) }
  package var approvals: Approvals { Approvals(office: self) }
  package var removals: Removals { Removals(office: self) }
  package var amendments: Amendments { Amendments(office: self) }
  package var transmissions: Transmissions { Transmissions(office: self) }
  package var bureauEvents: BureauEvents { BureauEvents(office: self) }
  package var inquiries: Inquiries { Inquiries(office: self) }
  package var integrations: Integrations { Integrations(office: self) }
  package var imports: Imports { Imports(office: self) }
  package var bankReturns: BankReturns { BankReturns(office: self) }
  package var collections: Collections { Collections(office: self) }
  package var collectionRules: CollectionRules { CollectionRules(office: self) }
  package var reconciliations: Reconciliations { Reconciliations(office: self) }
  package var strayRecords: StrayRecords { StrayRecords(office: self) }
  package var reports: Reports { Reports(office: self) }
  package var figures: Figures { Figures(office: self) }
  package var alarms: Alarms { Alarms(office: self) }
  package var users: Users { Users(office: self) }
  package var sessions: Sessions { Sessions(office: self) }
  package var apiKeys: APIKeys { APIKeys(office: self) }
  package var accessRecords: AccessRecords { AccessRecords(office: self) }
  package var auditTrail: AuditTrail { AuditTrail(office: self) }
  package var houseParameters: HouseParameters { HouseParameters(office: self) }
  package var tasks: Tasks { Tasks(office: self) }
  package var workQueues: WorkQueues { WorkQueues(office: self) }
  package var eventLog: EventLog { EventLog(office: self) }
  package var webhookEndpoints: WebhookEndpoints { WebhookEndpoints(office: self) }
  package var erasure: Erasure { Erasure(office: self) }
}
