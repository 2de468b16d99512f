/// Pictures of the screens for the manual, made by the browser tests so that they stay true, and
/// read once when the program starts.
package struct ManualPictures: Sendable {
  /// Bytes of one picture at the most.
  package static let byteLimit = 2 * 1024 * 1024

  private let pictures: [String: [UInt8]]

  /// - Parameter pictures: PNG files by the name of their screen.
  package init(_ pictures: [String: [UInt8]] = [:]) {
    self.pictures = pictures
  }

  /// The screens that the manual shows.
  package static var screens: [String] { ManualPage.all.flatMap(\.screens) }

  func bytes(of screen: String) -> [UInt8]? { pictures[screen] }

  /// Width and height in pixels, so that a page keeps the room free before the picture comes; nil
  /// where there is none, or where it is no PNG (ISO 15948, 11.2.1: both stand in the first chunk).
  func size(of screen: String) -> (width: Int, height: Int)? {
    guard let bytes = pictures[screen], bytes.count >= 24,
      bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
    else { return nil }
    func number(at start: Int) -> Int {
      bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    return (number(at: 16), number(at: 20))
  }
}
