/// What every page of the house keeps, besides being well formed.
package enum PageRules {
  /// Bytes of a page at the most.
  package static let byteLimit = 150_000

  /// - Parameters:
  ///   - isRouted: whether a page answers at an address of ours, by method.
  package static func findings(
    _ text: String, isRouted: (_ method: String, _ path: String) -> Bool
  ) -> [String] {
    let scan = PageScan(text)
    guard scan.findings.isEmpty else { return scan.findings }
    var findings = frame(scan)
    if text.utf8.count > byteLimit { findings.append("\(text.utf8.count) bytes") }
    findings += labels(scan) + links(scan, isRouted) + forms(scan, text, isRouted)
    return findings
  }

  private static func frame(_ scan: PageScan) -> [String] {
    var findings: [String] = []
    if scan.all("html").map({ $0.attributes["lang"] }) != ["pt-BR"] {
      findings.append("lang is not pt-BR")
    }
    if scan.all("h1").count != 1 { findings.append("\(scan.all("h1").count) h1") }
    if scan.all("main").count != 1 { findings.append("\(scan.all("main").count) main") }
    for name in ["title", "h1", "h2", "h3", "button", "a", "label", "legend", "caption", "th"] {
      for element in scan.all(name) where isSilent(element) {
        findings.append("an empty <\(name)> \(element.attributes)")
      }
    }
    for script in scan.all("script") where !script.has("src") || !script.text.isEmpty {
      findings.append("a script inside the page")
    }
    let ids = scan.elements.compactMap { $0.attributes["id"] }
    for (id, count) in Dictionary(grouping: ids, by: \.self).mapValues(\.count) where count > 1 {
      findings.append("the id \(id) stands \(count) times")
    }
    return findings
  }

  /// A corner of a table may be empty.
  private static func isSilent(_ element: PageScan.Element) -> Bool {
    if element.name == "th", element.attributes["scope"] == "col" { return false }
    return element.text.allSatisfy(\.isWhitespace) && !element.has("aria-label")
  }

  /// Every field has a name that is read aloud.
  private static func labels(_ scan: PageScan) -> [String] {
    let named = Set(scan.all("label").compactMap { $0.attributes["for"] })
    let ids = Set(scan.elements.compactMap { $0.attributes["id"] })
    var findings = named.subtracting(ids).map { "a label for \($0), which is not there" }
    for element in scan.elements where ["input", "select", "textarea"].contains(element.name) {
      let type = element.attributes["type"] ?? "text"
      // A box stands inside of its label.
      guard !["hidden", "submit", "checkbox", "radio"].contains(type) else { continue }
      let isNamed =
        element.attributes["id"].map(named.contains) ?? false || element.has("aria-label")
      if !isNamed { findings.append("no label for \(element.attributes["name"] ?? element.name)") }
    }
    for element in scan.elements {
      for reference in ["aria-describedby", "aria-labelledby"] {
        for id in element.attributes[reference]?.split(separator: " ") ?? []
        where !ids.contains(String(id)) {
          findings.append("\(reference) names \(id), which is not there")
        }
      }
    }
    return findings
  }

  /// Links lead to pages that there are, and nowhere else without being known here.
  private static func links(
    _ scan: PageScan, _ isRouted: (String, String) -> Bool
  ) -> [String] {
    scan.all("a").compactMap { link -> String? in
      guard let href = link.attributes["href"] else { return "a link without an address" }
      if href.hasPrefix("#") { return nil }
      guard href.hasPrefix("/"), !href.hasPrefix("//") else {
        return link.attributes["rel"] == "noopener noreferrer" && href.hasPrefix("https://")
          ? nil : "a link to \(href)"
      }
      let path = String(href.prefix { $0 != "?" && $0 != "#" })
      return isRouted("GET", path) ? nil : "a link to \(path), where no page is"
    }
  }

  private static func forms(
    _ scan: PageScan, _ text: String, _ isRouted: (String, String) -> Bool
  ) -> [String] {
    var findings: [String] = []
    let posts = scan.all("form").filter { $0.attributes["method"] == "post" }
    for form in scan.all("form") {
      let method = (form.attributes["method"] ?? "get").uppercased()
      let path = String((form.attributes["action"] ?? "").prefix { $0 != "?" })
      if !isRouted(method, path) { findings.append("a form \(method) \(path) leads nowhere") }
    }
    let tokens = scan.all("input").filter { $0.attributes["name"] == "_token" }
    if tokens.count < posts.count { findings.append("a form without its token") }
    return findings
  }
}
