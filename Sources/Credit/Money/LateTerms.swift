/// What a late payment costs by contract: fine, interest and index of correction.
package struct LateTerms: Hashable, Sendable {
  /// CDC, art. 52, §1º; RGC, art. 78: at most 2 % of the instalment.
  static let largestFineBasisPoints = 200
  /// At most 1 % a month (Decreto 22.626/1933; RGC, art. 78).
  static let largestMonthlyInterestBasisPoints = 100
  /// An index factor of one: no correction.
  package static let unitIndexPPM = 1_000_000
  /// Factors beyond a hundredfold are mistakes of typing.
  static let largestIndexPPM = 100_000_000

  /// Hundredths of a per cent: 200 is 2 %.
  package let fineBasisPoints: Int
  /// Hundredths of a per cent a month of 30 days, simple.
  package let monthlyInterestBasisPoints: Int
  /// The index's factor from due date to payment in millionths: 1,012,300 is 1.0123.
  package let indexFactorPPM: Int

  /// Why terms are refused.
  package enum Fault: Error, Hashable, Sendable {
    case fine(Int)
    case interest(Int)
    case index(Int)

    package var code: String {
      switch self {
      case .fine: "late-fine-out-of-range"
      case .interest: "late-interest-out-of-range"
      case .index: "index-factor-out-of-range"
      }
    }

    package var message: String {
      switch self {
      case .fine: "A multa deve ficar entre 0% e 2% (CDC, art. 52, §1º). Corrija o percentual."
      case .interest: "Os juros de mora devem ficar entre 0% e 1% ao mês. Corrija o percentual."
      case .index: "O fator de correção deve ser maior que 0 e no máximo 100. Confira o índice."
      }
    }
  }

  /// All faults at once.
  package struct Faults: Error, Hashable, Sendable {
    package let faults: [Fault]
  }

  package init(
    fineBasisPoints: Int, monthlyInterestBasisPoints: Int, indexFactorPPM: Int = unitIndexPPM
  ) throws(Faults) {
    var faults: [Fault] = []
    if !(0...LateTerms.largestFineBasisPoints).contains(fineBasisPoints) {
      faults.append(.fine(fineBasisPoints))
    }
    if !(0...LateTerms.largestMonthlyInterestBasisPoints).contains(monthlyInterestBasisPoints) {
      faults.append(.interest(monthlyInterestBasisPoints))
    }
    if !(1...LateTerms.largestIndexPPM).contains(indexFactorPPM) {
      faults.append(.index(indexFactorPPM))
    }
    guard faults.isEmpty else { throw Faults(faults: faults) }
    self.init(fineBasisPoints, monthlyInterestBasisPoints, indexFactorPPM)
  }

  private init(_ fine: Int, _ interest: Int, _ index: Int) {
    self.fineBasisPoints = fine
    self.monthlyInterestBasisPoints = interest
    self.indexFactorPPM = index
  }

  /// 2 % of fine and 1 % a month, without correction.
  package static let standard = LateTerms(
    largestFineBasisPoints, largestMonthlyInterestBasisPoints, unitIndexPPM)
}
