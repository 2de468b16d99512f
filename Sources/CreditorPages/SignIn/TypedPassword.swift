import DebtCollection
import HTTPService
import Pages
import Refusals

extension FormReader {
  /// A new password that was typed twice (`password`, `repeated`), with all its faults at once.
  func newPassword(_ label: String, in form: FormFields) -> String {
    let typed = required("password", label, .text(length: 1...1_024))
    if let password = form.first("password"), !password.isEmpty {
      for fault in Users.passwordFaults(typed) {
        self.fault("password", code: fault.code, detail: fault.detail)
      }
    }
    if form.first("password") != form.first("repeated") {
      fault("repeated", code: "different", detail: "As duas senhas são diferentes.")
    }
    return typed
  }
}
