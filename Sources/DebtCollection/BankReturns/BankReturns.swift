/// Files in which a bank tells what was paid (*retornos*).
package struct BankReturns: UseCases {
  let office: Office
}
