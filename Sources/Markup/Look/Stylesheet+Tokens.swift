extension Stylesheet {
  /// Colours, sizes and spaces; every other part speaks in these words only. Each pair of text and
  /// ground has a contrast of 4.5 or more in both schemes (WCAG 2.2, 1.4.3), each edge of a
  /// control 3 or more (1.4.11).
  static let tokens = #"""
    @layer tokens {
      :root {
        color-scheme: light dark;
        --paper: light-dark(#f4f2ec, #0f1618);
        --sheet: light-dark(#ffffff, #172023);
        --sheet-quiet: light-dark(#faf9f5, #1c272a);
        --sheet-hover: light-dark(#f3f6f3, #213034);
        --line: light-dark(#dedad0, #2c3a3d);
        --line-strong: light-dark(#8a8676, #748487);
        --ink: light-dark(#1a2326, #e9eeec);
        --ink-soft: light-dark(#465154, #bac5c4);
        --ink-faint: light-dark(#5c6668, #9babab);
        --accent: light-dark(#0b5a61, #7accca);
        --accent-fill: light-dark(#0b5a61, #1d767b);
        --accent-fill-hover: light-dark(#08474d, #24888d);
        --accent-soft: light-dark(#e0edeb, #16373a);
        --on-accent: #ffffff;
        --copper: light-dark(#b8742a, #dfa35c);
        --rail: light-dark(#10282d, #0a1214);
        --rail-ink: light-dark(#dbe7e5, #d3dfdd);
        --rail-faint: light-dark(#93b0b0, #8aa3a3);
        --rail-hover: light-dark(#1b3a40, #16262a);
        --rail-current: light-dark(#214950, #1b3338);
        --neutral: light-dark(#465154, #bac5c4);
        --neutral-soft: light-dark(#eae7de, #28363a);
        --info: light-dark(#1c5586, #a1ccf2);
        --info-soft: light-dark(#e1ecf6, #15304a);
        --waiting: light-dark(#744c00, #f0c877);
        --waiting-soft: light-dark(#faecca, #3b2e0d);
        --good: light-dark(#1b6536, #94d7a6);
        --good-soft: light-dark(#dff0e2, #14341f);
        --bad: light-dark(#9d2117, #f7aea4);
        --bad-soft: light-dark(#fbe4df, #48190f);
        --bad-fill: light-dark(#9d2117, #b13a2d);
        --bad-fill-hover: light-dark(#7f170f, #c2493b);
        --public: light-dark(#5b2a7a, #d3b1ee);
        --public-soft: light-dark(#efe4f7, #371d4b);
        --focus: light-dark(#0b5a61, #f0c877);
        --shadow: 0 1px 2px rgb(16 40 45 / 0.08), 0 8px 24px -12px rgb(16 40 45 / 0.18);
        --text-tiny: 0.6875rem;
        --text-small: 0.8125rem;
        --text-body: 0.875rem;
        --text-large: 1rem;
        --text-title: 1.375rem;
        --text-number: 1.3125rem;
        --text-hero: 2.5rem;
        --space-1: 0.25rem;
        --space-2: 0.5rem;
        --space-3: 0.75rem;
        --space-4: 1rem;
        --space-5: 1.5rem;
        --space-6: 2rem;
        --space-7: 3rem;
        --round: 4px;
        --round-large: 8px;
        --control: 2.125rem;
        --measure: 68ch;
        --sans: "Inter", "Source Sans 3", "Segoe UI", system-ui, "Liberation Sans", sans-serif;
        --mono: "JetBrains Mono", "Cascadia Mono", "Liberation Mono", ui-monospace, monospace;
      }
      :root[data-theme="light"] { color-scheme: light; }
      :root[data-theme="dark"] { color-scheme: dark; }
    }

    """#
}
