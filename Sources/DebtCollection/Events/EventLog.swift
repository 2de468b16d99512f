/// What happened, in one order, for those who subscribe (*eventos*).
package struct EventLog: UseCases {
  let office: Office
}
