extension Stylesheet {
  /// Tables: dense, with a head that stays, and rows that become cards where there is no room.
  static let tables = #"""
    @layer tables {
      .table { border: 1px solid var(--line); border-radius: var(--round-large);
        background: var(--sheet); overflow-x: auto; }
      .table table { width: 100%; border-collapse: collapse; }
      .table caption { text-align: left; padding: var(--space-3) var(--space-4) 0;
        font-weight: 650; }
      .table th, .table td { padding: 0.4375rem var(--space-3); text-align: left;
        vertical-align: middle; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
      .table tbody th > span { overflow-wrap: anywhere; }
      .table th:first-child, .table td:first-child { padding-left: var(--space-4); }
      .table th:last-child, .table td:last-child { padding-right: var(--space-4); }
      .table thead th { background: var(--sheet-quiet); color: var(--ink-soft);
        font-size: var(--text-small); font-weight: 600; white-space: nowrap; }
      .table thead a { display: inline-flex; gap: 0.25rem; align-items: center; color: inherit;
        text-decoration: none; }
      .table thead a:hover { text-decoration: underline; }
      .table thead svg { width: 0.75rem; height: 0.75rem; }
      .table thead [aria-sort="ascending"] a, .table thead [aria-sort="descending"] a {
        color: var(--accent); }
      .table thead .number a { flex-direction: row-reverse; }
      .table tbody tr:last-child td, .table tbody tr:last-child th { border-bottom: 0; }
      .table tbody tr:hover { background: var(--sheet-hover); }
      .table tbody th { font-weight: 400; }
      .table .main { font-weight: 600; text-decoration: none; color: var(--ink); }
      .table .main:hover { text-decoration: underline; color: var(--accent); }
      .table .under { display: block; color: var(--ink-faint); font-size: var(--text-small); }
      .table .number { text-align: right; white-space: nowrap; }
      .table [data-pick] { width: 1.125rem; height: 1.125rem; accent-color: var(--accent-fill); }
      .table tfoot td, .table tfoot th { border-top: 2px solid var(--line-strong);
        border-bottom: 0; font-weight: 650; }
      .pager { display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-3);
        align-items: center; justify-content: space-between; }
      .pager p { color: var(--ink-faint); font-size: var(--text-small); }
      .bulk { position: sticky; bottom: 0; z-index: 2; display: flex; flex-wrap: wrap;
        gap: var(--space-3); align-items: center; padding: var(--space-3) var(--space-4);
        border: 1px solid var(--line); border-radius: var(--round-large);
        background: var(--sheet); box-shadow: var(--shadow); }
    }

