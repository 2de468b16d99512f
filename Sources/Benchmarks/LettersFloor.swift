import CPangoCairo
import Letters

/// The PDF library drawing words without layout: no shaping, no measuring, no bar codes, lines
/// broken by counting characters.
enum LettersFloor {
  private static let lineLength = 110
  private static let linesOnPage = 62

  private final class Output {
    var bytes: [UInt8] = []
  }

  static func draw(_ text: String) throws -> [UInt8] {
    let output = Output()
    let surface = cairo_pdf_surface_create_for_stream(
      { closure, data, length in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        Unmanaged<Output>.fromOpaque(closure).takeUnretainedValue().bytes
          .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
      }, Unmanaged.passUnretained(output).toOpaque(), A4.width, A4.height)
    let cairo = cairo_create(surface)
    cairo_set_font_size(cairo, 9)
    for (index, line) in lines(of: text).enumerated() {
      if index > 0, index % linesOnPage == 0 { cairo_show_page(cairo) }
      // The letter has a bold face too, and both are embedded.
      cairo_select_font_face(
        cairo, "Liberation Sans", CAIRO_FONT_SLANT_NORMAL,
        index % 8 == 0 ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
      cairo_move_to(cairo, 40, 40 + Double(index % linesOnPage) * 12)
      cairo_show_text(cairo, line)
    }
    cairo_show_page(cairo)
    cairo_destroy(cairo)
    cairo_surface_finish(surface)
    let status = cairo_surface_status(surface)
    cairo_surface_destroy(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw BenchmarkFailure("A medida falhou: o cairo não desenhou o texto.")
    }
    return withExtendedLifetime(output) { output.bytes }
  }

  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n").flatMap { paragraph -> [String] in
      var rest = paragraph[...]
      var lines: [String] = []
      while !rest.isEmpty {
        lines.append(String(rest.prefix(lineLength)))
        rest = rest.dropFirst(lineLength)
      }
      return lines
    }
  }
}
