import BureauRegister
import Credit
import DebtCollection
import SQLDatabase

extension Run {
  /// What the creditor's people do; nil where it is nobody's of them.
  func perform(byOperators action: Action) async throws -> String? {
    switch action.kind {
    case .list: try await list(action)
    case .remove: try await remove(action)
    case .approve: try await decide(action, approve: true)
    case .decline: try await decide(action, approve: false)
    case .block: try await block(action)
    case .release: try await release(action)
    case .dispute: try await dispute(action, isOpen: true)
    case .endDispute: try await dispute(action, isOpen: false)
    case .answerDispute: try await answerDispute(action)
    case .changeRule: try await changeRule(action)
    case .approvals, .house: try await changeHouse(action)
    case .automatic: try await changeIntegration(action)
    case .credentials: try await mistakeSecret(action)
    case .reconcile: try await reconcile()
    case .importFile: try await importPayments(action)
    default: nil
    }
  }

  private func list(_ action: Action) async throws -> String {
    // Three in four try what may be listed.
    let place = place(action) {
      action.at.secondOfDay % 4 == 0 || book.objection(to: $0, asker: .manual, on: today) == nil
    }
    guard let place else { return "no such title" }
    let isNatural = book.debtors[book.titles[place].debtor].born != nil
    let made = try await sides.office.listings.requestListings(
      of: [book.titles[place].id], restrictionCode: isNatural ? "internet" : "trade-bill",
      actor: Self.somebody)
    return made.map(\.state.word.rawValue).joined(separator: " ")
  }

  private func remove(_ action: Action) async throws -> String {
    let live = Set(
      try await ListingGlimpse.all(in: sides.creditorTruth).filter { !$0.isFinal }.map(\.title))
    guard let place = place(action, where: { live.contains(book.titles[$0].id.number) }),
      let listing = try await sides.office.listings.latestListing(of: book.titles[place].id)
    else { return "nothing is listed" }
    let reasons: [RemovalReason?] = [nil, .correction, .undueListing, .courtOrder, .fraud]
    let reason = reasons[action.number(1) % reasons.count]
    let results = try await sides.office.removals.removeListings(
      [listing.id], reason: reason, actor: Self.somebody)
    guard let result = results.first, result.accepted else {
      return "not taken " + (results.first?.code ?? "")
    }
    switch reason {
    case .undueListing, .fraud: book.titles[place].blocks.updateValue(nil, forKey: "undue-listing")
    case .courtOrder: book.titles[place].blocks.updateValue(nil, forKey: "court-order")
    default: break
    }
    return "asked"
  }

  /// The oldest request that waits for a second person.
  private func decide(_ action: Action, approve: Bool) async throws -> String {
    let queue = try await sides.office.approvals.approvalQueue(after: nil, limit: 20)
    guard let entry = queue.first else { return "nothing waits" }
    let listing = try await sides.office.listings.listing(entry.listing.id).listing
    let place = book.placeOfTitle[listing.receivable.number]
    _ = try await sides.office.approvals.decideApproval(
      of: listing.id, approve: approve, note: "Decidido", actor: Self.anybodyElse)
    if approve, let place,
      let objection = book.objection(to: place, asker: .manual, on: today)
    {
      throw broken(.onlyEligibleIsListed, "title \(place) was approved though \(objection)")
    }
    if !approve, let place { book.titles[place].blocks.updateValue(nil, forKey: "declined") }
    return approve ? "approved" : "declined"
  }

  private func block(_ action: Action) async throws -> String {
    guard let place = place(action) else { return "no such title" }
    let until = action.number(1) > 0 ? today.adding(days: action.number(1)) : nil
    _ = try await sides.office.listingBlocks.blockTitle(
      book.titles[place].id, reason: .heldBySource, note: "Retido", until: until,
      actor: Self.somebody)
    book.titles[place].blocks.updateValue(until, forKey: "held-by-source")
    return "blocked"
  }

  private func release(_ action: Action) async throws -> String {
    guard let place = place(action, where: { isHeld($0) }) else { return "no such title" }
    _ = try await sides.office.listingBlocks.releaseTitle(
      book.titles[place].id, note: "Liberado", actor: Self.somebody)
    book.titles[place].blocks = [:]
    book.titles[place].freedAfter = watch.knownListings.max() ?? 0
    return "freed"
  }

  /// Whether somebody keeps a title from being listed, as far as is known here.
  private func isHeld(_ place: Int) -> Bool {
    let id = book.titles[place].id.number
    return !book.titles[place].blocks.isEmpty
      || watch.seen.listings.contains { $0.title == id && $0.state == "removedByBureau" }
  }

  private func dispute(_ action: Action, isOpen: Bool) async throws -> String {
    guard let place = place(action) else { return "no such title" }
    let hasOrder = isOpen && action.number(1) == 1
    _ = try await sides.office.receivables.disputeReceivable(
      book.titles[place].id, open: isOpen, reason: isOpen ? "Não reconhece" : nil,
      courtOrder: hasOrder, actor: Self.somebody)
    book.titles[place].isDisputed = isOpen
    if isOpen {
      book.titles[place].blocks.updateValue(nil, forKey: hasOrder ? "court-order" : "dispute")
    } else {
      // The contestation ends; an order stands until a person frees the title.
      book.titles[place].blocks["dispute"] = nil
    }
    return isOpen ? "open" : "ended"
  }

