package import Credit
import HTTPTypes
import Hummingbird

extension ServiceContext {
  /// The id in the path, `{id}` unless named otherwise. One that cannot exist is 404 like one
  /// that does not.
  package func pathID<Entity: Identified>(
    _ name: String = "id", of entity: Entity.Type = Entity.self
  ) throws(Problem) -> ID<Entity> {
    guard let id = ID<Entity>(try pathText(name)) else {
      throw .notFound(detail(of: name))
    }
    return id
  }

  /// A segment of the path.
  package func pathText(_ name: String) throws(Problem) -> String {
    guard let raw = parameters.get(name) else {
      throw .notFound(detail(of: name))
    }
    return raw
  }

  /// A segment of the path that is one word of a list.
  package func pathWord<Word: RawRepresentable>(
    _ name: String, of type: Word.Type = Word.self
  ) throws(Problem) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: try pathText(name)) else { throw .notFound(detail(of: name)) }
    return word
  }

  private func detail(of name: String) -> String {
    "Não existe nada com o \(name) informado no endereço."
  }
}
