import Credit

extension PostalAddress {
  package static let empty = PostalAddress(
    postalCode: "", street: "", number: "", complement: "", district: "", city: "", state: "")

  /// A letter reaches the person: everything but number, complement and district is needed.
  package var isComplete: Bool {
    PostalCode(postalCode) != nil && !street.isEmpty && !city.isEmpty
      && FederativeUnit(code: state) != nil
  }

  /// What is wrong with the parts that are there.
  func check(into faults: inout FaultList, at pointer: String) {
    if !postalCode.isEmpty, PostalCode(postalCode) == nil {
      faults.add(
        pointer + "/postalCode", "invalid-postal-code", "O CEP tem oito dígitos: 80010000.")
    }
    if !state.isEmpty, FederativeUnit(code: state) == nil {
      faults.add(pointer + "/state", "invalid-state", "Informe a sigla de uma UF: PR.")
    }
    faults.checkLength(street, pointer + "/street", named: "logradouro", limit: 120)
    faults.checkLength(number, pointer + "/number", named: "número", limit: 20)
    faults.checkLength(complement, pointer + "/complement", named: "complemento", limit: 60)
    faults.checkLength(district, pointer + "/district", named: "bairro", limit: 80)
    faults.checkLength(city, pointer + "/city", named: "cidade", limit: 80)
  }

  /// Digits only in the postal code, and nothing where it is zeros; capital letters in the state.
  var normalized: PostalAddress {
    var copy = self
    let isZeros = postalCode.utf8.allSatisfy { [0x30, 0x2D, 0x2E].contains($0) }
    copy.postalCode = isZeros ? "" : PostalCode(postalCode)?.text ?? postalCode
    copy.state = FederativeUnit(code: state.uppercased())?.code ?? state
    return copy
  }
}
