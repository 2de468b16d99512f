import Credit
import DebtCollection
import Pages

/// Addresses of the screen "Negativação" of a customer (manual, items 35-41).
enum ManualListingPages {
  static func path(of person: ID<Person>) -> String { Contents.manualListing.path(person) }

  static func codesPath(of person: ID<Person>) -> String { Contents.listingCodes.path(person) }

  /// The name of the boxes that choose titles, as in the API.
  static let pickName = "receivableIds"
}
