/// Where the fields of a title stand in a return file of a bank; 1-based, inclusive.
struct ReturnFieldMap {
  var bankNumber: ClosedRange<Int>
  var documentNumber: ClosedRange<Int>
  var companyUse: ClosedRange<Int>
  var occurrence: ClosedRange<Int>
  var occurredOn: ClosedRange<Int>
  var dueOn: ClosedRange<Int>
  var face: ClosedRange<Int>
  var fee: ClosedRange<Int>?
  var paid: ClosedRange<Int>
  var availableOn: ClosedRange<Int>
  /// Where the credit date stands if the first places before it are blank.
  var availableOnElsewhere: ClosedRange<Int>?
  var availableOnForm = ReturnLine.DateForm.dayFirst
  /// Pairs of characters.
  var reasons: ClosedRange<Int>?
  /// The nature of the receipt (Banco do Brasil).
  var nature: ClosedRange<Int>?
  /// The settlement code (Itaú).
  var settlementCode: ClosedRange<Int>?
  var payerKind: Int?
  var payerDocument: ClosedRange<Int>?

  /// CNAB 240: segment T, with `paid`, `occurredOn` and `availableOn` in segment U.
  static func cnab240(bank: String) -> ReturnFieldMap {
    var map = ReturnFieldMap(
      bankNumber: 38...57, documentNumber: 59...73, companyUse: 106...130, occurrence: 16...17,
      occurredOn: 138...145, dueOn: 74...81, face: 82...96, fee: 199...213, paid: 78...92,
      availableOn: 146...153, reasons: 214...223, payerKind: 133, payerDocument: 134...148)
    switch bank {
    case "033":
      // Santander has a shorter account, and everything after it stands further left.
      map.bankNumber = 41...53
      map.documentNumber = 55...69
      map.dueOn = 70...77
      map.face = 78...92
      map.companyUse = 101...125
      map.payerKind = 128
      map.payerDocument = 129...143
      map.fee = 194...208
      map.reasons = 209...218
    case "104":
      // Caixa (SIGCB) has the account up to 39, two digits of portfolio and fifteen of number.
      map.bankNumber = 40...56
      map.documentNumber = 59...69
    case "341": map.settlementCode = 222...223
    default: break
    }
    return map
  }

  /// CNAB 400: record of type 1, or 7 of Banco do Brasil.
  static func cnab400(bank: String) -> ReturnFieldMap {
    var map = ReturnFieldMap(
      bankNumber: 63...70, documentNumber: 117...126, companyUse: 38...62,
      occurrence: 109...110, occurredOn: 111...116, dueOn: 147...152, face: 153...165,
      fee: 176...188, paid: 254...266, availableOn: 296...301)
    switch bank {
    case "001":
      map.bankNumber = 64...80
      map.companyUse = 39...63
      map.nature = 87...88
      map.availableOn = 176...181
      map.fee = 182...188
    case "041":
      map.bankNumber = 63...72
      map.reasons = 383...392
    case "077":
      map.bankNumber = 71...81
      map.occurrence = 90...91
      map.occurredOn = 92...97
      map.documentNumber = 98...107
      map.dueOn = 119...124
      map.face = 125...137
      map.fee = nil
      map.paid = 160...172
      map.availableOn = 173...178
    case "104":
      map.bankNumber = 57...73
      map.companyUse = 32...56
      map.availableOn = 294...299
      map.availableOnElsewhere = 296...301
      map.reasons = 80...81
    case "237":
      map.bankNumber = 71...82
      map.reasons = 319...328
    case "341":
      map.settlementCode = 393...394
      map.reasons = 378...385
    case "422": map.bankNumber = 63...71
    case "748":
      map.bankNumber = 48...62
      map.companyUse = 38...47
      map.availableOn = 329...336
      map.availableOnForm = .yearFirst
      map.reasons = 319...328
    case "756":
      map.bankNumber = 63...74
      map.availableOn = 176...181
      map.fee = 182...188
    default: break
    }
    return map
  }
}
