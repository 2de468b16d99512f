extension FuzzedParser {
  /// Every parser of `Credit` and `JSONText`.
  package static let core: [FuzzedParser] =
    documents + money + calendar + slips + pix + returns + postal + tables + texts + json
}
