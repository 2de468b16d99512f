extension Stylesheet {
  /// Pages for people who come once: large type, one column, whole on paper.
  static let reading = #"""
    @layer shell {
      .reading { display: flex; flex-direction: column; min-height: 100vh;
        --text-tiny: 0.875rem; --text-small: 1rem; --text-body: 1.125rem; --text-large: 1.25rem;
        --text-title: 1.75rem; --control: 2.875rem; font-size: var(--text-body); line-height: 1.6; }
      .reading .banner { padding: var(--space-4) var(--space-5); background: var(--rail); }
      .reading .brand { padding: 0; font-size: var(--text-large); }
      .reading .brand svg { width: 2rem; height: 2rem; }
      .reading main { max-width: 50rem; }
      .reading .sheet { padding: var(--space-5); }
      .reading .code { font-size: var(--text-large); letter-spacing: 0.04em; }
      .reading .copy { display: block; padding: var(--space-3); border: 1px solid var(--line);
        border-radius: var(--round); background: var(--sheet-quiet); font-family: var(--mono);
        font-size: var(--text-small); user-select: all; }
      .reading .qr { width: 13rem; height: 13rem; padding: 0.75rem; background: #ffffff;
        color: #000000; fill: currentcolor; }
      .reading .foot { max-width: 50rem; width: 100%; margin: 0 auto; }
    }

    """#
}
