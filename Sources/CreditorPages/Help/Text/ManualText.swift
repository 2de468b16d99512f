// Written by Scripts/embed-manual; edit the pages in docs/manual.
/// A page of the manual as Markdown.
struct ManualText: Sendable {
  /// Its name in `docs/manual`.
  let file: String
  let text: String

  /// In the order of the manual.
  static let pages: [ManualText] = [
    page01,
    page02,
    page03,
    page04,
    page05,
    page06,
    page07,
    page08,
    page09,
    page10,
    page11,
    page12,
    page13,
    page14,
    page15,
  ]
}
