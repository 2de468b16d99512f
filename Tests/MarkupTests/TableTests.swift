import Markup
import Testing

@Suite struct TableTests {
  /// A table that scrolls is reached with the keyboard and says what it is, also where no script
  /// runs.
  @Test func aTableIsAStopOfTheKeyboardWithAName() {
    let table = Look.table(
      caption: "Títulos de \"Zé\"", columns: [.init("Título")], rows: [["F1"]])
    #expect(
      table.text.hasPrefix(
        "<div class=\"table\" role=\"group\" aria-label=\"Títulos de &quot;Zé&quot;\" "
          + "tabindex=\"0\"><table><caption class=\"unseen\">Títulos de &quot;Zé&quot;</caption>"))
  }
}
