/// Money that came in, and what it does to titles and listings (*recebimentos*).
package struct Payments: UseCases {
  let office: Office
}
