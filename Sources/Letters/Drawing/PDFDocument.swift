import CPangoCairo
import Credit

/// What the reader of a PDF sees in its properties. Nothing here may depend on the moment of
/// rendering: the same letter gives the same bytes, and its SHA-256 is evidence.
struct DocumentProperties {
  var title: String
  var author: String
  var subject: String
  var createdAt: Instant
}

/// A4 pages written into memory.
enum PDFDocument {
  private final class Output {
    var bytes: [UInt8] = []
  }

  /// Runs `draw` with a canvas and answers the finished file.
  static func write(
    _ properties: DocumentProperties, _ draw: (Canvas) throws -> Void
  ) throws -> [UInt8] {
    let output = Output()
    output.bytes.reserveCapacity(48 * 1_024)
    let closure = Unmanaged.passUnretained(output).toOpaque()
    let surface = cairo_pdf_surface_create_for_stream(
      { closure, data, length in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        Unmanaged<Output>.fromOpaque(closure).takeUnretainedValue().bytes
          .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
      }, closure, A4.width, A4.height)
    defer { cairo_surface_destroy(surface) }
    try check(cairo_surface_status(surface))
    set(properties, on: surface)
    let cairo = cairo_create(surface)
    do {
      defer { cairo_destroy(cairo) }
      try draw(Canvas(cairo: cairo!))
      try check(cairo_status(cairo))
    }
    cairo_surface_finish(surface)
    try check(cairo_surface_status(surface))
    return withExtendedLifetime(output) { output.bytes }
  }

  private static func set(_ properties: DocumentProperties, on surface: OpaquePointer?) {
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
    let created = Instant(microseconds: properties.createdAt.unixSeconds * 1_000_000).description
    for (name, value) in [
      (CAIRO_PDF_METADATA_TITLE, properties.title),
      (CAIRO_PDF_METADATA_AUTHOR, properties.author),
      (CAIRO_PDF_METADATA_SUBJECT, properties.subject),
      (CAIRO_PDF_METADATA_CREATOR, "Adimple"),
      (CAIRO_PDF_METADATA_CREATE_DATE, created),
      (CAIRO_PDF_METADATA_MOD_DATE, created),
    ] {
      cairo_pdf_surface_set_metadata(surface, name, value)
    }
  }

  private static func check(_ status: cairo_status_t) throws {
    guard status == CAIRO_STATUS_SUCCESS else {
      throw DrawingError(detail: String(cString: cairo_status_to_string(status)))
    }
  }
}
