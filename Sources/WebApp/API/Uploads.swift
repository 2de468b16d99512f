/// Where the bodies of uploads are kept until they are imported.
package struct Uploads: Sendable {
  /// A folder of the process's own.
  package let folder: String

  package init(folder: String) {
    self.folder = folder
  }
}
