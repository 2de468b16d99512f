/// Where the caller of a task is: an address of the network. It belongs to the task that works for
/// the caller, and is known to its transactions, for what is written down of him.
package enum CallerPlace {
  @TaskLocal package static var current: String?
}
