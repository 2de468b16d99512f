/// A place where what is stored is not what was written.
package struct TrailFinding: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Rows behind the one before are not there.
    case missing(ClosedRange<Int64>)
    /// The last rows are not there.
    case cut(ClosedRange<Int64>)
    /// A row is not the one that was written there.
    case changed(Int64)
    /// A row stands behind the sealed end.
    case behindEnd(Int64)
    /// Rows that are in no chain.
    case loose(Int64)
    /// The seal of the end is gone.
    case sealMissing
    /// The seal of the end is not of this house.
    case sealBroken
  }

  /// What the table is called.
  package let name: String
  package let number: Int64
  package let kind: Kind

  /// What is wrong and where, in Portuguese.
  package var sentence: String {
    let place = "\(name), corrente \(number): "
    return place + words
  }

  private var words: String {
    switch kind {
    case .missing(let rows) where rows.count == 1:
      "falta o registro \(rows.lowerBound), que foi apagado."
    case .missing(let rows):
      "faltam os registros \(rows.lowerBound) a \(rows.upperBound), que foram apagados."
    case .cut(let rows) where rows.count == 1:
      "falta o último registro, o \(rows.lowerBound), que foi apagado."
    case .cut(let rows):
      "faltam os últimos registros, \(rows.lowerBound) a \(rows.upperBound), que foram apagados."
    case .changed(let row):
      "o registro \(row) não é o que foi escrito: foi alterado, trocado de lugar ou incluído à mão."
    case .behindEnd(let row):
      "o registro \(row) está depois do fim selado: foi incluído à mão."
    case .loose(let count) where count == 1:
      "1 registro está fora da corrente: foi incluído à mão ou solto dela."
    case .loose(let count):
      "\(count) registros estão fora da corrente: foram incluídos à mão ou soltos dela."
    case .sealMissing:
      "o selo do fim da corrente foi apagado."
    case .sealBroken:
      "o selo do fim da corrente foi alterado, ou não é desta casa."
    }
  }
}
