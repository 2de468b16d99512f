/// Alarms before a legal term ends (*alarmes*).
package struct Alarms: UseCases {
  let office: Office
}
