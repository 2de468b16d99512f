import Credit
import DebtCollection
import Pages

/// Addresses of inquiries.
enum InquiryPages {
  static let path = Contents.inquiries.path
  static let searchPath = Contents.inquirySearch.path
  static let productsPath = Contents.inquiryProducts.path

  static func path(of inquiry: ID<Inquiry>) -> String { Contents.inquiry.path(inquiry) }

  static func path(askingAbout person: ID<Person>) -> String {
    Contents.inquire.path(person)
  }
}
