/// A strict reader of the pages of the house: it takes only what our components write. Anything
/// that a browser would repair, guess or run is a finding.
package struct PageScan {
  /// An element as it was opened.
  package struct Element: Sendable {
    package let name: String
    package let attributes: [String: String]
    /// The text inside of it, its elements' included.
    package var text = ""

    package func has(_ attribute: String) -> Bool { attributes[attribute] != nil }
  }

  package private(set) var findings: [String] = []
  /// All elements in the order in which they were opened.
  package private(set) var elements: [Element] = []

  private let bytes: [UInt8]
  private var at = 0
  /// Places in `elements` of what is open.
  private var open: [Int] = []

  package init(_ text: String) {
    bytes = Array(text.utf8)
    scan()
  }

  package func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  private mutating func scan() {
    let doctype = Array("<!DOCTYPE html>".utf8)
    guard bytes.starts(with: doctype) else {
      findings.append("the page does not begin with <!DOCTYPE html>")
      return
    }
    at = doctype.count
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "<") { readTag() } else { readText() }
      guard findings.count < 20 else { return }
    }
    for place in open { findings.append("<\(elements[place].name)> is never closed") }
  }

  /// Text up to the next tag: no bare `>`, no quotation mark that a value brought along, and only
  /// the entities that we write.
  private mutating func readText() {
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
    let raw = bytes[start..<at]
    if raw.contains(UInt8(ascii: ">")) { report("a bare > in a text", from: start) }
    guard let text = decoded(raw, from: start) else { return }
    if open.isEmpty, text.contains(where: { !$0.isWhitespace }) {
      report("text outside of the page", from: start)
    }
    for place in open { elements[place].text += text }
  }

  private mutating func readTag() {
    let start = at
    at += 1
    let isClosing = at < bytes.count && bytes[at] == UInt8(ascii: "/")
    if isClosing { at += 1 }
    let name = readName()
    guard !name.isEmpty else {
      report("a < that begins no tag", from: start)
      return
    }
    if isClosing { close(name, from: start) } else { openElement(name, from: start) }
  }

  private mutating func close(_ name: String, from start: Int) {
    guard at < bytes.count, bytes[at] == UInt8(ascii: ">") else {
      report("</\(name) does not end", from: start)
      return
    }
    at += 1
    guard let last = open.popLast() else {
      report("</\(name)> closes nothing", from: start)
      return
    }
    if elements[last].name != name {
      report("</\(name)> closes <\(elements[last].name)>", from: start)
    }
  }

  private mutating func openElement(_ name: String, from start: Int) {
    guard let known = PageGrammar.attributes[name] else {
      report("<\(name)> is no element of ours", from: start)
      at += 1
      return
    }
    var attributes: [String: String] = [:]
    while at < bytes.count, bytes[at] == UInt8(ascii: " ") {
      at += 1
      let attribute = readName()
      guard !attribute.isEmpty, let value = readValue(of: name, from: start) else {
        report("<\(name)> has an attribute that is not well formed", from: start)
        return
      }
      if attributes.updateValue(value, forKey: attribute) != nil {
        report("<\(name)> has \(attribute) twice", from: start)
      }
      let isKnown =
        known.contains(attribute) || PageGrammar.everywhere.contains(attribute)
        || PageGrammar.prefixes.contains { attribute.hasPrefix($0) }
      if !isKnown { report("<\(name)> has \(attribute)=\"\(value)\"", from: start) }
    }
    let isSelfClosing = at < bytes.count && bytes[at] == UInt8(ascii: "/")
    if isSelfClosing { at += 1 }
    guard at < bytes.count, bytes[at] == UInt8(ascii: ">") else {
      report("<\(name)> does not end", from: start)
      return
    }
    at += 1
    elements.append(Element(name: name, attributes: attributes))
    let isEmpty = PageGrammar.empty.contains(name)
    if isSelfClosing, !PageGrammar.drawn.contains(name) {
      report("<\(name)/> is not closed by a slash in HTML", from: start)
    }
    if !isEmpty, !isSelfClosing { open.append(elements.count - 1) }
  }

  /// Letters, digits and hyphens; SVG has capitals in `viewBox`.
  private mutating func readName() -> String {
    let start = at
    while at < bytes.count {
      switch bytes[at] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): at += 1
      default: return String(decoding: bytes[start..<at], as: UTF8.self)
      }
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  /// `="value"`, or nothing for a switch. The drawings of the house are written in single quotes.
  private mutating func readValue(of name: String, from start: Int) -> String? {
    guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { return "" }
    guard at + 1 < bytes.count else { return nil }
    let quote = bytes[at + 1]
    let isDrawing = PageGrammar.drawn.contains(name) && quote == UInt8(ascii: "'")
    guard quote == UInt8(ascii: "\"") || isDrawing else { return nil }
    at += 2
    let begin = at
    while at < bytes.count, bytes[at] != quote { at += 1 }
    guard at < bytes.count else { return nil }
    let raw = bytes[begin..<at]
    at += 1
    if raw.contains(UInt8(ascii: "<")) { report("a bare < in a value", from: start) }
    return decoded(raw, from: start)
  }

  private mutating func decoded(_ raw: ArraySlice<UInt8>, from start: Int) -> String? {
    var output: [UInt8] = []
    var index = raw.startIndex
    while index < raw.endIndex {
      guard raw[index] == UInt8(ascii: "&") else {
        output.append(raw[index])
        index += 1
        continue
      }
      guard let end = raw[index...].firstIndex(of: UInt8(ascii: ";")),
        let letter = PageGrammar.entities[String(decoding: raw[index...end], as: UTF8.self)]
      else {
        report("a bare &", from: start)
        return nil
      }
      output.append(letter)
      index = end + 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func report(_ what: String, from start: Int) {
    let end = min(start + 80, bytes.count)
    findings.append("\(what): …\(String(decoding: bytes[start..<end], as: UTF8.self))…")
  }
}
