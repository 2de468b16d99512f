/// A file of another kind that was sent in the place of a CSV, told by how it begins.
enum ForeignFile: CaseIterable {
  case excel, oldExcel, pdf, picture, packed, page

  init?(of bytes: [UInt8]) {
    func begins(_ start: [UInt8]) -> Bool { bytes.starts(with: start) }
    if begins([0x50, 0x4B, 0x03, 0x04]) {
      // Both are ZIP files; a workbook names its parts in the first bytes.
      let head = bytes.prefix(4_096)
      let isBook = ["xl/", "[Content_Types]", "mimetype", "docProps"].contains { name in
        head.firstRange(of: Array(name.utf8)) != nil
      }
      self = isBook ? .excel : .packed
    } else if begins([0xD0, 0xCF, 0x11, 0xE0]) {
      self = .oldExcel
    } else if begins(Array("%PDF".utf8)) {
      self = .pdf
    } else if begins([0x89, 0x50, 0x4E, 0x47]) || begins([0xFF, 0xD8, 0xFF])
      || begins(Array("GIF8".utf8))
    {
      self = .picture
    } else if begins([0x1F, 0x8B]) || begins(Array("Rar!".utf8)) || begins([0x37, 0x7A, 0xBC]) {
      self = .packed
    } else if begins(Array("<".utf8)) {
      self = .page
    } else {
      return nil
    }
  }

  var sentence: String {
    switch self {
    case .excel, .oldExcel:
      "Este arquivo é uma planilha (\(self == .excel ? ".xlsx ou .ods" : ".xls")); no Excel ou no "
        + "LibreOffice, use Salvar como › CSV UTF-8 (separado por vírgulas) e envie o arquivo .csv."
    case .pdf:
      "Este arquivo é um PDF; exporte os dados do seu sistema como CSV e envie o arquivo .csv."
    case .picture:
      "Este arquivo é uma imagem; exporte os dados do seu sistema como CSV e envie o arquivo .csv."
    case .packed:
      "Este arquivo está compactado; abra-o e envie o arquivo .csv que está dentro."
    case .page:
      "Este arquivo é uma página ou um XML; exporte os dados do seu sistema como CSV e envie o "
        + "arquivo .csv."
    }
  }
}
