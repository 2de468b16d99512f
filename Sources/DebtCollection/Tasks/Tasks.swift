/// Scheduled tasks and their runs (*tarefas*).
package struct Tasks: UseCases {
  let office: Office
}
