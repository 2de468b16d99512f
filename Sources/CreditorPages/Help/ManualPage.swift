/// A page of the user manual (ajuda).
struct ManualPage: Hashable, Sendable {
  /// `dar-baixa`, from the file `06-dar-baixa.md`; the last part of its address.
  let slug: String
  let title: String
  let blocks: [ManualBlock]

  /// The whole manual in its order, read once.
  static let all: [ManualPage] = ManualText.pages.map { page in
    let (title, blocks) = ManualReader.read(page.text)
    return ManualPage(slug: slug(ofFile: page.file), title: title, blocks: blocks)
  }

  static func find(_ slug: String) -> ManualPage? {
    all.first { $0.slug == slug }
  }

  /// Without the number in front and the ending.
  static func slug(ofFile file: String) -> String {
    var name = file[...]
    if name.hasSuffix(".md") { name = name.dropLast(3) }
    let digits = name.prefix { $0.isNumber }
    if !digits.isEmpty, name.dropFirst(digits.count).hasPrefix("-") {
      name = name.dropFirst(digits.count + 1)
    }
    return String(name)
  }

  /// The screens whose pictures it shows.
  var screens: [String] {
    blocks.compactMap { block in
      if case .picture(let screen, _) = block { screen } else { nil }
    }
  }
}
