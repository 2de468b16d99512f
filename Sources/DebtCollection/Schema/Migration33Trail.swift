import Coordination
import SQLDatabase

extension CreditorSchema {
  /// Rows of before have no links yet; the first start gives them theirs (`beginTrail`), for a
  /// migration does not know the key.
  static let migrationTrail = Migration(
    number: 33, note: "Keyed chains over timeline, events and access log; how production is earned",
    sql: """
      ALTER TABLE access_log ADD COLUMN place TEXT;
      ALTER TABLE access_log ADD COLUMN changes TEXT;
      ALTER TABLE listings ADD COLUMN trail_seal {bytes};
      CREATE INDEX listings_unsealed ON listings (id) WHERE trail_seal IS NULL;
      ALTER TABLE audit_checks ADD COLUMN place TEXT NOT NULL DEFAULT 'listings 0';
      ALTER TABLE audit_checks ADD COLUMN link_count {integer} NOT NULL DEFAULT 0;
      ALTER TABLE audit_checks ADD COLUMN findings TEXT NOT NULL DEFAULT '[]';
      \(TrailSchema.ends)
      \(TrailSchema.links(of: "timeline"))
      \(TrailSchema.links(of: "published_events"))
      \(TrailSchema.links(of: "access_log"))

      CREATE TABLE integration_trials (
        integration_id {integer} PRIMARY KEY REFERENCES integrations (id),
        base_url TEXT NOT NULL,
        client_id TEXT NOT NULL,
        client_secret_sealed {bytes} NOT NULL,
        begun_by TEXT NOT NULL,
        begun_at {integer} NOT NULL,
        products TEXT NOT NULL,
        inquired_at {integer},
        inquiry_document TEXT,
        inquiry_product TEXT,
        inquiry_restricted {integer} CHECK (inquiry_restricted IN (0, 1)),
        inquiry_cost_cents {integer} CHECK (inquiry_cost_cents >= 0),
        rehearsed_at {integer},
        listed_count {integer} CHECK (listed_count >= 0),
        listed_cents {integer} CHECK (listed_cents >= 0),
        removed_count {integer} CHECK (removed_count >= 0),
        cost_cents {integer} CHECK (cost_cents >= 0),
        CHECK (rehearsed_at IS NULL OR inquired_at IS NOT NULL)
      ){strict};
      """)
}
