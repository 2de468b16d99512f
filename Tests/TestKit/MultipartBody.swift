/// A form with a file as a browser sends it.
package enum MultipartBody {
  package static let contentType = "multipart/form-data; boundary=\(boundary)"
  private static let boundary = "----limite42"

  package static func bytes(
    _ fields: [(String, String)], file: [UInt8], name: String = "arquivo.txt"
  ) -> [UInt8] {
    var body: [UInt8] = []
    for (name, value) in fields {
      body += Array(
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
      )
    }
    body += Array(
      ("--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n"
        + "Content-Type: application/octet-stream\r\n\r\n").utf8)
    return body + file + Array("\r\n--\(boundary)--\r\n".utf8)
  }
}
