import Foundation

extension FictitiousBook {
  /// Files in the order in which they are imported.
  package static let fileNames = ["people", "contracts", "receivables", "payments"]

  /// Writes the four files into a folder, which is made where it is not there.
  ///
  /// - Throws: `FileFault` where a file cannot be made.
  package func write(into folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try LineFile.write(folder + "/people.csv", ending: .lineFeed, writePeople)
    try LineFile.write(folder + "/contracts.csv", ending: .lineFeed, writeContracts)
    try LineFile.write(folder + "/receivables.csv", ending: .lineFeed, writeReceivables)
    try LineFile.write(folder + "/payments.csv", ending: .lineFeed, writePayments)
  }
}
