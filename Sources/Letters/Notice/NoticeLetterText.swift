import Credit

/// Every sentence of the notice, in reading order, apart from how it is drawn. The letter, the
/// page and the golden files are made from this one value.
///
/// Sober by law: the consumer may not be threatened or embarrassed (CDC, art. 42).
package struct NoticeLetterText: Hashable, Sendable {
  /// A heading with its paragraphs.
  package struct Section: Hashable, Sendable {
    package var heading: String
    package var paragraphs: [RichText]
  }

  /// A line of the reference box or of a party: label and value.
  package struct Item: Hashable, Sendable {
    package var label: String
    package var value: String
    /// Whether the letters of one day have it in common.
    var isOfTheDay = false
  }

  /// One row of the table of titles, as printed.
  package struct Row: Hashable, Sendable {
    package var number: String
    package var contract: String
    package var nature: String
    package var dueOn: String
    package var amount: String
    package var updatedAmount: String?
  }

  package var title: String
  package var references: [Item]
  package var opening: [RichText]
  package var creditor: [Item]
  var tableHeader: Row
  package var rows: [Row]
  package var total: Row?
  var amountNote: RichText
  package var payment: Section
  var paymentLine: String?
  package var pixCode: String?
  package var rights: Section
  package var dispute: Section
  package var state: Section?
  package var access: Section
  /// The bureau, for the foot of every page.
  var bureauLine: String
  var bureauContact: String

  package init(_ letter: NoticeLetter) {
    let plural = letter.titles.count > 1
    title = "Comunicado prévio de inclusão em cadastro de inadimplentes"
    references = NoticeLetterText.references(letter)
    opening = NoticeLetterText.opening(letter, plural: plural)
    creditor = [
      Item(label: "Credor", value: printable(letter.creditor.name)),
      Item(
        label: PrintedDocument.kind(letter.creditor.document),
        value: PrintedDocument.full(letter.creditor.document)),
      Item(label: "Endereço", value: letter.creditor.address.oneLine),
      Item(label: "Contato direto", value: printable(letter.creditor.contact)),
    ]
    let updated = letter.titles.contains { $0.updatedAmount != nil }
    tableHeader = Row(
      number: "Título", contract: "Contrato", nature: "Natureza do débito",
      dueOn: "Vencimento", amount: "Valor", updatedAmount: updated ? "Atualizado" : nil)
    rows = letter.titles.map { NoticeLetterText.row($0, updated: updated) }
    total = plural ? NoticeLetterText.total(letter.titles, updated: updated) : nil
    amountNote = NoticeLetterText.amountNote(letter, updated: updated)
    payment = NoticeLetterText.payment(letter, plural: plural)
    paymentLine = letter.payment?.slip.map { printedPaymentLine($0.line) }
    pixCode = letter.payment?.pixCode
    rights = NoticeLetterText.rights()
    dispute = NoticeLetterText.dispute(letter)
    let sentences = letter.stateText ?? StateNoticeText.sentences(for: letter.debtor.address.state)
    state =
      sentences.isEmpty
      ? nil
      : Section(
        heading: "No seu estado", paragraphs: sentences.map { RichText(printable($0)) })
    access = NoticeLetterText.access(letter)
    let bureau = letter.bureau
    bureauLine =
      printable(bureau.name) + " · CNPJ " + PrintedDocument.full(bureau.document) + " · "
      + bureau.address.oneLine
    bureauContact = [bureau.site, bureau.phone, bureau.email].map(printable)
      .joined(separator: " · ")
  }

  private static func row(_ title: NoticeLetter.Title, updated: Bool) -> Row {
    Row(
      number: printable(title.number), contract: printable(title.contract ?? "—"),
      nature: printable(title.nature), dueOn: title.dueOn.brazilian,
      amount: title.amount.description,
      updatedAmount: updated ? (title.updatedAmount ?? title.amount).description : nil)
  }

  private static func total(_ titles: [NoticeLetter.Title], updated: Bool) -> Row {
    let amount = titles.reduce(Cents.zero) { $0 + $1.amount }
    let sum = titles.reduce(Cents.zero) { $0 + ($1.updatedAmount ?? $1.amount) }
    return Row(
      number: "Total de \(titles.count) títulos", contract: "", nature: "", dueOn: "",
      amount: amount.description, updatedAmount: updated ? sum.description : nil)
  }
}
