/// Requests that wait for a second person (*aprovações*).
package struct Approvals: UseCases {
  let office: Office
}
