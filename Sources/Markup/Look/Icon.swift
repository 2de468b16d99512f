/// The drawings of the house: 24 by 24, one stroke, no file of their own.
package enum Icon: String, CaseIterable, Sendable {
  case dashboard, people, person, briefcase, search, money, listing, report, gear, help, plus
  case check, cross, warning, info, clock, download, print, filter, left, right, up, down, sort
  case menu, sun, moon, leave, letter, shield, key, plug, bell, play, undo, upload, branch, ear
  case calendar, eye, more, keyboard, link, scale, queue

  /// The lines inside of the `<svg>`.
  var lines: String {
    switch self {
    case .dashboard: "<path d='M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z'/>"
    case .people:
      "<circle cx='9' cy='8' r='3.5'/><path d='M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.8a3.5 3.5 0 0"
        + " 1 0 6.4M18 14.5c2 .8 3.2 2.6 3.5 5.5'/>"
    case .person:
      "<circle cx='12' cy='8' r='4'/><path d='M4 21c.6-4.7 3.5-7 8-7s7.4 2.3 8 7'/>"
    case .briefcase: "<path d='M3 8h18v11H3zM9 8V5h6v3M3 13h18'/>"
    case .search: "<circle cx='10.5' cy='10.5' r='6.5'/><path d='m15.5 15.5 5 5'/>"
    case .money:
      "<path d='M3 6h18v12H3zM3 10a4 4 0 0 0 4-4M21 14a4 4 0 0 0-4 4'/>"
        + "<circle cx='12' cy='12' r='2.5'/>"
    case .listing: "<path d='M6 3h9l4 4v14H6zM15 3v4h4M9.5 12h6M9.5 16h4'/>"
    case .report: "<path d='M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6'/>"
    case .gear:
      "<circle cx='12' cy='12' r='3'/><path d='M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3"
        + "l2.1 2.1M16.6 16.6l2.1 2.1M5.3 18.7l2.1-2.1M16.6 7.4l2.1-2.1'/>"
    case .help:
      "<circle cx='12' cy='12' r='9'/><path d='M9.5 9.5c0-1.5 1-2.5 2.5-2.5s2.5 1 2.5 2.3"
        + "c0 1.9-2.5 2.1-2.5 4.2M12 16.8v.2'/>"
    case .plus: "<path d='M12 5v14M5 12h14'/>"
    case .check: "<path d='m4.5 12.5 5 5 10-11'/>"
    case .cross: "<path d='m6 6 12 12M18 6 6 18'/>"
    case .warning: "<path d='M12 3.5 22 20.5H2zM12 10v4.5M12 17.3v.2'/>"
    case .info: "<circle cx='12' cy='12' r='9'/><path d='M12 11v5.5M12 7.5v.2'/>"
    case .clock: "<circle cx='12' cy='12' r='9'/><path d='M12 7v5.5l3.5 2'/>"
    case .download: "<path d='M12 4v11M7 10.5l5 5 5-5M4 20h16'/>"
    case .upload: "<path d='M12 16V5M7 9.5l5-5 5 5M4 20h16'/>"
    case .print: "<path d='M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z'/>"
    case .filter: "<path d='M3 5h18l-7 8v6l-4-2v-4z'/>"
    case .left: "<path d='m14.5 5-7 7 7 7'/>"
    case .right: "<path d='m9.5 5 7 7-7 7'/>"
    case .up: "<path d='m5 15 7-7 7 7'/>"
    case .down: "<path d='m5 9 7 7 7-7'/>"
    case .sort: "<path d='m7 9 5-5 5 5M7 15l5 5 5-5'/>"
    case .menu: "<path d='M4 6h16M4 12h16M4 18h16'/>"
    case .sun:
      "<circle cx='12' cy='12' r='4'/><path d='M12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22"
        + "M4.9 4.9l1.8 1.8M17.3 17.3l1.8 1.8M4.9 19.1l1.8-1.8M17.3 6.7"
        + "l1.8-1.8'/>"
    case .moon: "<path d='M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z'/>"
    case .leave: "<path d='M14 4H5v16h9M10 12h11M17 8l4 4-4 4'/>"
    case .letter: "<path d='M3 6h18v12H3zM3 7l9 7 9-7'/>"
    case .shield:
      "<path d='M12 3 4.5 6v6c0 4.5 3 7.5 7.5 9 4.5-1.5 7.5-4.5 7.5-9V6z"
        + "M9 12l2.2 2.2L15.5 10'/>"
    case .key: "<circle cx='8' cy='15' r='4'/><path d='m11 12 9-9M16 7l3 3'/>"
    case .plug: "<path d='M9 3v5M15 3v5M6 8h12v4a6 6 0 0 1-12 0zM12 18v4'/>"
    case .bell: "<path d='M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21.5h4'/>"
    case .play: "<path d='M7 4.5v15l12-7.5z'/>"
    case .undo: "<path d='M4 9h10a5.5 5.5 0 0 1 0 11H8M8 5 4 9l4 4'/>"
    case .branch: "<path d='M4 21V9l8-6 8 6v12zM9.5 21v-6h5v6'/>"
    case .ear: "<path d='M4 12h4l3-7 3 14 3-7h3'/>"
    case .calendar: "<path d='M4 6h16v14H4zM4 10.5h16M8 3v4M16 3v4'/>"
    case .eye:
      "<path d='M2 12c2.5-4.7 6-7 10-7s7.5 2.3 10 7c-2.5 4.7-6 7-10 7s-7.5-2.3-10-7z'/>"
        + "<circle cx='12' cy='12' r='3'/>"
    case .queue: "<path d='M4 4.5h16V9H4zM4 12h16M4 16h16M4 20h16'/>"
    case .more: "<path d='M5 12h.1M12 12h.1M19 12h.1'/>"
    case .keyboard: "<path d='M2.5 6h19v12h-19zM6 10h.1M10 10h.1M14 10h.1M18 10h.1M8 14h8'/>"
    case .link:
      "<path d='M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4"
        + " 0 0 0 6 6l1-1'/>"
    case .scale: "<path d='M12 4v16M7 20h10M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z'/>"
    }
  }
}

extension Look {
  /// A drawing beside words that say the same.
  package static func icon(_ icon: Icon) -> HTML {
    """
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" \
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">\
    \(raw: icon.lines)</svg>
    """
  }

  /// The mark of the product: a debt's ring that is closed by a tick.
  package static var mark: HTML {
    """
    <svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="3" \
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">\
    <path d="M27.5 13.2A12 12 0 1 1 20.4 4.8"/><path d="m10.5 16.5 4.5 4.5L28 7"/></svg>
    """
  }
}
