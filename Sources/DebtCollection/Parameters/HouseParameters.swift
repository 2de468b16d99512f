/// The parameters of the house and its first steps (*parâmetros*).
package struct HouseParameters: UseCases {
  let office: Office
}
