/// The elements and attributes that pages of ours are made of. A new component adds its own here,
/// which is the moment to think about what they let in.
enum PageGrammar {
  static let everywhere: Set<String> = [
    "id", "class", "title", "hidden", "role", "tabindex", "lang",
  ]
  static let prefixes = ["data-", "aria-"]

  /// Elements that have no end.
  static let empty: Set<String> = ["meta", "link", "input", "br", "hr"]
  /// SVG shapes, which a slash closes.
  static let drawn: Set<String> = ["path", "circle", "rect", "line", "polyline"]

  static let entities: [String: UInt8] = [
    "&amp;": UInt8(ascii: "&"), "&lt;": UInt8(ascii: "<"), "&gt;": UInt8(ascii: ">"),
    "&quot;": UInt8(ascii: "\""), "&#39;": UInt8(ascii: "'"),
  ]

  /// Attributes of each element, besides those that all may have.
  static let attributes: [String: Set<String>] = {
    var all: [String: Set<String>] = [
      "html": [], "head": [], "body": [], "title": [], "meta": ["charset", "name", "content"],
      "link": ["rel", "href", "type"], "script": ["type", "src"], "a": ["href", "rel", "download"],
      "form": ["method", "action", "enctype"], "label": ["for"], "time": ["datetime"],
      "input": [
        "type", "name", "value", "required", "checked", "maxlength", "minlength", "placeholder",
        "readonly", "autocomplete", "autocapitalize", "inputmode", "min", "max", "step", "accept",
        "disabled", "multiple", "list", "pattern",
      ],
      "textarea": ["name", "rows", "maxlength", "required", "readonly", "placeholder"],
      "select": ["name", "required", "disabled"], "option": ["value", "selected"],
      "button": ["type", "name", "value", "formaction", "formmethod", "disabled"],
      "th": ["scope", "colspan", "rowspan"], "td": ["colspan", "rowspan"],
      "progress": ["max", "value"], "details": ["open", "name"], "ol": ["start"],
      "svg": [
        "viewBox", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
        "preserveAspectRatio", "focusable", "width", "height",
      ],
      "g": ["fill", "stroke", "transform"], "path": ["d", "fill", "transform"],
      "circle": ["cx", "cy", "r"], "rect": ["x", "y", "width", "height", "rx"],
      "line": ["x1", "x2", "y1", "y2"], "polyline": ["points"],
      "text": ["x", "y", "text-anchor"],
    ]
    let plain = [
      "header", "footer", "nav", "main", "section", "article", "aside", "div", "span", "p", "h1",
      "h2", "h3", "h4", "ul", "li", "dl", "dt", "dd", "strong", "em", "b", "small", "code", "kbd",
      "pre", "blockquote", "table", "caption", "thead", "tbody", "tfoot", "tr", "fieldset",
      "legend", "figure", "figcaption", "summary", "br", "hr", "abbr", "sub", "sup", "output",
      "address",
    ]
    for name in plain { all[name] = all[name] ?? [] }
    return all
  }()
}
