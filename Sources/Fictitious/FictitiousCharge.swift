/// What a fictitious letter asks to be paid by: valid in form, nobody's account.
package enum FictitiousCharge {
  /// R$ 99,90, due on 2026-05-21.
  package static let slipBarcode = "34191163900000099901091234567890123456700000"
  /// The same as a person types it.
  package static let slipLine = "34191091233456789012334567000004116390000009990"

  /// A dynamic Pix charge, of which nothing but the place changes.
  ///
  /// - Parameter place: 16 letters and digits.
  package static func pixCode(_ place: String) -> String {
    "00020101021226780014br.gov.bcb.pix2556pix.example.com/v2/cobv/9d36b84fc70b478f" + place
      + "5204000053039865802BR5921PROVEDOR EXEMPLO LTDA6008CURITIBA62070503***63041F12"
  }
}
