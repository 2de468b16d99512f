extension Stylesheet {
  /// What plain elements look like.
  static let base = #"""
    @layer base {
      *, *::before, *::after { box-sizing: border-box; }
      html { font-size: 100%; -webkit-text-size-adjust: 100%; 
        scroll-padding: 4rem 0 6rem; }
      body {
        margin: 0;
        background: var(--paper);
        color: var(--ink);
        font: 400 var(--text-body) / 1.5 var(--sans);
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      h1, h2, h3, p, ul, ol, dl, dd, figure, fieldset { margin: 0; padding: 0; }
      ul, ol { list-style: none; }
      fieldset { border: 0; min-width: 0; }
      h1 { font-size: var(--text-title); font-weight: 650; line-height: 1.25;
        letter-spacing: -0.015em; text-wrap: balance; }
      h2 { font-size: var(--text-large); font-weight: 650; line-height: 1.35;
        letter-spacing: -0.005em; }
      h3 { font-size: var(--text-body); font-weight: 650; }
      a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
      a:hover { text-decoration-thickness: 2px; }
      strong { font-weight: 650; }
      small { font-size: var(--text-small); }
      code, kbd, .code { font-family: var(--mono); font-size: 0.92em; }
      kbd {
        display: inline-block;
        min-width: 1.7em;
        padding: 0 0.4em;
        border: 1px solid var(--line-strong);
        border-bottom-width: 2px;
        border-radius: var(--round);
        background: var(--sheet-quiet);
        text-align: center;
      }
      svg { display: block; }
      ::selection { background: var(--accent-fill); color: var(--on-accent); }
      :focus-visible, input[type="time"]:focus-within {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
        border-radius: 2px;
      }
      [hidden] { display: none !important; }
      .unseen:not(:focus):not(:active) {
        position: absolute;
        width: 1px;
        height: 1px;
        margin: -1px;
        padding: 0;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
        border: 0;
      }
      .faint { color: var(--ink-faint); }
      .number { text-align: right; white-space: nowrap; }
      .prose { max-width: var(--measure); }
      .prose > * + * { margin-top: var(--space-3); }
      .prose h2 { margin-top: var(--space-5); }
      .prose ul { list-style: disc; padding-left: 1.25rem; }
      .prose ol { list-style: decimal; padding-left: 1.5rem; }
      .prose figure { margin-block: var(--space-4); }
      .prose figure img { width: 100%; height: auto; border: 1px solid var(--line); }
      .prose figcaption { color: var(--ink-faint); font-size: var(--text-small); }
      .chapters { list-style: decimal; padding-left: 1.5rem; max-width: var(--measure); }
      .stack > * + * { margin-top: var(--space-4); }
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr));
        gap: var(--space-4);
        align-items: start;
      }
      .columns > * { min-width: 0; }
      .columns.wide-first { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); }
      @media (max-width: 62rem) { .columns.wide-first { grid-template-columns: minmax(0, 1fr); } }
      @media (prefers-reduced-motion: no-preference) {
        a, button, .row-link, .tile { transition: background-color 120ms, border-color 120ms; }
      }
    }

    """#
}
