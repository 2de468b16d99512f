extension Stylesheet {
  /// Buttons, fields and forms.
  static let controls = #"""
    @layer controls {
      .button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 0.4rem;
        min-height: var(--control);
        padding: 0.25rem 0.8rem;
        border: 1px solid var(--line-strong);
        border-radius: var(--round);
        background: var(--sheet);
        color: var(--ink);
        font: 550 var(--text-body) / 1.2 var(--sans);
        text-decoration: none;
        cursor: pointer;
      }
      .button:hover { background: var(--sheet-hover); }
      .button svg { width: 1rem; height: 1rem; flex: none; }
      .button.primary { border-color: transparent; background: var(--accent-fill);
        color: var(--on-accent); }
      .button.primary:hover { background: var(--accent-fill-hover); }
      .button.danger { border-color: transparent; background: var(--bad-fill); color: #ffffff; }
      .button.danger:hover { background: var(--bad-fill-hover); }
      .button.quiet { border-color: transparent; background: transparent; color: var(--accent); }
      .button.quiet:hover { background: var(--accent-soft); }
      .button[disabled], .button[aria-disabled="true"] {
        border-color: var(--line);
        background: var(--neutral-soft);
        color: var(--ink-faint);
        cursor: not-allowed;
      }
      .button.only { width: var(--control); padding: 0; }
      .form { display: grid; gap: var(--space-4); max-width: 46rem; }
      .form.wide { max-width: none; }
      .form > h2 { margin-top: var(--space-3); padding-top: var(--space-4);
        border-top: 1px solid var(--line); }
      .form > h2:first-child { margin: 0; padding: 0; border: 0; }
      .pair { display: grid; gap: var(--space-4);
        grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); }
      .field { display: grid; gap: 0.25rem; align-content: start; min-width: 0; }
      .field > label, .field > legend, .label { font-size: var(--text-small); font-weight: 600; }
      .field > legend { padding: 0; }
      .field .optional { color: var(--ink-faint); font-weight: 400; }
      .hint { color: var(--ink-faint); font-size: var(--text-small); }
      .fault { display: flex; gap: 0.375rem; color: var(--bad); font-size: var(--text-small);
        font-weight: 550; }
      .fault svg { width: 1rem; height: 1rem; flex: none; margin-top: 0.125rem; }
      .input, .field input:not([type="checkbox"]):not([type="radio"]), .field select,
      .field textarea {
        width: 100%;
        min-height: var(--control);
        padding: 0.25rem 0.6rem;
        border: 1px solid var(--line-strong);
        border-radius: var(--round);
        background: var(--sheet);
        color: var(--ink);
        font: inherit;
      }
      .field textarea { min-height: 5rem; resize: vertical; }
      .field input::placeholder { color: var(--ink-faint); opacity: 1; }
      .field input[readonly] { background: var(--sheet-quiet); border-style: dashed; }
      .field [aria-invalid="true"] { border-color: var(--bad) !important;
        box-shadow: inset 3px 0 0 var(--bad); }
      .field input.money, .field input.amount { max-width: 12rem; text-align: right; }
      .field input.day { max-width: 12rem; font-variant-numeric: tabular-nums; }
      .form-end { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center;
        padding-top: var(--space-2); }
    }

    """#

  /// Choices and the bar of filters.
  static let choices = #"""
    @layer controls {
      .choice { display: flex; gap: 0.5rem; align-items: flex-start; padding: 0.1875rem 0; }
      .choice input { width: 1.0625rem; height: 1.0625rem; margin: 0.125rem 0 0; flex: none;
        accent-color: var(--accent-fill); }
      .choice .hint { display: block; }
      .choices { display: flex; flex-wrap: wrap; gap: 0 var(--space-5); }
      .choices:has(.hint) { flex-direction: column; }
      .switch input { appearance: none; position: relative; width: 2.125rem; height: 1.1875rem;
        margin: 0.0625rem 0 0; border: 1px solid var(--line-strong); border-radius: 1rem;
        background: var(--neutral-soft); flex: none; cursor: pointer; }
      .switch input::after { content: ""; position: absolute; inset: 2px auto 2px 2px;
        width: 0.8125rem; border-radius: 50%; background: var(--line-strong); }
      .switch input:checked { border-color: var(--accent-fill); background: var(--accent-fill); }
      .switch input:checked::after { inset: 2px 2px 2px auto; background: #ffffff; }
      @media (forced-colors: active) { .switch input { appearance: auto; } }
      .filters {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: end;
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--round-large) var(--round-large) 0 0;
        background: var(--sheet-quiet);
      }
      .filters + .sheet, .filters + .table { margin-top: 0; border-top: 0;
        border-top-left-radius: 0; border-top-right-radius: 0; }
      .filters .field { flex: 1 1 9rem; max-width: 20rem; }
      .filters .field.grow { flex-grow: 3; min-width: 14rem; }
      .filters .actions { margin-left: auto; }
      .chips { display: flex; flex-wrap: wrap; gap: var(--space-2); }
      .chips a { display: inline-flex; gap: 0.375rem; align-items: center; min-height: 1.75rem;
        padding: 0 0.65rem; border: 1px solid var(--line-strong); border-radius: 1rem;
        background: var(--sheet); color: var(--ink-soft); font-size: var(--text-small);
        text-decoration: none; }
      .chips a:hover { background: var(--sheet-hover); }
      .chips a[aria-current] { border-color: transparent; background: var(--accent-fill);
        color: var(--on-accent); font-weight: 600; }
      .chips svg { width: 0.875rem; height: 0.875rem; }
      .drop { display: grid; gap: var(--space-2); justify-items: center; padding: var(--space-6);
        border: 2px dashed var(--line-strong); border-radius: var(--round-large);
        background: var(--sheet-quiet); text-align: center; }
      .drop > svg { width: 2rem; height: 2rem; color: var(--ink-faint); }
      .drop.over { border-color: var(--accent); background: var(--accent-soft); }
    }

    """#
}
