import CreditorAPI
import CreditorPages
import Foundation

/// Finds the pictures of the manual that the browser tests made: a release has them in `telas`
/// beside the program, a checkout in `var/screenshots`. Without them the manual is text only.
enum ScreenPictures {
  static func read() -> ManualPictures {
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let folders = [
      program.deletingLastPathComponent().appendingPathComponent("telas"),
      URL(fileURLWithPath: "var/screenshots"),
    ]
    guard
      let folder = folders.first(where: { FileManager.default.fileExists(atPath: $0.path) })
    else { return ManualPictures() }
    var pictures: [String: [UInt8]] = [:]
    for screen in ManualPictures.screens {
      let path = folder.appendingPathComponent(screen + ".png").path
      guard let data = FileManager.default.contents(atPath: path),
        data.count <= ManualPictures.byteLimit
      else { continue }
      pictures[screen] = [UInt8](data)
    }
    return ManualPictures(pictures)
  }
}
