extension Stylesheet {
  /// Sheets, badges, notices, tiles, tabs, facts.
  static let pieces = #"""
    @layer pieces {
      .sheet { border: 1px solid var(--line); border-radius: var(--round-large);
        background: var(--sheet); padding: var(--space-4); }
      .sheet > * + * { margin-top: var(--space-3); }
      .sheet > header { display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-4);
        align-items: baseline; justify-content: space-between; }
      .sheet > header p { color: var(--ink-faint); font-size: var(--text-small); }
      .badge {
        display: inline-flex;
        align-items: center;
        gap: 0.35rem;
        padding: 0.0625rem 0.5rem;
        border-radius: 1rem;
        background: var(--neutral-soft);
        color: var(--neutral);
        font-size: var(--text-small);
        font-weight: 600;
        line-height: 1.45;
        white-space: nowrap;
      }
      .badge::before { content: ""; width: 0.4375rem; height: 0.4375rem; border-radius: 50%;
        background: currentcolor; flex: none; }
      .badge.info { background: var(--info-soft); color: var(--info); }
      .badge.waiting { background: var(--waiting-soft); color: var(--waiting); }
      .badge.good { background: var(--good-soft); color: var(--good); }
      .badge.bad { background: var(--bad-soft); color: var(--bad); }
      .badge.public { background: var(--public-soft); color: var(--public); }
      .notice { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 var(--space-3);
        padding: var(--space-3) var(--space-4); border-left: 4px solid var(--neutral);
        border-radius: var(--round); background: var(--neutral-soft); }
      .notice > svg { width: 1.25rem; height: 1.25rem; margin-top: 0.0625rem; }
      .notice > * { grid-column: 2; }
      .notice > svg { grid-column: 1; grid-row: 1 / span 9; color: var(--neutral); }
      .notice ul { list-style: disc; padding-left: 1.125rem; }
      .notice.info { border-color: var(--info); background: var(--info-soft); }
      .notice.waiting { border-color: var(--waiting); background: var(--waiting-soft); }
      .notice.good { border-color: var(--good); background: var(--good-soft); }
      .notice.bad { border-color: var(--bad); background: var(--bad-soft); }
      .notice.info > svg { color: var(--info); }
      .notice.waiting > svg { color: var(--waiting); }
      .notice.good > svg { color: var(--good); }
      .notice.bad > svg { color: var(--bad); }
      .tiles { display: grid; gap: var(--space-3);
        grid-template-columns: repeat(auto-fit, minmax(min(11.5rem, 100%), 1fr)); }
      .tile { display: block; padding: var(--space-3) var(--space-4); border: 1px solid var(--line);
        border-radius: var(--round-large); background: var(--sheet); color: var(--ink);
        text-decoration: none; min-width: 0; }
      a.tile:hover { border-color: var(--accent); background: var(--sheet-hover); }
      .tile .label { color: var(--ink-soft); }
      .tile .value { display: block; margin-top: 0.125rem; font-size: var(--text-number);
        font-weight: 600; line-height: 1.3; letter-spacing: -0.02em; white-space: nowrap; }
      .tile .detail { display: block; color: var(--ink-faint); font-size: var(--text-small); }
      .tile.good .value { color: var(--good); }
      .tile.bad { border-color: var(--bad); background: var(--bad-soft); }
      .tile.bad .value, .tile.bad .label, .tile.bad .detail { color: var(--bad); }
      .tile.waiting .value { color: var(--waiting); }
      .tile.hero .value { font-size: var(--text-hero); }
      .tabs { display: flex; gap: var(--space-1); border-bottom: 1px solid var(--line);
        overflow-x: auto; scrollbar-width: thin; }
      .tabs a { padding: var(--space-2) var(--space-3); border-bottom: 3px solid transparent;
        color: var(--ink-soft); text-decoration: none; white-space: nowrap; }
      .tabs a:hover { background: var(--sheet-hover); }
      .tabs a[aria-current] { border-color: var(--copper); color: var(--ink); font-weight: 650; }
      .tabs .count { margin-left: 0.3rem; color: var(--ink-faint); font-weight: 400; }
      .facts { display: grid; gap: var(--space-3) var(--space-5);
        grid-template-columns: repeat(auto-fill, minmax(min(11rem, 100%), 1fr)); }
      .facts dt { color: var(--ink-faint); font-size: var(--text-small); }
      .facts dd { min-width: 0; }
      .facts .span { grid-column: 1 / -1; }
      .empty { display: grid; justify-items: center; gap: var(--space-2);
        padding: var(--space-7) var(--space-4); text-align: center; }
      .empty > svg { width: 2.25rem; height: 2.25rem; color: var(--line-strong); }
      .empty p { max-width: 34rem; color: var(--ink-soft); }
      .empty .actions { margin-top: var(--space-2); justify-content: center; }
      .confirm { max-width: 46rem; border-top: 4px solid var(--copper); }
      .confirm.danger { border-top-color: var(--bad-fill); }
      .confirm .sentence { font-size: var(--text-large); }
      .lead { font-size: var(--text-large); line-height: 1.45; max-width: var(--measure); }
      .progress { display: grid; gap: var(--space-1); }
      .progress progress { width: 100%; height: 0.5rem; accent-color: var(--accent-fill); }
      dialog { width: min(46rem, calc(100vw - 2rem)); padding: var(--space-5);
        border: 1px solid var(--line); border-radius: var(--round-large);
        background: var(--sheet); color: var(--ink); box-shadow: var(--shadow); }
      dialog::backdrop { background: rgb(9 20 23 / 0.55); }
      dialog > * + * { margin-top: var(--space-3); }
      dialog .confirm { padding: 0; border: 0; max-width: none; }
      .secret code { font-size: var(--text-large); user-select: all; }
      .steps { display: grid; gap: var(--space-3); counter-reset: step; }
      .steps li { position: relative; padding-left: 2.25rem; counter-increment: step; }
      .steps li::before { content: counter(step); position: absolute; left: 0; top: 0;
        width: 1.5rem; height: 1.5rem; border: 2px solid var(--line-strong); border-radius: 50%;
        font-size: var(--text-small); font-weight: 600; line-height: 1.3rem; text-align: center; }
      .steps .done::before { border-color: var(--accent-fill); background: var(--accent-fill);
        color: var(--on-accent); }
      .steps .now::before { border-color: var(--copper); }
      .steps b { display: flex; flex-wrap: wrap; gap: var(--space-2); font-weight: 600; }
      .steps .hint { display: block; }
      .entries { display: grid; gap: var(--space-4);
        grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); }
      .entries li { display: flex; gap: var(--space-3); }
      .entries svg { width: 1.25rem; height: 1.25rem; flex: none; margin-top: 0.125rem;
        color: var(--accent); }
      .entries .main { font-weight: 600; }
      .entries .hint { display: block; }
      .shortcuts { display: grid; grid-template-columns: auto 1fr;
        gap: var(--space-2) var(--space-4); }
    }

    """#

  /// A countdown, and a life drawn as a line with its stops.
  static let timelines = #"""
    @layer pieces {
      .countdown { display: inline-grid; gap: 0.1875rem; min-width: 7.5rem;
        vertical-align: middle; }
      .countdown .words { white-space: nowrap; }
      .countdown strong { font-weight: 650; }
      .countdown svg { width: 100%; height: 0.25rem; }
      .countdown .track { fill: var(--line); }
      .countdown .run { fill: var(--neutral); }
      .countdown.info .run { fill: var(--info); }
      .countdown.waiting .run { fill: var(--waiting); }
      .countdown.bad .run { fill: var(--bad); }
      .countdown.good .run { fill: var(--good); }
      .countdown.public .run { fill: var(--public); }
      .countdown.bad .words { color: var(--bad); }
      .countdown.waiting .words { color: var(--waiting); }
      .stations { display: flex; }
      .stations li { position: relative; flex: 1 1 0; padding: 1.75rem var(--space-3) 0 0;
        min-width: 0; }
      .stations li:last-child { flex: 0 1 auto; padding-right: 0; }
      .stations li::before { content: ""; position: absolute; top: 0.375rem; left: 0;
        width: 0.875rem; height: 0.875rem; border: 2px solid var(--line-strong);
        border-radius: 50%; background: var(--sheet); z-index: 1; }
      .stations li::after { content: ""; position: absolute; top: 0.75rem; left: 0.875rem; right: 0;
        border-top: 2px dashed var(--line-strong); }
      .stations li:last-child::after { content: none; }
      .stations .done::before { border-color: var(--accent-fill); background: var(--accent-fill); }
      .stations .done::after { border-top: 2px solid var(--accent-fill); }
      .stations .now::before { border-color: var(--copper); background: var(--copper);
        box-shadow: 0 0 0 4px color-mix(in srgb, var(--copper) 28%, transparent); }
      .stations .failed::before { border-color: var(--bad-fill); background: var(--bad-fill); }
      .stations b { display: block; font-weight: 600; line-height: 1.3; }
      .stations .ahead b { color: var(--ink-faint); font-weight: 500; }
      .stations span { color: var(--ink-faint); font-size: var(--text-small); }
      .timeline li { position: relative; padding: 0 0 var(--space-4) 1.75rem; }
      .timeline li:last-child { padding-bottom: 0; }
      .timeline li::before { content: ""; position: absolute; left: 0.25rem; top: 0.3125rem;
        width: 0.75rem; height: 0.75rem; border-radius: 50%; background: var(--neutral);
        border: 2px solid var(--sheet); box-shadow: 0 0 0 1px var(--neutral); }
      .timeline li::after { content: ""; position: absolute; left: 0.5625rem; top: 1.25rem;
        bottom: -0.125rem; border-left: 2px solid var(--line); }
      .timeline li:last-child::after { content: none; }
      .timeline .info::before { background: var(--info); box-shadow: 0 0 0 1px var(--info); }
      .timeline .waiting::before { background: var(--waiting);
        box-shadow: 0 0 0 1px var(--waiting); }
      .timeline .good::before { background: var(--good); box-shadow: 0 0 0 1px var(--good); }
      .timeline .bad::before { background: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
      .timeline .public::before { background: var(--public);
        box-shadow: 0 0 0 1px var(--public); }
      .timeline .head { display: flex; flex-wrap: wrap; gap: 0 var(--space-3);
        align-items: baseline; justify-content: space-between; }
      .timeline .head b { font-weight: 600; }
      .timeline time, .timeline .by { color: var(--ink-faint); font-size: var(--text-small); }
    }

    """#
}
