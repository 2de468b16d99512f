/// Keys of programs that use the API (*chaves de API*).
package struct APIKeys: UseCases {
  let office: Office
}
