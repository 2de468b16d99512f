extension HostileFile {
  /// What each file comes to: taken and refused lines, with the codes of what was refused. Both
  /// engines say the same.
  static let expected = """
    empty|people|refused empty-file
    one-byte|people|failed 0/0
    only-bom|people|failed 0/0
    only-blank-lines|people|failed 0/0
    nul-bytes|people|failed 0/0
    utf-16-le-marked|people|finished 2/0
    utf-16-be-marked|people|finished 2/0
    utf-16-unmarked|people|failed 0/0
    pdf|people|failed 0/0
    spreadsheet|people|failed 0/0
    web-page|people|failed 0/0
    remittance|people|failed 0/0
    table-of-another-kind|people|failed 0/0
    endless-first-line|people|failed 0/0
    separators-only|people|failed 0/0
    marked|people|finished 2/0
    cr-lf|people|finished 2/0
    cr-only|people|finished 2/0
    mixed-ends|people|finished 2/0
    no-end|people|finished 2/0
    header-only|people|finished 0/0
    header-twice|people|failed 0/0
    header-again|people|finished 2/1 document-wrong-length invalid-date invalid-email \
    invalid-postal-code invalid-state invalid-value unknown-branch
    nul-in-line|people|finished 3/0
    unclosed-quote|people|finished 2/1 csv-unclosed-quote
    text-behind-quote|people|finished 2/1 csv-quote
    too-few-fields|people|finished 2/1 csv-field-count
    too-many-fields|people|finished 2/1 csv-field-count
    blank-fields-behind|people|finished 3/0
    control-characters|people|finished 2/1 document-foreign-character invalid-date invalid-email \
    invalid-postal-code invalid-state invalid-value
    long-line|people|finished 2/1 csv-line-too-long
    broken-utf-8|people|finished 2/1 csv-field-count
    formula-for-name|people|finished 3/0
    name-of-blanks|people|finished 2/1 document-taken required
    document-of-another|people|finished 2/1 document-taken
    born-in-future|people|finished 2/1 document-taken invalid-date
    empty|contracts|refused empty-file
    one-byte|contracts|failed 0/0
    only-bom|contracts|failed 0/0
    only-blank-lines|contracts|failed 0/0
    nul-bytes|contracts|failed 0/0
    utf-16-le-marked|contracts|finished 2/0
    utf-16-be-marked|contracts|finished 2/0
    utf-16-unmarked|contracts|failed 0/0
    pdf|contracts|failed 0/0
    spreadsheet|contracts|failed 0/0
    web-page|contracts|failed 0/0
    remittance|contracts|failed 0/0
    table-of-another-kind|contracts|failed 0/0
    endless-first-line|contracts|failed 0/0
    separators-only|contracts|failed 0/0
    marked|contracts|finished 2/0
    cr-lf|contracts|finished 2/0
    cr-only|contracts|finished 2/0
    mixed-ends|contracts|finished 2/0
    no-end|contracts|finished 2/0
    header-only|contracts|finished 0/0
    header-twice|contracts|failed 0/0
    header-again|contracts|finished 2/1 invalid-date invalid-value unknown-customer
    nul-in-line|contracts|finished 3/0
    unclosed-quote|contracts|finished 2/1 csv-unclosed-quote
    text-behind-quote|contracts|finished 2/1 csv-quote
    too-few-fields|contracts|finished 2/1 csv-field-count
    too-many-fields|contracts|finished 2/1 csv-field-count
    blank-fields-behind|contracts|finished 3/0
    control-characters|contracts|finished 2/1 invalid-date invalid-value unknown-customer
    long-line|contracts|finished 2/1 csv-line-too-long
    broken-utf-8|contracts|finished 2/1 csv-field-count
    empty|receivables|refused empty-file
    one-byte|receivables|failed 0/0
    only-bom|receivables|failed 0/0
    only-blank-lines|receivables|failed 0/0
    nul-bytes|receivables|failed 0/0
    utf-16-le-marked|receivables|finished 2/0
    utf-16-be-marked|receivables|finished 2/0
    utf-16-unmarked|receivables|failed 0/0
    pdf|receivables|failed 0/0
    spreadsheet|receivables|failed 0/0
    web-page|receivables|failed 0/0
    remittance|receivables|failed 0/0
    table-of-another-kind|receivables|failed 0/0
    endless-first-line|receivables|failed 0/0
    separators-only|receivables|failed 0/0
    marked|receivables|finished 2/0
    cr-lf|receivables|finished 2/0
    cr-only|receivables|finished 2/0
    mixed-ends|receivables|finished 2/0
    no-end|receivables|finished 2/0
    header-only|receivables|finished 0/0
    header-twice|receivables|failed 0/0
    header-again|receivables|finished 2/1 invalid-amount invalid-date unknown-branch \
    unknown-contract unknown-customer
    nul-in-line|receivables|finished 3/0
    unclosed-quote|receivables|finished 2/1 csv-unclosed-quote
    text-behind-quote|receivables|finished 2/1 csv-quote
    too-few-fields|receivables|finished 2/1 csv-field-count
    too-many-fields|receivables|finished 2/1 csv-field-count
    blank-fields-behind|receivables|finished 3/0
    control-characters|receivables|finished 2/1 invalid-date unknown-branch unknown-contract \
    unknown-customer
    long-line|receivables|finished 2/1 csv-line-too-long
    broken-utf-8|receivables|finished 2/1 csv-field-count
    amount-negative|receivables|finished 2/1 out-of-range
    amount-zero|receivables|finished 2/1 out-of-range
    amount-huge|receivables|finished 2/1 invalid-amount
    amount-exponent|receivables|finished 2/1 invalid-amount
    date-of-zeros|receivables|finished 2/1 required
    date-of-nines|receivables|finished 2/1 invalid-date
    empty|payments|refused empty-file
    one-byte|payments|failed 0/0
    only-bom|payments|failed 0/0
    only-blank-lines|payments|failed 0/0
    nul-bytes|payments|failed 0/0
    utf-16-le-marked|payments|finished 2/0
    utf-16-be-marked|payments|finished 2/0
    utf-16-unmarked|payments|failed 0/0
    pdf|payments|failed 0/0
    spreadsheet|payments|failed 0/0
    web-page|payments|failed 0/0
    remittance|payments|failed 0/0
    table-of-another-kind|payments|failed 0/0
    endless-first-line|payments|failed 0/0
    separators-only|payments|failed 0/0
    marked|payments|finished 2/0
    cr-lf|payments|finished 2/0
    cr-only|payments|finished 2/0
    mixed-ends|payments|finished 2/0
    no-end|payments|finished 2/0
    header-only|payments|finished 0/0
    header-twice|payments|failed 0/0
    header-again|payments|finished 2/1 invalid-amount invalid-date unknown-receivable
    nul-in-line|payments|finished 3/0
    unclosed-quote|payments|finished 2/1 csv-unclosed-quote
    text-behind-quote|payments|finished 2/1 csv-quote
    too-few-fields|payments|finished 2/1 csv-field-count
    too-many-fields|payments|finished 2/1 csv-field-count
    blank-fields-behind|payments|finished 3/0
    control-characters|payments|finished 2/1 invalid-amount invalid-date unknown-receivable
    long-line|payments|finished 2/1 csv-line-too-long
    broken-utf-8|payments|finished 2/1 csv-field-count
    amount-negative|payments|finished 2/1 out-of-range
    amount-zero|payments|finished 2/1 out-of-range
    amount-huge|payments|finished 2/1 invalid-amount
    amount-exponent|payments|finished 2/1 invalid-amount
    date-of-zeros|payments|finished 2/1 required
    date-of-nines|payments|finished 2/1 invalid-date
    paid-in-future|payments|finished 2/1 invalid-date
    empty|bank-return|refused empty-file
    one-byte|bank-return|failed 0/0
    only-bom|bank-return|failed 0/0
    only-blank-lines|bank-return|failed 0/0
    nul-bytes|bank-return|failed 0/0
    utf-16-le-marked|bank-return|finished 2/0
    utf-16-be-marked|bank-return|finished 2/0
    utf-16-unmarked|bank-return|failed 0/0
    pdf|bank-return|failed 0/0
    spreadsheet|bank-return|failed 0/0
    web-page|bank-return|failed 0/0
    remittance|bank-return|failed 0/0
    table-of-another-kind|bank-return|failed 0/0
    endless-first-line|bank-return|failed 0/0
    separators-only|bank-return|failed 0/0
    marked|bank-return|finished 2/0
    cr-lf|bank-return|finished 2/0
    cr-only|bank-return|failed 0/0
    mixed-ends|bank-return|finished 2/0
    no-end|bank-return|finished 2/0
    header-only|bank-return|finished 0/0
    return-date-of-zeros|bank-return|finished 3/0
    return-date-of-nines|bank-return|finished 3/0
    return-amount-negative|bank-return|finished 2/1 return-amount-not-numeric
    return-amount-blank|bank-return|finished 2/1 return-paid-missing
    return-record-short|bank-return|finished 2/1 return-occurrence-missing
    return-record-wide|bank-return|finished 2/1 return-line-too-wide
    return-header-of-another-bank|bank-return|finished 1/1 return-title-missing
    return-record-twice|bank-return|finished 3/0
    return-trailer-count|bank-return|finished 2/0
    return-behind-trailer|bank-return|finished 2/0
    """
}
