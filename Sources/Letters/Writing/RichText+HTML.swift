package import Markup

extension RichText {
  /// The runs as markup, those that stand out in `<strong>`.
  package var html: HTML {
    runs.map { $0.stands ? "<strong>\($0.text)</strong>" : HTML(text: $0.text) }.joined()
  }
}
