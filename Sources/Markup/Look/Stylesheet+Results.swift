extension Stylesheet {
  /// Results that are read across a counter, scales, short lists behind a button.
  static let results = #"""
    @layer pieces {
      .result { display: grid; gap: var(--space-4) var(--space-6); align-items: center;
        grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr));
        padding: var(--space-5); border-radius: var(--round-large);
        border: 2px solid var(--neutral);
        background: var(--neutral-soft); }
      .result .said { display: flex; gap: var(--space-4); align-items: center; min-width: 0; }
      .result .said > svg { width: 3.25rem; height: 3.25rem; flex: none; color: var(--neutral); }
      .result .words { font-size: var(--text-number); font-weight: 700; line-height: 1.15;
        letter-spacing: -0.02em; text-wrap: balance; color: var(--neutral); }
      .result .advice { min-width: 0; padding-left: var(--space-5);
        border-left: 1px solid var(--line-strong); }
      .result .advice .label { display: block; color: var(--ink-soft); }
      .result .advice strong { font-size: var(--text-title); }
      .result .advice ul { margin-top: var(--space-1); list-style: disc; padding-left: 1.125rem; }
      .result.good { border-color: var(--good); background: var(--good-soft); }
      .result.good .words, .result.good .said > svg { color: var(--good); }
      .result.bad { border-color: var(--bad); background: var(--bad-soft); }
      .result.bad .words, .result.bad .said > svg { color: var(--bad); }
      .result.waiting { border-color: var(--waiting); background: var(--waiting-soft); }
      .result.waiting .words, .result.waiting .said > svg { color: var(--waiting); }
      .gauge p { font-size: var(--text-large); }
      .gauge p strong { font-size: var(--text-number); letter-spacing: -0.02em; }
      .gauge p span { color: var(--ink-soft); }
      .gauge svg { width: 100%; height: 2rem; }
      .gauge .bar { opacity: 0.75; }
      .gauge .mark { fill: var(--ink); }
      .gauge .ends { display: flex; justify-content: space-between;
        font-size: var(--text-small); }
      .dropdown { position: relative; }
      .dropdown summary { list-style: none; }
      .dropdown summary::-webkit-details-marker { display: none; }
      .dropdown ul { position: absolute; right: 0; z-index: 5; min-width: 13rem;
        margin-top: 0.25rem;
        padding: var(--space-1); border: 1px solid var(--line); border-radius: var(--round-large);
        background: var(--sheet); box-shadow: var(--shadow); }
      .dropdown a { display: block; padding: var(--space-2) var(--space-3);
        border-radius: var(--round); color: var(--ink); text-decoration: none; }
      .dropdown a:hover { background: var(--sheet-hover); }
      .line { display: inline-flex; flex-wrap: wrap; gap: var(--space-2); align-items: center; }
      .reasons { display: grid; gap: var(--space-1); font-size: var(--text-small); }
      .reasons li { display: flex; gap: 0.375rem; }
      .reasons svg { width: 1rem; height: 1rem; flex: none; margin-top: 0.125rem;
        color: var(--waiting); }
      .reasons .bad svg { color: var(--bad); }
      .reasons .source { color: var(--ink-faint); }
      @media (max-width: 44rem) {
        .result { padding: var(--space-4); }
        .result .advice { padding: var(--space-3) 0 0; border-left: 0;
          border-top: 1px solid var(--line-strong); }
        .dropdown ul { left: 0; right: auto; }
      }
    }

    """#
}
