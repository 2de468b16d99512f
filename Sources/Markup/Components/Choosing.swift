extension Look {
  /// A button that opens a short list of links; works without scripts.
  package static func dropdown(
    _ label: String, _ items: [(label: String, path: String)], _ weight: Weight = .plain
  ) -> HTML {
    let links = items.map { "<li><a href=\"\($0.path)\">\($0.label)</a></li>" as HTML }
    return """
      <details class="dropdown"><summary class="button \(weight.rawValue)">\(label)\
      \(icon(.down))</summary><ul>\(links)</ul></details>
      """
  }

  /// A button that picks the one row of a list that something is done with. `label` says which.
  package static func pickOne(name: String, value: String, label: String) -> HTML {
    """
    <input type="radio" name="\(name)" value="\(value)" aria-label="\(label)" data-pick>
    """
  }
}
