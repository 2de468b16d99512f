/// Tables that both sides have: what several processes on one database know in common. The text
/// goes into a migration of each side and is never changed afterwards.
package enum CoordinationSchema {
  /// Forms sent a moment ago, and tries that were counted.
  package static let formsAndTries = """
    CREATE TABLE sent_forms (
      form_key {bytes} PRIMARY KEY,
      ticket {bytes} NOT NULL,
      sent_at {integer} NOT NULL,
      leased_until_at {integer},
      answer {bytes},
      CHECK ((leased_until_at IS NULL) = (answer IS NOT NULL))
    ){strict};
    CREATE INDEX sent_forms_age ON sent_forms (sent_at);

    CREATE TABLE counted_tries (
      kind TEXT NOT NULL,
      subject_hash {bytes} NOT NULL,
      forgotten_at {integer} NOT NULL,
      PRIMARY KEY (kind, subject_hash)
    ){strict};
    CREATE INDEX counted_tries_end ON counted_tries (forgotten_at);
    """

  /// The place of a virtual clock; the creditor's side has it since its migration 8.
  package static let clockPlace = """
    CREATE TABLE virtual_clock (
      only_row {integer} PRIMARY KEY CHECK (only_row = 1),
      virtual_at {integer} NOT NULL,
      machine_at {integer} NOT NULL
    ){strict};
    """

  /// A word that only the key of the installation opens.
  package static let keyCheck = """
    CREATE TABLE key_check (
      only_row {integer} PRIMARY KEY CHECK (only_row = 1),
      sealed {bytes} NOT NULL
    ){strict};
    """

  /// Sessions of pages that have no users.
  package static let pageSessions = """
    CREATE TABLE page_sessions (
      secret_hash {bytes} PRIMARY KEY,
      kind TEXT NOT NULL,
      holder {bytes} NOT NULL,
      begun_at {integer} NOT NULL,
      used_at {integer} NOT NULL
    ){strict};
    CREATE INDEX page_sessions_used ON page_sessions (kind, used_at);
    """

  /// The processes that live by the clock of a database.
  package static let clockHolders = """
    CREATE TABLE clock_holders (
      holder {bytes} PRIMARY KEY,
      clock TEXT NOT NULL CHECK (clock IN ('machine', 'virtual')),
      held_until_at {integer} NOT NULL
    ){strict};
    """
}
