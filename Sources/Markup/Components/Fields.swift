extension Look {
  /// What is the same for every field of a form.
  package struct Field: Sendable {
    package let name: String
    package let label: String
    package var hint: String?
    package var isRequired = false

    package init(_ name: String, _ label: String, hint: String? = nil, isRequired: Bool = false) {
      self.name = name
      self.label = label
      self.hint = hint
      self.isRequired = isRequired
    }

    var id: String { "f-" + name }
    var hintID: String? { hint == nil ? nil : id + "-hint" }
    var faultID: String { id + "-fault" }

    /// The ids of what explains the field, for `aria-describedby`.
    func describedBy(_ form: FormState) -> String? {
      let ids = [hintID, form.faults(of: name).isEmpty ? nil : faultID].compactMap { $0 }
      return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    func attributes(_ form: FormState) -> HTML {
      """
       id="\(id)" name="\(name)"\("required", is: isRequired)\
      \("aria-describedby", is: describedBy(form))\
      \("aria-invalid", is: form.faults(of: name).isEmpty ? nil : "true")
      """
    }
  }

  /// The kinds of one-line fields: keyboard of a phone, autofill, alignment.
  package enum Entry: Sendable {
    case text(limit: Int = 200)
    case search
    case email, password, newPassword
    /// `1.234,56`.
    case money
    case number(ClosedRange<Int>)
    /// A day, shown and typed as `dd/mm/aaaa` whatever the language of the browser is. What the
    /// form holds may be `aaaa-mm-dd`.
    case date
    /// A time of day, sent as `hh:mm`.
    case time
    /// CPF or CNPJ.
    case document
    case url
  }

  /// A field of one line.
  package static func entry(
    _ field: Field, _ kind: Entry = .text(), in form: FormState, placeholder: String? = nil,
    isReadOnly: Bool = false
  ) -> HTML {
    // A password is never sent back.
    let value: String? =
      switch kind {
      case .password, .newPassword: nil
      case .date: brazilianDay(form.value(field.name))
      default: form.value(field.name)
      }
    return wrap(
      field, in: form,
      """
      <input\(field.attributes(form))\(attributes(kind))\("value", is: value)\
      \("placeholder", is: placeholder)\("readonly", is: isReadOnly)>
      """)
  }

  private static func attributes(_ kind: Entry) -> HTML {
    switch kind {
    case .text(let limit): " type=\"text\" maxlength=\"\(limit)\""
    case .search: " type=\"search\" maxlength=\"200\" autocomplete=\"off\" data-instant"
    case .email: " type=\"email\" maxlength=\"254\" autocomplete=\"username\""
    case .password: " type=\"password\" maxlength=\"1024\" autocomplete=\"current-password\""
    case .newPassword: " type=\"password\" maxlength=\"1024\" autocomplete=\"new-password\""
    case .money: " type=\"text\" class=\"money\" inputmode=\"decimal\" maxlength=\"20\""
    case .number(let range):
      """
       type="number" class="amount" inputmode="numeric" step="1" min="\(range.lowerBound)" \
      max="\(range.upperBound)"
      """
    case .date:
      """
       type="text" class="day" inputmode="numeric" maxlength="10" autocomplete="off" \
      placeholder="dd/mm/aaaa" title="Dia, mês e ano: dd/mm/aaaa" \
      pattern="\(dayPattern)"
      """
    case .time: " type=\"time\""
    case .document:
      " type=\"text\" maxlength=\"20\" autocomplete=\"off\" autocapitalize=\"characters\""
    case .url: " type=\"url\" maxlength=\"500\" inputmode=\"url\""
    }
  }

  /// What a day may look like; whether there is such a day is the server's to say.
  private static let dayPattern = "\\d{2}/?\\d{2}/?\\d{4}|\\d{4}-\\d{2}-\\d{2}"

  /// `2026-11-23` as `23/11/2026`; what a person typed otherwise stays as it is.
  static func brazilianDay(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let isDashed =
      bytes.count == 10 && bytes[4] == UInt8(ascii: "-")
      && bytes[7] == UInt8(ascii: "-")
    guard isDashed else { return text }
    return [bytes[8...9], bytes[5...6], bytes[0...3]]
      .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
  }

  /// A field of several lines.
  package static func area(
    _ field: Field, in form: FormState, lines: Int = 4, limit: Int = 500
  ) -> HTML {
    wrap(
      field, in: form,
      """
      <textarea\(field.attributes(form)) rows="\(lines)" maxlength="\(limit)">\
      \(form.value(field.name))</textarea>
      """)
  }

  /// One of a list.
  package struct Option: Sendable {
    package let value: String
    package let label: String
    package let hint: String?

    package init(_ value: String, _ label: String, hint: String? = nil) {
      self.value = value
      self.label = label
      self.hint = hint
    }
  }

  /// - Parameter none: the first line, which chooses nothing.
  package static func select(
    _ field: Field, _ options: [Option], none: String? = nil, in form: FormState
  ) -> HTML {
    let current = form.value(field.name)
    let first = none.map { "<option value=\"\">\($0)</option>" as HTML }
    let lines = options.map { option -> HTML in
      """
      <option value="\(option.value)"\("selected", is: option.value == current)>\
      \(option.label)</option>
      """
    }
    return wrap(field, in: form, "<select\(field.attributes(form))>\(first)\(lines)</select>")
  }

  /// One of a few, all in sight.
  package static func radios(
    _ field: Field, _ options: [Option], in form: FormState
  ) -> HTML {
    group(field, options, in: form) { option, isFirst in
      box(
        field, option, type: "radio", isChecked: form.value(field.name) == option.value,
        id: isFirst ? field.id : nil, isRequired: field.isRequired)
    }
  }

  /// Any of a few.
  package static func checks(
    _ field: Field, _ options: [Option], in form: FormState
  ) -> HTML {
    group(field, options, in: form) { option, isFirst in
      box(
        field, option, type: "checkbox", isChecked: form.holds(field.name, option.value),
        id: isFirst ? field.id : nil, isRequired: false)
    }
  }

  private static func group(
    _ field: Field, _ options: [Option], in form: FormState, _ piece: (Option, Bool) -> HTML
  ) -> HTML {
    let boxes = options.enumerated().map { piece($0.element, $0.offset == 0) }
    return """
      <fieldset class="field"\("aria-describedby", is: field.describedBy(form))>\
      <legend>\(field.label)</legend><div class="choices">\(boxes)</div>\
      \(explanations(field, form))</fieldset>
      """
  }

  private static func box(
    _ field: Field, _ option: Option, type: String, isChecked: Bool, id: String?, isRequired: Bool
  ) -> HTML {
    """
    <label class="choice"><input type="\(type)" name="\(field.name)" value="\(option.value)"\
    \("id", is: id)\("checked", is: isChecked)\("required", is: isRequired)><span>\(option.label)\
    \(option.hint.map { "<span class=\"hint\">\($0)</span>" as HTML })</span></label>
    """
  }

  /// Yes or no; off is sent as nothing.
  package static func toggle(_ field: Field, in form: FormState) -> HTML {
    """
    <div class="field"><label class="choice switch"><input type="checkbox" role="switch" \
    value="true"\(field.attributes(form))\("checked", is: form.value(field.name) == "true")>\
    <span>\(field.label)</span></label>\(explanations(field, form))</div>
    """
  }

  /// A file to send.
  package static func file(
    _ field: Field, accept: String, in form: FormState
  ) -> HTML {
    wrap(field, in: form, "<input type=\"file\" accept=\"\(accept)\"\(field.attributes(form))>")
  }

  package static func hidden(_ name: String, _ value: String) -> HTML {
    "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
  }

  private static func wrap(_ field: Field, in form: FormState, _ control: HTML) -> HTML {
    """
    <div class="field"><label for="\(field.id)">\(field.label)</label>\
    \(control)\(explanations(field, form))</div>
    """
  }

  private static func explanations(_ field: Field, _ form: FormState) -> HTML {
    let faults = form.faults(of: field.name)
    let hint = field.hint.map { "<p class=\"hint\" id=\"\(field.id)-hint\">\($0)</p>" as HTML }
    let fault: HTML =
      faults.isEmpty
      ? .empty
      : """
      <p class="fault" id="\(field.faultID)">\(icon(.warning))<span>\
      \(faults.joined(separator: " "))</span></p>
      """
    return "\(hint)\(fault)"
  }
}
