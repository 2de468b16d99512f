/// Work that waits or failed (*filas*).
package struct WorkQueues: UseCases {
  let office: Office
}
