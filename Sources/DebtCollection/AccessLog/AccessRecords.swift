/// Who saw and changed what (*acessos*).
package struct AccessRecords: UseCases {
  let office: Office
}
