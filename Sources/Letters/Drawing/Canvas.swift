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
    switch symbol {
    case .grid(let grid): drawStencil(grid, in: area)
    case .bars(let bars, let width, let height):
      let across = area.width / width
      let down = area.height / height
      for bar in bars {
        cairo_rectangle(
          cairo, area.x + bar.x * across, area.y + bar.y * down, bar.width * across,
          bar.height * down)
      }
      cairo_fill(cairo)
    }
  }

  private func drawStencil(_ grid: ModuleGrid, in area: Area) {
    let stencil = cairo_image_surface_create(
      CAIRO_FORMAT_A1, Int32(grid.columns), Int32(grid.rows))
    defer { cairo_surface_destroy(stencil) }
    guard let pixels = cairo_image_surface_get_data(stencil) else { return }
    let stride = Int(cairo_image_surface_get_stride(stencil))
    // Cairo counts the pixels of a word from its lowest bit where the machine keeps its lowest
    // byte first, and from the highest bit elsewhere.
    let isLittle = UInt32(1).littleEndian == 1
    for row in 0..<grid.rows {
      for word in 0..<grid.stride {
        let modules = grid.words[row * grid.stride + word]
        UnsafeMutableRawPointer(pixels).storeBytes(
          of: isLittle ? modules : modules.bitReversed, toByteOffset: row * stride + word * 4,
          as: UInt32.self)
      }
    }
    cairo_surface_mark_dirty(stencil)
    cairo_save(cairo)
    cairo_translate(cairo, area.x, area.y)
    cairo_scale(cairo, area.width / Double(grid.columns), area.height / Double(grid.rows))
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

extension UInt32 {
  /// The highest bit first.
  fileprivate var bitReversed: UInt32 {
    (0..<32).reduce(0) { $0 << 1 | (self >> UInt32($1)) & 1 }
  }
}
