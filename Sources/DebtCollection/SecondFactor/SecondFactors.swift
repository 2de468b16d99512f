/// The second factor, and logins between password and code.
package struct SecondFactors: UseCases {
  let office: Office
}
