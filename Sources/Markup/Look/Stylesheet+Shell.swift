extension Stylesheet {
  /// The frame around every page: the rail with the menu, the line above, the sheet.
  static let shell = #"""
    @layer shell {
      .skip {
        position: fixed;
        top: var(--space-2);
        left: var(--space-2);
        z-index: 20;
        padding: var(--space-2) var(--space-4);
        background: var(--accent-fill);
        color: var(--on-accent);
      }
      .shell { display: grid; grid-template-columns: 14.5rem minmax(0, 1fr); min-height: 100vh;
        background: linear-gradient(90deg, var(--rail) 14.5rem, transparent 0); }
      .rail {
        position: sticky;
        top: 0;
        display: flex;
        flex-direction: column;
        height: 100vh;
        background: var(--rail);
        color: var(--rail-ink);
        overflow-y: auto;
        scrollbar-width: thin;
        scrollbar-color: var(--rail-current) transparent;
      }
      .rail :focus-visible { outline-color: #f0c877; outline-offset: -2px; }
      .brand {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        padding: var(--space-4);
        color: #ffffff;
        font-size: 1.0625rem;
        font-weight: 650;
        letter-spacing: -0.01em;
        text-decoration: none;
      }
      .brand svg { width: 1.625rem; height: 1.625rem; color: #e3ad68; }
      .menu { padding: 0 var(--space-2) var(--space-5); }
      .menu h2 {
        margin: var(--space-4) var(--space-2) var(--space-1);
        color: var(--rail-faint);
        font-size: var(--text-tiny);
        font-weight: 600;
        letter-spacing: 0.07em;
        text-transform: uppercase;
      }
      .menu ul + ul { margin-top: var(--space-2); }
      .menu a {
        position: relative;
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 1.875rem;
        padding: 0.1875rem var(--space-2);
        border-radius: var(--round);
        color: var(--rail-ink);
        text-decoration: none;
      }
      .menu a:hover { background: var(--rail-hover); }
      .menu a[aria-current] { background: var(--rail-current); color: #ffffff; font-weight: 600; }
      .menu a[aria-current]::before {
        content: "";
        position: absolute;
        inset: 0.375rem auto 0.375rem calc(var(--space-2) * -1);
        width: 3px;
        border-radius: 0 2px 2px 0;
        background: #e3ad68;
      }
      .menu svg { width: 1rem; height: 1rem; flex: none; color: var(--rail-faint); }
      .menu a[aria-current] svg { color: #e3ad68; }
      .menu .count {
        margin-left: auto;
        padding: 0 0.4rem;
        border-radius: 1rem;
        background: #f3c3bb;
        color: #5b0f08;
        font-size: var(--text-tiny);
        font-weight: 650;
      }
      .menu-open, .menu a.menu-close { display: none; }
      .frame { display: flex; flex-direction: column; min-width: 0; }
      .top {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-height: 3.25rem;
        padding: var(--space-2) var(--space-5);
        border-bottom: 1px solid var(--line);
      }
      .trail { flex: 1; min-width: 0; font-size: var(--text-small); }
      .trail ol { display: flex; flex-wrap: wrap; gap: 0 var(--space-2); }
      .trail li { display: flex; min-width: 0; max-width: min(26rem, 80vw);
        color: var(--ink-faint); line-height: 1.5rem; white-space: nowrap; }
      .trail li[aria-current] { display: block; overflow: hidden; text-overflow: ellipsis; }
      .trail li + li::before { content: "›"; margin-right: var(--space-2); }
      .trail a { min-width: 0; min-height: 1.5rem; overflow: hidden; text-overflow: ellipsis;
        color: var(--ink-soft); text-decoration: none; outline-offset: -2px; }
      .trail a:hover { text-decoration: underline; }
      .who { display: flex; align-items: center; gap: var(--space-1); flex: none; }
      .who form { display: flex; }
      .who .person { padding: 0 var(--space-2); line-height: 1.2; text-align: right;
        text-decoration: none; color: var(--ink); max-width: 16rem; }
      .who .person span { display: block; overflow: hidden; text-overflow: ellipsis;
        white-space: nowrap; }
      .who .person span + span { color: var(--ink-faint); font-size: var(--text-tiny); }
      main {
        width: 100%;
        max-width: 88rem;
        margin: 0 auto;
        padding: var(--space-5);
        flex: 1;
      }
      main:focus { outline: none; }
      main > * + * { margin-top: var(--space-4); }
      .heading { display: flex; flex-wrap: wrap; align-items: flex-start;
        gap: var(--space-2) var(--space-4); }
      .heading > div:first-child { flex: 1 1 20rem; min-width: 0; }
      .heading p { margin-top: var(--space-1); color: var(--ink-soft); max-width: var(--measure); }
      .actions { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center; }
      .foot {
        padding: var(--space-3) var(--space-5);
        color: var(--ink-faint);
        font-size: var(--text-tiny);
      }
      .gate { display: grid; min-height: 100vh; place-items: center; padding: var(--space-4);
        background: var(--rail); }
      .gate > div { width: 100%; max-width: 25rem; }
      .gate .brand { padding: 0 0 var(--space-4); font-size: 1.375rem; }
      .gate .brand svg { width: 2.25rem; height: 2.25rem; }
      .gate main { padding: var(--space-5); background: var(--sheet); color: var(--ink);
        border-radius: var(--round-large); flex: none; }
      .gate .foot { padding: var(--space-4) 0 0; color: var(--rail-faint); }
      .gate .foot a { color: var(--rail-ink); }
      .gate .button { width: 100%; }
    }

    """#
}
