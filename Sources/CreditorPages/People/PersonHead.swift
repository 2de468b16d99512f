import Credit
import DebtCollection
import Markup
import Pages

/// The head of a person's pages: who it is, what can be done, the tabs.
struct PersonHead: Sendable {
  let name: String
  let stage: PersonStage
  let document: String
  let path: String
  let tab: PersonTab
  let tabs: [PersonTab]
  let rights: Rights

  struct Rights: Sendable {
    let mayManage: Bool
    let mayInquire: Bool
    let mayList: Bool
    let maySeeDocument: Bool
    let usesCreditAnalysis: Bool
  }

  let id: ID<Person>
  private let hasDocument: Bool

  init(_ person: PersonRow, tab: PersonTab, _ visit: Visit) {
    id = person.id
    name = person.name
    stage = person.stage
    hasDocument = person.documentMasked != nil
    document = person.documentMasked ?? "sem documento"
    path = PersonPages.path(of: person)
    self.tab = tab
    tabs = PersonTab.of(person.stage).filter { visit.usesCreditAnalysis || !$0.isSubject }
    rights = Rights(
      mayManage: visit.may(.manageRegistry),
      mayInquire: visit.may(.inquire) && visit.usesCreditAnalysis,
      mayList: visit.may(.list) && visit.usesCreditAnalysis,
      maySeeDocument: visit.may(.seeDocument) && hasDocument,
      usesCreditAnalysis: visit.usesCreditAnalysis)
  }

  /// - Parameter openedDocument: the whole document, where it has just been opened.
  func html(token: String, openedDocument: String? = nil) -> HTML {
    """
    \(Look.heading(name, about: about(openedDocument),
      actions: actions(token, isOpened: openedDocument != nil)))\
    \(Look.tabs(tabs.map { Look.Tab($0.label(stage), path + $0.suffix, isCurrent: $0 == tab) },
      label: "Partes do cadastro"))
    """
  }

  private func about(_ openedDocument: String?) -> HTML {
    let shown: HTML =
      openedDocument.map { "<strong>\($0)</strong> (abertura registrada)" } ?? HTML(text: document)
    return "\(PersonHead.stageName(stage)) · \(shown)"
  }

  static func stageName(_ stage: PersonStage) -> String {
    switch stage {
    case .lead: "Lead"
    case .prospect: "Prospecção"
    case .customer: "Cliente"
    }
  }

  private func actions(_ token: String, isOpened: Bool) -> [HTML] {
    var actions: [HTML] = []
    if rights.maySeeDocument, !isOpened {
      actions.append(
        Look.buttonForm(
          to: Contents.showDocument(stage).path(id), token: token,
          Look.button("Mostrar documento", .quiet, icon: .eye)))
    }
    if rights.mayManage {
      actions.append(Look.action("Editar", to: Contents.changePerson(stage).path(id), key: "e"))
    }
    if rights.mayManage, let next = Self.conversion(stage) {
      actions.append(
        Look.buttonForm(
          to: Contents.convertPerson(stage).path(id), token: token,
          fields: [("to", next.stage.rawValue)],
          Look.button(next.label, rights.mayInquire ? .plain : .primary)))
    }
    let inquiry = InquiryPages.path(askingAbout: id)
    if stage == .customer, rights.mayInquire || rights.mayList {
      var items: [(label: String, path: String)] = []
      if rights.mayInquire { items.append(("Consulta de crédito", inquiry)) }
      if rights.mayList { items.append(("Incluir", ManualListingPages.path(of: id))) }
      actions.append(Look.dropdown("Análise de crédito", items, .primary))
    } else if rights.mayInquire {
      actions.append(Look.action("Consulta de crédito", to: inquiry, .primary, icon: .search))
    }
    return actions
  }

  /// Where a person of a stage goes next (manual, item 32).
  static func conversion(_ stage: PersonStage) -> (stage: PersonStage, label: String)? {
    switch stage {
    case .lead: (.prospect, "Converter em prospecção")
    case .prospect: (.customer, "Converter em cliente")
    case .customer: nil
    }
  }
}