    """#

  /// Drawings of numbers.
  static let charts = #"""
    @layer charts {
      .bars { display: grid; gap: 0.4rem var(--space-3); align-items: center;
        grid-template-columns: minmax(5rem, max-content) minmax(3rem, 1fr) max-content; }
      .bars li { display: contents; }
      .bars svg { width: 100%; height: 1rem; }
      .bars .value, .funnel .value { font-weight: 600; text-align: right; white-space: nowrap; }
      .bars .label, .funnel .label { color: var(--ink-soft); font-weight: 400; }
      .funnel { display: grid; gap: var(--space-3); }
      .funnel .words { display: flex; justify-content: space-between; gap: var(--space-3); }
      .funnel svg { width: 100%; height: 0.875rem; margin-top: 0.125rem; }
      .chart .ground { fill: var(--neutral-soft); opacity: 0.6; }
      .chart .bar { fill: var(--accent-fill); }
      .chart .bar.info { fill: var(--info); }
      .chart .bar.waiting { fill: var(--waiting); }
      .chart .bar.good { fill: var(--good); }
      .chart .bar.bad { fill: var(--bad); }
      .chart .bar.public { fill: var(--public); }
      .chart .bar.neutral { fill: var(--line-strong); }
      .plot svg { width: 100%; height: 9rem; overflow: visible; }
      .plot .grid { fill: none; stroke: var(--line); stroke-width: 1; }
      .plot .line { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
      .plot path { vector-effect: non-scaling-stroke; }
      .plot .area { fill: var(--accent-soft); }
      .plot .axis { display: flex; justify-content: space-between; color: var(--ink-faint);
        font-size: var(--text-small); }
      .plot .axis span { width: 0; display: flex; justify-content: center; white-space: nowrap; }
      .plot .axis span:first-child { justify-content: flex-start; }
      .plot .axis span:last-child { justify-content: flex-end; }
      .chart figcaption { color: var(--ink-faint); font-size: var(--text-small); }
      .chart details { margin-top: var(--space-2); font-size: var(--text-small); }
      .chart summary { color: var(--ink-faint); cursor: pointer; }
    }

    """#

  /// From 360 to 900 pixels.
  static let narrow = #"""
    @layer narrow {
      @media (max-width: 56rem) {
        .shell { display: block; background: none; }
        .rail { position: static; flex-direction: row; align-items: center; height: auto;
          overflow: visible; }
        .rail .brand { flex: 1; padding: var(--space-3) var(--space-4); }
        .menu-open, .menu a.menu-close { display: inline-flex; align-items: center; gap: 0.4rem;
          min-height: 2.5rem; padding: 0 var(--space-4); color: #ffffff; text-decoration: none; }
        .menu-open svg, .menu-close svg { width: 1.25rem; height: 1.25rem; }
        .menu { display: none; }
        .menu:target { display: block; position: fixed; inset: 0; z-index: 10;
          background: var(--rail); overflow-y: auto; padding-top: var(--space-2); }
        .menu a { min-height: 2.5rem; }
        .menu a.menu-close { justify-content: flex-end; width: 100%; background: none; }
        .top { padding: var(--space-2) var(--space-4); flex-wrap: wrap; min-height: 0; }
        .trail { flex: 1 0 100%; }
        main { padding: var(--space-4); }
        .foot { padding: var(--space-3) var(--space-4); }
      }
      @media (max-width: 44rem) {
        .trail { flex-basis: 100%; }
        .who .person span + span { display: none; }
        .who .person { max-width: 9rem; }
        .stations { display: block; }
        .stations li { padding: 0 0 var(--space-3) 1.5rem; }
        .stations li::before { top: 0.1875rem; }
        .stations li::after, .stations .done::after { top: 1.0625rem; bottom: -0.1875rem;
          left: 0.375rem; right: auto; border-top: 0; border-left: 2px dashed var(--line-strong); }
        .stations .done::after { border-left: 2px solid var(--accent-fill); }
        .table { border: 0; background: none; overflow: visible; }
        .table table, .table tbody { display: block; }
        .table thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
          clip-path: inset(50%); }
        .table thead:has(a) { position: static; display: block; width: auto; height: auto;
          clip-path: none; }
        .table thead:has(a) tr { display: flex; flex-wrap: wrap; gap: var(--space-2); }
        .table thead:has(a) th { padding: 0 !important; border: 0; background: none; }
        .table thead:has(a) th:not(:has(a)) { display: none; }
        .table thead:has(a) tr::before { content: "Ordenar por"; align-self: center;
          color: var(--ink-faint); font-size: var(--text-small); }
        .table thead a { min-height: 2.25rem; padding: 0 var(--space-2); }
        .table tbody tr { position: relative; }
        .table tbody tr, .table tfoot tr { display: grid; grid-template-columns: 1fr;
          gap: 0.125rem; margin-top: var(--space-3); padding: var(--space-3) var(--space-4);
          border: 1px solid var(--line); border-radius: var(--round-large);
          background: var(--sheet); }
        .table tbody td, .table tbody th, .table tfoot td, .table tfoot th {
          display: grid; grid-template-columns: minmax(6.5rem, 38%) minmax(0, 1fr);
          gap: var(--space-2); padding: 0.125rem 0 !important; border: 0;
          text-align: left !important; white-space: normal; }
        .table td > .badge, .table th > .badge { justify-self: start; }
        .table td::before, .table th::before { content: attr(data-label);
          color: var(--ink-faint); font-size: var(--text-small); font-weight: 400; }
        .table [data-label=""] { display: block; }
        .table [data-label=""]::before { content: none; }
        .table tbody th { display: block; }
        .table tbody th::before { content: none; }
        .table tbody th .main { display: inline-block; padding: 0.375rem 0;
          font-size: var(--text-large); }
        .table tbody th .main + .under { margin-top: -0.375rem; }
        main li > a:not(.button), .table td a:not(.button) { display: inline-block;
          min-height: 1.5rem; max-width: 100%; overflow-wrap: anywhere; }
        .table tr:has([data-pick]:only-child) th { padding-right: 3rem !important; }
        .table td:has(> [data-pick]:only-child) { position: absolute; top: 0; right: 0;
          display: block; padding: 0.75rem !important; }
        .table td:has(> [data-pick]:only-child)::before { content: none; }
        .table [data-pick] { display: block; width: 1.75rem; height: 1.75rem; margin: 0; }
        .bulk { position: static; padding: var(--space-3); gap: var(--space-2); }
        form:has([data-pick]:checked, [data-kept]) .bulk { position: sticky; }
        form:has([data-pick]:checked, [data-kept]) [data-pick-all] { display: none; }
        .bulk [data-picked] { flex: 1 0 100%; }
        html { scroll-padding-bottom: 8rem; }
        .chips a { min-height: 2.25rem; }
        .tabs { flex-wrap: wrap; }
        .who .person { padding-block: 0.25rem; }
        main summary { min-height: 2.25rem; }
        .filters { border-radius: var(--round-large); }
        .filters .field { flex-basis: 100%; max-width: none; }
        .filters .actions { margin-left: 0; }
        .filters + .table { border-top: 0; }
        .tile { padding: var(--space-3); }
        .pager { flex-direction: column; align-items: stretch; }
        .pager .actions > * { flex: 1; }
      }
    }

    """#

  /// On paper: ink on white, no menu, nothing cut.
  static let print = #"""
    @layer print {
      @media print {
        @page { size: A4; margin: 14mm 13mm; }
        :root { color-scheme: light !important; --paper: #ffffff; --line: #b9b6ad; }
        html { font-size: 80%; }
        .rail, .top, .foot, .actions, .button, .dropdown, .filters, .pager, .bulk, .tabs, .chips,
        .skip, .form-end, .no-print { display: none !important; }
        .shell { display: block; }
        main { max-width: none; padding: 0; }
        .sheet, .table, .tile { border-color: #b9b6ad; box-shadow: none; }
        .sheet { padding: var(--space-3) var(--space-4); }
        .sheet > header, h2, caption { break-after: avoid; }
        .table { overflow: visible; }
        .table thead { display: table-header-group; }
        tr, .tile, .result, .chart, .facts > div, .timeline li { break-inside: avoid; }
        a { color: inherit; text-decoration: none; }
        * { print-color-adjust: exact; }
      }
    }

    """#
}
