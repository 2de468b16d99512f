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

  /// A symbol stretched over an area: a stencil where it has a grid, else one path.
  ///
  /// A stencil of one bit to the module is as sharp as rectangles at every resolution. A thousand
  /// rectangles cost half of the letter's time, all of it in printing their corners as decimals.
  func draw(_ symbol: BarcodeSymbol, in area: Area) {
    cairo_set_source_rgb(cairo, 0, 0, 0)
    if symbol.gridRows > 0 {
      drawStencil(symbol, in: area)
      return
    }
    let across = area.width / symbol.width
    let down = area.height / symbol.height
    for bar in symbol.bars {
      cairo_rectangle(
        cairo, area.x + bar.x * across, area.y + bar.y * down, bar.width * across,
        bar.height * down)
    }
    cairo_fill(cairo)
  }

  private func drawStencil(_ symbol: BarcodeSymbol, in area: Area) {
    let columns = Int(symbol.width.rounded())
    let rows = symbol.gridRows
    let down = Double(rows) / symbol.height
    let stencil = cairo_image_surface_create(CAIRO_FORMAT_A1, Int32(columns), Int32(rows))
    defer { cairo_surface_destroy(stencil) }
    // Draws into the one-bit image with cairo itself: the order of the bits is the machine's.
    let brush = cairo_create(stencil)
    cairo_set_antialias(brush, CAIRO_ANTIALIAS_NONE)
    for bar in symbol.bars {
      cairo_rectangle(
        brush, bar.x.rounded(), (bar.y * down).rounded(), bar.width.rounded(),
        (bar.height * down).rounded())
    }
    cairo_fill(brush)
    cairo_destroy(brush)
    cairo_surface_flush(stencil)
    cairo_save(cairo)
    cairo_translate(cairo, area.x, area.y)
    cairo_scale(cairo, area.width / Double(columns), area.height / Double(rows))
    let pattern = cairo_pattern_create_for_surface(stencil)
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST)
    cairo_mask(cairo, pattern)
    cairo_pattern_destroy(pattern)
    cairo_restore(cairo)
  }

  func showPage() {
    cairo_show_page(cairo)
  }
}
