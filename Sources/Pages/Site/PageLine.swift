package import HTTPTypes

/// One line of the table of pages: how a page is asked for, where, and who may.
package struct PageLine<Permission: Sendable>: Sendable {
  package let method: HTTPRequest.Method
  /// `/clientes/{id}`.
  package let path: String
  /// Nil for everybody who is logged in.
  package let permission: Permission?
  /// Belongs to a subject that a house may have switched off; the page is gone then.
  package let isSubject: Bool
}
