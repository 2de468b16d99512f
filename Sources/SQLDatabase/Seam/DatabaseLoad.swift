/// How busy a database is in this process.
package struct DatabaseLoad: Hashable, Sendable {
  /// Of the connections that write, or that read.
  package struct Side: Hashable, Sendable {
    /// Connections at work.
    package var busy = 0
    /// Closures that wait for one.
    package var waiting = 0
  }

  package var writing = Side()
  package var reading = Side()
  /// Since the database was opened: what was committed, and how many writes were in it. Where
  /// writes share a COMMIT there are fewer of these.
  package var commits = 0
  package var writes = 0

  package init() {}
}
