/// The one look of both sides, written by hand.
///
/// Each part is a file in the folder `Stylesheet`; the build makes it a constant of this type. This
/// list is their one order.
package enum Stylesheet {
  package static let text =
    [
      // The order of the layers: a later one wins.
      layers,
      // Colours, sizes and spaces; every other part speaks in these words only. Each pair of text
      // and ground has a contrast of 4.5 or more in both schemes (WCAG 2.2, 1.4.3), each edge of a
      // control 3 or more (1.4.11).
      tokens,
      // What plain elements look like.
      base,
      // The frame around every page: the rail with the menu, the line above, the sheet.
      shell,
      // Buttons, fields and forms.
      controls,
      // Choices and the bar of filters.
      choices,
      // Sheets, badges, notices, tiles, tabs, facts.
      pieces,
      // A countdown, and a life drawn as a line with its stops.
      timelines,
      // Results that are read across a counter, scales, short lists behind a button.
      results,
      // Tables: dense, with a head that stays, and rows that become cards where there is no room.
      tables,
      // Drawings of numbers.
      charts,
      // Pages for people who come once: large type, one column, whole on paper.
      reading,
      // From 360 to 900 pixels.
      narrow,
      // On paper: ink on white, no menu, nothing cut.
      print,
    ].joined()
}
