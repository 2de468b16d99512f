import Coordination
import SQLDatabase

extension BureauSchema {
  /// Rows of before have no links yet; the first start gives them theirs (`beginTrail`).
  static let trail = Migration(
    number: 25, note: "Keyed chains over what happened to records",
    sql: """
      \(TrailSchema.ends)
      \(TrailSchema.links(of: "happenings"))
      """)
}
