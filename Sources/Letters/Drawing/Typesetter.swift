import CPangoCairo

/// A text that is laid out: its size is known, it can be drawn.
struct TextBox {
  fileprivate(set) var layout: OpaquePointer
  let width: Double
  let height: Double
}

/// Lays out text with pango and keeps what repeats from one document to the next.
///
/// Shaping is the dear part of a letter, and most of a letter is the same as the one before. So
/// repeated text is laid out once, and the layouts of everything else go back to a pool when a
/// document is finished: memory does not grow with the number of letters. One thread at a time.
final class Typesetter {
  private struct Key: Hashable {
    let text: RichText
    let style: TextStyle
    let width: Double
  }

  /// More repeated texts than any run of letters needs; beyond it the store starts afresh.
  static let keptTextsLimit = 600

  private let fontMap: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer
  private var fonts: [TextStyle: OpaquePointer] = [:]
  private var free: [OpaquePointer] = []
  private var used: [OpaquePointer] = []
  private var kept: [Key: TextBox] = [:]
  private var keptSymbols: [SymbolKey: BarcodeSymbol] = [:]

  private struct SymbolKey: Hashable {
    let kind: BarcodeKind
    let content: String
  }

  init() {
    // A map of our own: the default one belongs to the thread that asks for it.
    fontMap = pango_cairo_font_map_new()
    pango_cairo_font_map_set_resolution(OpaquePointer(fontMap), 72)
    context = pango_font_map_create_context(fontMap)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    // Paper has no pixels: glyphs stand where their widths put them.
    pango_context_set_round_glyph_positions(context, 0)
    pango_context_set_language(context, pango_language_from_string("pt-BR"))
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
  }

  deinit {
    for layout in free + used + kept.values.map(\.layout) { release(layout) }
    for font in fonts.values { pango_font_description_free(font) }
    release(context)
    g_object_unref(fontMap)
  }

  /// A text of this document. `width` nil leaves it on one line.
  func set(_ text: RichText, _ style: TextStyle, width: Double? = nil) -> TextBox {
    let layout = free.popLast() ?? pango_layout_new(context)!
    used.append(layout)
    return fill(layout, text, style, width: width ?? -1)
  }

  /// A text that comes back in the next document.
  func keep(_ text: RichText, _ style: TextStyle, width: Double? = nil) -> TextBox {
    let key = Key(text: text, style: style, width: width ?? -1)
    if let box = kept[key] { return box }
    let box = fill(pango_layout_new(context)!, text, style, width: key.width)
    kept[key] = box
    return box
  }

  /// A symbol that comes back in the next document (the QR code of the consumer's page).
  func keepSymbol(_ kind: BarcodeKind, _ content: String) throws(BarcodeError) -> BarcodeSymbol {
    let key = SymbolKey(kind: kind, content: content)
    if let symbol = keptSymbols[key] { return symbol }
    let symbol = try BarcodeSymbol(kind, content)
    keptSymbols[key] = symbol
    return symbol
  }

  /// The document is written: its layouts may be used again.
  func finishDocument() {
    free += used
    used.removeAll(keepingCapacity: true)
    if kept.count > Typesetter.keptTextsLimit {
      for box in kept.values { release(box.layout) }
      kept.removeAll()
    }
    if keptSymbols.count > Typesetter.keptTextsLimit { keptSymbols.removeAll() }
  }

  private func fill(
    _ layout: OpaquePointer, _ text: RichText, _ style: TextStyle, width: Double
  ) -> TextBox {
    pango_layout_set_font_description(layout, font(style))
    pango_layout_set_width(layout, width < 0 ? -1 : Int32(width * Double(PANGO_SCALE)))
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    pango_layout_set_line_spacing(layout, Float(style.leading))
    switch style.alignment {
    case .left: pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
    case .right: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
    case .centre: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
    }
    setText(layout, text, style)
    var logical = PangoRectangle()
    pango_layout_get_extents(layout, nil, &logical)
    let scale = Double(PANGO_SCALE)
    return TextBox(
      layout: layout, width: Double(logical.width) / scale, height: Double(logical.height) / scale)
  }

  private func setText(_ layout: OpaquePointer, _ text: RichText, _ style: TextStyle) {
    let attributes = pango_attr_list_new()
    // A hyphen that is not in a Pix code, a number or a name must not be printed in it.
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0))
    var bytes: [CChar] = []
    for run in text.runs {
      let start = bytes.count
      bytes += run.text.utf8.map { CChar(bitPattern: $0 == 0 ? 32 : $0) }
      if run.stands, !style.bold, let weight = pango_attr_weight_new(PANGO_WEIGHT_BOLD) {
        weight.pointee.start_index = UInt32(start)
        weight.pointee.end_index = UInt32(bytes.count)
        pango_attr_list_insert(attributes, weight)
      }
    }
    pango_layout_set_text(layout, bytes, Int32(bytes.count))
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
  }

  private func font(_ style: TextStyle) -> OpaquePointer {
    if let font = fonts[style] { return font }
    let font = pango_font_description_new()!
    pango_font_description_set_family(font, typeface)
    pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    fonts[style] = font
    return font
  }

  private func release(_ object: OpaquePointer) {
    g_object_unref(UnsafeMutableRawPointer(object))
  }
}
