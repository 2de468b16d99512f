/// The proof that nothing was changed afterwards (*auditoria*).
package struct AuditTrail: UseCases {
  let office: Office
}