  private func answerDispute(_ action: Action) async throws -> String {
    let open = try await sides.office.disputes.disputes(state: .open, actor: Self.somebody)
    guard let first = open.items.first else { return "nothing is contested" }
    let accepts = action.number(0) == 1
    let answered = try await sides.office.disputes.answerDispute(
      first.dispute.id,
      DisputeAnswer(
        outcome: accepts ? .accept : .maintain, note: "Respondido",
        documents: accepts
          ? []
          : [
            DisputeProof(
              name: "nota.pdf", mediaType: .pdf, content: Array("%PDF-1.4".utf8))
          ]),
      actor: Self.somebody)
    if accepts, let place = book.placeOfTitle[answered.receivable.number] {
      book.titles[place].blocks.updateValue(nil, forKey: "dispute")
    }
    return accepts ? "accepted" : "maintained"
  }

  private func changeRule(_ action: Action) async throws -> String {
    var change = CollectionRuleChange()
    change.daysToRun = action.number(0)
    change.maximumPerRun = max(1, action.number(1))
    let changed = try await sides.office.collectionRules.updateCollectionRule(ruleID, change)
    book.ruleDays = changed.daysToRun
    return "\(changed.daysToRun) days"
  }

  private func changeHouse(_ action: Action) async throws -> String {
    var change = ParametersChange()
    if action.kind == .house {
      change.usesCreditAnalysis = action.number(0) == 1
    } else {
      change.requiresListingApproval = action.number(0) == 1
    }
    _ = try await sides.office.houseParameters.updateParameters(change)
    return "done"
  }

  private func changeIntegration(_ action: Action) async throws -> String {
    var change = IntegrationChange()
    change.isAutomatic = action.number(0) == 1
    _ = try await sides.office.integrations.updateIntegration(
      integration, change, actor: Self.somebody)
    return "done"
  }

  /// A wrong secret is entered, and the right one some hours later.
  private func mistakeSecret(_ action: Action) async throws -> String {
    guard !hasWrongSecret else { return "wrong already" }
    endings.append((now.adding(seconds: max(1, action.number(0)) * 3_600), .wrongSecret))
    return try await changeCredentials(isRight: false)
  }

  /// While the secret is wrong nothing gets through; the bureau opens what it locked.
  func changeCredentials(isRight: Bool) async throws -> String {
    var change = IntegrationChange()
    change.clientId = clientID
    change.clientSecret = isRight ? clientSecret : "segredo-trocado"
    if isRight { try await sides.register.releaseParticipant(clientID: clientID) }
    disturb(seconds: 3_600)
    // Where the database fails on the way, which of them is kept is not known.
    hasWrongSecret = true
    _ = try await sides.office.integrations.updateIntegration(
      integration, change, actor: Self.somebody)
    hasWrongSecret = !isRight
    return "done"
  }

  private func reconcile() async throws -> String {
    let done = try await sides.office.reconciliations.reconcile(actor: Self.somebody)
    return "\(done.state.rawValue) \(done.matched)"
  }

  /// A line of a file, whole or cut in the middle; read twice.
  private func importPayments(_ action: Action) async throws -> String {
    guard let place = place(action) else { return "no such title" }
    let title = book.titles[place]
    let amount = Cents(Int64(max(1, action.number(1))))
    let day = today.description
    let signature = "import|\(title.number)|\(amount.amount)|\(day)|\(day)"
    let text = "titulo;valor;pago_em;disponivel_em\r\n\(title.number);\(money(amount));"
    let isTorn = action.number(2) == 1
    let file = Array((text + (isTorn ? "" : today.brazilian + ";\r\n")).utf8)
    if !isTorn, !title.paid.contains(where: { $0.signature == signature }) {
      book.titles[place].paid.append(
        Book.Paid(
          signature: signature, amount: amount, paidOn: today, availableOn: today,
          isAdvice: true, isUnknown: true))
      lastChange[place] = now
    }
    var told: [String] = []
    for _ in 0..<2 {
      let report = try await readFile(file)
      told.append("\(report.created) new, \(report.refused) refused")
      if report.refused > 0 {
        // No such title by this name: titles of agreements have none.
        book.titles[place].paid.removeAll { $0.signature == signature && !$0.isAnswered }
      }
    }
    if let index = book.titles[place].paid.firstIndex(where: { $0.signature == signature }) {
      book.titles[place].paid[index].isAnswered = true
      book.titles[place].paid[index].isUnknown = false
    }
    return told.joined(separator: "; ")
  }

  private func money(_ cents: Cents) -> String {
    let rest = String(cents.amount % 100)
    return "\(cents.amount / 100)," + (rest.utf8.count == 1 ? "0" + rest : rest)
  }

  private func readFile(_ bytes: [UInt8]) async throws -> ImportReport {
    let office = sides.office
    let (pieces, source) = AsyncStream<[UInt8]>.makeStream()
    source.yield(bytes)
    source.finish()
    let upload = try await office.imports.keepUpload(pieces)
    let id = try await office.imports.startImport(
      kind: .payments, upload: upload, dryRun: false, actor: Self.somebody)
    return try await office.imports.continueImport(id)
  }
}
