import Credit

/// What the house advises after an inquiry. A deterministic rule, so that every advice can be
/// explained to the person concerned (LGPD, art. 20); a person decides.
///
/// 1. Without a report: undecided; with no person behind the document: review.
/// 2. The bureau's name for the document is not the one on our card: undecided, whatever else was
///    found, for it may be somebody else's.
/// 3. Any restriction: deny, one reason for each block with entries.
/// 4. A source that did not answer: review, never approve.
/// 5. An alert on the identity document, or the death of its holder: review, never approve.
/// 6. A score under `reviewBelowScore`: review.
/// 7. Else: approve.
package struct Recommendation: Hashable, Sendable {
  package enum Decision: String, Hashable, Sendable {
    case approve, review, deny, undecided

    package var portuguese: String {
      switch self {
      case .approve: "Aprovar"
      case .review: "Analisar"
      case .deny: "Não vender a prazo"
      case .undecided: "Não decidir ainda"
      }
    }
  }

  package struct Reason: Hashable, Sendable {
    package let code: String
    package let detail: String
  }

  /// Of a scale of 0 to 1,000.
  package static let reviewBelowScore: Int64 = 400

  package let decision: Decision
  package let reasons: [Reason]

  package init(
    of outcome: InquiryOutcome?, digest: InquiryDigest?, identityDiffers: Bool = false
  ) {
    guard let outcome, outcome != .failed, outcome != .notFound, let digest else {
      decision = outcome == .notFound ? .review : .undecided
      reasons = [Self.reasonWithoutReport(outcome)]
      return
    }
    var found: [Reason] = []
    if digest.restricted {
      found += digest.summary.filter { $0.count > 0 && InquiryBlock.restricts($0.block) }
        .map(Self.entries)
      if found.isEmpty {
        found.append(Reason(code: "restricted", detail: "O birô informa restrição."))
      }
    }
    let silent = digest.sources.filter { !$0.answered }.map {
      InquiryBlock.portuguese($0.name)
    }
    if digest.partial || outcome == .partial {
      found.append(
        Reason(
          code: "partial",
          detail: "Consulta incompleta"
            + (silent.isEmpty ? "." : ": sem resposta de \(silent.joined(separator: ", ")).")
            + " Consulte de novo antes de decidir."))
    }
    found += digest.alerts.map(Self.entries)
    if let score = digest.scoreValue, score < Self.reviewBelowScore {
      found.append(
        Reason(
          code: "low-score",
          detail: "Pontuação \(score), abaixo de \(Self.reviewBelowScore)."))
    }
    if identityDiffers {
      decision = .undecided
      found.insert(
        Reason(
          code: "identity",
          detail: "O nome no birô não é o do cadastro: confira a identidade; o que consta pode ser "
            + "de outra pessoa."), at: 0)
    } else if digest.restricted {
      decision = .deny
    } else {
      decision = found.isEmpty ? .approve : .review
    }
    reasons =
      found.isEmpty
      ? [Reason(code: "clean", detail: "Todas as fontes responderam e nada consta.")] : found
  }

  private static func reasonWithoutReport(_ outcome: InquiryOutcome?) -> Reason {
    switch outcome {
    case .notFound:
      Reason(
        code: "not-found", detail: "O birô não conhece o documento; confira os dados cadastrais.")
    case nil: Reason(code: "running", detail: "A consulta ainda está em andamento.")
    default:
      Reason(code: "failed", detail: "A consulta não foi concluída; consulte de novo.")
    }
  }

  private static func entries(_ row: InquirySummaryRow) -> Reason {
    let total = row.total.map { ", \($0)" } ?? ""
    return Reason(
      code: "has-\(row.block)",
      detail: "\(InquiryBlock.portuguese(row.block)): \(row.count)\(total).")
  }
}
