/// The type sizes of the notice.
struct NoticeStyles {
  let isLarge: Bool
  let title: TextStyle
  let heading: TextStyle
  let body: TextStyle
  let fine: TextStyle
  let label: TextStyle
  let line: TextStyle
  /// Space between paragraphs and above headings.
  let gap: Double

  init(_ typeSize: NoticeLetterPDF.TypeSize) {
    isLarge = typeSize == .large
    title = TextStyle(size: isLarge ? 20 : 13.5, bold: true)
    heading = TextStyle(size: isLarge ? 17 : 10, bold: true)
    body = TextStyle(size: isLarge ? 16 : 9.2, leading: isLarge ? 1.12 : 1.08)
    fine = TextStyle(size: isLarge ? 16 : 8.3, leading: isLarge ? 1.12 : 1.04)
    label = TextStyle(size: isLarge ? 14 : 7.6)
    line = TextStyle(size: isLarge ? 14 : 10.4, bold: true)
    gap = isLarge ? 9 : 4.2
  }

  // The head and foot are the same in both sizes: the window of the envelope does not grow.
  static let bureau = TextStyle(size: 13, bold: true)
  static let small = TextStyle(size: 7.4)
  static let addressSizes = [9.6, 8.8, 8.0, 7.2, 6.4]
  static let referenceLabel = TextStyle(size: 7.6)
  static let referenceValue = TextStyle(size: 9.2)
  /// The 34 digits of the posting code beside the window.
  static let franchise = TextStyle(size: 7.6)
}
