import CPangoCairo

/// Draws on the pages of one PDF.
final class Canvas {
  private let cairo: OpaquePointer

  init(cairo: OpaquePointer) {
    self.cairo = cairo
  }

  /// Draws a text with its top left corner at the point.
  func draw(_ box: TextBox, x: Double, y: Double, ink: Double = Ink.black) {
    cairo_set_source_rgb(cairo, ink, ink, ink)
    cairo_move_to(cairo, x, y)
    pango_cairo_show_layout(cairo, box.layout)
  }

  /// A horizontal line.
  func rule(x: Double, y: Double, width: Double, ink: Double = Ink.line, weight: Double = 0.5) {
    cairo_set_source_rgb(cairo, ink, ink, ink)
    cairo_rectangle(cairo, x, y - weight / 2, width, weight)
    cairo_fill(cairo)
  }

  /// A filled area.
  func wash(_ area: Area, ink: Double = Ink.wash) {
    cairo_set_source_rgb(cairo, ink, ink, ink)
    cairo_rectangle(cairo, area.x, area.y, area.width, area.height)
    cairo_fill(cairo)
  }

  /// The outline of an area.
  func frame(_ area: Area, ink: Double = Ink.line, weight: Double = 0.5) {
    cairo_set_source_rgb(cairo, ink, ink, ink)
    cairo_set_line_width(cairo, weight)
    cairo_rectangle(cairo, area.x, area.y, area.width, area.height)
    cairo_stroke(cairo)
  }

  /// A symbol stretched over an area, as one path.
  func draw(_ symbol: BarcodeSymbol, in area: Area) {
    let across = area.width / symbol.width
    let down = area.height / symbol.height
    cairo_set_source_rgb(cairo, 0, 0, 0)
    for bar in symbol.bars {
      cairo_rectangle(
        cairo, area.x + bar.x * across, area.y + bar.y * down, bar.width * across,
        bar.height * down)
    }
    cairo_fill(cairo)
  }

  func showPage() {
    cairo_show_page(cairo)
  }
}
