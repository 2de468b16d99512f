import Outbound

extension Integrations {
  /// The address of a bureau as it is stored: rebuilt from its parts, without a slash at the end.
  /// What cannot be parsed stays as it is, so that a person sees what to correct.
  static func bureauAddress(_ text: String) -> String {
    do {
      let whole = try WebAddress(parsing: text).description
      return whole.hasSuffix("/") ? String(whole.dropLast()) : whole
    } catch {
      return text
    }
  }

  /// Why a bureau cannot be called at an address; nil where it can be tried.
  static func fault(inBureauAddress text: String) -> AddressFault? {
    do {
      return AddressPolicy.integrations.fault(in: try WebAddress(parsingBase: text))
    } catch {
      return error
    }
  }

  /// Whether two addresses lead to the same server. What cannot be parsed leads nowhere, and is
  /// the same as itself only.
  static func isSameServer(_ one: String, _ other: String) -> Bool {
    do {
      return try WebAddress(parsing: one).origin == WebAddress(parsing: other).origin
    } catch {
      return one == other
    }
  }
}
