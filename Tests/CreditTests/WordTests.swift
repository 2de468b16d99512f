import Testing

@testable import Credit

/// Words that stand in answers, files and rows: whoever reads them knows them by heart, so that
/// none may change unseen.
@Suite("Words that machines read")
struct WordTests {
  private func words<Value: CaseIterable & RawRepresentable<String>>(_: Value.Type) -> String {
    Value.allCases.map(\.rawValue).joined(separator: " ")
  }

  @Test func ofListings() {
    #expect(
      words(RemovalReason.self)
        == "payment renegotiation cancellation dispute court-order correction undue-listing fraud "
        + "death")
    #expect(
      words(ListingBlockReason.self)
        == "debtor-deceased court-order undue-listing dispute removed-by-bureau declined "
        + "listed-elsewhere held-by-source protest")
    #expect(
      words(ListingState.Word.self)
        == "draft awaitingApproval queued uncertain submitted rejected inNotice noticeProblem "
        + "active suspended removalQueued removalSubmitted removed removedByBureau expired "
        + "outOfSync declined")
    #expect(
      BureauRecordState.known.map(\.word).joined(separator: " ")
        == "received underReview rejected noticePending noticePeriod noticeFailed visible "
        + "visibleSubJudice suspended removed expired")
    #expect(BureauRecordState.known.map { BureauRecordState($0.word) } == BureauRecordState.known)
    #expect(BureauRecordState("odd") == .unknown("odd") && BureauRecordState("odd").word == "odd")
    #expect(BureauRecordState.known.filter(\.isFinal) == [.rejected, .removed, .expired])
    #expect(words(BureauSuspension.self) == "court dispute")
    #expect(ListingBlockReason.deceasedRejectionCode == "debtor-deceased")
  }

  @Test func statusesOfTheManual() {
    let words = ListingState.Word.allCases
    #expect(words.filter { $0.status == .active } == [.inNotice, .active])
    #expect(
      words.filter { $0.status == .removed }
        == [.removalQueued, .removalSubmitted, .removed, .removedByBureau, .expired])
    #expect(words.filter { $0.status == .error } == [.rejected, .noticeProblem, .outOfSync])
    #expect(
      words.filter(\.isFinal) == [.rejected, .removed, .removedByBureau, .expired, .declined])
    let shown: [ListingState.Status] = [.active, .removed, .error]
    #expect(shown.map(\.rawValue) == ["Ativo", "Baixada", "Erro"])
  }

  @Test func ofListingEvents() {
    let events = ListingMachineTests.events.map { $0.event.word }
    let removal = ListingMachineTests.removal
    #expect(
      Set(events.filter { !$0.hasPrefix("bureau-") }) == [
        "requested", "approved", "declined", "inclusion-accepted", "inclusion-rejected",
        "inclusion-unclear", "inclusion-absent", "removal-requested", "removal-accepted",
        "removal-refused", "amended", "found-different", "resolved",
      ])
    #expect(events.contains("bureau-visibleSubJudice") && events.contains("bureau-odd"))
    #expect(ListingEvent.removalRequested(removal, inclusionWithdrawn: true).word.count == 17)
    #expect(ListingEvent.requested(needsApproval: true).word == "requested")
  }

  @Test func ofBlocksThatComeFromElsewhere() {
    let told: [(String?, ListingBlockReason?)] = [
      ("death", .debtorDeceased), ("court-order", .courtOrder),
      ("court-determination", .courtOrder), ("consumer-statement", .dispute),
      ("debt-not-proven", .dispute), ("documents-missing", .dispute), ("payment", nil), (nil, nil),
    ]
    for (word, reason) in told { #expect(ListingBlockReason(toldByBureau: word) == reason) }
    let asked: [(RemovalReason, ListingBlockReason?)] = [
      (.payment, nil), (.renegotiation, nil), (.cancellation, nil), (.dispute, .dispute),
      (.courtOrder, .courtOrder), (.correction, nil), (.undueListing, .undueListing),
      (.fraud, .undueListing), (.death, .debtorDeceased),
    ]
    #expect(asked.map(\.0) == RemovalReason.allCases)
    for (removal, reason) in asked { #expect(ListingBlockReason(removal: removal) == reason) }
    for reason in RemovalReason.allCases where reason != .correction && reason != .fraud {
      #expect(reason.substitutes == [.correction], "\(reason)")
    }
    #expect(RemovalReason.correction.substitutes == [])
    #expect(RemovalReason.fraud.substitutes == [.undueListing, .correction])
  }

  @Test func ofEligibility() {
    #expect(
      words(EligibilityReason.Code.self)
        == "already-listed paid cancelled renegotiated no-open-balance not-overdue "
        + "minimum-days-overdue state-minimum-days contract-not-rescinded telecom-term "
        + "below-minimum-amount five-years near-five-years disputed court-order "
        + "reinclusion-blocked rejected-by-bureau listed-by-bank minor deceased not-a-customer "
        + "address-incomplete integration-missing integration-not-automatic "
        + "restriction-code-missing run-limit-reached contract-not-rescinded-warning "
        + "telecom-term-warning birth-date-unknown")
    #expect(words(CreditorSize.self) == "micro small large")
    #expect(words(ContractKind.self) == "telecom other")
    #expect(words(ContractStatus.self) == "active suspended rescinded")
    #expect(words(ReceivableStatus.self) == "open partiallyPaid paid cancelled renegotiated")
    #expect(words(PersonStage.self) == "lead prospect customer")
    #expect(words(PersonKind.self) == "natural legal")
    #expect(PersonKind.allCases.map(\.label) == ["Pessoa física", "Pessoa jurídica"])
    #expect(words(SettlementBasis.self) == "principal updated received")
  }

  @Test func ofReturnFiles() {
    #expect(
      words(SettlementKind.self) == "full partial waiting reversal notPayment rejected")
    #expect(
      words(OccurrenceClass.self)
        == "FULL PART WAIT OTHER REV WOFF PROT ENT REJ NEG INFO ?")
    #expect(words(ReturnDateSource.self) == "credit occurrence nextBusinessDay file")
    #expect(
      OccurrenceClass.allCases.filter(\.bringsMoney) == [.full, .part, .wait])
    #expect(
      OccurrenceClass.allCases.map { $0.kind(paid: Cents(1)) } == [
        .full, .partial, .waiting, .waiting, .reversal, .notPayment, .notPayment, .notPayment,
        .rejected, .notPayment, .notPayment, .waiting,
      ])
    #expect(OccurrenceClass.unknown.kind(paid: .zero) == .notPayment)
    let refusals: [(ReturnRefusal, String)] = [
      (.empty, "return-empty"), (.remittance, "return-is-remittance"),
      (.wrongLength(bytes: 1), "return-wrong-length"),
      (.lineTooLong(limit: 1), "return-line-too-long"),
      (.unsupported(name: ""), "return-unsupported"), (.unknownLayout, "return-unknown-layout"),
    ]
    for (refusal, code) in refusals { #expect(refusal.code == code) }
  }

  @Test func ofPostAndPix() {
    #expect(words(PixKey.Kind.self) == "cpf cnpj email phone random")
    #expect(LetterMatrix.Kind.allCases.map(\.rawValue) == [1, 3, 4, 16, 17, 27, 28])
    let pix: [(PixError, String)] = [
      (.empty, "pix-empty"), (.tooLong(limit: 1), "pix-too-long"),
      (.notPrintable, "pix-not-printable"), (.malformed(position: 0), "pix-malformed"),
      (.checksum, "pix-checksum"), (.field(tag: "00"), "pix-field"),
      (.outOfRange(part: ""), "pix-out-of-range"),
    ]
    for (error, code) in pix { #expect(error.code == code) }
    #expect(PixError.malformed(position: 0).sentence.contains("posição 1"))
    #expect(PixKey.Fault().code == "pix-key-invalid")
    let postal: [(PostalFault, String)] = [
      (.wrongLength(field: "", expected: 1, found: 2), "postal-wrong-length"),
      (.notNumeric(field: ""), "postal-not-numeric"),
      (.tooLong(field: "", limit: 1), "postal-too-long"),
      (.notPrintable(field: ""), "postal-not-printable"),
      (.tooMany(field: "", limit: 1), "postal-too-many"),
    ]
    for (fault, code) in postal { #expect(fault.code == code) }
    let ids = [
      Person.idPrefix, Receivable.idPrefix, Payment.idPrefix, Contract.idPrefix, Branch.idPrefix,
      Integration.idPrefix, Inquiry.idPrefix, CollectionRule.idPrefix, CollectionRun.idPrefix,
      PublishedEvent.idPrefix,
    ]
    #expect(ids == ["per", "rec", "pay", "ctr", "brn", "int", "inq", "rul", "run", "evt"])
  }

  @Test func ofDocumentsAndSlips() {
    let documents: [(DocumentError, String)] = [
      (.empty, "document-empty"), (.wrongLength(found: 1, kind: nil), "document-wrong-length"),
      (.foreignCharacter("_"), "document-foreign-character"), (.letterInCPF, "cpf-letter"),
      (.letterInCheckDigits, "cnpj-letter-in-check-digits"),
      (.repeatedDigits(.cpf), "document-repeated-digits"),
      (.wrongCheckDigits(.cnpj), "document-wrong-check-digits"),
      (.notCanonical, "document-not-canonical"),
    ]
    for (error, code) in documents { #expect(error.code == code) }
    #expect(DocumentKind.cpf.label == "CPF" && DocumentKind.cnpj.label == "CNPJ")
    #expect(DocumentKind.cpf.length == 11 && DocumentKind.cnpj.length == 14)
    #expect(DocumentKind.cpf.rawValue == "cpf" && DocumentKind.cnpj.rawValue == "cnpj")
    let slips: [(SlipError, String)] = [
      (.empty, "slip-empty"), (.notNumeric, "slip-not-numeric"),
      (.wrongLength(digits: 1), "slip-wrong-length"), (.utilityDigitMissing, "slip-wrong-length"),
      (.collectionDigitTooMuch, "slip-wrong-length"),
      (.fieldCheckDigit(field: 1), "slip-field-check-digit"),
      (.generalCheckDigit, "slip-general-check-digit"), (.currency, "slip-currency"),
      (.valueIdentifier, "slip-value-identifier"), (.segment, "slip-segment"),
      (.outOfRange(part: ""), "slip-out-of-range"),
    ]
    for (error, code) in slips { #expect(error.code == code) }
  }

  @Test func charactersThatNoDocumentHasAreNamed() {
    func told(_ text: String) -> String {
      do throws(DocumentError) {
        return try Document.parse(text).bare
      } catch {
        return error.message
      }
    }
    #expect(told("529 982").contains("caractere espaço"))
    #expect(told("529_982").contains("“_”"))
    #expect(told("529é982").contains("“é”"))
    #expect(told("529\u{7}82").contains("U+0007"))
    #expect(told("529\u{7F}82").contains("U+007F"))
    #expect(told("529\u{1F600}82").contains("U+1F600"))
    #expect(told("529\u{200B}82").contains("U+200B"))
    #expect(told("!2").contains("“!”") && told("~2").contains("“~”"))
    #expect(told("1").contains("tem 1 caractere;") && told("12").contains("tem 2 caracteres;"))
  }
}
